"""What bad input gets: each damage its finding at its place, and the last good site untouched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bench import damage
from generator.cli.main import main
from tests import corrupt, reading
from tests.corrupt import R2019, R2024, Case, cell, copy_content, digit, raw, row, text, toml

FINDING = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<code>[a-z0-9-]+) \S.*")

CASES = {
    # -- a figure
    "a digit changed": Case(digit(137, 5), ((137, 5, "sum-breach"),), says="7917"),
    "a digit changed in a hidden table": Case(digit(529, 1), ((529, 1, "sum-breach"),)),
    "a digit changed in a fylke": Case(digit(61, 2), ((61, 2, "sum-breach"),), R2024, says="Oslo"),
    "a digit changed in an average": Case(
        digit(61, 1), ((61, 1, "average-breach"),), R2024, says="775"
    ),
    "a digit changed where it is printed first": Case(
        digit(26, 1), ((26, 1, "repeat-differs"),), says="70 430"
    ),
    "a digit changed where it is repeated": Case(
        digit(206, 3), ((206, 3, "repeat-differs"),), says="73 322"
    ),
    "a hidden figure for a large one": Case(
        cell(61, 2, "*", old="810"), ((61, 2, "sum-breach"),), R2024
    ),
    "O for 0": Case(cell(29, 5, "2 O96", old="2 196"), ((29, 5, "cell-value"),), says="2 096"),
    "O for 0 at the end": Case(
        cell(42, 4, "35 14O", old="35 149"), ((42, 4, "cell-value"),), says="35 140"
    ),
    "l for 1": Case(cell(137, 3, "8 l23", old="8 023"), ((137, 3, "cell-value"),), says="8 123"),
    "a negative count": Case(
        cell(137, 12, "-3 782", old="3 782"), ((137, 12, "cell-value"),), says="negative"
    ),
    "a negative count with a true minus": Case(
        cell(137, 12, "\u22123 782", old="3 782"), ((137, 12, "cell-value"),), says="negative"
    ),
    "a decimal count": Case(
        cell(137, 1, "7 823,0", old="7 823"), ((137, 1, "cell-value"),), says="decimals"
    ),
    "a decimal count with a point": Case(
        cell(137, 1, "7823.5", old="7 823"), ((137, 1, "cell-value"),), says="decimals"
    ),
    "an empty cell": Case(cell(137, 6, "", old="6 510"), ((137, 6, "cell-value"),), says="empty"),
    "a dash for a figure": Case(cell(137, 6, "-", old="6 510"), ((137, 6, "cell-value"),)),
    "two stars": Case(cell(130, 1, "**", old="*"), ((130, 1, "cell-value"),)),
    "a digit lost at the front": Case(
        cell(137, 6, "0 510", old="6 510"), ((137, 6, "cell-value"),)
    ),
    "cells run together": Case(
        cell(137, 6, "65104355446741844033", old="6 510"), ((137, 6, "cell-value"),)
    ),
    "a thousand grouped wrongly": Case(
        cell(137, 6, "65 10", old="6 510"), ((137, 6, "cell-value"),)
    ),
    "a formula for a figure": Case(
        cell(137, 6, "=6510", old="6 510"), ((137, 6, "cell-value"),), says="=6510"
    ),
    "digits of another script": Case(cell(137, 6, "٦٥١٠", old="6 510"), ((137, 6, "cell-value"),)),
    "a figure under four": Case(
        cell(131, 1, "3", old="*"), ((131, 1, "figure-under-four"),), says="under 4"
    ),
    "a zero": Case(cell(81, 9, "0", old="*"), ((81, 9, "figure-under-four"),), R2024),
    # -- the cells of a row
    "a cell lost": Case(
        text(lambda body: damage.lose_cell(body, 137, 4)), ((137, 12, "cell-count"),), says="lost"
    ),
    "a cell lost in 2024": Case(
        text(lambda body: damage.lose_cell(body, 62, 3)), ((62, 9, "cell-count"),), R2024
    ),
    "a cell too many": Case(
        text(lambda body: damage.add_cell(body, 137, 4)), ((137, 13, "cell-count"),), says="added"
    ),
    "a row's figures a column off": Case(
        text(lambda body: damage.shift_cells(body, 66)), ((66, 0, "row-shifted"),)
    ),
    "two labels exchanged": Case(
        text(lambda body: damage.exchange_labels(body, 66, 67)),
        ((66, 0, "labels-exchanged"), (67, 0, "labels-exchanged")),
        also=frozenset({"rows-out-of-order"}),
    ),
    # -- rows
    "a row dropped": Case(
        text(lambda body: damage.drop_line(body, 137)), ((136, 0, "rows-lost"),), says="Utdanning"
    ),
    "a fylke's row dropped": Case(
        text(lambda body: damage.drop_line(body, 62)),
        ((61, 0, "rows-lost"),),
        R2024,
        says="Rogaland",
    ),
    "a row doubled with another figure": Case(
        text(lambda body: damage.double_line(body, 137, column=4, cell="9 999")),
        ((138, 0, "row-doubled"), (138, 4, "repeat-differs")),
    ),
    "a row doubled with another average": Case(
        text(lambda body: damage.double_line(body, 61, column=1, cell="999")),
        ((62, 0, "row-doubled"), (62, 1, "repeat-differs")),
        R2024,
    ),
    "a totals row dropped": Case(
        text(lambda body: damage.drop_line(body, 42)), ((42, 0, "total-missing"),)
    ),
    "a totals row of another table": Case(
        row(42, "I alt 03 Oslo\t" + "\t".join(["30 000"] * 12), old="I alt kvinner\t"),
        ((42, 0, "unknown-label"),),
    ),
    # -- pages and headers
    "a page dropped": Case(
        text(lambda body: damage.drop_page(body, 6)), ((143, 0, "rows-lost"),), says="15 rows"
    ),
    "a header row dropped": Case(
        text(lambda body: damage.drop_header(body, 41)), ((41, 0, "row-without-header"),)
    ),
    "a header row dropped between tables": Case(
        text(lambda body: damage.drop_header(body, 84)),
        ((84, 0, "total-unclear"),),
        R2024,
        also=frozenset({"labels-exchanged", "repeat-differs"}),
    ),
    "months out of order": Case(
        text(lambda body: body.replace("Mars\tApril", "April\tMars", 1)),
        ((25, 3, "header-months"),),
        says="april, mars",
    ),
    "months out of order in 2024": Case(
        text(lambda body: body.replace("Mars\tApril", "April\tMars", 1)),
        ((11, 4, "header-months"),),
        R2024,
        also=frozenset({"average-breach"}),
    ),
    "a month twice": Case(
        text(lambda body: body.replace("Mars\tApril", "Mars\tMars", 1)),
        ((25, 4, "header-months"),),
    ),
    "a month misspelt": Case(
        cell(25, 2, "Febuar", old="Februar"), ((25, 2, "header-unknown-column"),), says="Febuar"
    ),
    "a month misspelt over a wrong figure": Case(
        corrupt.both(cell(25, 2, "Febuar", old="Februar"), digit(29, 2)),
        ((25, 2, "header-unknown-column"),),
    ),
    "a column without a name": Case(
        cell(25, 12, "", old="Desember"), ((25, 12, "header-unknown-column"),)
    ),
    "a header without rows": Case(
        text(lambda body: body.replace("\n\tJanuar", "\n\tJanuar\n\tJanuar", 1)),
        ((25, 0, "table-empty"),),
        also=frozenset({"header-months"}),
    ),
    "a heading of another table": Case(
        row(47, "Kvinner", old="Menn"), ((47, 0, "heading-mismatch"),), says="I alt menn"
    ),
    # -- labels
    "an unknown label": Case(
        cell(156, 0, "Tryllestav", old="Mentor"), ((156, 0, "unknown-label"),), says="closest"
    ),
    "an unknown total": Case(
        cell(284, 0, "I alt trylling", old="I alt avklaringstiltak"),
        ((284, 0, "unknown-label"),),
        says="closest",
    ),
    "an unknown fylke": Case(
        cell(61, 0, "04 Oslo", old="03 Oslo"), ((61, 0, "unknown-label"),), R2024
    ),
    "a fylke of another time": Case(
        cell(65, 0, "01 Østfold", old="31 Østfold"), ((65, 0, "code-not-valid"),), R2024
    ),
    "a label of another kind": Case(
        cell(66, 0, "Kvinner", old="Avklaringstiltak"), ((66, 0, "mixed-rows"),)
    ),
    "a label with a script": Case(
        cell(156, 0, "<script>alert(1)</script>", old="Mentor"),
        ((156, 0, "unknown-label"),),
        says="<script>",
    ),
    "a label that begins with =": Case(
        cell(156, 0, "=HYPERLINK(1)", old="Mentor"), ((156, 0, "unknown-label"),), says="=HYPER"
    ),
    # -- the file
    "wrong encoding, Latin-1": Case(
        raw(lambda body: body.decode().encode("latin-1", "replace")),
        ((5, 0, "encoding"),),
        says="not UTF-8",
    ),
    "wrong encoding, one line of it": Case(
        raw(lambda body: body.replace("Oppfølging\t14".encode(), b"Oppf\xf8lging\t14")),
        ((67, 0, "encoding"),),
    ),
    "wrong encoding, UTF-16": Case(
        raw(lambda body: body.decode().encode("utf-16")), ((1, 0, "encoding"),), says="UTF-16"
    ),
    "a binary file": Case(
        raw(lambda body: b"PK\x03\x04\x14\x00\x06\x00" + body), ((1, 0, "binary-file"),)
    ),
    "binary in the middle": Case(
        raw(lambda body: body.replace(b"Mentor", b"Men\x00tor", 1)), ((156, 0, "binary-file"),)
    ),
    "an empty file": Case(raw(lambda body: b""), ((0, 0, "empty-file"),)),
    "a file of blanks": Case(raw(lambda body: b"\xef\xbb\xbf \r\n\t\n"), ((0, 0, "empty-file"),)),
    "no table at all": Case(
        raw(lambda body: body[: body.index(b"\tJanuar")]), ((0, 0, "no-table"),)
    ),
    "no law": Case(
        row(13, "Ingen lov", old="I henhold til"), ((0, 0, "law-missing"),), says="§ 2-6"
    ),
    "no period": Case(
        text(lambda body: body.replace("Januar 2019 - Desember 2019", "")),
        ((0, 0, "period-missing"),),
        says="Januar 2019 - Desember 2019",
    ),
    # -- report.toml
    "no report.toml": Case(
        corrupt.no_toml, ((0, 0, "report-toml-missing"),), file="report.toml", says="report.toml"
    ),
    "no report": Case(corrupt.no_text, ((0, 0, "report-file-missing"),)),
    "a report.toml that is no TOML": Case(
        toml("title =", "title :"), ((3, 0, "report-toml-invalid"),), file="report.toml"
    ),
    "a word missing in report.toml": Case(
        toml('licence = "CC-BY-4.0"\n', ""),
        ((0, 0, "report-toml-invalid"),),
        file="report.toml",
        says="licence",
    ),
    "a word too many in report.toml": Case(
        toml("licence =", 'lisens = "CC0"\nlicence ='),
        ((0, 0, "report-toml-invalid"),),
        file="report.toml",
        says="lisens",
    ),
    "a group that is not known": Case(
        toml('tiltaksgruppe = "alle"', 'tiltaksgruppe = "tull"'),
        ((0, 0, "report-toml-invalid"),),
        file="report.toml",
        says="tull",
    ),
    "a file outside the folder": Case(
        toml('"rapport.txt"', '"../../../om.md"'),
        ((0, 0, "report-toml-invalid"),),
        file="report.toml",
    ),
    "an id that is no address": Case(
        toml('id = "2019-12-tiltak-og-kjonn"', 'id = "../2019"'),
        ((0, 0, "report-toml-invalid"),),
        file="report.toml",
    ),
    "two years in one report": Case(
        toml('"2019-01"', '"2018-01"'), ((0, 0, "report-toml-invalid"),), file="report.toml"
    ),
    "a date of publication that is no text": Case(
        toml("licence =", "published = 2020-01-14\nlicence ="),
        ((0, 0, "report-toml-invalid"),),
        file="report.toml",
        says="published",
    ),
    "a date of publication that is no date": Case(
        toml("licence =", 'published = "14.1.2020"\nlicence ='),
        ((0, 0, "report-toml-invalid"),),
        file="report.toml",
        says="2024-09-13",
    ),
    "another law in report.toml": Case(
        toml("§ 2-6", "§ 7-1"),
        ((13, 0, "law-mismatch"),),
        says="§ 2-6",
    ),
    "two reports with one id": Case(
        corrupt.doubled_report,
        ((0, 0, "report-id-repeated"),),
        file="../2019-12-tiltak-og-kjonn-igjen/report.toml",
    ),
}


# -- running the program ------------------------------------------------------------------------


def good_site(folder: Path) -> Path:
    """The site of an earlier build."""
    site = folder / "site"
    (site / "tiltak").mkdir(parents=True)
    (site / ".nojekyll").touch()
    (site / "index.html").write_bytes(b"<p>den forrige\r\n")
    (site / "tiltak/data.csv").write_bytes(b"\xef\xbb\xbfa\n")
    return site


def every_file(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def workplace(tmp_path):
    """A place with a good site, and the words for a build into it."""
    site = good_site(tmp_path)
    before = every_file(site)

    def build(content: Path, *words: str) -> int:
        status = main(["build", "--content", str(content), "--site", str(site), *words])
        assert every_file(site) == before, "the last good site was touched"
        left = [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")]
        assert not left, f"left behind: {left}"
        return status

    return build


def findings_in(shown: str) -> list[dict[str, str]]:
    """The findings of the text form; every line but the last is one."""
    *lines, last = shown.splitlines()
    assert last.startswith("nothing was published"), last
    matches = [FINDING.fullmatch(line) for line in lines]
    assert all(matches), f"no finding: {lines[[bool(m) for m in matches].index(False)]!r}"
    return [match.groupdict() | {"text": match[0]} for match in matches if match]


# -- each damage --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_a_damage_gives_its_finding_at_its_place(name, tmp_path, workplace, capsys):
    case = CASES[name]
    content = copy_content(tmp_path, case.report)
    folder = content / "reports" / case.report
    case.damage(folder)
    assert workplace(content) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    found = findings_in(err)
    places = [(int(f["line"]), int(f["column"]), f["code"]) for f in found]
    for place in case.found:
        assert place in places, f"found {places[:8]}"
    file = str((folder / case.file).resolve())
    assert {str(Path(f["file"]).resolve()) for f in found} == {file}
    first = found[places.index(case.found[0])]
    assert case.says in first["text"]
    others = {code for _, _, code in set(places) - set(case.found)}
    assert others <= case.also | CONSEQUENCES, f"found {places[:8]}"


#: What a damage may cause besides: sums that lack what could not be read.
CONSEQUENCES = frozenset(
    {"sum-breach", "rows-lost", "row-absent", "subtotal-absent", "repeat-differs", "time-leap"}
)


# -- lost and doubled, wherever it is -----------------------------------------------------------


def _places(report: str, kind: str, step: int) -> list[tuple[str, int]]:
    body = reading.text(report)
    places = damage.rows(body) if kind == "row" else range(len(damage.pages(body)))
    return [(report, place) for place in places[::step]]


def _lost(found: reading.Read, report: str) -> int:
    """How many published figures are not there any more."""
    whole = reading.real(report).figures
    return sum(value is not None for key, value in whole.items() if key not in found.figures)


@pytest.mark.parametrize(
    ("report", "line"), [*_places(R2019, "row", 29), *_places(R2024, "row", 29)]
)
def test_a_dropped_row_is_found_if_a_published_figure_is_lost(report, line):
    found = reading.variant(report, damage.drop_line(reading.text(report), line)[0])
    assert found.findings or not _lost(found, report)


@pytest.mark.parametrize(
    # The first page of 2024 holds the group's total, which nothing else repeats: see the limits.
    ("report", "page"),
    [*_places(R2019, "page", 5), *_places(R2024, "page", 6)[1:]],
)
def test_a_dropped_page_is_found_if_a_published_figure_is_lost(report, page):
    found = reading.variant(report, damage.drop_page(reading.text(report), page)[0])
    assert found.findings or not _lost(found, report)


@pytest.mark.parametrize(
    ("report", "page"), [*_places(R2019, "page", 5), *_places(R2024, "page", 6)]
)
def test_a_doubled_page_is_warned_of(report, page):
    body = reading.text(report)
    found = reading.variant(report, damage.double_page(body, page)[0])
    assert not found.errors
    assert {finding.code for finding in found.findings} <= {"page-doubled", "row-doubled"}
    assert found.figures == reading.real(report).figures
    first, last = damage.pages(body)[page][0], damage.pages(body)[page][-1] + 1
    rows = [line for line in damage.rows(body) if first <= line < last]
    assert found.findings, f"{len(rows)} rows were doubled"


@pytest.mark.parametrize("page", [16, 20, 30, 40])
def test_a_lost_breakdown_of_a_measure_is_found(page):
    found = reading.variant(R2024, damage.drop_page(reading.text(R2024), page)[0])
    assert {finding.code for finding in found.findings} == {"table-absent"}


@pytest.mark.parametrize(("report", "line"), [(R2024, 110), (R2024, 337), (R2024, 186)])
def test_a_lost_row_of_hidden_figures_is_warned_of(report, line):
    """Of an official list; rows of nobody are left out (Mentor has no «Ukjent»), so no error."""
    found = reading.variant(report, damage.drop_line(reading.text(report), line)[0])
    assert [(f.code, f.severity) for f in found.findings] == [("row-absent", "warning")]


# -- shown --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["a digit changed", "a label with a script", "an empty file", "no report.toml"]
)
def test_findings_are_json_on_demand(name, tmp_path, workplace, capsys):
    case = CASES[name]
    content = copy_content(tmp_path, case.report)
    case.damage(content / "reports" / case.report)
    assert workplace(content, "--format", "json") == 1
    out, err = capsys.readouterr()
    assert out == ""
    found = json.loads(err)
    assert set(found[0]) == {"file", "line", "column", "code", "message", "hint", "severity"}
    places = [(f["line"], f["column"], f["code"]) for f in found]
    assert set(case.found) <= set(places)
    assert {f["severity"] for f in found} <= {"error", "warning"}


def test_no_control_character_reaches_the_console(tmp_path, workplace, capsys):
    content = copy_content(tmp_path, R2024)
    cell(61, 0, "03 Os\u202elo\u2028x\x85", old="03 Oslo")(content / "reports" / R2024)
    assert workplace(content) == 1
    shown = capsys.readouterr().err
    assert all(sign.isprintable() for line in shown.split("\n") for sign in line)
    assert "\\u202e" in shown


def test_all_reports_are_looked_at_before_any_is_given_up(tmp_path, workplace, capsys):
    content = copy_content(tmp_path, R2019, R2024)
    CASES["a digit changed"].damage(content / "reports" / R2019)
    CASES["an empty file"].damage(content / "reports" / R2024)
    assert workplace(content) == 1
    found = findings_in(capsys.readouterr().err)
    assert [f["code"] for f in found] == ["sum-breach", "empty-file"]


def test_a_content_folder_without_reports_publishes_nothing(tmp_path, workplace, capsys):
    assert workplace(copy_content(tmp_path)) == 1
    [found] = findings_in(capsys.readouterr().err)
    assert found["code"] == "no-report"


@pytest.mark.parametrize("gone", ["data", "kvalitet", "om", "tilgjengelighet"])
def test_a_text_page_that_all_others_link_to_must_be_there(gone, tmp_path, workplace, capsys):
    content = copy_content(tmp_path, R2024)
    (content / f"pages/{gone}.md").unlink()
    (content / f"pages/en/{gone}.md").unlink()
    assert workplace(content) == 1
    (found,) = findings_in(capsys.readouterr().err)
    assert (Path(found["file"]).name, found["code"]) == (f"{gone}.md", "page-missing")


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("kommuner", 'kommuner = "x"\n', "nothing but the table [kommuner]"),
        ("kommuner", '[kommune]\n0301 = "Oslo"\n', "nothing but the table [kommuner]"),
        ("kommuner", '[kommuner]\n301 = "Oslo"\n', "«301» is not a kommune number of four digits"),
        ("soekeord", 'soekeord = ["a"]\n', "nothing but the table [soekeord]"),
        (
            "soekeord",
            '[soekeord]\n"tiltak/mentor" = "hjelp"\n',
            "«tiltak/mentor» is not an address",
        ),
    ],
)
def test_what_the_search_is_told_has_its_form(file, text, told, tmp_path, workplace, capsys):
    content = copy_content(tmp_path, R2024)
    (content / f"{file}.toml").write_text(text, "utf-8")
    assert workplace(content) == 1
    error = capsys.readouterr().err
    assert told in error
    assert f"{file}.toml" in error


@pytest.mark.parametrize("gone", [["om"], ["data", "kvalitet", "om", "tilgjengelighet"]])
def test_a_language_without_its_text_pages_publishes_nothing(gone, tmp_path, workplace, capsys):
    """A catalogue makes a language; without ``content/pages/en/`` it would have no such pages."""
    content = copy_content(tmp_path, R2024)
    for name in gone:
        (content / f"pages/en/{name}.md").unlink()
    if len(gone) > 1:
        (content / "pages/en").rmdir()
    assert workplace(content) == 1
    found = findings_in(capsys.readouterr().err)
    assert [(Path(f["file"]).name, f["code"]) for f in found] == [
        (f"{name}.md", "page-untranslated") for name in gone
    ]
    assert all("pages/en/" in f["file"] and "en.po" in f["text"] for f in found)
    assert f"translate {content / 'pages' / gone[0]}.md" in found[0]["text"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [('"2024-08"', '"2024-09"', 9), ('"2024-01"', '"2024-02"', 9)],
    ids=["a month too many", "a month too few"],
)
def test_a_period_in_report_toml_must_be_the_text_s(old, new, line, tmp_path, workplace, capsys):
    content = copy_content(tmp_path, R2024)
    toml(old, new)(content / "reports" / R2024)
    assert workplace(content) == 1
    found = findings_in(capsys.readouterr().err)
    places = [(int(f["line"]), int(f["column"]), f["code"]) for f in found]
    assert (line, 0, "period-mismatch") in places
    assert (11, 9 if "09" in new else 2, "header-months") in places or "09" in new
    assert {code for _, _, code in places} >= {"period-mismatch", "header-months"}
    assert len([p for p in places if p[2] == "period-mismatch"]) == 45, "once a page"
