"""What can be searched for: the index of the search in the page head, and the page ``/a-aa/``.

Both are made from the same entries, and those from the pages themselves: a page's title is its
name. The code lists add old and short names, the text pages their sections, ``kommuner.toml`` the
towns of each fylke, and ``soekeord.toml`` what readers call things. Words with a digit are left out
of the texts, so that no search ever shows a figure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import groupby
from typing import Final

from generator.model.codelists import Code, CodeLists
from generator.model.language import Language, capital
from generator.render.alphabet import initial, sort_key
from generator.render.cuts import Cuts, fylke_link, home, short
from generator.render.places import NOT_FYLKER
from generator.render.views import Link, Page

#: Endings that do not tell words apart: «skjermet», «skjermede»; without æ, ø and å.
ENDINGS: Final = {
    "nb": "edes|ede|ene|ets|ens|et|en|er|es|te|e|t|s|n|r",
    "en": "ings|ing|ies|ed|es|e|s|y",
}

#: What the front page is found by; its title is a question.
SITE: Final = "Tiltak i tall"

#: The languages of names that the code lists give in a page's other language.
OTHER: Final = {"nb": "en", "en": "nb"}

#: Search words of the code lists that are English in all languages; all others are Norwegian.
ENGLISH: Final = frozenset({"Individual Placement and Support", "Supported Employment"})

#: Words that tell nothing of what is searched for.
SKIPPED: Final = {
    "nb": (
        "alt at av ble blir da de dem den denne der det dette din du eller en er et for fra gjør "
        "ha han har hva hver hvilke hvilken hvis hvor hvordan i ikke ingen inn ja kan man mange "
        "med men mer mot må ned noe noen når og også om opp oss over på samme seg selv si sin "
        "skal slik som står så til under ut var ved vi vil være å"
    ),
    "en": (
        "a all also an and any are as at be been but by can did do does each for from had has "
        "have he her his how i if in into is it its me more most my no not of on one or other our "
        "out over same she so some such than that the their them then there these they this those "
        "to under until up was we were what when where which who why will with you your"
    ),
}

#: A fylke that is no more → those that took its place, on 1 January 2020 or 2024, by their numbers
#: (Statistics Norway's classification 104, Standard for fylkesinndeling). The code list tells it
#: too, but in sentences for readers; a test holds the two together.
SUCCESSORS: Final[Mapping[str, tuple[str, ...]]] = {
    "01": ("30",),
    "02": ("30",),
    "04": ("34",),
    "05": ("34",),
    "06": ("30",),
    "07": ("38",),
    "08": ("38",),
    "09": ("42",),
    "10": ("42",),
    "12": ("46",),
    "14": ("46",),
    "19": ("54",),
    "20": ("54",),
    "30": ("31", "32", "33"),
    "38": ("39", "40"),
    "54": ("55", "56"),
}


def kinds(lang: Language) -> dict[str, str]:
    """What a reader is told that a hit is, by the first part of its address."""
    return {
        "tiltaksgruppe": lang.t("Tiltaksgruppe"),
        "tiltak": capital(lang.t("tiltak")),
        "hovedgruppe": lang.t("Hovedgruppe"),
        "fylke": lang.t("Fylke"),
        "omraade": lang.t("Område"),
        "rapport": lang.t("Rapport"),
        "side": lang.t("Side"),
        "avsnitt": lang.t("Avsnitt"),
    }


def index_path(lang: Language) -> str:
    """Where the index of the pages in a language lies."""
    return f"assets/soek-{lang.code}.json"


_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_NO_TEXT: Final = frozenset(
    {"nav", "pre", "code", "details", "script", "style", "header", "footer"}
)
_COLUMNS: Final = ("tiltaksgruppe", "tiltak", "hovedgruppe", "fylke")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    Attributes:
        name: as it is shown.
        kind: a key of :func:`kinds`.
        href: its address from the front page.
        note: what tells it from others of its name: a measure's group, a section's page.
        names: short, old and other names, shown when one of them was searched for; proper names
            and those in the page's language.
        foreign: the same in the other language.
        hidden_names: names that are searched but listed nowhere: misprints, codes.
        words: what else it is found by.
        towns: for a fylke its kommuner, by each of their names.
    """

    name: str
    kind: str
    href: str
    note: str = ""
    names: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    hidden_names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()


# -- entries --------------------------------------------------------------------------------------


def entries_of(pages: Iterable[Page], cuts: Cuts) -> list[Entry]:
    """An entry for each page that can be searched for; groups before the measures of their name."""
    found = [entry for page in pages if (entry := _entry(page, cuts))]
    order = list(kinds(cuts.lang))
    return sorted(found, key=lambda entry: order.index(entry.kind))


def _entry(page: Page, cuts: Cuts) -> Entry | None:
    """The entry of a page; None for what is only a part of another, and for «not found»."""
    parts = page.path.removesuffix("/").split("/")
    if page.path.endswith(".html") or len(parts) > 2:
        return None
    if not page.path:
        words = _words(page.lang, page.title, page.description)
        front = (home(page.lang).name,)
        return Entry(SITE, "side", page.path, hidden_names=front, words=words)
    if len(parts) == 1:
        return Entry(page.title, "side", page.path, words=_words(page.lang, page.description))
    first, kode = parts
    if first == "rapport":
        return Entry(page.title, first, page.path, hidden_names=(kode,))
    return _code_entry(page, cuts, first, kode) if first in _COLUMNS else None


def _code_entry(page: Page, cuts: Cuts, column: str, kode: str) -> Entry:
    lang = cuts.lang
    code = cuts.codelists.by_column[column][kode]
    place = column == "fylke" and kode not in NOT_FYLKER
    proper = [*code.navn.split(" - "), *_old_names(kode, cuts)] if place else []
    listed = [lang.beside(code), *code.soekeord, *_true_aliases(code)]
    own = [name for name in listed if lang.norwegian != (name in ENGLISH)]
    names = _each_once([*proper, *own], page.title)
    foreign = _each_once([name for name in listed if name not in own], page.title)
    hidden = _each_once([*code.aliaser, code.arenakode], page.title, *names, *foreign)
    return Entry(
        page.title,
        "omraade" if column == "fylke" and not place else column,
        page.path,
        _note(lang, code, cuts.codelists),
        names,
        foreign,
        hidden,
        _words(lang, lang.described(code)),
        _towns(cuts, kode, page.title) if place else (),
    )


def kommuner_of(cuts: Cuts, fylke: str) -> list[str]:
    """The official names of a fylke's kommuner, each with all its languages, in order."""
    found = [name for kode, name in cuts.publication.content.kommuner.items() if kode[:2] == fylke]
    return sorted(found, key=lambda name: sort_key(name, proper=True))


def _towns(cuts: Cuts, fylke: str, *but: str) -> tuple[str, ...]:
    names = (name for kommune in kommuner_of(cuts, fylke) for name in kommune.split(" - "))
    return _each_once(names, *but)


def _each_once(names: Iterable[str], *but: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name and name not in but))


def _note(lang: Language, code: Code, codelists: CodeLists) -> str:
    """A measure's group; for a fylke that is no more, its last year."""
    if code.tiltaksgruppe:
        return lang.name(codelists["tiltaksgrupper"][code.tiltaksgruppe])
    return lang.t("til %(last)s", last=code.gyldig_til[:4]) if code.gyldig_til else ""


def _true_aliases(code: Code) -> list[str]:
    """The aliases that are names of their own, not other spellings of the name or parts of it."""
    from rapidfuzz.distance import DamerauLevenshtein

    def near(alias: str) -> bool:
        likeness = DamerauLevenshtein.normalized_similarity(alias.lower(), code.navn.lower())
        return likeness > 0.7 or alias.lower() in code.navn.lower()

    return [alias for alias in code.aliaser if not near(alias)]


def _old_names(kode: str, cuts: Cuts) -> list[str]:
    """The fylker that went into a fylke and whose names are not in use any more."""
    return [short(cuts.lang, old) for old, codes in _former(cuts) if kode in codes]


def _former(cuts: Cuts) -> Iterator[tuple[Code, tuple[str, ...]]]:
    """Each fylke that is no more, has no page, and left its name; with those to look at now."""
    lang = cuts.lang
    shown = {code.kode: short(lang, code) for code in cuts.with_figures("fylke")}
    for old in cuts.codelists["fylker"].parts:
        if (
            old.kode in SUCCESSORS
            and old.kode not in shown
            and short(lang, old) not in shown.values()
        ):
            yield old, tuple(kode for kode in _lasting(old.kode, shown) if kode in shown)


def _lasting(kode: str, shown: Mapping[str, str]) -> Iterator[str]:
    """The fylker that a fylke has become, over as many reforms as it takes to one with a page."""
    for each in SUCCESSORS.get(kode, ()):
        if each in shown or each not in SUCCESSORS:
            yield each
        else:
            yield from _lasting(each, shown)


def _words(lang: Language, *texts: str) -> tuple[str, ...]:
    """The words of texts that tell something, each once, without those that have a digit."""
    found = {word for text in texts for word in _WORD.findall(text.lower())}
    return tuple(sorted(found.difference(SKIPPED[lang.code].split())))


# -- sections of text pages -----------------------------------------------------------------------


class _Sections(HTMLParser):
    """The sections of a page: id, heading, and text under it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str], list[str]]] = []
        self._left_out: list[str] = []
        self._heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NO_TEXT:
            self._left_out.append(tag)
        elif tag == "h2":
            self.found.append((dict(attrs).get("id") or "", [], []))
            self._heading = True

    def handle_endtag(self, tag: str) -> None:
        if self._left_out and tag == self._left_out[-1]:
            self._left_out.pop()
        elif tag == "h2":
            self._heading = False

    def handle_data(self, data: str) -> None:
        if self.found and not self._left_out:
            _, heading, text = self.found[-1]
            (heading if self._heading else text).append(data)


def section_entries(page: Page, html: str) -> list[Entry]:
    """The sections of a text page, each to be found by its heading and its words.

    Args:
        page: the page; its title says where a section is.
        html: the page as it is published.
    """
    parser = _Sections()
    parser.feed(html)
    parser.close()
    return [
        Entry(
            "".join(head),
            "avsnitt",
            f"{page.path}#{id}",
            page.title,
            words=_words(page.lang, " ".join(text)),
        )
        for id, head, text in parser.found
        if id and not re.search(r"\d", "".join(head))
    ]


# -- the index ------------------------------------------------------------------------------------


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


# -- the page -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Keyword:
    """A line of the page ``/a-aa/``: a name, or another name with what to see instead.

    Attributes:
        name: what it is listed by.
        links: where it leads: one, or all that have the other name.
        kind: what it is; empty for another name.
        proper: whether it is the name of a place.
        lang: the language of the name where that is not the page's.
    """

    name: str
    links: tuple[Link, ...]
    kind: str = ""
    proper: bool = False
    lang: str = ""

    @property
    def see(self) -> bool:
        """Whether it leads to something of another name."""
        return not self.kind


def atoz_page(pages: Sequence[Page], cuts: Cuts) -> Page:
    """``/a-aa/``: everything by name, for readers without JavaScript and for those who browse."""
    lang = cuts.lang
    entries = entries_of(pages, cuts)
    keywords = sorted(
        [*(_keyword(lang, entry) for entry in entries), *_see(lang, entries)],
        key=lambda each: (sort_key(each.name, proper=each.proper), each.see, each.kind),
    )
    letters = [
        (letter, list(group))
        for letter, group in groupby(
            keywords, key=lambda each: initial(each.name, proper=each.proper)
        )
    ]
    return Page(
        lang,
        "a-aa/",
        "a-aa.html.j2",
        lang.t("A–Å"),
        lang.t(
            "Alle tiltak, grupper, fylker, rapporter og sider i alfabetisk rekkefølge, med korte "
            "og eldre navn."
        ),
        (home(lang),),
        context={"letters": letters, "kommuner": _kommuner(cuts)},
    )


def _kommuner(cuts: Cuts) -> list[tuple[Link, str]]:
    """Each fylke that has a page, with the names of its kommuner; none where they are not known."""
    fylker = (code for code in cuts.with_figures("fylke") if code.kode not in NOT_FYLKER)
    found = [(fylke_link(cuts.lang, code), kommuner_of(cuts, code.kode)) for code in fylker]
    found.sort(key=lambda pair: sort_key(pair[0].name, proper=True))
    return [(link, ", ".join(names)) for link, names in found if names]


def _keyword(lang: Language, entry: Entry) -> Keyword:
    kind = kinds(lang)[entry.kind]
    if entry.note and entry.kind == "fylke":
        kind = f"{kind}, {entry.note}"
    return Keyword(entry.name, (Link(entry.name, entry.href),), kind, _proper(entry))


def _proper(entry: Entry) -> bool:
    return entry.kind in ("fylke", "omraade")


def _see(lang: Language, entries: Iterable[Entry]) -> Iterator[Keyword]:
    """Each other name once, with everything that has it."""
    meant: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        for name in entry.names:
            meant.setdefault((name, ""), []).append(entry)
        for name in entry.foreign:
            meant.setdefault((name, OTHER[lang.code]), []).append(entry)
    for (name, other), found in meant.items():
        proper = all(map(_proper, found))
        found.sort(key=lambda entry: sort_key(entry.name, proper=proper))
        links = tuple(Link(each.name, each.href) for each in found)
        yield Keyword(name, links, proper=proper, lang=other)
