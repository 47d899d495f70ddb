"""Each trap that the real reports hold (domain.md, «Traps, all real»), and how it is read."""

from __future__ import annotations

import pytest

from generator.recognise.values import Role
from tests.reading import MONTHS, R2019, R2024, key, real, text, tiny, variant


def codes_of(found, *numbers: int) -> list[dict[str, str]]:
    return [found.codes(number) for number in numbers]


def printed(id: str, number: int) -> str:
    return text(id).split("\n")[number - 1].split("\t")[0]


def repairs_of(id: str, number: int) -> list[tuple[str, str, str]]:
    repairs = real(id).recognised.repairs
    return [(r.dimensjon, r.kode, r.maate) for r in repairs if r.linje == number]


# -- pages --------------------------------------------------------------------------------------


def test_the_totals_row_is_repeated_on_every_page_of_a_table():
    found = real(R2019)
    pages = [128, 154, 180, 206]
    assert {printed(R2019, number) for number in pages} == {"I alt"}
    assert {found.line(number).role for number in pages} == {Role.TOTAL}
    assert codes_of(found, *pages) == [{}] * 4
    cells = found.recognised.cells
    assert set(cells.loc[cells["linje"].isin(pages), "linje"]) == set(pages), "all are compared"
    places = found.checked.observations
    assert not set(places["linje"]) & set(pages), "a figure stands where it is first printed"


def test_two_tables_stand_on_one_page():
    found = real(R2019)
    assert codes_of(found, 42, 43) == [
        {"kjonn": "kvinner"},
        {"kjonn": "kvinner", "hovedgruppe": "arbeidssoekere"},
    ]
    assert codes_of(found, 50, 51) == [
        {"kjonn": "menn"},
        {"kjonn": "menn", "hovedgruppe": "arbeidssoekere"},
    ]
    assert [found.line(number).role for number in (39, 47)] == [Role.HEADING] * 2


def test_two_tables_without_headings_stand_on_one_page():
    found = real(R2024)
    measures = [found.codes(number)["tiltak"] for number in (82, 85, 86)]
    assert measures == ["arbeid-med-stoette", *["digital-oppfoelging-jobbklubb"] * 2]


def test_a_heading_at_the_foot_of_a_page_belongs_to_the_next():
    found = real(R2019)
    assert found.line(259).role == Role.HEADING
    page = [found.codes(number) for number in range(270, 286)]
    assert {codes["hovedgruppe"] for codes in page} == {"nedsatt-arbeidsevne"}
    above = [found.codes(number) for number in range(244, 258)]
    assert {codes["hovedgruppe"] for codes in above} == {"arbeidssoekere"}


def test_a_heading_at_the_foot_must_suit_the_next_page():
    lines = text(R2019).split("\n")
    lines[258] = "Andre på tiltak"
    found = variant(R2019, "\n".join(lines)).findings
    assert [(f.code, f.line, f.column) for f in found] == [("heading-mismatch", 259, 0)]


def test_a_page_has_no_heading():
    found = real(R2019)
    roles = {found.line(number).role for number in range(264, 269)}
    assert roles == {Role.BLANK, Role.TEXT, Role.PERIOD}, "no heading between title and header"
    assert found.codes(270) == {"hovedgruppe": "nedsatt-arbeidsevne"}


def test_a_page_without_heading_is_known_by_its_total():
    lines = text(R2019).split("\n")
    for number in (259, 296, 323, 350):
        assert lines[number - 1] == "Nedsatt arbeidsevne, på tiltak"
        lines[number - 1] = ""
    found = variant(R2019, "\n".join(lines))
    assert not found.findings
    assert found.figures == real(R2019).figures


def test_a_page_holds_only_the_totals_row():
    found = real(R2019)
    assert [found.line(number).role for number in (796, 797, 798)] == [
        Role.HEADER,
        Role.TOTAL,
        Role.BLANK,
    ]
    assert found.codes(797) == {"kjonn": "menn", "hovedgruppe": "nedsatt-arbeidsevne"}


def test_a_page_holds_only_the_total_and_a_subtotal():
    found = real(R2019)
    assert [found.line(number).role for number in (206, 207)] == [Role.TOTAL, Role.SUBTOTAL]
    assert found.codes(207) == {"tiltaksgruppe": "arbeidsrettet-rehabilitering"}


@pytest.mark.parametrize("first", [567, 793])
def test_a_heading_stands_on_two_lines_and_may_be_bold(first):
    found = real(R2019)
    bold = printed(R2019, first).startswith("**")
    assert bold == (first == 567)
    assert bold == printed(R2019, first + 1).endswith("**")
    assert [found.line(first + at).role for at in (0, 1)] == [Role.HEADING] * 2
    assert found.codes(first + 4)["hovedgruppe"] == "nedsatt-arbeidsevne"


def test_rules_of_dashes_are_no_rows_and_end_no_table():
    found = real(R2019)
    assert [found.line(number).role for number in (574, 577)] == [Role.RULE] * 2
    scope = {"kjonn": "kvinner", "hovedgruppe": "nedsatt-arbeidsevne"}
    group = "arbeidsrettet-rehabilitering"
    assert codes_of(found, 573, 576) == [
        scope | {"tiltaksgruppe": group, "tiltak": f"{group}-dag"},
        scope | {"tiltaksgruppe": group},
    ]


# -- labels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "label", "group"),
    [
        (472, "I alt kvinner og jobbskaping og", "jobbskaping-og-egenetablering"),
        (754, "I alt menn og jobbskaping og", "jobbskaping-og-egenetablering"),
        (576, "I alt kvinner og arbeidsrettet", "arbeidsrettet-rehabilitering"),
        (648, "I alt kvinner og arbeidsrettet", "arbeidsrettet-rehabilitering"),
        (783, "I alt menn og arbeidsrettet", "arbeidsrettet-rehabilitering"),
        (867, "I alt menn og arbeidsrettet", "arbeidsrettet-rehabilitering"),
    ],
)
def test_a_label_is_cut_at_a_line_wrap(line, label, group):
    assert printed(R2019, line) == label
    found = real(R2019)
    assert found.line(line).role == Role.SUBTOTAL
    assert found.codes(line)["tiltaksgruppe"] == group
    assert "tiltak" not in found.codes(line)
    assert repairs_of(R2019, line) == [("tiltaksgruppe", group, "avkortet")]


@pytest.mark.parametrize(
    ("id", "row", "subtotal", "code"),
    [
        (R2019, 157, 160, "oppfoelging"),
        (R2019, 192, 194, "tilrettelegging"),
        (R2024, 19, 12, "oppfoelging"),
    ],
)
def test_a_name_is_both_a_group_and_a_measure(id, row, subtotal, code):
    found = real(id)
    assert codes_of(found, row, subtotal) == [
        {"tiltaksgruppe": code, "tiltak": code},
        {"tiltaksgruppe": code},
    ]


def test_the_total_of_a_breakdown_is_the_measure_and_not_its_group():
    assert printed(R2024, 287) == "I alt oppfølging"
    assert real(R2024).codes(287) == {"tiltaksgruppe": "oppfoelging", "tiltak": "oppfoelging"}


def test_a_table_of_groups_has_groups_and_one_of_measures_measures():
    groups = tiny("I alt|40|40\n Oppfølging|20|20\n Tilrettelegging|20|20\n Avklaringstiltak|*|*")
    assert [c.get("tiltak") for c in codes_of(groups, 8, 9, 10)] == [None] * 3
    measures = tiny("I alt|40|40\n Oppfølging|20|20\n Tilrettelegging|20|20\n Mentor|*|*")
    assert [c["tiltak"] for c in codes_of(measures, 8, 9, 10)] == [
        "oppfoelging",
        "tilrettelegging",
        "mentor",
    ]


def test_a_table_that_may_be_of_groups_or_of_measures_is_refused():
    found = tiny("I alt|40|40\n Oppfølging|20|20\n Tilrettelegging|20|20")
    assert [(f.code, f.line, f.column) for f in found.findings] == [("ambiguous-table", 8, 0)]


@pytest.mark.parametrize(
    ("label", "code"),
    [("19 år og under", "0-19"), ("60 år og over", "60+"), ("20-24 år", "20-24")],
)
def test_an_age_looks_like_a_code_and_a_fylke(label, code):
    found = real(R2024)
    lines = [n for n, line in enumerate(text(R2024).split("\n"), 1) if line.startswith(label)]
    assert len(lines) == 7, "one a measure"
    for line in lines:
        assert found.codes(line)["alder"] == code
        assert "fylke" not in found.codes(line)


def test_ukjent_is_a_fylke_and_a_part_of_the_world():
    found = real(R2024)
    lines = [n for n, line in enumerate(text(R2024).split("\n"), 1) if line.startswith("Ukjent\t")]
    named = [found.line(line).column for line in lines]
    assert named == ["fylke"] * 7 + ["verdensdel"] * 6
    assert {found.codes(line)[column] for line, column in zip(lines, named, strict=True)} == {
        "ukjent"
    }


def test_a_page_of_ukjent_alone_is_what_its_neighbour_is():
    table = "I alt mentor|40|40\n Afrika|20|20\n Asia|10|10\n"
    found = tiny(table, "I alt mentor|40|40\n Ukjent|10|10", group="oppfoelging")
    assert not found.errors
    assert found.codes(15)["verdensdel"] == "ukjent"
    table = "I alt mentor|40|40\n 03 Oslo|20|20\n 11 Rogaland|10|10\n"
    found = tiny(table, "I alt mentor|40|40\n Ukjent|10|10", group="oppfoelging")
    assert not found.errors
    assert found.codes(15)["fylke"] == "ukjent"


def test_ukjent_with_nothing_to_tell_is_refused():
    found = tiny("I alt mentor|40|40\n Ukjent|40|40", group="oppfoelging")
    assert [(f.code, f.line) for f in found.findings] == [("ambiguous-table", 8)]


def test_rows_stand_in_varying_order():
    found = real(R2024)
    assert [printed(R2024, number) for number in (379, 380)] == ["Ikke innvandrere", "Innvandrere"]
    assert [printed(R2024, number) for number in (403, 404)] == ["Innvandrer", "Ikke innvandrer"]
    order = [found.codes(number)["innvandring"] for number in (379, 380, 403, 404)]
    assert order == ["ikke-innvandrere", "innvandrere", "innvandrere", "ikke-innvandrere"]


def test_mentor_has_no_ukjent_and_still_adds_up():
    found = real(R2024).figures
    mentor = {"tiltaksgruppe": "oppfoelging", "tiltak": "mentor"}
    parts = ("afrika", "asia", "europa", "amerika-og-oseania")
    for month in range(1, 9):
        periode = f"2024-{month:02d}"
        assert key(mentor | {"verdensdel": "ukjent"}, periode) not in found
        printed = [found[key(mentor | {"verdensdel": part}, periode)] for part in parts]
        assert sum(printed) == found[key(mentor, periode)]


# -- spellings ----------------------------------------------------------------------------------

SPELLINGS = {
    # As printed: (line, dimension, code, how it was repaired: «» is an alias or the name itself).
    "Gjennomsnitt hittil i år": (11, "periodetype", "", ""),
    "Gjennom snitt hittil i år": (23, "periodetype", "hittil_i_aar", "mellomrom"),
    "Digital oppfølging/iobbklubb": (14, "tiltak", "digital-oppfoelging-jobbklubb", "naermeste"),
    "I alt digital oppfølging/ jobbklubb": (
        *(85, "tiltak", "digital-oppfoelging-jobbklubb", "mellomrom"),
    ),
    "Individuell Karrierestøtte (IPS Una)": (
        *(16, "tiltak", "individuell-karrierestoette-ips-ung", "naermeste"),
    ),
    "I alt individuell karrierestøtte (ips ung)": (
        *(142, "tiltak", "individuell-karrierestoette-ips-ung", ""),
    ),
    "I alt individuell jobb støtte": (115, "tiltak", "individuell-jobbstoette", "mellomrom"),
    "18 Nordland - Nordlånnda": (64, "fylke", "18", "naermeste"),
    "18 Nordland - Nordlánnda": (201, "fylke", "18", ""),
    "50 Trøndelag - Trööndelage": (78, "fylke", "50", ""),
    "50 Trøndelag - Tröndelage": (133, "fylke", "50", "naermeste"),
    "56 Finnmark - Finnmärku - Finmarkku": (80, "fylke", "56", "naermeste"),
    "56 Finnmark - Finnmarku - Finmarkku": (110, "fylke", "56", "naermeste"),
    "56 Finnmark - Finnmárku - Finmarkku": (135, "fylke", "56", ""),
    "Innvandrer": (403, "innvandring", "innvandrere", ""),
    "Ikke innvandrer": (404, "innvandring", "ikke-innvandrere", ""),
    "Nord-Amerika, Sør-Amerika og Oceania": (425, "verdensdel", "amerika-og-oseania", ""),
    "Universitets- og høgskolenivå, lang over 4 år": (534, "utdanning", "universitet-lang", ""),
    "Universitets- og høgskolenivå, lana over 4 år": (
        *(504, "utdanning", "universitet-lang", "naermeste"),
    ),
    "Universitets- og høgskolenivå, lång over 4 år": (
        *(494, "utdanning", "universitet-lang", "naermeste"),
    ),
}


@pytest.mark.parametrize("label", SPELLINGS)
def test_a_spelling_of_2024_is_known_or_repaired(label):
    line, dimension, code, how = SPELLINGS[label]
    assert label in text(R2024).split("\n")[line - 1].split("\t")
    if dimension != "periodetype":
        assert real(R2024).codes(line)[dimension] == code
    assert repairs_of(R2024, line) == ([(dimension, code, how)] if how else [])


@pytest.mark.parametrize(
    ("label", "line", "code", "how"),
    [
        ("AMO Enkelt plass", 489, "amo-enkeltplass", "mellomrom"),
        (
            "Arbeidsmarkedsopplæring (AMO) enkelt plass",
            492,
            "arbeidsmarkedsopplaering-amo-enkeltplass",
            "mellomrom",
        ),
        (
            "Vgs/yrkesfaglig utdanning enkelt plass",
            498,
            "vgs-yrkesfaglig-utdanning-enkeltplass",
            "mellomrom",
        ),
        ("Inkluderingsstilskudd", 191, "inkluderingstilskudd", "naermeste"),
        ("Inkluderingstilskudd", 643, "inkluderingstilskudd", ""),
    ],
)
def test_a_spelling_of_2019_is_known_or_repaired(label, line, code, how):
    assert printed(R2019, line) == label
    assert real(R2019).codes(line)["tiltak"] == code
    assert repairs_of(R2019, line) == ([("tiltak", code, how)] if how else [])


def test_there_is_no_other_spelling_than_those_above():
    """A new one in a new report is no harm: it is here so that these two stay understood."""
    seen = {(printed(R2024, r.linje), r.maate) for r in real(R2024).recognised.repairs}
    listed = {(label, how) for label, (*_, how) in SPELLINGS.items() if how}
    headers = {("", "mellomrom")}  # the column name «Gjennom snitt …» stands after a blank label
    assert seen - headers == listed - {("Gjennom snitt hittil i år", "mellomrom")}


def test_the_column_name_of_the_average_is_read_in_both_spellings():
    rows = {
        number: line.split("\t")[1]
        for number, line in enumerate(text(R2024).split("\n"), 1)
        if line.startswith("\t")
    }
    assert set(rows.values()) == {"Gjennomsnitt hittil i år", "Gjennom snitt hittil i år"}
    cells = real(R2024).recognised.cells
    first = cells[cells["kolonne"] == 1]
    assert set(first["periodetype"]) == {"hittil_i_aar"}
    assert set(first["periode"]) == {"2024-08"}


@pytest.mark.parametrize("id", [R2019, R2024])
def test_a_month_is_its_column_under_its_own_header(id):
    cells = real(id).recognised.cells
    months = cells[cells["periodetype"] == "maaned"]
    shift = 1 if id == R2024 else 0
    number = months["periode"].astype(str).str[5:].astype(int)
    assert (number + shift == months["kolonne"]).all()
    assert len(set(number)) == (8 if id == R2024 else len(MONTHS))
