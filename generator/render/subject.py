"""The page of one thing in the statistics: a measure, a group of measures, a main group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.codelists import Code
from generator.render import sentences
from generator.render.cuts import Cuts, home, measures
from generator.render.sections import key_figures
from generator.render.series import Series
from generator.render.views import Link, Page, Section

#: A fact about the thing: what it is, as a text or as a link.
Fact = tuple[str, str, Link | None]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One thing in the statistics, and what is told of it.

    Attributes:
        column: the dimension that it is a code of.
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

    column: str
    code: Code
    total: Series
    said: str
    sections: Iterable[Section | None]
    kind: str
    compare: str
    related_heading: str
    related: Sequence[Link]
    breaks: Sequence[tuple[str, str]]
    parent: Link | None = None
    facts: Sequence[Fact] = ()
    cautions: Sequence[str] = ()


def subject_page(cuts: Cuts, of: Subject) -> Page:
    """``/<column>/<kode>/`` by ``emne.html.j2``."""
    lang, kode = cuts.lang, of.code.kode
    context = {
        "kind": of.kind,
        "kind_link": of.parent,
        "said": of.said,
        "code": of.code,
        "facts": of.facts,
        "keys": key_figures(lang, of.total) if of.total else (),
        "compare": (of.column, kode, of.compare) if of.total else (),
        "related_heading": of.related_heading,
        "related": of.related,
        "breaks": of.breaks,
        "cautions": of.cautions,
    }
    return Page(
        lang,
        f"{of.column}/{kode}/",
        "emne.html.j2",
        lang.name(of.code),
        of.said,
        (home(lang), measures(lang), *((of.parent,) if of.parent else ())),
        sentences.finding(lang, of.total) if of.total else "",
        tuple(section for section in of.sections if section),
        context,
        cuts.rows(of.column, kode),
    )
