"""Which code a printed label stands for: names, aliases, near misses, cut labels, nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.codelists import Code, CodeList, CodeLists
from generator.model.dimensions import COLUMNS
from generator.recognise.labels import Labels, Match, is_cut, is_near, normal, tolerance
from generator.recognise.scopes import heading_scope, total_name, total_scopes
from generator.recognise.tables import ROW_COLUMNS
from tests.reading import content, labels, tiny

quick = settings(max_examples=200, deadline=None, derandomize=True, database=None)
#: (column, code, a name or alias): every label that a row may print.
NAMES = [
    (column, code.kode, f"{code.kode} {name}" if code.kode.isdigit() else name)
    for column in COLUMNS
    for code in content().codelists.by_column[column].parts
    for name in code.names
]
TOTALS = ("kjonn", "hovedgruppe", "tiltaksgruppe", "tiltak")
LETTERS = "abcdefghijklmnopqrstuvwxyzæøåáäö-,()/ "


def find(label: str, *columns: str, cut: bool = False) -> list[Match]:
    return list(labels().find(label, columns or ROW_COLUMNS, cut=cut))


# -- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("column", "code", "name"), NAMES)
def test_a_name_is_its_own_code(column, code, name):
    assert find(name, column) == [Match(column, code, "")]
    assert find(name.upper(), column) == [Match(column, code, "")]
    assert find(name.lower(), column) == [Match(column, code, "")]


def test_no_label_has_two_meanings_but_those_that_are_known():
    """A name in two dimensions is settled by its table: see test_traps."""
    double = {name for _, _, name in NAMES if len(find(name)) > 1}
    assert double == {"Oppfølging", "Tilrettelegging", "Ukjent"}


@pytest.mark.parametrize("codelist", sorted(content().codelists.lists))
def test_names_and_aliases_are_unique_within_a_code_list(codelist):
    codes = content().codelists[codelist].codes
    if codelist == "fylker":  # fylker of different times share names: the number tells
        codes = tuple(code for code in codes if not code.kode.isdigit())
    names = [normal(name) for code in codes for name in code.names]
    assert len(names) == len(set(names))


# -- near misses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "column", "code", "how"),
    [
        ("AMO Enkelt plass", "tiltak", "amo-enkeltplass", "mellomrom"),
        ("AMO  Enkeltplass", "tiltak", "amo-enkeltplass", ""),
        ("AMOEnkeltplass", "tiltak", "amo-enkeltplass", "mellomrom"),
        ("Inkluderingsstilskudd", "tiltak", "inkluderingstilskudd", "naermeste"),
        ("Digital oppfølging/iobbklubb", "tiltak", "digital-oppfoelging-jobbklubb", "naermeste"),
        ("iobbklubb", "tiltak", "jobbklubb", "naermeste"),
        ("Mentot", "tiltak", "mentor", "naermeste"),
        ("Mennn", "kjonn", "menn", "naermeste"),
        ("Kvlnner", "kjonn", "kvinner", "naermeste"),
        ("Aisa", "verdensdel", "asia", "naermeste"),
        ("Ikke innvandrero", "innvandring", "ikke-innvandrere", "naermeste"),
        ("18 Nordland - Nordlånnda", "fylke", "18", "naermeste"),
        ("Grunnskolenlvå", "utdanning", "grunnskole", "naermeste"),
        ("60 âr og over", "alder", "60+", "naermeste"),
    ],
)
def test_a_near_miss_of_one_name_is_that_name(printed, column, code, how):
    assert find(printed, column) == [Match(column, code, how)]
    assert Match(column, code, how) in find(printed)


@pytest.mark.parametrize(
    "printed",
    [
        *("Mentxx", "Mn", "Me", "Asxx", "Osla", "Tryllestav", "", " ", "*", "-", "1", "I alt"),
        *("<script>alert(1)</script>", "=1+1", "=HYPERLINK('x')", "@SUM(A1)", "+47", "-1"),
        "Arbeid med",  # cut, but rows of a table are not
        "Oppfølging Oppfølging",
        "Videregående",
        "Oslo",  # a fylke's row has its number
        "Kvinner og menn",
    ],
)
def test_a_label_that_is_near_nothing_is_nothing(printed):
    assert find(printed) == []


@pytest.mark.parametrize(
    "printed",
    [
        *("20-29 år", "20-25 år", "25-24 år", "2-24 år", "20-240 år", "30-49 år", "20–29 år"),
        *("61 år og over", "6 år og over", "18 år og under", "1 8 år og under", "år og under"),
        *("3-årig opplæringstiltak", "-årig opplæringstiltak", "21-årig opplæringstiltak"),
        "Universitets- og høgskolenivå, kort inntil 3 år",
        "Universitets- og høgskolenivå, lang over 40 år",
        *("13 Oslo", "0 Oslo", "003 Oslo", "3 Oslo", "O3 Oslo", "33 Oslo", "03 Osl0"),
        *("50 Oslo", "11 Rogalan1", "11Rogaland"),
    ],
)
def test_digits_are_never_repaired(printed):
    assert find(printed) == []
    assert find(printed, cut=True) == []


def test_the_number_of_a_fylke_decides_and_the_name_must_suit():
    assert find("31 Østfold", "fylke") == [Match("fylke", "31", "")]
    assert find("01 Østfold", "fylke") == [Match("fylke", "01", "")]
    assert find("32 Østfold", "fylke") == []
    assert find("31 Østfeld", "fylke") == [Match("fylke", "31", "naermeste")]
    assert find("98 Øvrige områder", "fylke") == []


def test_a_fylke_that_is_not_of_the_period_is_refused():
    rows = "I alt mentor|40|40\n 01 Østfold|20|20\n 03 Oslo|20|20"
    found = tiny(rows, group="oppfoelging")
    assert ("code-not-valid", 8, 0) in [(f.code, f.line, f.column) for f in found.errors]


@pytest.mark.parametrize(
    ("length", "letters"), [(1, 0), (3, 0), (4, 1), (8, 1), (9, 2), (19, 2), (20, 3), (60, 3)]
)
def test_long_names_may_be_further_off_than_short_ones(length, letters):
    assert tolerance(length) == letters
    name = "x" * length
    assert is_near(name + "y" * letters, name) == (letters > 0)
    assert not is_near(name + "y" * (letters + 1), name)


# -- cut labels ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "name", "cut"),
    [
        ("jobbskaping og", "jobbskaping og egenetablering", True),
        ("jobbskaping", "jobbskaping og egenetablering", True),
        ("arbeidsrettet", "arbeidsrettet rehabilitering", True),
        ("jobbskaping o", "jobbskaping og egenetablering", False),
        ("arbeidsr", "arbeidsrettet rehabilitering", False),
        ("varig", "varig lønnstilskudd", False),
        ("mentor", "mentor", False),
    ],
)
def test_a_label_is_cut_between_words_and_not_too_short(printed, name, cut):
    assert is_cut(printed, name) == cut


def test_only_totals_may_be_cut():
    assert find("Jobbskaping og", "tiltaksgruppe") == []
    [match] = find("Jobbskaping og", "tiltaksgruppe", cut=True)
    assert match == Match("tiltaksgruppe", "jobbskaping-og-egenetablering", "avkortet")


def test_a_whole_name_is_not_taken_for_a_cut_one():
    found = find("Vgs/yrkesfaglig utdanning", "tiltak", cut=True)
    assert found == [Match("tiltak", "vgs-yrkesfaglig-utdanning", "")]


def test_a_label_cut_to_what_two_names_share_is_refused():
    table = "I alt varig tilrettelagt arbeid i|40|40\n Kvinner|20|20\n Menn|20|20"
    found = tiny(table, group="tilrettelagt-arbeid")
    assert [(f.code, f.line, f.column) for f in found.errors] == [("total-unclear", 7, 0)]


def test_a_label_as_near_to_two_names_is_refused_by_both_names():
    lists = content().codelists
    twins = Labels(_with_measures(lists, "Skole og jobbe", "Skole og jobba"))
    near = {match.kode for match in twins.find("Skole og jobbi", ("tiltak",))}
    assert near == {"ny-0", "ny-1"}


def _with_measures(lists: CodeLists, *names: str) -> CodeLists:
    new = [
        Code(f"ny-{number}", name, name, 90 + number, tiltaksgruppe="oppfoelging")
        for number, name in enumerate(names)
    ]
    tiltak = CodeList("tiltak", (*lists["tiltak"].codes, *new))
    return CodeLists({**lists.lists, "tiltak": tiltak})


# -- totals and headings ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "name"),
    [("I alt", ""), ("I alt kvinner", "kvinner"), ("i alt Menn", "Menn"), ("I altmenn", None)],
)
def test_a_total_begins_with_i_alt(label, name):
    assert total_name(label) == name


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("", [{}]),
        ("kvinner", [{"kjonn": "kvinner"}]),
        ("nedsatt arbeidsevne, på tiltak", [{"hovedgruppe": "nedsatt-arbeidsevne"}]),
        (
            "kvinner, nedsatt arbeidsevne, på tiltak",
            [{"kjonn": "kvinner", "hovedgruppe": "nedsatt-arbeidsevne"}],
        ),
        ("menn og opplæring", [{"kjonn": "menn", "tiltaksgruppe": "opplaering"}]),
        (
            "menn og jobbskaping og egenetablering",
            [{"kjonn": "menn", "tiltaksgruppe": "jobbskaping-og-egenetablering"}],
        ),
        (
            "jobbskaping og egenetablering",
            [{"tiltaksgruppe": "jobbskaping-og-egenetablering"}],
        ),
        ("oppfølging", [{"tiltaksgruppe": "oppfoelging"}, {"tiltak": "oppfoelging"}]),
        ("mentor", [{"tiltak": "mentor"}]),
        ("tryllestav", []),
        ("kvinner og tryllestav", []),
        ("barn og opplæring", []),
    ],
)
def test_a_total_says_what_it_covers(name, codes):
    assert [scope.codes for scope in total_scopes(name, labels())] == codes


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("Kvinner", {"kjonn": "kvinner"}),
        ("Andre på tiltak", {"hovedgruppe": "andre"}),
        ("Menn, andre på tiltak", {"kjonn": "menn", "hovedgruppe": "andre"}),
        ("Kvinnar", None),
        ("Kvinner, nedsatt", None),
        ("Tiltak og hovedgrupper", None),
        ("Opplæring", None),
    ],
)
def test_a_heading_is_exact_or_no_heading(heading, codes):
    assert heading_scope(heading, labels()) == codes


# -- unknown labels -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "closest"),
    [
        ("Mentorene", "Mentor"),
        ("Jobbklubben for alle", "Jobbklubb"),
        ("Oppfølgning i arbeid", "Oppfølging"),
        ("20-29 år", "20-24 år"),
        ("Videregående", "Videregående skole"),
    ],
)
def test_an_unknown_label_is_refused_with_the_closest_names(printed, closest):
    assert find(printed) == []
    assert closest in labels().closest(printed, ROW_COLUMNS)
    found = tiny(f"I alt|40|40\n {printed}|20|20\n Arbeidstrening|20|20", group="alle")
    finding = next(f for f in found.errors if f.code == "unknown-label")
    assert (finding.line, finding.column) == (8, 0)
    assert f"«{closest}»" in finding.message
    assert repr(printed) in finding.message


# -- any name with one letter changed -----------------------------------------------------------


@st.composite
def misprints(draw):
    """A known name with one letter another, missing, doubled or in its neighbour's place."""
    column, code, name = draw(st.sampled_from(NAMES))
    at = draw(st.sampled_from([at for at, sign in enumerate(name) if not sign.isdigit()]))
    other = draw(st.sampled_from(LETTERS))
    printed = draw(
        st.sampled_from(
            [
                name[:at] + other + name[at + 1 :],
                name[:at] + name[at + 1 :],
                name[:at] + other + name[at:],
                name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
            ]
        )
    )
    return column, code, " ".join(printed.split())


@quick
@given(misprints())
def test_a_misprint_is_its_own_code_or_refused(misprint):
    column, code, printed = misprint
    found = [match.kode for match in find(printed, column)]
    assert found in ([], [code]) or len(found) > 1, found


@quick
@given(misprints())
def test_a_misprint_is_not_taken_for_another_dimension(misprint):
    _, code, printed = misprint
    found = find(printed)
    assert {match.kode for match in found} <= {code}, found


@quick
@given(misprints().filter(lambda it: it[0] in TOTALS))
def test_a_misprinted_total_is_its_own_code_or_refused(misprint):
    column, code, printed = misprint
    scopes = total_scopes(printed.lower(), labels())
    found = [scope.codes.get(column) for scope in scopes if column in scope.codes]
    assert found in ([], [code]) or len(scopes) > 1, scopes
