"""An Atom feed (RFC 4287) of reports and of what they changed; its dates are those of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from generator.describe.facts import Facts, report_date
from generator.model.language import BOKMAAL
from generator.model.reports import Origin
from generator.model.titles import report_title
from generator.package.publication import report_rows

PATH: Final = "data/nytt.atom"


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    link: str
    title: str
    date: str
    summary: str


def feed(facts: Facts) -> bytes:
    """The feed, the newest first."""
    entries = sorted(_entries(facts), key=lambda each: (each.date, each.id), reverse=True)
    address, title = facts.url(PATH), facts.descriptor["title"]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nb">',
        f"<id>{escape(address)}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_moment(facts.data_date)}</updated>",
        f"<author><name>{escape(facts.publisher)}</name></author>",
        f"<rights>{escape(facts.licence['title'])}</rights>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(address)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(facts.address)}/>',
        *(line for entry in entries for line in _lines(entry)),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entries(facts: Facts) -> Iterator[_Entry]:
    changes = facts.publication.revisions.rows["ny_rapport"].value_counts()
    counts = {str(row["id"]): row for row in report_rows(facts.publication)}
    for rapport, origin in facts.origins.items():
        yield _report(facts, origin, counts[rapport])
        if count := int(changes.get(rapport, 0)):
            yield _revisions(facts, origin, count)


def _report(facts: Facts, origin: Origin, counts: Mapping[str, Any]) -> _Entry:
    """A report with its counts, a row of ``rapporter``."""
    summary = (
        f"Ny rapport for {_period(origin)}: {BOKMAAL.number(counts['observasjoner'])} tall er lest"
        f" inn, {BOKMAAL.number(counts['skjermet'])} av dem skjermet."
    )
    link = facts.url(f"rapport/{origin.id}/")
    title = report_title(BOKMAAL, origin)
    return _Entry(link, link, title, report_date(origin), summary)


def _revisions(facts: Facts, origin: Origin, count: int) -> _Entry:
    what = "Ett tall er endret" if count == 1 else f"{BOKMAAL.number(count)} tall er endret"
    summary = f"{what} av rapporten for {_period(origin)}. Fila har det gamle og det nye tallet."
    return _Entry(
        facts.url(f"rapport/{origin.id}/#revisjoner"),
        facts.url("data/revisjoner.csv"),
        f"{what}: {origin.title}",
        report_date(origin),
        summary,
    )


def _period(origin: Origin) -> str:
    return BOKMAAL.span(origin.period_from, origin.period_to)


def _lines(entry: _Entry) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{escape(entry.id)}</id>"
    yield f"<title>{escape(entry.title)}</title>"
    yield f"<updated>{_moment(entry.date)}</updated>"
    yield f"<link href={quoteattr(entry.link)}/>"
    yield f"<summary>{escape(entry.summary)}</summary>"
    yield "</entry>"


def _moment(date: str) -> str:
    """A date as the moment that Atom wants: its first in UTC."""
    return f"{date}T00:00:00Z"
