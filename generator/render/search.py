"""The index of the search in the page head: all that can be found in a language, as JSON.

To the entries of the pages come the sections of their texts, and from ``soekeord.toml`` what
readers call things.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from generator.model.language import Language
from generator.render.cuts import Cuts
from generator.render.search_entries import OTHER, Entry, entries_of, kinds
from generator.render.search_sections import section_entries
from generator.render.search_words import ENDINGS, SKIPPED
from generator.render.views import Page


def index_path(lang: Language) -> str:
    """Where the index of the pages in a language lies."""
    return f"assets/soek-{lang.code}.json"


def search_index(pages: Sequence[Page], cuts: Cuts, html: Callable[[Page], bytes]) -> bytes:
    """The index that the search loads when a reader turns to it, as JSON.

    Args:
        pages: all pages of a language.
        cuts: the publication.
        html: makes a page's HTML; asked only for pages of text.
    """
    texts = [page for page in pages if "body" in page.context]
    # What is explained comes before where it is used: pages of nothing but text are first.
    texts.sort(key=lambda page: page.template != "tekst.html.j2")
    entries = entries_of(pages, cuts)
    entries += [entry for page in texts for entry in section_entries(page, html(page).decode())]
    meant = cuts.publication.content.soekeord
    entries += _asked_for(pages, [href for href in meant if "#" in href], entries, html)
    named = kinds(cuts.lang)
    order = list(named)
    index = {
        "kinds": list(named.values()),
        "skip": SKIPPED[cuts.lang.code],
        "ends": ENDINGS[cuts.lang.code],
        "other": OTHER[cuts.lang.code],
        "here": cuts.lang.t("{q} ligger her"),
        "rows": [
            [
                entry.name,
                order.index(entry.kind),
                entry.href,
                entry.note,
                entry.names,
                entry.foreign,
                [*entry.hidden_names, *meant.get(entry.href, ())],
                " ".join(entry.words),
                *(["|".join(entry.towns)] if entry.towns else []),
            ]
            for entry in entries
        ],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _asked_for(
    pages: Iterable[Page],
    hrefs: Sequence[str],
    known: Iterable[Entry],
    html: Callable[[Page], bytes],
) -> list[Entry]:
    """Sections of pages that are not text, which readers' words lead to; found by those alone."""
    wanted = set(hrefs).difference(entry.href for entry in known)
    folders = {href.partition("#")[0] for href in wanted}
    found = [
        entry
        for page in pages
        if page.path in folders
        for entry in section_entries(page, html(page).decode())
    ]
    return [replace(entry, words=()) for entry in found if entry.href in wanted]
