"""What can be found: an entry for each page, with all the names and words that lead to it.

A page's title is its name. The code lists add old and short names and what describes a code, and a
fylke is found by its kommuner too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from generator.model.codelists import Code, CodeLists
from generator.model.language import Language, capital
from generator.render.cuts import Cuts, home
from generator.render.fylke_names import old_names, town_names
from generator.render.places import NOT_FYLKER
from generator.render.search_words import telling_words
from generator.render.views import Page

#: What the front page is found by; its title is a question.
SITE: Final = "Tiltak i tall"

#: The languages of names that the code lists give in a page's other language.
OTHER: Final = {"nb": "en", "en": "nb"}

#: Search words of the code lists that are English in all languages; all others are Norwegian.
ENGLISH: Final = frozenset({"Individual Placement and Support", "Supported Employment"})

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
        words = telling_words(page.lang, page.title, page.description)
        front = (home(page.lang).name,)
        return Entry(SITE, "side", page.path, hidden_names=front, words=words)
    if len(parts) == 1:
        return Entry(
            page.title, "side", page.path, words=telling_words(page.lang, page.description)
        )
    first, kode = parts
    if first == "rapport":
        return Entry(page.title, first, page.path, hidden_names=(kode,))
    return _code_entry(page, cuts, first, kode) if first in _COLUMNS else None


def _code_entry(page: Page, cuts: Cuts, column: str, kode: str) -> Entry:
    lang = cuts.lang
    code = cuts.codelists.by_column[column][kode]
    place = column == "fylke" and kode not in NOT_FYLKER
    proper = [*code.navn.split(" - "), *old_names(cuts, kode)] if place else []
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
        telling_words(lang, lang.described(code)),
        _each_once(town_names(cuts, kode), page.title) if place else (),
    )


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
