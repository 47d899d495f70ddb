"""An English page says the same numbers as the Norwegian page of the same path, place by place.

The Norwegian page is held to the published data; the English one is held to it. Both are read side
by side: the same elements, and in each the same numbers, months and stars, written as each language
writes them. What is drawn in English, where names take other room, is held to its own spec.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from tests.numbers.charts import MEASURES, WORDS, is_measure
from tests.numbers.drawings import audit_drawing
from tests.numbers.norsk import MONTHS, NBSP, SHORT_MONTHS, folded, is_cut, lower_first, span
from tests.numbers.pages import NUMBER, Page, text_of
from tests.numbers.published import DIMENSIONS, WITHHELD, Published, short
from tests.numbers.search import known_words
from tests.numbers.vega import leaves

ENGLISH = "en/"
#: January as `1`, and so on, by the names that the languages have for it.
_MONTHS = {name: str(number) for number, name in enumerate(MONTHS, 1)}
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT = {
    short: name if len(name) < 5 else name[:3]
    for short, name in zip(SHORT_MONTHS, _ENGLISH_MONTHS, strict=True)
}
_IN_ENGLISH = dict(zip(MONTHS, _ENGLISH_MONTHS, strict=True))
#: The words for those who do not see the sign of a figure that is none.
_SPOKEN = {
    "ingen tall": "no figure",
    "skjermet, 0–3": "hidden, 0–3",
    "skjermet, 0–3 personer": "hidden, 0–3 people",
    "kan ikke beregnes": "cannot be worked out",
    "ny ordning": "new scheme",
    "revidert": "revised",
    "alle tallene er publisert": "all the figures are published",
    "noen av tallene er skjermet": "some of the figures are hidden",
    "alle tallene er skjermet": "all the figures are hidden",
    "rapporten for måneden har ikke tall for dette": (
        "the report for the month has no figures for this"
    ),
    "står under ordningens andre navn": "under the scheme’s other name",
    "fantes ikke": "did not exist",
}
#: A count or a share with its sign; or a version, a law or the like, with points in it.
_NORWEGIAN_NUMBER = re.compile(
    rf"[+\u2212]?\d{{1,3}}(?:{NBSP}\d{{3}})+(?:,\d+)?(?:{NBSP}%)?"
    rf"|[+\u2212]?\d+(?:,\d+|(?:\.\d+)+)?(?:{NBSP}%)?"
)
_ENGLISH_NUMBER = re.compile(r"[+\u2212]?\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|[+\u2212]?\d+(?:\.\d+)*%?")
#: The same licence, as a text in each language.
_LICENCE = "https://creativecommons.org/licenses/by/4.0/deed."
_NORWEGIAN_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_ENGLISH_MONTH = re.compile(rf"\b(?:{'|'.join(_ENGLISH_MONTHS)})\b")
#: What says which way a figure has gone, or which of several it is.
_MORE_OR_LESS = {"flere": "more", "færre": "fewer", "flest": "most", "færrest": "fewest"}
_COMPARED = re.compile(rf"\b(?:{'|'.join(_MORE_OR_LESS)})\b", re.IGNORECASE)
#: «and 39 more» is no comparison.
_COMPARED_IN_ENGLISH = re.compile(
    rf"(?<!\d )\b(?:{'|'.join(_MORE_OR_LESS.values())})\b|\b(?:more|fewer)\b(?= than)",
    re.IGNORECASE,
)
#: A text that is nothing but figures and their signs.
_BARE = re.compile(rf"[\d{NBSP} .,%+\u2212*–()]+")
#: Elements whose words may stand in another order: their numbers are counted, not followed.
_RUNNING = {
    *("p", "li", "dd", "dt", "summary", "caption", "figcaption", "h1", "h2", "h3", "label"),
    *("pre", "legend", "title"),
}
_ADDRESSES = {"href", "src", "data-figur", "data-skript"}


def audit_english(page: Page) -> None:
    """Compare an English page with the Norwegian one."""
    page.log.compared["pages"] += 1
    path = page.address.removeprefix(ENGLISH)
    file = page.folder / path
    if not path.endswith(".html"):
        file /= "index.html"
    if not file.is_file():
        page.report("page", "has no Norwegian page beside it")
        return
    pair = _Pair(Page(file, page.published, page.log), page)
    pair.compare()
    if path == "a-aa/":
        audit_names(page)
    for id, spec in page.specs.items():
        twin = page.folder / path / f"figur/{id}.vl.json"
        pair.compare_specs(f"figur/{id}.vl.json", json.loads(twin.read_text("utf-8")), spec)


#: Lists by name, which differ by language.
_BY_NAME = ("bokstaver", "stikkord")


def is_shared(element: HtmlElement) -> bool:
    """Whether `share` has read an element, in each language by itself."""
    if element.tag == "link":
        return element.get("rel") == "canonical" or bool(element.get("hreflang"))
    if element.tag == "meta":
        return element.get("property") in ("og:url", "og:image")
    is_json_ld = element.get("type") == "application/ld+json"
    return element.tag == "textarea" or (element.tag == "script" and is_json_ld)


def audit_names(page: Page) -> None:
    """The list of all names: each leads to what is called so, and no other text has a number."""
    published = page.published
    norwegian = Page(page.folder / "a-aa/index.html", published, page.log)
    targets = []
    for each in (norwegian, page):
        links = each.find("//section[@class='stikkord']//a")
        targets.append({_address(each, link.get("href", "")) for link in links})
    if targets[0] != targets[1]:
        page.report("names", f"lead elsewhere: {sorted(targets[0] ^ targets[1])[:5]}")
    for item in page.find("//section[@class='stikkord']//li"):
        links = page.find("./a", item)
        for link in links:
            _audit_name(page, link)
        words = {
            word
            for link in links
            for word in known_words(_address(page, link.get("href", "")), published)
        }
        for word in page.find("./bdi", item):
            if NUMBER.search(text_of(word)) and text_of(word) not in words:
                page.report("names", f"nothing is called «{text_of(word)}» there")
        for kind in page.find("./span", item):
            if NUMBER.search(text_of(kind)):
                page.report("names", f"one is of the kind «{text_of(kind)}»")
    for head in page.find("//section[@class='stikkord']/h2 | //nav[@class='bokstaver']//li"):
        if NUMBER.search(text_of(head)) and text_of(head) != "0–9":
            page.report("letters", f"one is «{text_of(head)}»")


def _audit_name(page: Page, link: HtmlElement) -> None:
    """A link of the list is called as what it leads to."""
    published = page.published
    target = _address(page, link.get("href", ""))
    dimension, _, code = target.rstrip("/").partition("/")
    place = f"name «{text_of(link)}»"
    page.log.compared["names in English"] += 1
    if dimension in DIMENSIONS and code:
        row = published.row(dimension, code)
        if text_of(link) not in (row["navn_en"], _short(row["navn_en"])):
            page.report(place, f"leads to «{row['navn_en']}»")
    elif dimension == "rapport":
        row = published.reports[code]
        wanted = in_english(span(row["periode_fra"], row["periode_til"]))
        if not text_of(link).endswith(f", {wanted}"):
            page.report(place, f"does not end with «{wanted}»")
    elif NUMBER.search(text_of(link)):
        page.report(place, "is a page with a number in its name")


def _address(page: Page, href: str) -> str:
    """Where a link leads, from the front page in its language."""
    base = f"http://site/{page.address}"
    return urljoin(base, href).removeprefix("http://site/").removeprefix(ENGLISH)


def in_english(period: str) -> str:
    """«januar–august 2024» → «January–August 2024»."""
    return _NORWEGIAN_MONTH.sub(lambda match: _IN_ENGLISH[match[0].lower()], period)


class _Pair:
    """A Norwegian page and the English one."""

    def __init__(self, norwegian: Page, english: Page) -> None:
        self.norwegian = norwegian
        self.english = english
        # A column may be called as a code is.
        of_codes = norwegian.kind != "data"
        names = names_in_english(english.published)
        self.names = {
            name: other for name, other in names.items() if of_codes or NUMBER.search(name)
        }

    def compare(self) -> None:
        self._elements(self.norwegian.tree, self.english.tree)

    def compare_specs(self, place: str, one: dict[str, Any], other: dict[str, Any]) -> None:
        """The data of two spec files, but for names cut to the room that there is."""
        for spec in (one, other):
            for row in spec["datasets"].get("navn", []):
                row["k"] = ""
        for where, fault in self._spec_faults(one["datasets"], other["datasets"], ()):
            self.english.report(f"{place}, data at {where}", fault)
        self.english.log.compared["rows of specs"] += sum(map(len, other["datasets"].values()))

    # -- elements ---------------------------------------------------------------------------------

    def _elements(self, one: HtmlElement, other: HtmlElement) -> None:
        place = self._place(other)
        if one.tag != other.tag:
            self.english.report(place, f"stands where a <{one.tag}> must")
            return
        if one.tag == "figure":
            self._figure(one, other)
            return
        if is_shared(other):
            return
        if other.tag == "script" and other.get("type") == "application/json":
            self._settings(place, *(json.loads(each.text or "") for each in (one, other)))
            return
        if other.get("hreflang"):  # a link to the other language
            self._attributes(place, one, other)
            return
        parent = other.getparent()
        is_code = other.tag == "code" and parent is not None and parent.tag != "pre"
        if other.get("lang") == "nb" or is_code:
            self._norwegian(place, one, other)
            return
        self._attributes(place, one, other)
        ours, theirs = _children(one), _children(other)
        running = one.tag in _RUNNING or (ours and one.tag in ("td", "th", "span"))
        if running and sorted(e.tag for e in ours) == sorted(e.tag for e in theirs):
            self._texts(place, _whole(one), _whole(other))
        if one.tag in _RUNNING:
            # In a sentence a link or a stressed word may come earlier: each has its like.
            ours = sorted(ours, key=lambda each: str(each.tag))
            theirs = sorted(theirs, key=lambda each: str(each.tag))
        ours, theirs = self._alike(place, ours, theirs)
        if one.tag not in _RUNNING:
            self._texts(place, one.text or "", other.text or "")
        for mine, yours in zip(ours, theirs, strict=True):
            if one.tag not in _RUNNING:
                self._texts(place, mine.tail or "", yours.tail or "")
            self._elements(mine, yours)

    def _settings(self, place: str, one: dict[str, Any], other: dict[str, Any]) -> None:
        """What a script is told: the same, and how the language writes months and thousands."""
        for name, wanted in (("tusen", ","), ("maaneder", list(_ENGLISH_MONTHS))):
            one.pop(name, None)
            if (found := other.pop(name, wanted)) != wanted:
                self.english.report(f"{place}, at {name}", f"is {found}, not {wanted}")
        for where, fault in self._spec_faults(one, other, ()):
            self.english.report(f"{place}, at {where}", fault)
        self.english.log.compared["texts in English"] += 1

    def _alike(
        self, place: str, ours: list[HtmlElement], theirs: list[HtmlElement]
    ) -> tuple[list[HtmlElement], list[HtmlElement]]:
        """The elements that have their like; one that has none may hold no number."""
        matcher = difflib.SequenceMatcher(
            None, [str(e.tag) for e in ours], [str(e.tag) for e in theirs], autojunk=False
        )
        blocks = matcher.get_matching_blocks()
        mine = [ours[i + n] for i, _, size in blocks for n in range(size)]
        yours = [theirs[j + n] for _, j, size in blocks for n in range(size)]
        for each in (*(e for e in ours if e not in mine), *(e for e in theirs if e not in yours)):
            if any(any(found) for found in tokens(_whole(each), _whole(each))):
                fault = f"has nothing like «{_whole(each)[:80]}» in the other language"
                self.english.report(place, fault)
        return mine, yours

    def _norwegian(self, place: str, one: HtmlElement, other: HtmlElement) -> None:
        """What stands in Norwegian, or as code, on the English page too stands there as it is."""
        mine, yours = ([folded(text) for text in each.itertext()] for each in (one, other))
        # A figure that a newer report hides is told of by the site, in its own language.
        for each in other.iter():
            if each.text == "(hidden)" and each.get("lang") != "en":
                self.english.report(place, "has English words as Norwegian ones")
        yours = [WITHHELD if text == "(hidden)" else text for text in yours]
        if mine != yours:
            self.english.report(place, f"has {yours} as it was, not {mine}")
        self.english.log.compared["texts in English"] += len(mine)

    def _place(self, element: HtmlElement) -> str:
        table = next(element.iterancestors("table"), None)
        row = next(element.iterancestors("tr"), None)
        inside = f"table «{_whole(table.find('caption'))}», " if _has_caption(table) else ""
        inside += f"row «{_whole(row[0])}», " if row is not None and len(row) else ""
        return f"{inside}<{element.tag}>, line {element.sourceline}"

    def _attributes(self, place: str, one: HtmlElement, other: HtmlElement) -> None:
        for name in sorted({*one.keys(), *other.keys()}):
            mine, yours = one.get(name, ""), other.get(name, "")
            if name in _ADDRESSES:
                mine, yours = self._target(self.norwegian, mine), self._target(self.english, yours)
            where = f"{place}, @{name}"
            if name in ("aria-label", "content", "title", "alt"):
                self._texts(where, mine, yours)
            elif (mine, yours) == (f"{_LICENCE}no", f"{_LICENCE}en"):
                pass
            elif name in ("data-rom", "data-smalt"):
                continue  # the room of words, which are longer or shorter
            elif name == "data-indeks":
                self._own_index(where, yours)
            elif re.search(r"\d", mine + yours) and mine != yours:
                self.english.report(where, f"is «{yours}», not «{mine}»")
            self.english.log.compared["attributes in English"] += bool(re.search(r"\d", mine))

    def _own_index(self, where: str, address: str) -> None:
        """The index of the search in English, in the version that is there."""
        path, _, version = address.removeprefix(self.english.root).partition("?v=")
        data = (self.english.folder / path).read_bytes()
        if path != "assets/soek-en.json" or version != hashlib.sha256(data).hexdigest()[:8]:
            self.english.report(where, f"«{address}» is no version of the index in English")

    def _target(self, page: Page, href: str) -> str:
        return _address(page, href)

    # -- texts ------------------------------------------------------------------------------------

    def _texts(self, place: str, one: str, other: str) -> None:
        mine, yours = folded(one), folded(other)
        if fault := self.fault(mine, yours):
            self.english.report(place, fault)
        self.english.log.compared["texts in English"] += bool(mine)
        self.english.explain("number of the Norwegian page", yours)

    def fault(self, one: str, other: str) -> str:
        """What is wrong with an English text; empty for nothing."""
        if one in _SPOKEN:
            return "" if other == _SPOKEN[one] else f"says «{other}», not «{_SPOKEN[one]}»"
        if one in _SHORT:
            return "" if other == _SHORT[one] else f"says «{other}», not «{_SHORT[one]}»"
        if one == other == written_in_english(one) and not _BARE.fullmatch(one):
            return ""  # not translated, or nothing to translate
        if one in self.names:
            right = self.names[one]
            return "" if other in right else f"says «{other}», not one of {sorted(right)}"
        if _BARE.fullmatch(one):
            wanted = written_in_english(one)
            return "" if other == wanted else f"shows «{other}», not «{wanted}»"
        mine, yours = tokens(*self._without_names(one, other))
        if mine == yours:
            return ""
        lacks = " ".join((mine - yours).elements())
        has = " ".join((yours - mine).elements())
        return f"«{other}» has «{has}» where «{one}» has «{lacks}»"

    def _without_names(self, one: str, other: str) -> tuple[str, str]:
        """Two texts without the names of codes whose numbers are words in English."""
        for name in self.english.published.names_with_digits:
            for told in self.names.get(name, ()):
                if name in one and told in other and tokens(name, told) != tokens("", ""):
                    one, other = one.replace(name, "", 1), other.replace(told, "", 1)
        return one, other

    # -- charts -----------------------------------------------------------------------------------

    def _figure(self, one: HtmlElement, other: HtmlElement) -> None:
        """A chart: its texts, its spec, and its drawing by its own spec."""
        place = f"chart #{other.get('id', '').removeprefix('figur-')}"
        if one.get("id") != other.get("id"):
            self.english.report(place, f"stands where {one.get('id')} must")
            return
        scripts = [each.findall("script") for each in (one, other)]
        if len(scripts[0]) != len(scripts[1]):
            self.english.report(place, "has another number of scripts")
            return
        for mine, yours in zip(_children(one), _children(other), strict=True):
            if mine.tag == "script" or "bilder" in mine.get("class", ""):
                continue
            self._elements(mine, yours)
        pictures = [each.find("div[@role='img']") for each in (one, other)]
        self._attributes(place, *pictures)
        specs = [json.loads(each.text_content()) for each in (*scripts[0], *scripts[1])]
        if specs:
            for where, fault in self._spec_faults(*(each["datasets"] for each in specs), ()):
                self.english.report(f"{place}, spec, data at {where}", fault)
            for fault in self._frame_faults(*specs):
                self.english.report(f"{place}, spec", fault)
        self._pictures(place, *pictures, specs[1] if specs else {})

    def _pictures(
        self, place: str, one: HtmlElement, other: HtmlElement, spec: dict[str, Any]
    ) -> None:
        mine, yours = one.findall("div"), other.findall("div")
        if [each.get("data-width") for each in mine] != [each.get("data-width") for each in yours]:
            self.english.report(place, "is drawn in other widths")
            return
        for ours, theirs in zip(mine, yours, strict=True):
            where = f"{place}, drawing {theirs.get('data-width')} wide"
            self._drawn_texts(where, ours, theirs, spec)
            if spec:
                audit_drawing(self.english, where, theirs, spec, int(theirs.get("data-width") or 0))
            else:
                self._same_drawing(where, ours, theirs)

    def _drawn_texts(
        self, place: str, one: HtmlElement, other: HtmlElement, spec: dict[str, Any]
    ) -> None:
        """The texts of a drawing, in their order; long names of bars may stand elsewhere."""
        mine, yours = (
            [" ".join(filter(None, map(str.strip, text.itertext()))) for text in each.iter("text")]
            for each in (one, other)
        )
        rows = spec.get("datasets", {}).get("tall", [])
        if rows and "k" in rows[0]:
            wanted = Counter(text for row in rows for text in (row["k"], row["e"]))
            if Counter(yours) != wanted:
                self.english.report(place, f"shows the texts {yours}, not {sorted(wanted)}")
            return
        if len(mine) != len(yours):
            self.english.report(place, f"shows the texts {yours}, not {mine}")
            return
        if self.norwegian.kind == "dekning":
            mine, yours = self._whole_names(place, mine, yours)
        for ours, theirs in zip(mine, yours, strict=True):
            self._texts(place, ours, theirs)

    def _whole_names(
        self, place: str, mine: list[str], yours: list[str]
    ) -> tuple[list[str], list[str]]:
        """The texts but for names cut to their room («AMO indiv… place»), which are looked up."""
        ours, theirs = [], []
        for one, other in zip(mine, yours, strict=True):
            if "…" not in one + other:
                ours.append(one)
                theirs.append(other)
                continue
            if not any(
                is_cut(one, name) and any(is_cut(other, each) for each in right)
                for name, right in self.names.items()
            ):
                self.english.report(place, f"cuts «{other}» where the Norwegian page has «{one}»")
        return ours, theirs

    def _same_drawing(self, place: str, one: HtmlElement, other: HtmlElement) -> None:
        """A drawing without a spec is the same, but for its texts."""
        mine, yours = ([dict(each.attrib) for each in it.iter()] for it in (one, other))
        if mine != yours:
            self.english.report(place, "draws something else than the Norwegian page")

    def _frame_faults(self, one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
        """What differs outside the data: ticks, limits and words; room and names do not count."""
        numbers, labels = [], []
        for spec in (one, other):
            found = _frame(spec)
            numbers.append({(k, v) for k, v in found if not isinstance(v, str)})
            labels.append([v for k, v in found if k == "labelExpr"])
        if numbers[0] != numbers[1]:
            yield f"holds the numbers {sorted(numbers[1])}, not {sorted(numbers[0])}"
        if len(labels[0]) != len(labels[1]):
            yield "has other axes"
        for mine, yours in zip(*labels, strict=False):
            for where, fault in self._label_faults(mine, yours, ()):
                yield f"labels{where}: {fault}"
        rows = other["datasets"]["tall"]
        names = {row.get("k", row.get("s")) for row in rows}
        for key, value in _frame(other):
            known = key == "labelExpr" or value in names or not isinstance(value, str)
            if not known and re.search(r"\d", value) and not WORDS.fullmatch(value):
                yield f"holds «{value}» at {key}"

    def _spec_faults(
        self,
        one: Any,  # noqa: ANN401
        other: Any,  # noqa: ANN401
        path: tuple[str, ...],
    ) -> Iterator[tuple[str, str]]:
        """Where two specs differ in more than words and room."""
        where = ".".join(path)
        if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
            for key in one:
                yield from self._spec_faults(one[key], other[key], (*path, key))
        elif path[-1:] == ("t",) and isinstance(one, list) and isinstance(other, list):
            # The name at the end of a line, parted into lines.
            if fault := self.fault(" ".join(one), " ".join(other)):
                yield where, fault
        elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
            for number, (mine, yours) in enumerate(zip(one, other, strict=True)):
                yield from self._spec_faults(mine, yours, (*path, str(number)))
        elif isinstance(one, str) and isinstance(other, str):
            if fault := self.fault(one, other):
                yield where, fault
        elif one != other and path[:1] != ("navn",):
            yield where, f"holds {other!r}, not {one!r}"

    def _label_faults(
        self, one: str, other: str, path: tuple[str, ...]
    ) -> Iterator[tuple[str, str]]:
        """Labels of ticks: a place or step, and what is written there."""
        try:
            mine, yours = (
                json.loads(each.removesuffix(")[datum.value]").removeprefix("("))
                for each in (one, other)
            )
        except json.JSONDecodeError:
            yield ".".join(path), f"is «{other}»"
            return
        yield from self._spec_faults(mine, yours, (*path, "labels"))


def _frame(spec: dict[str, Any]) -> list[tuple[str, Any]]:
    """What stands in a spec outside its data, by the nearest key, but for measures of room."""
    rest = {key: value for key, value in spec.items() if key not in ("datasets", "padding")}
    found = []
    for path, value in leaves(rest):
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        if isinstance(value, bool) or key in MEASURES or is_measure(path):
            continue
        found.append((key, value))
    return found


def _has_caption(table: HtmlElement | None) -> bool:
    return table is not None and table.find("caption") is not None


def _children(element: HtmlElement) -> list[HtmlElement]:
    """An element's children but for Norwegian names beside translated ones, and lists by name."""
    return [
        each
        for each in element
        if (each.get("class") != "ved" or each.get("lang") != "nb")
        and each.get("class") not in _BY_NAME
    ]


def _whole(element: HtmlElement) -> str:
    """An element's text without the Norwegian names beside translated ones."""
    return folded("".join(_parts(element)))


def _parts(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield f"<!--{element.text}-->"
        return
    if is_shared(element):
        return
    yield element.text or ""
    for child in element:
        if child.get("class") != "ved" or child.get("lang") != "nb":
            yield from _parts(child)
        yield child.tail or ""


# -- what languages write -------------------------------------------------------------------------


def written_in_english(text: str) -> str:
    """Figures as English has them: «1 654» → «1,654», «282 (47,4 %)» → «282 (47.4%)»."""
    return _NORWEGIAN_NUMBER.sub(lambda match: _number(match[0]), text)


def _number(text: str) -> str:
    return text.replace(",", ".").replace(f"{NBSP}%", "%").replace(NBSP, ",")


def tokens(norwegian: str, english: str) -> tuple[Counter[str], Counter[str]]:
    """The numbers, months and stars of two texts, as English writes them."""
    mine = Counter(_IN_ENGLISH[each.lower()] for each in _NORWEGIAN_MONTH.findall(norwegian))
    mine.update(_number(each) for each in _NORWEGIAN_NUMBER.findall(norwegian))
    yours = Counter(_ENGLISH_MONTH.findall(english))
    yours.update(_ENGLISH_NUMBER.findall(english))
    for found, text in ((mine, norwegian), (yours, english)):
        found.update(re.findall(r"\*", text))
    if mine and yours:
        mine.update(_MORE_OR_LESS[each.lower()] for each in _COMPARED.findall(norwegian))
        yours.update(each.lower() for each in _COMPARED_IN_ENGLISH.findall(english))
    return mine, yours


@functools.cache
def names_in_english(published: Published) -> dict[str, set[str]]:
    """What each Norwegian name of a code may be called in English."""
    found: dict[str, set[str]] = {}
    for codelist in DIMENSIONS.values():
        for row in published.lists[codelist].values():
            name, english = row["navn"], row["navn_en"]
            pairs = [(name, english), (short(name), _short(english))]
            pairs += [(lower_first(one), lower_first(other)) for one, other in pairs]
            for one, other in pairs:
                found.setdefault(one, set()).add(other)
    return found


def _short(name: str) -> str:
    return short(name).removesuffix(" in measures")
