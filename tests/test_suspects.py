"""Which mistake a finding names: the cell with its true figure, the row, the labels, the page."""

from __future__ import annotations

import re
from itertools import product

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bench import damage, structure
from generator.check.relations import AVERAGE_CHECK, KINDS, Bounds, Relations, settle
from generator.model.findings import Finding
from tests.reading import R2019, R2024, Read, real, text, tiny, variant

fixed = settings(deadline=None, derandomize=True, database=None)
#: Without shrinking, which takes minutes where each try reads a report.
quick = settings(fixed, max_examples=25, phases=(Phase.explicit, Phase.generate))
many = settings(fixed, max_examples=200)


def places(found: Read) -> list[tuple[str, int, int]]:
    """Code and place of the findings that stop publication."""
    return [(f.code, f.line, f.column) for f in found.errors]


def codes(found: Read) -> set[str]:
    return {f.code for f in found.findings}


def one(found: Read, code: str) -> Finding:
    """The only finding of its kind."""
    of_kind = [f for f in found.findings if f.code == code]
    assert len(of_kind) == 1, f"{len(of_kind)} of {code}: {sorted(codes(found))}"
    return of_kind[0]


def with_cell(body: str, line: int, column: int, cell: str, old: str) -> str:
    lines = body.split("\n")
    cells = lines[line - 1].split("\t")
    assert cells[column] == old, f"{cells[column]!r} stands at {line}:{column}"
    cells[column] = cell
    lines[line - 1] = "\t".join(cells)
    return "\n".join(lines)


# -- a cell ---------------------------------------------------------------------------------------

WRONG_DIGITS = {
    "a measure": (R2019, 137, 5, "7 917"),
    "a measure of a main group": (R2019, 224, 6, "277"),
    "women of a group": (R2019, 89, 12, "7 463"),
    "men of a group and main group": (R2019, 845, 4, "65"),
    "men of a measure": (R2019, 700, 2, "1 375"),
    "a measure of one main group": (R2024, 27, 4, "348"),
    "a sex": (R2024, 276, 4, "469"),
}


@pytest.mark.parametrize("name", WRONG_DIGITS)
def test_one_wrong_digit_is_named_first_with_the_figure_that_the_relations_call_for(name):
    id, line, column, true = WRONG_DIGITS[name]
    body, done = damage.change_digit(text(id), line, column)
    assert done.old == true
    found = variant(id, body)
    assert places(found) == [("sum-breach", line, column)]
    message = found.errors[0].message
    wrong = done.new.replace(" ", "")
    assert f"is {wrong}; the relations call for {true.replace(' ', '')}" in message


def test_an_average_that_is_wrong_is_named_with_what_its_months_call_for():
    found = variant(R2024, damage.change_digit(text(R2024), 61, 1)[0])
    assert places(found) == [("average-breach", 61, 1)]
    assert "is 776; the relations call for 775" in found.errors[0].message


def test_where_several_figures_are_possible_the_message_says_which():
    found = variant(R2024, damage.change_digit(text(R2024), 61, 2)[0])
    assert places(found) == [("sum-breach", 61, 2)]
    assert "the relations call for 804 to 810" in found.errors[0].message


def test_two_wrong_figures_that_have_nothing_to_do_with_each_other_are_both_named():
    body, _ = damage.change_digit(text(R2019), 137, 5)
    body, _ = damage.change_digit(body, 602, 3)
    found = variant(R2019, body)
    assert places(found) == [("sum-breach", 137, 5), ("sum-breach", 602, 3)]


GRID = """
I alt|{0}|500
Arbeidssøkere på tiltak|{1}|200
Nedsatt arbeidsevne på tiltak|{2}|200
Andre på tiltak|{3}|100
--
I alt kvinner|{4}|250
Arbeidssøkere på tiltak|{5}|100
Nedsatt arbeidsevne på tiltak|{6}|100
Andre på tiltak|{7}|50
--
I alt menn|{8}|250
Arbeidssøkere på tiltak|{9}|100
Nedsatt arbeidsevne på tiltak|{10}|100
Andre på tiltak|{11}|50
"""
#: The line of each cell of ``GRID``.
GRID_LINES = (*range(7, 11), *range(15, 19), *range(23, 27))


def grid(women: list[int], men: list[int]) -> list[int]:
    """The twelve cells of ``GRID`` from the six inner ones: each stands in two sums."""
    both = [w + m for w, m in zip(women, men, strict=True)]
    return [sum(both), *both, sum(women), *women, sum(men), *men]


def read_grid(cells: list[int]) -> Read:
    return tiny(*GRID.format(*cells).split("--"))


inner = st.lists(st.integers(4, 900), min_size=3, max_size=3)


@quick
@given(inner, inner, st.integers(0, 11), st.integers(4, 4000))
def test_in_a_table_of_women_and_men_any_wrong_figure_is_found_and_its_true_one(
    women, men, at, wrong
):
    cells = grid(women, men)
    true = cells[at]
    cells[at] = wrong
    found = read_grid(cells)
    if wrong == true:
        assert places(found) == []
        return
    assert places(found) == [("sum-breach", GRID_LINES[at], 1)]
    assert f"is {wrong}; the relations call for {true}" in found.errors[0].message


# -- a hidden cell --------------------------------------------------------------------------------

HIDDEN_WRONGLY = {
    "a part": (R2024, 61, 2, "810"),
    "a whole of which all parts are printed": (R2019, 137, 5, "7 917"),
    "a small figure beside hidden ones": (R2019, 602, 3, "9"),
}


@pytest.mark.parametrize("name", HIDDEN_WRONGLY)
def test_a_figure_that_cannot_be_hidden_gets_no_value(name):
    id, line, column, true = HIDDEN_WRONGLY[name]
    found = variant(id, with_cell(text(id), line, column, "*", true))
    assert places(found) == [("sum-breach", line, column)]
    message = found.errors[0].message
    assert "is *; the relations call for a figure that is not hidden" in message
    assert not re.search(rf"\b{true.replace(' ', '')}\b", message), message


@quick
@given(inner, inner, st.integers(0, 11))
def test_a_figure_hidden_wrongly_in_a_table_never_gets_a_value(women, men, at):
    cells: list = grid(women, men)
    true, cells[at] = cells[at], "*"
    found = read_grid(cells)
    assert found.errors
    for finding in found.errors:
        assert f"is {true};" not in finding.message
        assert not re.search(rf"call for {true}\b", finding.message), finding.message
        assert not re.search(r"\*.* call for \d", finding.message), finding.message


# -- rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("id", "line"), [(R2019, 137), (R2019, 249), (R2024, 198), (R2024, 61)])
@pytest.mark.parametrize("by", [1, -1])
def test_a_row_a_column_off_is_called_that(id, line, by):
    found = variant(id, damage.shift_cells(text(id), line, by=by)[0])
    assert places(found) == [("row-shifted", line, 0)]


def test_a_repeated_row_a_column_off_is_known_by_its_other_places():
    found = variant(R2019, damage.shift_cells(text(R2019), 66)[0])
    assert places(found) == [("row-shifted", 66, 0)]
    assert "142" in found.errors[0].message


def test_exchanged_labels_in_a_table_that_adds_up_are_named_with_both_lines():
    found = variant(R2019, damage.exchange_labels(text(R2019), 137, 138)[0])
    finding = one(found, "labels-exchanged")
    assert (finding.line, finding.severity) == (137, "error")
    assert all(word in finding.message for word in ("Utdanning", "Vgs/yrkesfaglig", "138"))


def test_exchanged_labels_that_only_the_order_of_rows_tells():
    """In a fylke table the sums and averages are as good either way."""
    found = variant(R2024, damage.exchange_labels(text(R2024), 199, 200)[0])
    assert places(found) == [("rows-out-of-order", 199, 0)]
    message = found.errors[0].message
    assert "'15 Møre og Romsdal' stands before '11 Rogaland' on line 200" in message


@pytest.mark.parametrize(
    ("id", "line", "name", "after"),
    [
        (R2019, 137, "Utdanning", 136),
        (R2019, 602, "Individuell jobbstøtte, Andre på tiltak, Kvinner", 600),
        (R2024, 200, "Mentor, Møre og Romsdal", 199),
        (R2024, 198, "Mentor, Oslo", 197),
        (R2024, 276, "Jobbklubb, Kvinner", 275),
        (R2024, 277, "Jobbklubb, Menn", 276),
    ],
)
def test_a_dropped_row_is_named_with_the_line_that_it_stood_after(id, line, name, after):
    found = variant(id, damage.drop_line(text(id), line)[0])
    finding = one(found, "rows-lost")
    assert finding.line == after
    assert f"the row «{name}» seems lost after this line" in finding.message


def test_a_doubled_row_is_called_that():
    found = variant(R2024, damage.double_line(text(R2024), 200)[0])
    assert codes(found) == {"row-doubled"}
    assert one(found, "row-doubled").line == 201
    assert not found.errors


# -- pages ----------------------------------------------------------------------------------------


def test_a_lost_page_of_measures_is_told_by_its_rows():
    found = variant(R2019, damage.drop_page(text(R2019), 6)[0])
    [finding] = found.findings
    assert (finding.code, finding.line) == ("rows-lost", 143)
    assert finding.message.startswith("15 rows seem lost after this line: ")
    for row in ("«Jobbklubb»", "«I alt oppfølging»", "«Arbeidspraksis i skjermet virksomhet»"):
        assert row in finding.message


def test_a_lost_page_of_a_fylke_table_is_told_by_the_rows_that_it_had():
    """Most of its rows are no breach by themselves: one finding lists them all."""
    found = variant(R2024, damage.drop_page(text(R2024), 13)[0])
    [finding] = found.findings
    assert (finding.code, finding.line) == ("rows-lost", 203)
    assert finding.message.startswith("11 rows seem lost after this line: «Mentor, Buskerud»")
    assert "«Mentor, Vestland»" in finding.message
    assert "«Mentor, Ukjent fylke»" in finding.message


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_lost_table_of_a_main_group_is_told_by_its_rows(page):
    found = variant(R2024, damage.drop_page(text(R2024), page)[0])
    assert codes(found) == {"rows-lost", "table-absent"}
    assert one(found, "rows-lost").message.startswith("8 rows seem lost")
    assert "no table by tiltak is for Oppfølging, " in one(found, "table-absent").message


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (0, "a table by hovedgruppe is for Kvinner, none for all"),
        (1, "the title is «Hovedgrupper og kjønn», but no table is by that"),
        (2, "a table by tiltaksgruppe is for Kvinner, none for all"),
    ],
)
def test_a_lost_table_whose_figures_all_stand_elsewhere_is_warned_of(page, says):
    found = variant(R2019, damage.drop_page(text(R2019), page)[0])
    finding = one(found, "table-absent")
    assert codes(found) == {"table-absent"}
    assert (finding.severity, finding.message) == ("warning", says)


@pytest.mark.parametrize(("page", "column"), [(20, "alder"), (43, "utdanning")])
def test_a_lost_page_with_a_whole_table_is_told_by_what_the_other_measures_have(page, column):
    found = variant(R2024, damage.drop_page(text(R2024), page)[0])
    finding = one(found, "table-absent")
    assert f"has no table by {column}" in finding.message
    assert found.errors == [finding]


@pytest.mark.parametrize(("id", "page"), [(R2019, 6), (R2024, 20)])
def test_a_doubled_page_is_called_that(id, page):
    found = variant(id, damage.double_page(text(id), page)[0])
    assert codes(found) == {"page-doubled"}
    assert not found.errors


@pytest.mark.parametrize(("id", "page", "other"), [(R2019, 5, 6), (R2024, 5, 20), (R2024, 1, 44)])
def test_pages_in_another_order_are_nothing(id, page, other):
    found = variant(id, damage.reorder_pages(text(id), page, other)[0])
    assert found.findings == ()


HEADING = "\nNedsatt arbeidsevne, på tiltak\n"


def test_a_heading_at_the_foot_of_a_page_may_lose_its_table_when_pages_change_places():
    """The totals tell which table is which, so all is read as before."""
    body = damage.reorder_pages(text(R2019), 9, 1)[0]
    assert HEADING in body
    found = variant(R2019, body)
    assert found.findings == ()
    assert found.figures == real(R2019).figures


def test_a_heading_at_the_foot_of_a_page_must_have_its_table_somewhere():
    """The next page, which has no heading of its own, is given another's total."""
    body = text(R2019)
    first = body.index("I alt nedsatt", body.index(HEADING))
    changed = body[:first] + body[first:].replace("I alt nedsatt", "I alt andre på tiltak, ", 1)
    assert "heading-mismatch" not in codes(variant(R2019, body))
    found = variant(
        R2019, changed.replace("andre på tiltak,  arbeidsevne, på tiltak", "andre på tiltak")
    )
    assert one(found, "heading-mismatch").severity == "error"


def test_a_heading_on_the_page_of_another_table_is_an_error_wherever_its_own_is():
    body = text(R2019).replace("\nKvinner\n", "\nNedsatt arbeidsevne, på tiltak\n", 1)
    assert one(variant(R2019, body), "heading-mismatch").severity == "error"


# -- what stands in another table -----------------------------------------------------------------

ABSENT = {
    # A line below the lost one is told by what it is then, one less.
    "the only measure of a group": (141, 140, "error", "Avklaring: line 227 has a part of it"),
    "a measure of hidden figures": (186, 185, "error", "line 331 has a part of it"),
    "a measure of one main group": (332, 331, "error", "line 548 has a part of it"),
    "a group's total": (142, 141, "error", "I alt avklaringstiltak: line 228 has a part of it"),
    "the only part of a row": (549, 332, "warning", "line 332 has it, no table by kjonn a part"),
    "a main group of women": (43, 42, "warning", "has its figures"),
}


@pytest.mark.parametrize("name", ABSENT)
def test_a_lost_row_is_missed_by_what_another_table_prints(name):
    line, after, severity, says = ABSENT[name]
    found = variant(R2019, damage.drop_line(text(R2019), line)[0])
    finding = one(found, "row-absent")
    assert codes(found) <= {"row-absent", "sum-breach", "rows-lost"}
    assert (finding.line, finding.severity) == (after, severity)
    assert says in finding.message


TABLES = """
I alt|{0}|{0}
{1}
--
I alt kvinner|100|100
Opplæring|60|60
Avklaringstiltak|40|40
--
I alt menn|50|50
Opplæring|50|50
"""


def test_a_part_that_is_left_out_is_none_as_long_as_another_is_there():
    rows = "Opplæring|110|110\nAvklaringstiltak|40|40"
    assert tiny(*TABLES.format(150, rows).split("--")).findings == ()


def test_a_whole_is_never_left_out_where_a_part_is_printed():
    """Even where the whole may have been hidden and no sum calls for it."""
    tables = TABLES.replace("100|100", "97|97").replace("60|60", "97|97").replace("40|40", "*|*")
    tables = tables.format(147, "Opplæring|147|147")
    found = tiny(*tables.split("--"))
    finding = one(found, "row-absent")
    assert (finding.severity, finding.line) == ("error", 8)
    assert "Avklaringstiltak: line 15 has a part of it" in finding.message


def test_labels_of_a_total_and_its_only_measure_are_told_by_their_order():
    """Both rows have the same figures, so no sum can tell."""
    found = variant(R2019, damage.exchange_labels(text(R2019), 386, 387)[0])
    assert one(found, "rows-out-of-order").line == 386


# -- what may have happened instead ---------------------------------------------------------------


@pytest.mark.parametrize(("line", "by"), [(82, 1), (170, -1), (202, 1), (336, 1)])
def test_a_row_that_fails_one_relation_may_be_a_column_off(line, by):
    """One misread figure explains it too, and is named; the row is a warning beside it."""
    found = variant(R2024, damage.shift_cells(text(R2024), line, by=by)[0])
    assert len(found.errors) == 1
    shifted = [f for f in found.findings if f.code == "row-shifted"]
    assert line in {f.line for f in shifted}
    assert {f.severity for f in shifted} == {"warning"}
    assert all(f.message.startswith("or else the figures of «") for f in shifted)


def test_a_lost_row_that_fails_one_relation_is_told_beside_the_figure_that_could_be_wrong():
    found = variant(R2019, damage.drop_line(text(R2019), 695)[0])
    assert [f.code for f in found.errors] == ["sum-breach"]
    finding = one(found, "rows-lost")
    assert (finding.line, finding.severity) == (694, "warning")
    assert finding.message.startswith("or else the row «Arbeidspraksis i ordinær virksomhet, ")


@pytest.mark.parametrize("name", WRONG_DIGITS)
def test_one_wrong_digit_in_many_relations_has_no_other_explanation(name):
    id, line, column, _ = WRONG_DIGITS[name]
    found = variant(id, damage.change_digit(text(id), line, column)[0])
    assert codes(found) <= {"sum-breach", "row-shifted", "rows-lost"}
    assert [f.severity for f in found.findings].count("error") == 1


# -- random damage, and what nobody can tell ------------------------------------------------------


@pytest.mark.parametrize("kind", structure.NAMES)
@pytest.mark.parametrize("number", [0, 1])
def test_random_damage_is_named_as_what_it_is(number, kind):
    """A small part of ``bench/structure.py``, with its seed."""
    results = structure.run(number, kind, count=2, seed=5)
    wanted = {"missed"} if kind == "pages reordered" else {"named", "untold"}
    assert {result for result, _, _ in results} <= wanted, results


@pytest.mark.parametrize("line", [550, 597, 818])
def test_a_lost_row_of_hidden_figures_may_be_one_that_nobody_can_tell(line):
    """Without it the report is one that NAV could have printed: the other sex has them all."""
    text_ = text(R2019)
    result = structure.outcome(0, "row dropped", *damage.drop_line(text_, line))
    assert result == ("untold", set())


@pytest.mark.parametrize("line", [332, 549, 602, 695])
def test_a_row_that_must_be_there_is_none_of_those(line):
    changed, what = damage.drop_line(text(R2019), line)
    read, _ = structure.read(0, changed)
    assert not structure.could_be_printed(0, "row dropped", read, what)


# -- settle, against every possibility ------------------------------------------------------------

HIDDEN = (0, 3)
cell_bounds = st.one_of(st.just(HIDDEN), st.integers(0, 7).map(lambda count: (count, count)))


@st.composite
def systems(draw, relations: int) -> tuple[Relations, Bounds]:
    """A few cells, published or hidden, and relations among them."""
    limits = draw(st.lists(cell_bounds, min_size=4, max_size=6))
    made = []
    for _ in range(draw(st.integers(1, relations))):
        cells = draw(st.permutations(range(len(limits))))
        count = draw(st.integers(1, 3))
        made.append((draw(st.sampled_from([0, KINDS.index(AVERAGE_CHECK)])), cells[: count + 1]))
    sizes = [len(cells) - 1 for _, cells in made]
    system = Relations(
        kind=np.array([kind for kind, _ in made]),
        whole=np.array([cells[0] for _, cells in made]),
        part_of=np.repeat(np.arange(len(made)), sizes),
        part=np.array([part for _, cells in made for part in cells[1:]]),
    )
    low, high = np.array(limits).T
    return system, Bounds(low, high)


def holds(relations: Relations, relation: int, values: tuple[int, ...]) -> bool:
    """Whether a relation holds: a sum, or a mean rounded half up."""
    parts = [values[part] for part in relations.parts_of(relation)]
    total, count = sum(parts), len(parts)
    if relations.averages[relation]:
        total = (2 * total + count) // (2 * count)
    return values[relations.whole[relation]] == total


def solutions(relations: Relations, bounds: Bounds) -> list[tuple[int, ...]]:
    """Every choice of the hidden cells for which all relations hold, by trying them all."""
    ranges = [range(low, high + 1) for low, high in zip(bounds.low, bounds.high, strict=True)]
    every = range(len(relations.whole))
    return [v for v in product(*ranges) if all(holds(relations, r, v) for r in every)]


@many
@given(systems(relations=4))
def test_what_settle_calls_broken_has_no_solution_and_no_solution_lies_outside(system):
    relations, bounds = system
    possible = solutions(relations, bounds)
    settled = settle(relations, bounds)
    if settled.broken.any():
        assert possible == [], "it can hold after all"
        return
    for values in possible:
        assert (settled.low <= values).all(), f"{values} lies below {settled.low}"
        assert (values <= settled.high).all(), f"{values} lies above {settled.high}"


@many
@given(systems(relations=1))
def test_of_one_relation_settle_knows_all(system):
    relations, bounds = system
    possible = solutions(relations, bounds)
    settled = settle(relations, bounds)
    assert settled.broken.any() == (not possible)
    if possible:
        assert settled.low.tolist() == np.min(possible, axis=0).tolist()
        assert settled.high.tolist() == np.max(possible, axis=0).tolist()


@many
@given(systems(relations=4))
def test_settle_only_draws_open_bounds_in(system):
    relations, bounds = system
    settled = settle(relations, bounds)
    assert (settled.low >= bounds.low).all()
    assert (settled.high <= bounds.high).all()
