"""The page of one thing in the statistics: a measure, a group of measures, a main group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.model.codelists import Code
from generator.render import sentences
from generator.render.cuts import Cuts, home, measures
from generator.render.sections import key_figures
from generator.render.series import Series
from generator.render.views import Link, Page, Section

#: A fact about the thing: what it is, as a text or as a link.
Fact = tuple[str, str, Link | None]


def subject_page(
    cuts: Cuts,
    column: str,
    code: Code,
    total: Series,
    said: str,
    sections: Iterable[Section | None],
    *,
    kind: str,
    compare: str,
    related_heading: str,
    related: Sequence[Link],
    breaks: Sequence[tuple[str, str]],
    parent: Link | None = None,
    facts: Iterable[Fact] = (),
    cautions: Sequence[str] = (),
) -> Page:
    """``/<column>/<kode>/`` by ``emne.html.j2``.

    Args:
        cuts: the publication.
        column: the dimension that the thing is a code of.
        code: the thing.
        total: its figures; without any there is nothing to compare it by.
        said: the thing in a few sentences.
        sections: its charts and tables; those that are None are left out.
        kind: what it is.
        compare: the words of the link to the page of comparisons.
        related_heading: what the links under ``related`` are.
        related: links to others like it.
        breaks: the known breaks that concern it: the month, and what it is.
        parent: what it belongs to, where it says so.
        facts: what else is known of it.
        cautions: what readers must know besides.
    """
    lang = cuts.lang
    context = {
        "kind": kind,
        "kind_link": parent,
        "said": said,
        "code": code,
        "facts": tuple(facts),
        "keys": key_figures(lang, total) if total else (),
        "compare": (column, code.kode, compare) if total else (),
        "related_heading": related_heading,
        "related": related,
        "breaks": breaks,
        "cautions": cautions,
    }
    return Page(
        lang,
        f"{column}/{code.kode}/",
        "emne.html.j2",
        lang.name(code),
        said,
        (home(lang), measures(lang), *((parent,) if parent else ())),
        sentences.finding(lang, total) if total else "",
        tuple(section for section in sections if section),
        context,
        cuts.rows(column, code.kode),
    )
