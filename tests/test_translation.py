"""The English content says what the Norwegian says: nothing missing, nothing added, one name each.

The numbers of a text are the witness that needs no second translator: dates, sections of law and
figures must be the same in both languages, and as many of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import markdown
import pytest

from generator.model.codelists import Code
from generator.recognise.labels import normal
from tests.reading import ROOT, content, labels

CODES = [
    pytest.param(code, id=f"{name}.{code.kode}")
    for name, codelist in sorted(content().codelists.lists.items())
    for code in codelist
]
PAGES = sorted(content().pages)
#: Norwegian words that English texts would not hold by chance («og» is in names of fylker).
NORWEGIAN = re.compile(r"\b(ikke|tiltaket|deltakere|ordning|gjelder|eller|fra|til|som|er)\b", re.I)


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", text))


def body(text: str) -> str:
    return text.split("---\n", 2)[2]


def html(text: str) -> str:
    extensions = ["tables", "fenced_code", "toc", "sane_lists", "attr_list"]
    return markdown.markdown(body(text), extensions=extensions)


def matter(text: str) -> dict[str, str]:
    lines = text.split("---\n", 2)[1].splitlines()
    return {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}


# -- code lists ---------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_named_and_described_in_english_where_it_is_in_norwegian(code: Code):
    assert code.navn_en, "no English name"
    assert bool(code.beskrivelse_en) == bool(code.beskrivelse), "described in one language only"
    assert not code.beskrivelse_en or code.beskrivelse_en.endswith("."), code.beskrivelse_en
    assert numbers(code.beskrivelse_en) == numbers(code.beskrivelse), code.beskrivelse_en


@pytest.mark.parametrize("code", CODES)
def test_an_english_name_is_english_and_in_sentence_case(code: Code):
    if code.navn_en == code.navn and code.gyldig_fra:
        return  # a fylke keeps its name
    assert re.match(r"[A-Z\d]", code.navn_en), code.navn_en
    assert not re.search("[æøåÆØÅ]", code.navn_en), code.navn_en
    later = [word for word in re.findall(r"[\w-]+", code.navn_en)[1:] if word[0].isupper()]
    proper = {"AMO", "AAP", "IPS", "PV", "VVA", "NAV", "Nav", "Youth", "Americas", "Oceania"}
    assert set(later) <= proper, code.navn_en


@pytest.mark.parametrize("code", CODES)
def test_an_english_description_holds_no_norwegian(code: Code):
    assert not NORWEGIAN.findall(code.beskrivelse_en), code.beskrivelse_en


def test_no_two_measures_or_groups_share_an_english_name():
    """In Norwegian Oppfølging and Tilrettelegging are a group and a measure each."""
    lists = content().codelists
    names = Counter(
        code.navn_en.casefold() for name in ("tiltak", "tiltaksgrupper") for code in lists[name]
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_a_description_names_another_measure_as_it_is_called():
    names = {code.navn_en for name in ("tiltak", "tiltaksgrupper") for code in _all(name)}
    words = {"Nordland", "Vgs", "ordinary participants"}
    for name in content().codelists.lists:
        for code in _all(name):
            quoted = set(re.findall("‘(.*?)’(?!s )", code.beskrivelse_en))
            assert quoted <= names | words, f"{code.kode}: {quoted - names - words}"


def _all(name: str) -> Iterator[Code]:
    return iter(content().codelists[name])


def test_a_break_is_told_in_english():
    assert content().codelists.breaks
    for each in content().codelists.breaks:
        assert each.tekst_en.endswith("."), each
        assert numbers(each.tekst_en) == numbers(each.tekst), each


def test_a_report_has_an_english_title():
    for report in content().reports:
        origin = report.origin
        assert origin.title_en.startswith("Participants in labour market measures. "), origin.id
        assert origin.title_en.count(".") == origin.title.count("."), origin.title_en


# -- words to search by -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "kode"),
    [
        ("AFT", "arbeidsforberedende-trening"),
        ("IPS", "individuell-jobbstoette"),
        ("VTA", "varig-tilrettelagt-arbeid-i-skjermet-virksomhet"),
        ("VTAO", "varig-tilrettelagt-arbeid-i-ordinaer-virksomhet"),
    ],
)
def test_a_measure_has_the_short_name_that_people_search_by(word, kode):
    assert word in content().codelists["tiltak"][kode].soekeord


def test_a_measure_is_not_recognised_by_a_search_word():
    """A report that printed one would have to be looked at by someone."""
    words = {word for code in content().codelists["tiltak"] for word in code.soekeord}
    assert len(words) > 20
    recognised = [w for w in words if list(labels().find(w, ("tiltaksgruppe", "tiltak")))]
    assert recognised == []


def test_a_search_word_is_not_in_the_name_already():
    for code in content().codelists["tiltak"]:
        repeated = [word for word in code.soekeord if normal(word) == normal(code.navn)]
        assert not repeated, code.kode
        assert len(set(code.soekeord)) == len(code.soekeord), code.kode


# -- pages --------------------------------------------------------------------------------------


def test_each_page_is_there_in_english():
    assert sorted(content().translated) == ["en"]
    assert sorted(content().translated["en"]) == PAGES
    assert sorted(path.stem for path in (ROOT / "content/pages").glob("*.md")) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_an_english_page_has_a_title_and_a_description(name):
    told = matter(content().translated["en"][name])
    assert sorted(told) == ["description", "title"]
    assert all(told.values())
    assert not NORWEGIAN.findall(told["description"])


@pytest.mark.parametrize("name", PAGES)
def test_the_headings_of_a_page_have_the_same_anchors_in_english(name):
    """A link such as ``om/#brudd-i-tidsseriene`` leads to the same place in both languages."""
    pages = (content().pages[name], content().translated["en"][name])
    norwegian, english = (re.findall(r'<h(\d) id="([^"]+)"', html(page)) for page in pages)
    assert norwegian
    assert english == norwegian


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_built_of_the_same_parts_in_english(name):
    pages = (content().pages[name], content().translated["en"][name])
    tags = ("table", "tr", "pre", "li", "ul", "ol", "blockquote", "h2", "h3")
    norwegian, english = (
        {tag: len(re.findall(rf"<{tag}[ >]", html(page))) for tag in tags} for page in pages
    )
    assert english == norwegian


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_same_numbers_in_english(name):
    pages = (content().pages[name], content().translated["en"][name])
    norwegian, english = (numbers(body(page)) for page in pages)
    assert english == norwegian


@pytest.mark.parametrize("name", PAGES)
def test_a_page_links_to_the_same_places_in_english(name):
    """To the English page of the same name; files have no language."""
    pages = (content().pages[name], content().translated["en"][name])
    norwegian, english = (re.findall(r"\]\((.+?)\)", body(page)) for page in pages)
    page_link = re.compile(r"\{\{ root \}\}([\w-]+/)")
    wanted = [page_link.sub(r"{{ root }}en/\1", each) for each in norwegian]
    assert english == [each.replace("deed.no", "deed.en") for each in wanted]


def test_the_code_sample_is_the_same_but_for_names_and_comments():
    """What it gives is told in it, and is what the text says: 18 and 21."""
    samples = [
        re.findall(r"```python\n(.*?)```", page["data"], re.S)[0]
        for page in (content().pages, content().translated["en"])
    ]
    for lines in zip(*(sample.splitlines() for sample in samples), strict=True):
        norwegian, english = (re.findall(r'"[^"]*"|[^\w\s"]', _code(line)) for line in lines)
        assert english == norwegian, lines
    assert re.findall(r"# (\d+)$", samples[1], re.M) == ["18", "18", "21"]


def _code(line: str) -> str:
    return line.partition("#")[0]
