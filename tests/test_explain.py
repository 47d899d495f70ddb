"""`explain`: the way of one figure from its line in a report, and what it must agree with."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from generator.cli.explain import HIDDEN_TEXT, as_json, as_text, asked
from generator.cli.main import main
from generator.cli.query import Period, Query, period_of
from generator.cli.way import WITHHELD, Printed, Way, Ways
from generator.model.dimensions import COLUMNS
from generator.model.errors import UsageError
from generator.recognise.values import Recognised
from tests.corrupt import copy_content, digit
from tests.reading import BOTH, R2019, R2024, content, publication, real, text, tiny

MENTOR = {"tiltaksgruppe": "oppfoelging", "tiltak": "mentor"}


@pytest.fixture(scope="module")
def ways() -> Ways:
    return Ways(content(), [real(id).recognised for id in BOTH])


def found(ways: Ways, what: str, period: str) -> list[Way]:
    cells = asked(ways.codelists, what, period)
    return [way for cell in cells if (way := ways.find(*cell))]


def shown(ways: Ways, what: str, period: str) -> list[str]:
    """The lines of the text form, white space folded."""
    return [" ".join(line.split()) for line in as_text(found(ways, what, period)).split("\n")]


def printed_cell(place: Printed) -> str:
    """What stands at a place, read from the report by itself."""
    cell = text(place.rapport).split("\n")[place.linje - 1].split("\t")[place.kolonne]
    return " ".join(cell.split())


# -- what is shown --------------------------------------------------------------------------------


def test_the_way_of_a_figure(ways):
    lines = shown(ways, "tiltak=mentor,fylke=03", "2024-08")
    assert lines[0] == "Mentor, Oslo for august 2024"
    assert "tiltak mentor Mentor" in lines
    assert "fylke 03 Oslo" in lines
    assert "periode 2024-08 maaned" in lines
    assert "figure 10" in lines
    assert f"report {R2024}" in lines
    [place] = [line for line in lines if line.startswith("place ")]
    assert place.endswith("rapport.txt, line 198, column 9")
    assert "line 03 Oslo | 14 | 13 | 16 | 15 | 16 | 16 | 13 | 14 | [10]" in lines
    assert "label «03 Oslo», as a code list has it" in lines
    assert "also at no other place in the report" in lines
    assert "Takes part in 2 relations:" in lines


def test_an_equation_is_told_with_its_places_and_hidden_figures_as_stars(ways):
    lines = shown(ways, "tiltak=mentor,fylke=03", "2024-08")
    assert [line for line in lines if line.startswith("sum-fylke: ")] == [
        "sum-fylke: Landet er summen av fylkene, øvrige områder og ukjent: "
        "holds within the bounds of 3 hidden figures"
    ]
    assert "= 276 Mentor 18:9" in lines
    assert "+ 10 Oslo 198:9 ◀" in lines
    assert "+ * Ukjent fylke 219:9" in lines
    assert "mean 14 Mentor, Oslo, Gjennomsnitt hittil i år 198:1" in lines
    assert "of 10 august 198:9 ◀" in lines


def test_every_place_that_prints_the_figure_is_told(ways):
    [way] = found(ways, "mentor", "2024-08")
    assert (way.place.linje, way.place.kolonne) == (18, 9)
    lines = text(R2024).split("\n")
    totals = [number for number, line in enumerate(lines, 1) if line.startswith("I alt mentor\t")]
    assert [place.linje for place in way.others] == totals
    assert {place.tekst for place in way.others} == {way.place.tekst}


def test_a_word_with_two_meanings_gives_both(ways):
    group, measure = found(ways, "oppfoelging", "2019-12")
    assert (group.antall, measure.antall) == (14501, 8424)
    assert group.name == "Oppfølging (tiltaksgruppe) for desember 2019"
    assert {equation.kontroll for equation in group.equations} == {
        *("sum-tiltaksgruppe", "sum-tiltak", "sum-hovedgruppe", "sum-kjonn")
    }
    assert [code.dimension for code in measure.codes] == ["tiltaksgruppe", "tiltak"]


@pytest.mark.parametrize(
    ("what", "same"),
    [
        ("Mentor", "tiltak=mentor"),
        ("MENTOR", "tiltaksgruppe=oppfoelging,tiltak=mentor"),
        ("kjonn=kvinner,mentor", "Mentor, Kvinner"),
        ("03,mentor", "tiltak=mentor,fylke=Oslo"),
        ("mentor,Nord-Amerika, Sør-Amerika og Oceania", "mentor,verdensdel=amerika-og-oseania"),
        ("mentor,alder=0-19", "mentor,19 år og under"),
        ("alle", "kjonn=alle"),
    ],
)
def test_names_and_aliases_mean_their_codes(ways, what, same):
    query = Query(ways.codelists)
    assert query.codes_of(what) == query.codes_of(same)


def test_a_name_that_two_fylker_share_is_the_one_that_is_printed(ways):
    assert len(Query(ways.codelists).codes_of("mentor,Østfold")) == 2
    [way] = found(ways, "mentor,Østfold", "2024-05")
    assert [code.kode for code in way.codes] == ["oppfoelging", "mentor", "31"]


def test_an_average_is_asked_for_by_its_period_type(ways):
    [way] = found(ways, "mentor", "hittil_i_aar/2024-08")
    assert (way.antall, way.place.kolonne) == (299, 1)
    [equation] = way.equations
    assert (equation.kontroll, equation.holds) == ("gjennomsnitt", "holds exactly")
    assert [part.place.kolonne for part in equation.parts] == list(range(2, 10))


def test_a_repaired_label_is_shown_as_printed_and_as_repaired(ways):
    repaired = [r for r in real(R2024).recognised.repairs if r.dimensjon == "fylke"]
    assert repaired, "the report has misspelt fylker"
    repair = next(r for r in repaired if r.kode == "50")
    codes = real(R2024).codes(repair.linje)
    way = ways.find(codes, Period("maaned", "2024-03"))
    assert way is not None
    assert way.repairs[0].trykt == repair.trykt == way.cells[0]
    [label] = [line for line in as_text([way]).split("\n") if line.startswith("  label ")]
    assert f"«{repair.trykt}», repaired to «{repair.navn}» (fylke; " in label


def test_json_is_the_same_without_numbers_for_hidden_figures(ways):
    [way] = found(ways, "mentor,fylke=56", "2024-08")
    [told] = json.loads(as_json([way]))
    assert told["antall"] is None
    assert told["status"] == "skjermet"
    assert told["place"] == {"rapport": R2024, "linje": 217, "kolonne": 9, "tekst": "*"}
    assert f"figure {HIDDEN_TEXT}" in shown(ways, "mentor,fylke=56", "2024-08")


# -- properties of all figures --------------------------------------------------------------------


def sample(ways: Ways, count: int) -> Iterator[Way]:
    """Some figures, as many hidden ones as published ones."""
    rows = publication().observations
    chance = random.Random(3)
    for status in ("publisert", "skjermet"):
        for number in chance.sample(sorted(rows.index[rows["status"] == status]), count):
            row = rows.loc[number]
            codes = {column: row[column] for column in COLUMNS if row[column] != "alle"}
            way = ways.find(codes, Period(row["periodetype"], row["periode"]))
            assert way is not None, f"not found: {codes} {row['periode']}"
            assert (way.place.rapport, way.place.linje, way.place.kolonne) == (
                *(row["rapport"], row["linje"], row["kolonne"]),
            )
            yield way


@pytest.fixture(scope="module")
def some(ways) -> list[Way]:
    return list(sample(ways, 30))


def test_every_place_holds_what_is_told_of_it(some):
    for way in some:
        terms = [term for e in way.equations for term in (e.whole, *e.parts)]
        for place in (way.place, *way.others, *(term.place for term in terms)):
            assert printed_cell(place) == place.tekst, f"{way.name}: {place}"


def test_nothing_is_worked_out_of_a_hidden_figure(some):
    hidden = [way for way in some if way.status == "skjermet"]
    assert len(hidden) == 30
    for way in hidden:
        told = as_text([way])
        assert way.antall is None
        assert way.place.tekst == "*"
        assert re.search(r"^  figure +skjermet \(0–3\)$", told, re.M), told
        assert {place.tekst for place in way.others} <= {"*"}
        for equation in way.equations:
            assert re.fullmatch(
                r"holds within the bounds of [1-9]\d* hidden figures?", equation.holds
            ), f"{way.name}: {equation.holds}"


def test_every_equation_holds_by_the_figures_that_are_told(some):
    """Where nothing is hidden, the equation can be added up by hand."""
    exact = [e for way in some for e in way.equations if e.holds == "holds exactly"]
    assert len(exact) > 20
    for equation in exact:
        whole, *parts = (
            int(term.place.tekst.replace(" ", "")) for term in (equation.whole, *equation.parts)
        )
        months = len(parts)
        average = (2 * sum(parts) + months) // (2 * months)
        assert whole == (average if equation.kontroll == "gjennomsnitt" else sum(parts))


def test_exactly_one_term_is_the_figure_that_was_asked_for(some):
    for way in some:
        for equation in way.equations:
            marked = [t.place for t in (equation.whole, *equation.parts) if t.asked]
            assert marked == [way.place]


# -- several reports ------------------------------------------------------------------------------


def edition(id: str, published: str, women: str) -> Recognised:
    """A made-up report of which editions differ in one figure."""
    read = tiny(
        f"""
        I alt mentor|20|30
        Kvinner|{women}|12
        Menn|*|18
        """,
        group="oppfoelging",
    )
    report = read.recognised.report
    origin = replace(report.origin, id=id, published=published)
    return replace(read.recognised, report=replace(report, origin=origin))


def test_the_newest_report_counts_and_what_it_replaces_is_told():
    both = [edition("new", "2024-04-01", "19"), edition("old", "2024-03-01", "18")]
    [way] = found(Ways(content(), both), "mentor,kvinner", "2024-01")
    assert (way.place.rapport, way.antall) == ("new", 19)
    assert [(place.rapport, place.tekst) for place in way.older] == [("old", "18")]
    assert "replaces old, line 8, column 1: 18" in " ".join(as_text([way]).split())


def test_an_older_report_never_tells_what_the_newest_hides():
    both = [edition("new", "2024-04-01", "*"), edition("old", "2024-03-01", "17")]
    ways = Ways(content(), both)
    [way] = found(ways, "mentor,kvinner", "2024-01")
    assert way.antall is None
    assert [place.tekst for place in way.older] == [WITHHELD]
    told = as_text([way]) + as_json([way])
    assert not re.search(r"\b17\b", told), told
    assert "the newest report hides it" in told


def test_a_line_of_an_older_report_is_shown_without_what_the_newest_hides():
    old = edition("old", "2024-03-01", "17")
    read = tiny("I alt mentor|20\nKvinner|*\nMenn|*", months=1, group="oppfoelging")
    report = read.recognised.report
    origin = replace(report.origin, id="new", published="2024-04-01")
    new = replace(read.recognised, report=replace(report, origin=origin))
    [way] = found(Ways(content(), [old, new]), "mentor,kvinner", "2024-02")
    assert way.place.rapport == "old", "only the old one has february"
    assert way.cells == ("Kvinner", WITHHELD, "12")
    assert not re.search(r"\b17\b", as_text([way]))


# -- a relation that fails ------------------------------------------------------------------------


def test_a_relation_that_fails_is_said_to():
    read = tiny("I alt mentor|20|30\nKvinner|12|12\nMenn|9|18", group="oppfoelging")
    ways = Ways(content(), [read.recognised])
    [wrong], [right] = (found(ways, "mentor,menn", f"2024-0{month}") for month in (1, 2))
    assert [equation.holds[:13] for equation in wrong.equations] == ["does not hold"]
    assert [equation.holds for equation in right.equations] == ["holds exactly"]


# -- the command line -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("mentro", "2024-08"), "tiltak=mentor «Mentor»"),
        (("fylke=3", "2024-08"), "fylke=03 «Oslo»"),
        (("tiltak=Oslo", "2024-08"), "is not in the codes of tiltak"),
        (("maal=mentor", "2024-08"), "no dimension is called 'maal'"),
        (("mentor,tiltaksgruppe=opplaering", "2024-08"), "contradicts itself"),
        (("kvinner,menn", "2024-08"), "contradicts itself"),
        (("", "2024-08"), "closest"),
        (("mentor", "2024-13"), "2024-13"),
        (("mentor", "snitt/2024-08"), "hittil_i_aar/2024-08"),
    ],
)
def test_words_that_mean_nothing_are_wrong_use(words, says, capsys):
    assert main(["explain", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


def test_a_figure_is_shown(capsys):
    assert main(["explain", "kjonn=kvinner", "2019-01"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Kvinner for januar 2019\n")
    assert err == ""


def test_a_figure_is_shown_as_json(capsys):
    assert main(["explain", "mentor", "2024-08", "--format", "json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert told["antall"] == 276


def test_no_such_figure_says_so(capsys):
    assert main(["explain", "kvinner", "2024-08"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "no report prints Kvinner for august 2024" in err
    assert "2019-01 to 2019-12 (12 periods)" in err


def test_a_figure_that_is_never_printed_says_so(capsys):
    assert main(["explain", "amo-kurs,fylke=03", "2019-08"]) == 1
    assert "for any other period" in capsys.readouterr().err


def test_nothing_as_json_is_an_empty_list(capsys):
    assert main(["explain", "kvinner", "2024-08", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_another_content_folder_and_a_report_with_errors_can_be_explained(tmp_path, capsys):
    folder = copy_content(tmp_path, R2019)
    digit(137, 5)(folder / "reports" / R2019)
    assert main(["explain", "tiltak=utdanning", "2019-05", "--content", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "[7 918]" in out
    assert "does not hold" in out


def test_a_report_that_cannot_be_read_is_a_finding(tmp_path, capsys):
    folder = copy_content(tmp_path, R2019)
    (folder / "reports" / R2019 / "rapport.txt").write_bytes(b"")
    assert main(["explain", "mentor", "2019-05", "--content", str(folder)]) == 1
    assert "[empty-file]" in capsys.readouterr().err


def test_what_could_not_be_read_is_said_where_a_figure_is_not_found(tmp_path, capsys):
    folder = copy_content(tmp_path, *BOTH)
    (folder / "reports" / R2024 / "rapport.txt").write_text("ingen tabell\n", "utf-8")
    assert main(["explain", "mentor", "2024-05", "--content", str(folder)]) == 1
    assert "not everything could be read" in capsys.readouterr().err


def test_a_period_is_a_month_or_an_average():
    assert period_of("2024-08") == ("maaned", "2024-08")
    assert period_of("maaned/2024-08") == ("maaned", "2024-08")
    assert period_of("hittil_i_aar/2024-08") == ("hittil_i_aar", "2024-08")
    with pytest.raises(UsageError, match="2024"):
        period_of("2024")


def test_a_measure_brings_its_group_along(ways):
    assert Query(ways.codelists).codes_of("mentor") == [MENTOR]
