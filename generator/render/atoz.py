"""The page ``/a-aa/``: all that can be found, by name, and the kommuner of each fylke.

It is made from the entries of the search: each by its name, and by each other name with what to
see instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model.language import Language
from generator.render.alphabet import initial, sort_key
from generator.render.cuts import Cuts, fylke_link, home
from generator.render.fylke_names import kommuner_of
from generator.render.places import NOT_FYLKER
from generator.render.search_entries import OTHER, Entry, entries_of, kinds
from generator.render.views import Link, Page


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
