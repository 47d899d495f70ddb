"""An Atom feed (RFC 4287) of reports and of what they changed, in each language of the site.

Its dates are those of the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from generator.describe.facts import Facts, report_date, texts
from generator.model.language import Language
from generator.model.reports import Origin
from generator.model.titles import report_name, report_title
from generator.package.publication import report_rows

_NAME: Final = "data/nytt.atom"
TYPE: Final = "application/atom+xml"


def path(lang: Language) -> str:
    """Where the feed of a language lies, from the site's root: ``en/data/nytt.atom``."""
    return lang.folder + _NAME


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    link: str
    title: str
    date: str
    summary: str


def feed(facts: Facts, lang: Language) -> bytes:
    """The feed in a language, the newest first."""
    entries = sorted(_entries(facts, lang), key=lambda each: (each.date, each.id), reverse=True)
    address, title = facts.url(path(lang)), _text(lang, facts.descriptor, "title")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(lang.code)}>',
        f"<id>{escape(address)}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_moment(facts.data_date)}</updated>",
        f"<author><name>{escape(facts.publisher)}</name></author>",
        f"<rights>{escape(_text(lang, facts.licence, 'title'))}</rights>",
        f'<link rel="self" type="{TYPE}" href={quoteattr(address)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(facts.url(lang.folder))}/>',
        *(_other(facts, other) for other in facts.languages if other.code != lang.code),
        *(line for entry in entries for line in _lines(entry)),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _text(lang: Language, thing: Mapping[str, Any], name: str) -> str:
    """A text of the contract in a language; in bokmål where it has none there."""
    found = texts(thing, name)
    return str(found.get(lang.code, found["nb"]))


def _other(facts: Facts, lang: Language) -> str:
    """A link to the feed in another language."""
    href = quoteattr(facts.url(path(lang)))
    language = quoteattr(lang.code)
    return f'<link rel="alternate" type="{TYPE}" hreflang={language} href={href}/>'


def _entries(facts: Facts, lang: Language) -> Iterator[_Entry]:
    changes = facts.publication.revisions.rows["ny_rapport"].value_counts()
    counts = {str(row["id"]): row for row in report_rows(facts.publication)}
    for rapport, origin in facts.origins.items():
        yield _report(facts, lang, origin, counts[rapport])
        if count := int(changes.get(rapport, 0)):
            yield _revisions(facts, lang, origin, count)


def _report(facts: Facts, lang: Language, origin: Origin, counts: Mapping[str, Any]) -> _Entry:
    """A report with its counts, a row of ``rapporter``."""
    summary = lang.t(
        "Ny rapport for %(period)s: %(count)s tall er lest inn, %(hidden)s av dem skjermet.",
        period=lang.span(origin.period_from, origin.period_to),
        count=lang.number(counts["observasjoner"]),
        hidden=lang.number(counts["skjermet"]),
    )
    link = facts.url(f"{lang.folder}rapport/{origin.id}/")
    return _Entry(link, link, report_title(lang, origin), report_date(origin), summary)


def _revisions(facts: Facts, lang: Language, origin: Origin, count: int) -> _Entry:
    """What a report changed in those before it; the file has what may be told of it."""
    what = lang.n("Ett tall er endret", "%(count)s tall er endret", count)
    summary = lang.t(
        "Rapporten for %(period)s har andre tall enn en eldre rapport. Fila viser hva som er "
        "endret.",
        period=lang.span(origin.period_from, origin.period_to),
    )
    return _Entry(
        facts.url(f"{lang.folder}rapport/{origin.id}/#revisjoner"),
        facts.url("data/revisjoner.csv"),
        f"{what}: {report_name(lang, origin)}",
        report_date(origin),
        summary,
    )


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
