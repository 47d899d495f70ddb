"""The index of the search: what a reader who searches is shown holds no figure."""

from __future__ import annotations

import json
from pathlib import Path

from tests.numbers.norsk import MONTHS, span
from tests.numbers.pages import NUMBER, Finding, Log
from tests.numbers.published import DIMENSIONS, Published

#: The files of the search, from the site's root; one a language.
FILES = "assets/soek-*.json"


def audit_search(file: Path, published: Published, log: Log) -> None:
    """Explain every number in an index: it is part of a name, or a report's period."""
    index = json.loads(file.read_text("utf-8"))
    path = file.relative_to(published.folder).as_posix()
    for name, _, href, note, names, foreign, hidden, words, *towns in index["rows"]:
        log.compared["entries of the search"] += 1
        known = known_words(href, published)
        if file.name == "soek-en.json" and href.startswith("rapport/"):
            known.add(name if name.endswith(_period_in_english(href, published)) else "")
        for text in (name, note, *names, *foreign, *hidden, *words.split(), *towns):
            if NUMBER.search(text) and text not in known:
                message = f"no rule explains the number in «{text}»"
                log.findings.append(Finding(path, href, message))
    for text in (*index["kinds"], *(index[key] for key in ("skip", "ends", "other", "here"))):
        if NUMBER.search(text):
            log.findings.append(Finding(path, "words", f"there is a number in «{text}»"))


_MONTHS_IN_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _period_in_english(href: str, published: Published) -> str:
    row = published.reports[href.rstrip("/").partition("/")[2]]
    told = span(row["periode_fra"], row["periode_til"])
    for name, english in zip(MONTHS, _MONTHS_IN_ENGLISH, strict=True):
        told = told.replace(name, english)
    return f", {told}"


def known_words(href: str, published: Published) -> set[str]:
    """The texts with a number that may stand at what is found at an address."""
    first, _, rest = href.rstrip("/").partition("/")
    if first == "rapport":
        row = published.reports[rest]
        return {rest, f"{row['tittel']}, {span(row['periode_fra'], row['periode_til'])}"}
    if first not in DIMENSIONS or not rest:
        return set()
    row = published.row(first, rest)
    ended = {f"til {row['gyldig_til'][:4]}"} if row.get("gyldig_til") else set()
    names = "|".join(row.get(column, "") for column in ("aliaser", "soekeord", "arenakode", "navn"))
    return {*names.split("|"), *ended}
