"""Sentences about figures, in both languages, against sentences written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.codelists import Break
from generator.model.figures import Figure, Hidden, Place, Published
from generator.model.language import Language, lower_first
from generator.read.messages import languages
from generator.render import sentences
from generator.render.series import Series
from generator.render.standing import Rank, ranked
from tests.reading import ROOT
from tests.written import numbers

NB, EN = languages(ROOT / "templates/messages")
PLACE = Place("r", 1, 1)
BREAK = Break("omlagt", "2024-03", "tiltaksgruppe", "opplaering", "Lagt om.", "Reorganised.")


def months_from(first: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:])
    while True:
        yield f"{year}-{month:02d}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def figure(text: str) -> Figure:
    return Hidden(PLACE) if text == "*" else Published(int(text), PLACE)


def series(first: str, told: str, *breaks: Break, name: str = "Jobbklubb") -> Series:
    """A series from its first month: a number, ``*`` for a hidden one, ``-`` for no report."""
    pairs = zip(months_from(first), told.split(), strict=False)
    return Series(name, {month: figure(t) for month, t in pairs if t != "-"}, breaks)


def both(say: Callable[[Language], str]) -> tuple[str, str]:
    return say(NB), say(EN)


# -- numbers and words ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1654, "1\u00a0654", "1,654"),
        (1234567, "1\u00a0234\u00a0567", "1,234,567"),
        (-1654, "−1\u00a0654", "−1,654"),
    ],
)
def test_a_count_is_written_as_the_language_writes_it(value, nb, en):
    assert both(lambda lang: lang.number(value)) == (nb, en)


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [(26, "+26", "+26"), (-26, "−26", "−26"), (0, "0", "0"), (1200, "+1\u00a0200", "+1,200")],
)
def test_a_change_has_its_sign(value, nb, en):
    assert both(lambda lang: lang.signed(value)) == (nb, en)


@pytest.mark.parametrize(
    ("part", "whole", "nb", "en"),
    [
        (282, 595, "47,4\u00a0%", "47.4%"),
        (1, 2000, "0,1\u00a0%", "0.1%"),  # 0.05 is rounded up
        (595, 595, "100,0\u00a0%", "100.0%"),
    ],
)
def test_a_share_has_one_decimal(part, whole, nb, en):
    assert both(lambda lang: lang.share(part, whole)) == (nb, en)


@pytest.mark.parametrize(
    ("value", "en"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th")),
        *((12, "12th"), (13, "13th"), (15, "15th"), (21, "21st"), (22, "22nd"), (111, "111th")),
    ],
)
def test_an_ordinal_has_its_ending(value, en):
    assert both(lambda lang: lang.ordinal(value)) == (f"{value}.", en)


def test_a_place_among_the_fylker():
    assert both(lambda lang: ranked(lang, Rank(3, 15, False))) == ("3. av 15", "3rd of 15")
    shared = both(lambda lang: ranked(lang, Rank(1, 15, True)))
    assert shared == ("delt 1. av 15", "joint 1st of 15")


def test_months_and_dates():
    assert both(lambda lang: lang.month("2024-05")) == ("mai 2024", "May 2024")
    assert both(lambda lang: lang.month_short("2024-09")) == ("sep 2024", "Sep 2024")
    assert both(lambda lang: lang.date("2019-07-01")) == ("1. juli 2019", "1 July 2019")
    assert both(lambda lang: lang.date("2015")) == ("2015", "2015")
    spans = both(lambda lang: lang.span("2024-01", "2024-08"))
    assert spans == ("januar–august 2024", "January–August 2024")
    over = both(lambda lang: lang.span("2019-07", "2024-05"))
    assert over == ("juli 2019–mai 2024", "July 2019–May 2024")
    assert both(lambda lang: lang.span("2024-08", "2024-08")) == ("august 2024", "August 2024")


def test_lists():
    assert both(lambda lang: lang.listing(["a"])) == ("a", "a")
    assert both(lambda lang: lang.listing(["a", "b"])) == ("a og b", "a and b")
    assert both(lambda lang: lang.listing(["a", "b", "c"])) == ("a, b og c", "a, b and c")


def test_a_name_within_a_sentence_keeps_the_letters_of_an_abbreviation():
    names = ("Øvrige områder", "AMO course", "2-årig", "Job seekers")
    assert [lower_first(n) for n in names] == [
        "øvrige områder",
        "AMO course",
        "2-årig",
        "job seekers",
    ]


# -- level and change -----------------------------------------------------------------------------


def where(lang: Language) -> str:
    return lang.t("i tiltaket %(name)s", name="Mentor")


def test_the_level():
    one = series("2024-07", "1640 1654")
    assert both(lambda lang: sentences.level(lang, one, where(lang))) == (
        "Ved utgangen av august 2024 deltok 1\u00a0654 personer i tiltaket Mentor.",
        "At the end of August 2024, 1,654 people took part in the measure Mentor.",
    )


def test_the_level_of_a_hidden_newest_figure():
    one = series("2024-07", "12 *")
    assert both(lambda lang: sentences.level(lang, one, where(lang))) == (
        "Ved utgangen av august 2024 deltok færre enn 4 personer i tiltaket Mentor. Tallet er "
        "skjermet.",
        "At the end of August 2024, fewer than 4 people took part in the measure Mentor. The "
        "figure is hidden.",
    )


@pytest.mark.parametrize(
    ("told", "nb", "en"),
    [
        ("305 331", "26 flere enn måneden før", "26 more than the month before"),
        ("331 305", "26 færre enn måneden før", "26 fewer than the month before"),
        ("331 331", "like mange som måneden før", "the same as the month before"),
        ("4 2004", "2\u00a0000 flere enn måneden før", "2,000 more than the month before"),
        ("331", "", ""),
        ("331 *", "", ""),
        ("* 331", "", ""),
        ("331 - 331", "", ""),
    ],
)
def test_the_change_since_the_month_before(told, nb, en):
    one = series("2024-01", told)
    assert both(lambda lang: sentences.change(lang, one)) == (nb, en)


def test_no_change_is_told_across_a_break():
    assert sentences.change(NB, series("2024-02", "305 331", BREAK)) == ""
    assert sentences.change(NB, series("2024-03", "305 331", BREAK)) != ""


YEAR = "100 101 102 103 104 105 106 107 108 109 110 111 112"


@pytest.mark.parametrize(
    ("told", "nb", "en"),
    [
        (
            YEAR,
            "12 flere enn samme måned året før",
            "12 more than the same month the year before",
        ),
        (
            YEAR.replace("112", "90"),
            "10 færre enn samme måned året før",
            "10 fewer than the same month the year before",
        ),
        (
            YEAR.replace("112", "100"),
            "like mange som samme måned året før",
            "the same as the same month the year before",
        ),
        (
            YEAR.replace("105", "*"),
            "12 flere enn samme måned året før",
            "12 more than the same month the year before",
        ),
        (YEAR.replace("105", "-"), "", ""),
        (YEAR.replace("100", "*"), "", ""),
        (YEAR.replace("112", "*"), "", ""),
        (YEAR.removeprefix("100 "), "", ""),
    ],
)
def test_the_change_since_the_year_before(told, nb, en):
    one = series("2023-08", told)
    assert both(lambda lang: sentences.year_change(lang, one)) == (nb, en)


def test_no_year_is_compared_across_a_break():
    assert sentences.year_change(NB, series("2023-08", YEAR, BREAK)) == ""


@pytest.mark.parametrize(
    ("told", "measure", "nb", "en"),
    [
        (
            "305 331",
            "",
            "331 deltakere i februar 2024, 26 flere enn måneden før",
            "331 participants in February 2024, 26 more than the month before",
        ),
        ("* 331", "", "331 deltakere i februar 2024", "331 participants in February 2024"),
        (
            "331 *",
            "",
            "færre enn 4 deltakere i februar 2024",
            "fewer than 4 participants in February 2024",
        ),
        (
            "305 304",
            "Mentor",
            "304 deltakere i Mentor i februar 2024, 1 færre enn måneden før",
            "304 participants in Mentor in February 2024, 1 fewer than the month before",
        ),
        (
            "305 *",
            "Mentor",
            "færre enn 4 deltakere i Mentor i februar 2024",
            "fewer than 4 participants in Mentor in February 2024",
        ),
    ],
)
def test_the_headline(told, measure, nb, en):
    one = series("2024-01", told)
    assert both(lambda lang: sentences.finding(lang, one, measure)) == (nb, en)


# -- the whole of a series ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "nb", "en"),
    [
        (
            "1654 500 412",
            "Flest i januar 2024: 1\u00a0654, færrest i mars 2024: 412",
            "Most in January 2024: 1,654; fewest in March 2024: 412",
        ),
        (
            "9 5 9 7",
            "Flest i januar 2024 og mars 2024: 9, færrest i februar 2024: 5",
            "Most in January 2024 and March 2024: 9; fewest in February 2024: 5",
        ),
        (
            "5 9 9 9",
            "Flest i februar 2024 og 2 andre måneder: 9, færrest i januar 2024: 5",
            "Most in February 2024 and 2 other months: 9; fewest in January 2024: 5",
        ),
        ("7 7 7", "Like mange alle månedene: 7", "The same in every month: 7"),
        ("9 * 7", "Flest i januar 2024: 9", "Most in January 2024: 9"),
        (
            "7 * 7",
            "Flest i januar 2024 og mars 2024: 7",
            "Most in January 2024 and March 2024: 7",
        ),
        ("* * *", "Alle tallene er skjermet", "All the figures are hidden"),
    ],
)
def test_the_extremes(told, nb, en):
    one = series("2024-01", told)
    assert both(lambda lang: sentences.extremes(lang, one)) == (nb, en)


SUMMER = "200 100 200"


@pytest.mark.parametrize(
    ("years", "nb", "en"),
    [
        (
            {"2019": SUMMER, "2024": SUMMER},
            "Det var færre i juli enn i juni og august hvert år: 2019 og 2024.",
            "There were fewer in July than in June and August in every year: 2019 and 2024.",
        ),
        (
            {"2019": SUMMER, "2023": "200 * 200", "2024": SUMMER},
            "Det var færre i juli enn i juni og august hvert år: 2019 og 2024.",
            "There were fewer in July than in June and August in every year: 2019 and 2024.",
        ),
        ({"2024": SUMMER}, "", ""),
        ({"2019": SUMMER, "2024": "200 200 300"}, "", ""),
        ({"2019": SUMMER, "2024": "200 100 *"}, "", ""),
        ({"2019": SUMMER, "2024": "200 100"}, "", ""),
    ],
)
def test_july_is_told_of_when_it_was_low_in_two_years_or_more(years, nb, en):
    parts = [series(f"{year}-06", told).figures for year, told in years.items()]
    one = Series("x", {month: f for part in parts for month, f in part.items()})
    assert both(lambda lang: sentences.season(lang, one)) == (nb, en)


@pytest.mark.parametrize(
    ("told", "nb", "en"),
    [
        ("9 8 7", "", ""),
        ("*", "", ""),  # the sentence on its level says that it is hidden
        (
            "9 * 7",
            "Tallet er skjermet for 1 av 3 måneder.",
            "The figure is hidden for 1 of 3 months.",
        ),
        (
            "* - 7 *",
            "Tallene er skjermet for 2 av 3 måneder.",
            "The figures are hidden for 2 of 3 months.",
        ),
    ],
)
def test_how_many_months_are_hidden(told, nb, en):
    one = series("2024-01", told)
    assert both(lambda lang: sentences.hidden_months(lang, one)) == (nb, en)


def test_the_summary():
    one = series("2023-08", YEAR)
    assert both(lambda lang: sentences.summary(lang, one, where(lang))) == (
        "Ved utgangen av august 2024 deltok 112 personer i tiltaket Mentor. Det er 1 flere enn "
        "måneden før og 12 flere enn samme måned året før. Flest i august 2024: 112, færrest i "
        "august 2023: 100.",
        "At the end of August 2024, 112 people took part in the measure Mentor. That is 1 more "
        "than the month before and 12 more than the same month the year before. Most in August "
        "2024: 112; fewest in August 2023: 100.",
    )


def test_the_summary_where_all_is_hidden():
    one = series("2024-01", "* *")
    assert both(lambda lang: sentences.summary(lang, one, where(lang))) == (
        "Ved utgangen av februar 2024 deltok færre enn 4 personer i tiltaket Mentor. Tallet er "
        "skjermet. Tallene er skjermet for 2 av 2 måneder.",
        "At the end of February 2024, fewer than 4 people took part in the measure Mentor. The "
        "figure is hidden. The figures are hidden for 2 of 2 months.",
    )


@pytest.mark.parametrize(
    ("years", "nb", "en"),
    [
        (
            {"2019": "1788", "2024": "595"},
            "August: 1\u00a0788 i 2019 og 595 i 2024",
            "August: 1,788 in 2019 and 595 in 2024",
        ),
        (
            {"2019": "*", "2024": "595"},
            "Samme måned i 2019 og 2024",
            "The same month in 2019 and 2024",
        ),
    ],
)
def test_the_same_month_of_each_year(years, nb, en):
    newest_first = [series("2000-08", t, name=year) for year, t in reversed(years.items())]
    assert both(lambda lang: sentences.same_month(lang, newest_first)) == (nb, en)


# -- several series -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("women", "men", "nb", "en"),
    [
        (
            "4474",
            "3816",
            "Flere kvinner enn menn i august 2024: 4\u00a0474 mot 3\u00a0816",
            "More women than men in August 2024: 4,474 compared with 3,816",
        ),
        (
            "12",
            "13",
            "Flere menn enn kvinner i august 2024: 13 mot 12",
            "More men than women in August 2024: 13 compared with 12",
        ),
        (
            "12",
            "12",
            "Like mange kvinner som menn i august 2024: 12 av hver",
            "Equal numbers of women and men in August 2024: 12 of each",
        ),
        (
            "12",
            "*",
            "Minst ett av tallene for kvinner og menn i august 2024 er skjermet",
            "At least one of the figures for women and men in August 2024 is hidden",
        ),
        (
            "*",
            "*",
            "Minst ett av tallene for kvinner og menn i august 2024 er skjermet",
            "At least one of the figures for women and men in August 2024 is hidden",
        ),
    ],
)
def test_women_and_men(women, men, nb, en):
    one, other = series("2024-08", women), series("2024-08", men)
    assert both(lambda lang: sentences.women_and_men(lang, one, other)) == (nb, en)


def test_a_sex_without_a_figure_is_not_called_hidden():
    one, other = series("2024-07", "12 13"), series("2024-07", "* -")
    assert both(lambda lang: sentences.women_and_men(lang, one, other)) == (
        "Rapporten har bare tall for kvinner i august 2024",
        "The report has figures only for women in August 2024",
    )
    assert both(lambda lang: sentences.women_and_men(lang, other, one)) == (
        "Rapporten har bare tall for menn i august 2024",
        "The report has figures only for men in August 2024",
    )


@pytest.mark.parametrize(
    ("told", "nb", "en"),
    [
        (
            {"Oslo": "282", "Agder": "*"},
            "Flest i august 2024: Oslo, 282",
            "Most in August 2024: Oslo, 282",
        ),
        (
            {"Oslo": "7", "Agder": "7", "Troms": "7"},
            "Flest i august 2024: Oslo, Agder og Troms, 7",
            "Most in August 2024: Oslo, Agder and Troms, 7",
        ),
        (
            {"Oslo": "*"},
            "Alle tallene for august 2024 er skjermet",
            "All the figures for August 2024 are hidden",
        ),
    ],
)
def test_the_largest(told, nb, en):
    named = [(name, figure(text)) for name, text in told.items()]
    assert both(lambda lang: sentences.largest(lang, named, "2024-08")) == (nb, en)


def test_charts_in_words():
    one = series("2024-01", "1000 * 5")
    assert both(lambda lang: sentences.drawn(lang, [one])) == (
        "Linjediagram. Jobbklubb: 1\u00a0000 i januar 2024 og 5 i mars 2024; 1 måned skjermet.",
        "Line chart. Jobbklubb: 1,000 in January 2024 and 5 in March 2024; 1 month hidden.",
    )
    two = series("2024-01", "* * 5")
    assert both(lambda lang: sentences.drawn(lang, [two])) == (
        "Linjediagram. Jobbklubb: skjermet (0–3) i januar 2024 og 5 i mars 2024; 2 måneder "
        "skjermet.",
        "Line chart. Jobbklubb: hidden (0–3) in January 2024 and 5 in March 2024; 2 months hidden.",
    )
    bars = [("Oslo", figure("1282")), ("Agder", figure("*"))]
    assert both(lambda lang: sentences.barred(lang, bars)) == (
        "Stolpediagram. Oslo: 1\u00a0282, Agder: skjermet (0–3).",
        "Bar chart. Oslo: 1,282, Agder: hidden (0–3).",
    )


# -- no number out of nowhere ---------------------------------------------------------------------

FIGURES = st.lists(
    st.one_of(st.just("-"), st.just("*"), st.integers(4, 30000).map(str)), min_size=1, max_size=30
).filter(lambda told: set(told) != {"-"})


def _allowed(one: Series) -> set[str]:
    """What a sentence about a series may say: its published figures, two differences, times."""
    last = max(one.figures)
    months = sorted(one.figures)
    every = [m for _, m in zip(range(60), months_from(months[0]), strict=False) if m <= last]
    allowed = {str(value) for value in one.published.values()}
    for back in (1, 12):
        stretch = every[-back - 1 :]
        whole = len(stretch) == back + 1 and all(m in one.figures for m in stretch)
        if whole and not any(b.maaned in stretch[1:] for b in one.breaks):
            newer, older = (one.published.get(m) for m in (stretch[-1], stretch[0]))
            if newer is not None and older is not None:
                allowed.add(str(abs(newer - older)))
    counts = {len(months), len(months) - len(one.published)}
    ties = {list(one.published.values()).count(v) - 1 for v in one.published.values()}
    return allowed | {m[:4] for m in months} | {str(n) for n in counts | ties}


def _all_said(lang: Language, one: Series) -> Iterator[tuple[str, set[str]]]:
    """Each sentence, with the numbers that stand for hidden figures and not for one."""
    yield sentences.summary(lang, one, ""), {"4"}
    yield sentences.finding(lang, one), {"4"}
    yield sentences.finding(lang, one, "Mentor"), {"4"}
    yield sentences.extremes(lang, one), set()
    yield sentences.drawn(lang, [one]), {"0", "3"}
    yield sentences.barred(lang, [("Oslo", one.newest)]), {"0", "3"}
    yield sentences.largest(lang, [("Oslo", one.newest)], one.last), set()


@pytest.mark.parametrize("lang", [NB, EN], ids=lambda lang: lang.code)
@given(told=FIGURES, month=st.integers(1, 12), broken=st.booleans())
def test_no_sentence_holds_a_number_that_is_not_published_or_worked_out(lang, told, month, broken):
    one = series(f"2022-{month:02d}", " ".join(told), *([BREAK] if broken else []))
    allowed = _allowed(one)
    for text, bounds in _all_said(lang, one):
        found = set(numbers(lang.code, text))
        assert found <= allowed | bounds, f"{found - allowed - bounds} in {text!r}"


@given(told=FIGURES, month=st.integers(1, 12), broken=st.booleans())
def test_both_languages_say_the_same_numbers(told, month, broken):
    one = series(f"2022-{month:02d}", " ".join(told), *([BREAK] if broken else []))
    for (nb, _), (en, _) in zip(_all_said(NB, one), _all_said(EN, one), strict=True):
        assert numbers("nb", nb) == numbers("en", en), (nb, en)


@given(women=st.integers(4, 9999), men=st.none() | st.integers(4, 9999))
def test_women_and_men_are_told_of_by_published_figures_alone(women, men):
    one = series("2024-08", str(women))
    other = series("2024-08", "*" if men is None else str(men))
    for lang in (NB, EN):
        found = set(numbers(lang.code, sentences.women_and_men(lang, one, other))) - {"2024"}
        assert found == (set() if men is None else {str(women), str(men)} - {"2024"})
