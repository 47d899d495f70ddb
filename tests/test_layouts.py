"""The same figures are read however the pages, the tables and the bytes are laid out."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bench import damage
from generator.model.codelists import Code, CodeList, CodeLists
from generator.model.findings import errors
from tests.paper import (
    Paper,
    first_months,
    one_long_page,
    one_page_a_table,
    pages_of,
    reprinted,
    take_apart,
)
from tests.reading import (
    BOTH,
    R2019,
    R2024,
    Read,
    assert_same,
    content,
    read,
    real,
    report,
    text,
    tiny,
    variant,
)

NO_BREAK, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@pytest.fixture(scope="module", params=BOTH)
def id(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def paper(id) -> Paper:
    return take_apart(text(id))


def assert_unchanged(id: str, body: str | bytes) -> Read:
    found = variant(id, body)
    assert not found.findings, "\n".join(map(str, found.findings[:5]))
    assert_same(found.figures, real(id).figures)
    return found


# -- pages --------------------------------------------------------------------------------------


def test_taking_apart_and_printing_again_changes_nothing(id, paper):
    assert_unchanged(id, paper.text())
    rows = sum(len(sheet.rows) + 1 for table in paper.tables for sheet in table)
    assert rows == len(damage.rows(text(id)))


@pytest.mark.parametrize("rows", [1, 2, 5, 40])
def test_other_page_breaks_are_read_alike(id, paper, rows):
    assert_unchanged(id, pages_of(paper, rows).text())


def test_a_table_on_one_page_is_read_alike(id, paper):
    assert_unchanged(id, one_page_a_table(paper).text())


def test_a_report_without_titles_and_headings_is_read_alike(id, paper):
    assert_unchanged(id, one_long_page(paper).text())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_order_of_tables_is_read_alike(id, paper, seed):
    tables = list(paper.tables)
    random.Random(seed).shuffle(tables)
    assert_unchanged(id, paper.with_tables(tables).text())


def test_pages_in_reverse_order_are_read_alike(id, paper):
    pages = [(sheet,) for table in paper.tables for sheet in table]
    assert_unchanged(id, paper.with_tables(reversed(pages)).text())


@pytest.mark.parametrize("seed", [1, 2])
def test_rows_in_another_order_are_read_alike_where_no_subtotal_stands(seed):
    """Their order is a warning sign all the same: see test_corrupt."""
    shuffle = random.Random(seed).sample
    paper = one_page_a_table(take_apart(text(R2024)))
    order = {}
    tables = []
    for (sheet,) in paper.tables:
        labels = [row.split("\t")[0] for row in sheet.rows]
        rank = order.setdefault(len(labels), shuffle(range(len(labels)), len(labels)))
        rows = tuple(sheet.rows[at] for at in rank)
        tables.append([replace(sheet, rows=rows)])
    found = variant(R2024, paper.with_tables(tables).text())
    assert_same(found.figures, real(R2024).figures)


# -- months -------------------------------------------------------------------------------------


def test_a_report_of_six_months_gives_those_six(id):
    body = first_months(text(id), 6, average=id == R2024)
    found = variant(id, body, period_to=f"{id[:4]}-06")
    # June 2019 has a true leap (line 224), which half a year cannot tell from an error: a warning.
    assert not errors(found.findings), "\n".join(map(str, found.findings[:5]))
    months = {f"{id[:4]}-{month:02d}" for month in range(1, 7)}
    figures = real(id).figures.items()
    assert_same(
        found.figures, {key: v for key, v in figures if key[0] == "maaned" and key[1] in months}
    )


def test_an_average_of_fewer_months_is_of_those_months():
    found = tiny(
        "I alt|12|10|14\n Mentor|8|6|9\n Jobbklubb|5|4|5",
        *("I alt mentor|8|6|9\n Kvinner|4|4|4\n Menn|4|*|5",),
        group="oppfoelging",
        average=True,
    )
    assert not found.errors
    averages = {
        k[3]: v for k, v in found.figures.items() if k[0] == "hittil_i_aar" and k[5] == "alle"
    }
    assert averages == {"alle": 12, "mentor": 8, "jobbklubb": 5}


# -- a measure more -----------------------------------------------------------------------------


def test_a_measure_more_is_read_with_its_row_in_the_code_list():
    body = text(R2024).split("\n")
    for number in (54, 42, 30, 18):  # after «Mentor» in each table of measures
        zeros = "\t".join(["*"] * 9)
        assert body[number - 1].startswith("Mentor\t")
        body.insert(number, f"Helt ny oppfølging på nett\t{zeros}")
    raw = replace(report(R2024), raw="\n".join(body).encode())
    refused = read(raw)
    assert [f.code for f in refused.errors] == ["unknown-label"] * 4
    assert [f.line for f in refused.errors] == [19, 32, 45, 58]

    lists = dict(content().codelists.lists)
    new = Code("helt-ny", "Helt ny oppfølging på nett", "New", 41, tiltaksgruppe="oppfoelging")
    lists["tiltak"] = CodeList("tiltak", (*lists["tiltak"].codes, new))
    found = read(raw, CodeLists(lists))
    assert not found.errors
    old = {key: value for key, value in found.figures.items() if key[3] != "helt-ny"}
    assert_same(old, real(R2024).figures)
    assert len(found.figures) == len(old) + 4 * 9


# -- bytes --------------------------------------------------------------------------------------


def _spaces(space: str) -> dict[int, str]:
    return {ord(" "): space}


def _in_numbers(line: str, space: str) -> str:
    label, *cells = line.split("\t")
    return "\t".join([label, *(cell.replace(" ", space) for cell in cells)])


BYTES = {
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM and CRLF": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "no-break spaces in numbers": lambda t: reprinted(t, lambda x: _in_numbers(x, NO_BREAK)),
    "narrow spaces in numbers": lambda t: reprinted(t, lambda x: _in_numbers(x, NARROW)),
    "thin spaces in numbers": lambda t: reprinted(t, lambda x: _in_numbers(x, THIN)),
    "no spaces in numbers": lambda t: reprinted(t, lambda x: _in_numbers(x, "")),
    "no-break spaces everywhere": lambda text: text.translate(_spaces(NO_BREAK)),
    "doubled spaces everywhere": lambda text: text.translate(_spaces("  ")),
    "trailing blanks": lambda text: reprinted(text, lambda line: line + "  "),
    "blanks around cells": lambda text: text.replace("\t", " \t "),
    "a line end at the end": lambda text: text + "\n",
    "capitals": lambda text: reprinted(text, str.upper),
    "no rules of dashes": lambda text: reprinted(text, lambda x: "" if x.startswith("---") else x),
    "no bold": lambda text: text.replace("**", ""),
    "a dash in the period": lambda text: text.replace("2019 - ", "2019 – ").replace(
        "2024 - ", "2024 – "
    ),
    "no space in the law": lambda text: text.replace("§ ", "§"),
}


@pytest.mark.parametrize("name", BYTES)
def test_other_bytes_are_read_alike_line_by_line(id, name):
    found = assert_unchanged(id, BYTES[name](text(id)))
    columns = ["linje", "kolonne"]
    places = found.checked.observations[columns]
    assert places.equals(real(id).checked.observations[columns])


def test_a_heading_may_be_bold(paper, id):
    if id == R2019:
        body = text(id).replace("\nKvinner\n", "\n**Kvinner**\n")
        assert body != text(id)
        assert_unchanged(id, body)
