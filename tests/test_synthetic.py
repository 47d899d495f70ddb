"""The synthetic reports add up: read here by a few lines of our own, not by the generator."""

import random
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import damage, synthetic
from bench.synthetic import DIMENSIONS, KEY, Params, make, write_reports

ONE_PAGE = 1000
quick = settings(max_examples=20, deadline=None, derandomize=True, database=None)
any_params = st.builds(
    Params,
    seed=st.integers(0, 10_000),
    layout=st.sampled_from("AB"),
    year=st.integers(2024, 2200),
    months=st.integers(1, 12),
    hidden=st.floats(0, 0.3),
    rows_per_page=st.integers(1, 40),
    furniture=st.sampled_from(["real", "titles", "none"]),
    omit_zero=st.booleans(),
    shuffle=st.booleans(),
)


def value(cell):
    """A printed cell as the least and most that it can be."""
    return (0, 3) if cell == "*" else (int(cell.replace(" ", "")),) * 2


def tables(text):
    """Each run of rows under a header: [(label, [(least, most), ...]), ...]."""
    found = []
    for line in text.split("\n"):
        label, *cells = line.split("\t")
        if cells and not label:
            found.append([])
        elif cells:
            found[-1].append((label, [value(cell) for cell in cells]))
    return found


def holds(total, parts):
    """Whether the parts can add up to the total, column by column."""
    sums = [
        (sum(low for low, _ in column), sum(high for _, high in column))
        for column in zip(*parts, strict=True)
    ]
    return all(
        low <= most and high >= least
        for (low, high), (least, most) in zip(sums, total, strict=True)
    )


def plus(frame, column, whole, parts):
    """Pairs of a true total and the sum of its true parts, where both are printed."""
    keys = [key for key in KEY if key != column]
    sums = frame[parts].groupby(keys)["sann_verdi"].sum().rename("sum").reset_index()
    return frame[whole].merge(sums, on=keys)


# -- figures ------------------------------------------------------------------------------------


@quick
@given(any_params)
def test_every_true_part_adds_up(params):
    truth = make(params).truth()
    months = truth[truth["periodetype"] == "maaned"]
    checked = 0
    for column in DIMENSIONS:
        measure = months["tiltak"] == "alle" if column == "tiltaksgruppe" else True
        of_group = months["tiltaksgruppe"] != "alle" if column == "tiltak" else True
        whole = (months[column] == "alle") & measure & of_group
        pairs = plus(months, column, whole, (months[column] != "alle") & measure)
        assert (pairs["sann_verdi"] == pairs["sum"]).all(), column
        checked += len(pairs)
    assert checked > 20 * params.months


@quick
@given(any_params.filter(lambda params: params.layout == "B"))
def test_averages_are_the_mean_of_the_months_rounded_half_up(params):
    truth = make(params).truth()
    cells = truth.groupby([*DIMENSIONS, "periodetype"])["sann_verdi"].agg(["sum", "size"]).unstack()
    means = [
        (Decimal(total) / months).quantize(Decimal(1), ROUND_HALF_UP)
        for total, months in zip(cells["sum", "maaned"], cells["size", "maaned"], strict=True)
    ]
    assert set(cells["size", "maaned"]) == {params.months}
    assert cells["sum", "hittil_i_aar"].tolist() == means


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(("layout", "months"), [("A", 12), ("B", 8)])
def test_a_realistic_share_is_hidden(layout, months, seed):
    truth = make(Params(seed, layout, 2025, months)).truth()
    assert 0.10 <= (truth["status"] == "skjermet").mean() <= 0.18


def test_more_is_hidden_when_asked_for():
    few, many = (make(Params(hidden=share)).text.count("*") for share in (0.05, 0.25))
    assert many > 2 * few


# -- text ---------------------------------------------------------------------------------------


@quick
@given(any_params)
def test_the_text_says_what_the_truth_says(params):
    report = make(params)
    lines = [line.split("\t") for line in report.text.split("\n")]
    truth = report.truth()
    places = zip(truth["linje"], truth["kolonne"], strict=True)
    printed = [lines[line - 1][column].replace(" ", "") for line, column in places]
    true = truth["sann_verdi"].tolist()
    assert printed == ["*" if count < 4 else str(count) for count in true]
    assert (truth["status"] == "skjermet").tolist() == [count < 4 for count in true]
    assert truth["antall"].isna().equals(truth["status"] == "skjermet")
    assert (truth["antall"].dropna() == truth["sann_verdi"][truth["antall"].notna()]).all()
    assert not truth.duplicated(list(KEY)).any()


@quick
@given(any_params)
def test_repeated_rows_repeat_exactly(params):
    report = make(params)
    lines = report.text.split("\n")
    printed: dict[tuple[str, ...], set[str]] = {}
    for number, row in report.placed:
        printed.setdefault(row.codes, set()).add(lines[number - 1].partition("\t")[2])
    assert all(len(figures) == 1 for figures in printed.values())


def test_layout_a_adds_up_as_it_is_printed():
    found = tables(make(Params(seed=3, rows_per_page=ONE_PAGE)).text)
    plain, kvinner, menn = found[:3]
    assert [table[0][0] for table in found[:3]] == ["I alt", "I alt kvinner", "I alt menn"]
    assert holds(plain[0][1], [kvinner[0][1], menn[0][1]])
    assert all(holds(table[0][1], [v for _, v in table[1:]]) for table in found[:6])
    for total, *rows in found[6:]:
        measures, subtotals = [], []
        for label, values in rows:
            measures.append(values)
            if label.startswith("I alt "):
                assert holds(values, measures[:-1])
                subtotals.append(values)
                measures = []
        assert not measures
        assert holds(total[1], subtotals)
    assert len(found) == 3 + 3 + 1 + 3 + 6


def test_layout_b_adds_up_as_it_is_printed():
    text = make(Params(seed=3, layout="B", months=8, rows_per_page=ONE_PAGE)).text
    found = tables(text)
    months = [[(label, values[1:]) for label, values in table] for table in found]
    assert all(holds(total[1], [v for _, v in rows]) for total, *rows in months)
    everyone, *mains = (table[0][1] for table in months[:4])
    assert holds(everyone, mains)
    measures = dict(months[0][1:])
    breakdowns = [table[0] for table in months[4:]]
    assert len(breakdowns) == 6 * len(measures)
    by_name = {f"I alt {name.lower()}": values for name, values in measures.items()}
    assert all(by_name[label] == values for label, values in breakdowns)


@quick
@given(any_params)
def test_the_text_survives_being_read_and_printed_again(params):
    text = make(params).text
    again = []
    for line in text.split("\n"):
        label, *cells = line.split("\t")
        if label:
            cells = [synthetic.figure(value(cell)[0]) for cell in cells]
        again.append("\t".join([label, *cells]))
    assert "\n".join(again) == text


def test_layouts_look_like_the_real_reports():
    a, b = make(Params()), make(Params(layout="B", months=8))
    assert a.text.count(f"\n{a.params.title}\n") > 20
    assert b.params.title not in b.text
    assert "\tJanuar\tFebruar\t" in a.text
    assert "\tGjennomsnitt hittil i år\tJanuar\tFebruar\t" in b.text
    assert "\nKvinner, nedsatt arbeidsevne, på tiltak\n" in a.text
    assert "\nI alt kvinner og jobbskaping og egenetablering\t" in a.text
    assert "\nI alt opplæring\t" in a.text
    for label in ("31 Østfold", "99 Øvrige områder", "20-24 år", "60 år og over", "Grunnskolenivå"):
        assert f"\n{label}\t" in b.text
    assert not a.text.endswith("\n")


# -- parameters ---------------------------------------------------------------------------------


@quick
@given(any_params)
def test_same_parameters_same_bytes(params):
    first, second = make(params), make(params)
    assert (first.text, first.toml) == (second.text, second.toml)


def test_another_seed_is_another_report():
    assert make(Params(1)).text != make(Params(2)).text


@quick
@given(any_params)
def test_pages_hold_no_more_than_asked_for(params):
    report = make(params)
    header = [len(line.split("\t")) for line in report.text.split("\n") if line.startswith("\t")]
    assert set(header) == {params.months + (2 if params.layout == "B" else 1)}
    assert all(len(table) <= params.rows_per_page + 1 for table in tables(report.text))


def test_furniture_order_and_page_breaks_change_no_figure():
    def figures(**other):
        truth = make(Params(5, "B", 2030, 6, **other)).truth()
        return truth.drop(columns=["linje", "kolonne"])

    plain = figures()
    for other in ({"furniture": "titles"}, {"shuffle": True}, {"rows_per_page": 3}):
        pd.testing.assert_frame_equal(figures(**other), plain)


def test_only_rows_of_zeros_are_left_out():
    whole, some = (make(Params(4, omit_zero=omit)).truth() for omit in (False, True))
    both = whole.merge(some[list(KEY)], on=list(KEY), how="left", indicator=True)
    left_out = both[both["_merge"] == "left_only"]
    assert len(left_out) > 0
    assert (left_out["sann_verdi"] == 0).all()
    assert len(some) + len(left_out) == len(whole)


@pytest.mark.parametrize("wrong", [{"months": 0}, {"months": 13}, {"rows_per_page": 0}])
def test_parameters_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match="out of range"):
        make(Params(**wrong))


def test_folders_are_written_one_a_year(tmp_path):
    reports = write_reports(tmp_path, 6, seed=9)
    assert len({report.params.year for report in reports}) == 6
    for report in reports:
        folder = tmp_path / "reports" / report.params.id
        assert (folder / "rapport.txt").read_bytes() == report.text.encode()
        origin = tomllib.loads((folder / "report.toml").read_text("utf-8"))
        assert origin["id"] == folder.name
        assert origin["period_from"] == f"{report.params.year}-01"
        assert set(report.truth()["periode"]) == {
            f"{report.params.year}-{month:02d}" for month in range(1, report.params.months + 1)
        }
        assert f"{origin['law'].replace('loven', 'lovens')} har NAV valgt" in report.text


# -- damage -------------------------------------------------------------------------------------


@pytest.fixture(params=["A", "B"])
def text(request):
    return make(Params(7, request.param, 2031, 5)).text


CELL_DAMAGE = [
    damage.change_digit,
    damage.swap_digits,
    damage.lose_digit,
    damage.double_digit,
    damage.lose_cell,
    damage.add_cell,
]


@pytest.mark.parametrize("mutate", CELL_DAMAGE, ids=lambda mutate: mutate.__name__)
def test_damage_to_a_cell_touches_that_line_alone(text, mutate):
    line, column, cell = next(f for f in damage.figures(text) if len(set(f[2])) > 2)
    damaged, done = mutate(text, line, column)
    differing = [
        number
        for number, (was, now) in enumerate(
            zip(text.split("\n"), damaged.split("\n"), strict=True), 1
        )
        if was != now
    ]
    assert differing == [line]
    assert done[:3] == (mutate.__name__, line, column)
    assert done.old in ("", cell)
    assert done.new in ("", damaged.split("\n")[line - 1].split("\t")[column])


def test_damaged_figures_are_grouped_as_before():
    assert damage.change_digit("a\t1 999", 1, 1)[0] == "a\t1 998"
    assert damage.change_digit("a\t1 999", 1, 1, digit=0, to="7")[0] == "a\t7 999"
    assert damage.swap_digits("a\t1 023", 1, 1)[0] == "a\t1 203"
    assert damage.lose_digit("a\t1 023", 1, 1, digit=1)[0] == "a\t123"
    assert damage.double_digit("a\t999", 1, 1)[0] == "a\t9 999"


def test_damage_to_rows():
    text = "\tJan\tFeb\nx\t5\t6\ny\t7\t8"
    assert damage.shift_cells(text, 2)[0] == "\tJan\tFeb\nx\t6\t5\ny\t7\t8"
    assert damage.exchange_labels(text, 2, 3)[0] == "\tJan\tFeb\ny\t5\t6\nx\t7\t8"
    assert damage.drop_line(text, 2)[0] == "\tJan\tFeb\ny\t7\t8"
    assert damage.drop_header(text, 1)[0] == "x\t5\t6\ny\t7\t8"
    assert damage.double_line(text, 3)[0] == text + "\ny\t7\t8"
    assert damage.double_line(text, 3, column=2, cell="9")[0] == text + "\ny\t7\t9"


def test_pages_follow_each_other_to_the_end(text):
    pages = damage.pages(text)
    assert all(page.stop == after.start for page, after in pairwise(pages))
    assert pages[-1].stop == len(text.split("\n")) + 1


def test_damage_to_pages(text):
    pages = damage.pages(text)
    page = random.Random(1).randrange(len(pages) - 1)
    dropped, done = damage.drop_page(text, page)
    assert done.line == pages[page].start
    assert len(damage.pages(dropped)) == len(pages) - 1
    doubled, _ = damage.double_page(text, page)
    assert doubled.count(done.old) == text.count(done.old) + 1
    assert damage.drop_page(doubled, page)[0] == text
    swapped, _ = damage.reorder_pages(text, page, len(pages) - 1)
    assert sorted(swapped.split("\n")) == sorted(text.split("\n"))
    assert damage.reorder_pages(swapped, page, len(pages) - 1)[0] == text


@pytest.mark.parametrize(
    "wrong",
    [
        lambda text: damage.change_digit(text, 2, 1),
        lambda text: damage.change_digit(text, 1, 1),
        lambda text: damage.swap_digits(text, 3, 1),
        lambda text: damage.lose_cell(text, 2, 9),
        lambda text: damage.drop_line(text, 9),
        lambda text: damage.drop_header(text, 2),
        lambda text: damage.exchange_labels(text, 2, 2),
        lambda text: damage.shift_cells(text, 3),
        lambda text: damage.drop_page(text, 4),
        lambda text: damage.reorder_pages(text, 0, 0),
    ],
)
def test_a_place_that_cannot_be_damaged_is_refused(wrong):
    with pytest.raises(ValueError, match=r"line|page|digits|label"):
        wrong("\tJan\tFeb\nx\t*\t6\ny\t77\t77")
