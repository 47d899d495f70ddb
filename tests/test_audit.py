"""The publisher's audit: exact ranges of hidden figures, and a site that adds nothing to them."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from bench.synthetic import Params, make
from generator.audit import audit as auditing
from generator.audit.audit import audit
from generator.audit.claims import direction, form_of
from generator.audit.findings import CONTRADICTION, DISCLOSES
from generator.audit.ranges import Solver, impossible
from generator.audit.show import as_json, as_text
from generator.audit.solved import Solved, solve
from generator.audit.system import FAR, System
from generator.audit.traced import Counted, Log, counted
from generator.check.figures import Checked
from generator.cli import commands
from generator.cli.main import main
from generator.model.dimensions import ALL, COLUMNS, KEY, PERIOD_TYPES, STATUSES
from generator.model.figures import Derived, Figure, Hidden, Place, Published, difference, share_of
from generator.model.language import BOKMAAL
from generator.package.publication import Publication, publish
from generator.recognise.report import observations
from generator.recognise.values import Recognised
from generator.render.views import Page
from tests.exact import possible_values
from tests.reading import BOTH, R2019, R2024, Figures, content, key, publication, real
from tests.test_generated import read_drawn

#: Report → how many hidden figures can be exactly 1, 2, 3 and 4 values.
FACTS = {R2019: (740, 88, 24, 0), R2024: (62, 58, 66, 110)}
CONTENT = Path(__file__).parents[1] / "content"
MENTOR = {"tiltaksgruppe": "oppfoelging", "tiltak": "mentor"}
quick = settings(max_examples=60, deadline=None, derandomize=True)


def quiet(*_: object) -> None:
    """Progress that nobody watches."""


def recognised(figures: Figures, id: str = "made-up") -> Recognised:
    """A report that prints some figures, one on a line."""
    frame = pd.DataFrame(list(figures), columns=list(KEY))
    frame["periodetype"] = pd.Categorical(frame["periodetype"], PERIOD_TYPES)
    frame["periode"] = frame["periode"].astype("category")
    for column in COLUMNS:
        codes = sorted(content().codelists.by_column[column].by_code)
        frame[column] = pd.Categorical(frame[column], codes)
    values = list(figures.values())
    frame["tekst"] = ["*" if value is None else str(value) for value in values]
    frame["antall"] = pd.array(values, dtype="Int64")
    statuses = ["skjermet" if value is None else "publisert" for value in values]
    frame["status"] = pd.Categorical(statuses, STATUSES)
    frame["linje"], frame["kolonne"] = np.arange(1, len(frame) + 1), 1
    base = real(R2024).recognised
    origin = replace(base.report.origin, id=id)
    return replace(base, report=replace(base.report, origin=origin), cells=frame)


def published(*reports: Recognised) -> Publication:
    """Some reports together, the oldest first; two of the same period are told apart by id."""
    return publish(content(), reports, [Checked(observations(r.cells), (), ()) for r in reports])


def solved(*reports: Recognised) -> Solved:
    return solve(reports, Solver(), quiet)


def values_of(found: Solved) -> dict[tuple[str, ...], set[int]]:
    """The values that each hidden figure can have, by key."""
    frame = found.printed.frame
    keys = list(frame[list(KEY)].itertuples(index=False, name=None))
    return {
        keys[cell]: set(np.flatnonzero(found.possible[found.unknown[cell]]).tolist())
        for cell in np.flatnonzero(found.printed.hidden)
    }


# -- exact ranges ---------------------------------------------------------------------------------


@st.composite
def systems(draw: st.DrawFn) -> System:
    """A few rows over a few unknowns; rows may be unequal, loose, or contradict each other."""
    unknowns, rows = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    sizes = st.lists(st.integers(-4, 4), min_size=unknowns, max_size=unknowns).filter(any)
    matrix = np.array([draw(sizes) for _ in range(rows)])
    at = matrix @ np.array(draw(st.lists(st.integers(0, 3), min_size=unknowns, max_size=unknowns)))
    off = np.array([draw(st.sampled_from([0, 0, 0, 1])) for _ in range(rows)])
    room = np.array([draw(st.sampled_from([0, 0, 1, 3, FAR])) for _ in range(rows)])
    return System(csr_array(matrix), at + off, np.minimum(at + off + room, FAR))


@quick
@given(systems())
def test_the_solver_finds_what_trying_everything_finds(system):
    possible = Solver().possible(system, quiet)
    tried = np.array(list(product(range(4), repeat=possible.shape[0])))
    sums = tried @ system.matrix.toarray().T
    suits = tried[((sums >= system.least) & (sums <= system.most)).all(axis=1)]
    if len(suits):
        wanted = [
            [(suits[:, unknown] == v).any() for v in range(4)] for unknown in range(len(possible))
        ]
        assert possible.tolist() == wanted
    else:
        assert impossible(possible).any()


def test_a_gap_between_the_least_and_the_largest_is_seen():
    system = System(csr_array(np.array([[1, -3]])), np.array([0]), np.array([0]))
    assert Solver().possible(system, quiet).tolist() == [
        [True, False, False, True],
        [True, True, False, False],
    ]


def crossed(measure: dict[str, str], counts: list[int]) -> Figures:
    """A measure by main group, by sex and by both, in one month, from four counts."""
    sexes, groups = ("kvinner", "menn"), ("arbeidssoekere", "andre")
    cells = dict(zip(product(groups, sexes), counts, strict=True))
    figures = {key(measure, "2024-01"): sum(counts)}
    for group in (*groups, ALL):
        for sex in (*sexes, ALL):
            chosen = [n for (g, s), n in cells.items() if group in (g, ALL) and sex in (s, ALL)]
            figures[key(measure | {"hovedgruppe": group, "kjonn": sex}, "2024-01")] = sum(chosen)
    return hiding(figures)


def averaged(measure: dict[str, str], counts: list[int]) -> Figures:
    """A measure by sex in two months, with the averages, from four counts."""
    sexes, months = ("kvinner", "menn"), ("2024-01", "2024-02")
    cells = dict(zip(product(sexes, months), counts, strict=True))
    figures: Figures = {}
    for sex in (*sexes, ALL):
        codes = measure | {"kjonn": sex}
        of_month = [
            sum(n for (s, m), n in cells.items() if m == month and sex in (s, ALL))
            for month in months
        ]
        figures |= {key(codes, month): n for month, n in zip(months, of_month, strict=True)}
        figures[key(codes, "2024-02", "hittil_i_aar")] = (sum(of_month) + 1) // 2
    return hiding(figures)


def hiding(figures: dict) -> Figures:
    return {cell: None if value < 4 else value for cell, value in figures.items()}


def suit(figures: dict[tuple[str, ...], np.ndarray]) -> np.ndarray:
    """Where figures add up and averages are rounded half up; each figure is an array of tries."""
    good = np.ones(1, bool)
    for cell, value in figures.items():
        if cell[0] == "hittil_i_aar":
            months = [figures[("maaned", month, *cell[2:])] for month in ("2024-01", "2024-02")]
            good = good & (value == np.floor(sum(months) / 2 + 0.5))
            continue
        for column in ("hovedgruppe", "kjonn"):
            place = KEY.index(column)
            parts = [
                f
                for k, f in figures.items()
                if k[place] != ALL and (*k[:place], ALL, *k[place + 1 :]) == cell
            ]
            if parts:
                good = good & (value == sum(parts))
    return good


def tried(figures: Figures) -> dict[tuple[str, ...], set[int]]:
    """The values of each hidden figure in all that suits, of everything that there is to try."""
    hidden = [cell for cell, value in figures.items() if value is None]
    every = np.indices((4,) * len(hidden)).reshape(len(hidden), 4 ** len(hidden))
    tries = dict(zip(hidden, every, strict=True))
    known = {cell: np.array([value]) for cell, value in figures.items() if value is not None}
    good = np.broadcast_to(suit(known | tries), 4 ** len(hidden))
    return {cell: set(each[good].tolist()) for cell, each in tries.items()}


@pytest.mark.parametrize("seed", range(3))
def test_a_report_gives_away_what_trying_everything_finds(seed):
    """Each measure is a case of its own."""
    chance = random.Random(seed)
    figures: Figures = {}
    wanted: dict[tuple[str, ...], set[int]] = {}
    for code in content().codelists["tiltak"].parts:
        measure = {"tiltaksgruppe": code.tiltaksgruppe, "tiltak": code.kode}
        counts = [chance.choice((0, 1, 2, 3, 5, 7, 9)) for _ in range(4)]
        case = chance.choice((crossed, averaged))(measure, counts)
        if list(case.values()).count(None) < 8:
            figures |= case
            wanted |= tried(case)
    assert len(wanted) > 50
    assert values_of(solved(recognised(figures))) == wanted


@pytest.mark.parametrize(
    "params",
    [Params(seed=21, months=3, hidden=0.3), Params(seed=22, layout="B", months=2, hidden=0.2)],
    ids=["A", "B"],
)
def test_the_true_value_of_a_hidden_figure_is_always_possible(params):
    drawn = make(params)
    possible = values_of(solved(read_drawn(drawn).recognised))
    truth = drawn.truth()
    hidden = truth[truth["status"] == "skjermet"]
    true = dict(
        zip(hidden[list(KEY)].itertuples(index=False, name=None), hidden["sann_verdi"], strict=True)
    )
    assert possible.keys() == true.keys()
    assert [cell for cell, value in true.items() if value not in possible[cell]] == []


@pytest.mark.parametrize("hidden", [{}, {key(MENTOR | {"tiltak": "jobbklubb"}, "2024-01"): None}])
def test_few_or_no_hidden_figures(hidden):
    month = {key(MENTOR, "2024-01"): 5}
    found = audit(published(recognised(month | hidden)), quiet, gather=nothing)
    assert found.possible == (0, 0, 0, len(hidden))
    assert f"all reports together{len(hidden):42}" in as_text(found, 0)
    assert json.loads(as_json(found, 0))["together"]["hidden"] == len(hidden)


# -- several reports ------------------------------------------------------------------------------

TOTAL, WOMEN, MEN = (key(MENTOR | {"kjonn": sex}, "2024-01") for sex in (ALL, "kvinner", "menn"))
WEST = key(MENTOR | {"fylke": "46"}, "2024-01")
OTHER = key(MENTOR | {"tiltak": "jobbklubb"}, "2024-01")


def test_reports_that_hide_the_same_figure_are_read_together():
    one = recognised({TOTAL: 4, WOMEN: None, MEN: None}, "a")
    assert values_of(solved(one)) == {WOMEN: {1, 2, 3}, MEN: {1, 2, 3}}
    inner = MENTOR | {"kjonn": "kvinner", "hovedgruppe": "andre"}
    other = recognised({WOMEN: None, key(inner, "2024-01"): None}, "b")
    both = solved(one, other)
    assert len(both.possible) == 3
    assert values_of(both)[key(inner, "2024-01")] == {1, 2, 3}


def test_a_figure_that_cannot_be_the_same_was_revised():
    old = recognised({TOTAL: 6, WOMEN: None, MEN: None}, "a")
    new = recognised({TOTAL: 4, WOMEN: None, MEN: None}, "b")
    both = solved(old, new)
    assert len(both.possible) == 4
    assert sorted(both.possible.sum(axis=1).tolist()) == [1, 1, 3, 3]


def test_a_contradiction_that_no_relation_shows_alone_is_found():
    cells = {key(MENTOR | {"hovedgruppe": g}, "2024-01"): 6 for g in ("andre", "arbeidssoekere")}
    crossed_keys = {
        key(MENTOR | {"hovedgruppe": g, "kjonn": s}, "2024-01"): None
        for g in ("andre", "arbeidssoekere")
        for s in ("kvinner", "menn")
    }
    found = audit(
        published(recognised(cells | crossed_keys | {WOMEN: None, MEN: None})),
        quiet,
        gather=nothing,
    )
    assert {finding.code for finding in found.findings} == {CONTRADICTION}
    assert len(found.findings) == 6


# -- what the site works out ----------------------------------------------------------------------


def nothing(publication: Publication, *_: object) -> list[Page]:
    return []


def page(*figures: object) -> Page:
    return Page(BOKMAAL, "prøve/", "", "", "", context={"figures": figures})


class Pages:
    """Pages that a test makes from figures; they stand in the place of the site's own."""

    def __init__(self, work):
        self.work = work

    def __call__(self, publication: Publication, *_: object) -> list[Page]:
        return [page(self.work(figures_of(publication).__getitem__))]


def figures_of(publication: Publication) -> dict[tuple[str, ...], Figure]:
    """The figures of a publication by key, as pages are given them."""
    frame = publication.observations
    columns = (frame[c].tolist() for c in ("antall", "status", "rapport", "linje", "kolonne"))
    keys = frame[list(KEY)].itertuples(index=False, name=None)
    return {
        cell: Hidden(Place(*place)) if status == "skjermet" else Published(antall, Place(*place))
        for cell, antall, status, *place in zip(keys, *columns, strict=True)
    }


#: 4 = men + women, both hidden: each may be 1, 2 or 3. The other measure is there to compute with.
SPLIT = {TOTAL: 4, WOMEN: None, MEN: None, OTHER: 10}


def found_by(work, figures: Figures = SPLIT) -> list:
    return list(audit(published(recognised(figures)), quiet, gather=Pages(work)).findings)


def as_published(figure: Figure, value: int) -> Published:
    """A hidden figure as if it were known."""
    assert isinstance(figure, Hidden)
    return Published(value, figure.place)


def lines(findings, reason: str) -> list[int]:
    return [finding.line for finding in findings if reason in finding.message]


def test_figures_from_published_ones_disclose_nothing():
    assert (
        found_by(lambda f: (f(OTHER), difference(f(OTHER), f(TOTAL)), share_of(f(TOTAL), f(OTHER))))
        == []
    )
    assert difference(Hidden(None), Published(1, None)) is None


def test_a_hidden_figure_shown_is_an_error():
    findings = found_by(lambda f: as_published(f(WOMEN), 2))
    assert {finding.code for finding in findings} == {DISCLOSES}
    assert lines(findings, "comes from it") == [2]
    assert lines(findings, "narrow") == [2, 3]


@pytest.mark.parametrize("value", [1, 2, 3])
def test_a_difference_with_a_hidden_figure_is_an_error(value):
    def work(f):
        hidden = as_published(f(WOMEN), value)
        return Derived(10 - value, (f(OTHER), hidden))

    assert lines(found_by(work), "narrow") == [2, 3]


def test_a_share_with_a_hidden_figure_is_an_error():
    def work(f):
        hidden = as_published(f(WOMEN), 1)
        return Derived(1 / 10, (hidden, f(OTHER)))

    findings = found_by(work)
    assert lines(findings, "narrow") == [2, 3]


def test_a_rank_with_a_hidden_figure_is_an_error():
    findings = found_by(lambda f: Derived(2, (as_published(f(WOMEN), 1), f(OTHER), f(TOTAL))))
    assert 2 in lines(findings, "comes from it")


def test_a_figure_that_narrows_nothing_is_an_error_if_it_comes_from_a_hidden_one():
    findings = found_by(lambda f: as_published(f(WOMEN), 0), {WOMEN: None, MEN: 4, TOTAL: 4})
    assert lines(findings, "comes from it") == [1]


@pytest.mark.parametrize(
    "work",
    [
        lambda f: f(TOTAL).value - f(MEN).value,
        lambda f: -f(MEN).value + f(TOTAL).value,
        lambda f: (f(MEN).value - f(TOTAL).value) * -1,
        lambda f: 1 - (f(TOTAL).value - f(MEN).value) / f(TOTAL).value,
        lambda f: sum([f(TOTAL).value, -f(MEN).value]),
    ],
)
def test_what_a_total_leaves_for_a_hidden_figure_is_an_error(work):
    def silently(f):
        work(f)

    findings = found_by(silently, {TOTAL: 12, WOMEN: None, MEN: 10})
    assert [(finding.code, finding.line) for finding in findings] == [(DISCLOSES, 2)]


def test_a_sum_over_the_parts_that_are_not_hidden_is_an_error():
    codes = {fylke: key(MENTOR | {"fylke": fylke}, "2024-01") for fylke in ("03", "11", "46")}
    figures = {TOTAL: 12, codes["03"]: 5, codes["11"]: 4, codes["46"]: None}
    add = lambda f: sum([f(codes["03"]).value, f(codes["11"]).value])  # noqa: E731
    assert [finding.line for finding in found_by(add, figures)] == [4]
    assert found_by(lambda f: f(codes["03"]).value - f(codes["11"]).value, figures) == []


def test_a_figure_that_a_newer_report_hides_is_not_shown_from_the_older():
    old, new = recognised({WEST: 9, TOTAL: 9}, "a"), recognised({WEST: None, TOTAL: 9}, "b")
    together = published(old, new)
    shown = Published(9, replace(figures_of(together)[WEST].place, rapport="a"))
    found = audit(together, quiet, gather=lambda *_: [page(shown)])
    assert [finding.code for finding in found.findings if "comes from it" in finding.message]


def test_pages_whose_figures_cannot_be_traced_are_not_passed_over():
    with pytest.raises(RuntimeError, match="cannot be traced"):
        found_by(lambda f: Published(10, f(OTHER).place))


def test_findings_say_nothing_of_the_value():
    told = {
        tuple(map(str, found_by(lambda f, v=value: as_published(f(WOMEN), v))))
        for value in (1, 2, 3)
    }
    assert len(told) == 1
    for text in told.pop():
        place, message = text.split(" ", 1)
        assert re.fullmatch(r".*:[23]:1:", place)
        assert re.findall(r"\d+", message) == ["2024"]


# -- tracing --------------------------------------------------------------------------------------


def test_traced_counts_are_integers_that_remember():
    log = Log()
    one, other = counted(7, ((0, 1),), log), counted(5, ((1, 1),), log)
    assert (one + other, one - other, 3 - one, -one, 2 * one, one * 2) == (12, 2, -4, -7, 14, 14)
    assert (one / other, one // other, 10 / other, one + 0.5, one * 1.5) == (1.4, 1, 2, 7.5, 10.5)
    assert (one < other, one <= other, one == other, one != other) == (False, False, False, True)
    assert (one > other, one >= other, max(one, other), sorted([one, other])) == (
        True,
        True,
        7,
        [5, 7],
    )
    assert json.dumps([one]) == "[7]"
    assert isinstance(sum([one, other]), Counted)
    assert (one + other - one).form == other.form
    forms = {claim.form for claim in log.claims if claim.kind == "sum"}
    assert forms == {((0, 1), (1, 1)), ((0, 1), (1, -1))}
    assert Counter(claim.kind for claim in log.claims) == {"sum": 2, "share": 2, "order": 2}


def test_claims_hold_for_what_they_were_made_from():
    log = Log()
    values = [counted(n, ((cell, 1),), log) for cell, n in enumerate((17, 40, 3))]
    for one, other in product(values, repeat=2):
        _ = one + other, one - other, one / other, one < other
    for claim in log.claims:
        assert (
            claim.least <= sum(size * int(values[cell]) for cell, size in claim.form) <= claim.most
        )


def test_a_form_has_one_direction():
    assert direction(((1, -2), (3, 4))) == ((1, 1), (3, -2)) == direction(((1, 3), (3, -6)))
    assert form_of([(2, 0), (1, 5)]) == ((1, 5),)


# -- the real reports and the command -------------------------------------------------------------


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """What the command says of the real reports, as text and as JSON."""
    found = audit(publication(), quiet)
    assert not found.findings
    return {"text": as_text(found, 1.0), "json": as_json(found, 1.0)}


def test_the_real_reports_give_away_so_much(shown):
    said = json.loads(shown["json"])
    assert {r["rapport"]: tuple(r["possible"].values()) for r in said["reports"]} == FACTS
    assert said["together"]["possible"] == {"1": 802, "2": 146, "3": 90, "4": 110}
    assert said["together"]["hidden"] == publication().hidden == 1148


@pytest.mark.parametrize("id", BOTH)
def test_a_second_way_finds_the_same(id, shown):
    counts: dict[tuple[str, ...], Counter[int]] = {}
    for cell, values in possible_values(real(id).figures).items():
        broken = [c for c, code in zip(COLUMNS, cell[2:], strict=True) if code != ALL]
        if "tiltak" in broken:
            broken.remove("tiltaksgruppe")
        counts.setdefault((cell[0], *broken), Counter())[len(values)] += 1
    (report,) = [r for r in json.loads(shown["json"])["reports"] if r["rapport"] == id]
    kinds = {(k["periodetype"], *k["dimensions"]): k["possible"] for k in report["kinds"]}
    assert kinds == {kind: {str(n): each[n] for n in range(1, 5)} for kind, each in counts.items()}


def test_the_site_works_things_out_from_published_figures_alone(shown):
    site = json.loads(shown["json"])["site"]
    assert site["disclosed"] == 0
    assert (
        min(site["pages"], site["figures"], site["sums"], site["shares"], site["comparisons"]) > 0
    )
    assert "they narrow no hidden figure" in shown["text"]


def without_note(shown: dict[str, str], how: str) -> str:
    """The output without the note on measures that did not exist yet."""
    if how == "text":
        return shown["text"].split("Note, no error: ")[0]
    said = json.loads(shown["json"])
    del said["site"]["if_new"]
    return json.dumps(said, ensure_ascii=False)


def test_what_a_measure_that_did_not_exist_gives_away_is_a_note_with_counts(shown):
    """Read as 0, «ny ordning» pins figures that NAV leaves open: told, and no error."""
    site = json.loads(shown["json"])["site"]
    counts: Counter[str] = Counter()
    for each in site["if_new"]:
        assert each["rapport"] == R2019
        counts[each["tiltak"]] += each["hidden"]
    assert counts == {"Tilskudd til ekspertbistand": 3, "Tilrettelegging": 3}
    assert site["narrowed_if_new"] == 6
    text, note = shown["text"].split("Note, no error: ")
    assert "they narrow no hidden figure" in text
    assert note.startswith(f"{site['before_the_measure']} hidden figures are of months before")
    assert "they do not say that the figure is 0" in " ".join(note.split())
    assert "narrows 6 hidden figures" in " ".join(note.split())
    for each in site["if_new"]:
        where = f"{R2019}, {' × '.join(each['dimensions'])}: {each['hidden']} of {each['tiltak']}"
        assert where in note
    assert not re.findall(r":\d+:\d+|#L\d+|januar|februar|mars|is [1-3]\b", note)


@pytest.mark.parametrize("how", ["text", "json"])
def test_the_output_names_no_cell(how, shown):
    lists = content().codelists
    names = {c.navn for column in COLUMNS for c in lists.by_column[column].parts if len(c.navn) > 4}
    told = without_note(shown, how)
    for id in BOTH:
        told = told.replace(id, "")
    assert not [name for name in names if name in told]
    assert not re.findall(r"\d{4}-\d{2}|:\d+:\d+|#L\d+|januar|desember", told)


def test_the_same_every_time_and_nothing_is_written(monkeypatch, capsys, tmp_path: Path):
    monkeypatch.setattr(auditing, "gather_pages", nothing)
    monkeypatch.setattr(commands, "gather", lambda *_: (published(recognised(SPLIT)), []))
    said = []
    for _ in range(2):
        assert main(["audit", "--format", "json", "--site", str(tmp_path / "site")]) == 0
        said.append(json.loads(capsys.readouterr().out) | {"seconds": 0})
    assert said[0] == said[1]
    assert list(tmp_path.iterdir()) == []
    assert main(["audit"]) == 0
    assert re.search(r"^\d+\.\d s$", capsys.readouterr().out, re.M)


def test_a_site_that_discloses_is_no_good(monkeypatch, capsys):
    monkeypatch.setattr(commands, "gather", lambda *_: (published(recognised(SPLIT)), []))
    monkeypatch.setattr(auditing, "gather_pages", Pages(lambda f: as_published(f(WOMEN), 2)))
    assert main(["audit"]) == 1
    out, err = capsys.readouterr()
    assert f": {DISCLOSES} " in err
    assert "They tell of 2 hidden figures" in out


def test_a_report_that_does_not_add_up_is_not_audited(capsys, tmp_path: Path):
    shutil.copytree(CONTENT, tmp_path / "content")
    file = tmp_path / "content" / "reports" / R2024 / "rapport.txt"
    file.write_text(file.read_text("utf-8").replace("\t8 290", "\t8 291", 1), "utf-8")
    assert main(["audit", "--content", str(tmp_path / "content")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "repeat-differs" in err


def test_wrong_use_is_told_apart(capsys, tmp_path: Path):
    assert main(["audit", "--content", str(tmp_path / "none")]) == 2
    with pytest.raises(SystemExit) as stopped:
        main(["audit", "--format", "xml"])
    assert stopped.value.code == 2
