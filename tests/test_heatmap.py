"""Names beside the squares of a chart of states."""

from __future__ import annotations

import pytest

from generator.render.heatmap import shortened


def test_names_with_room_stay_whole():
    assert shortened(["Mentor", "Jobbklubb"], 18) == ["Mentor", "Jobbklubb"]


def test_names_that_would_be_cut_alike_keep_what_tells_them_apart():
    names = [
        "Arbeidspraksis i ordinær virksomhet",
        "Arbeidspraksis i skjermet virksomhet",
        "Arbeidsmarkedsopplæring (AMO)",
        "Arbeidsmarkedsopplæring (AMO) enkeltplass",
        "Midlertidig lønnstilskudd",
        "Work practice in an ordinary enterprise",
        "Work practice in a sheltered enterprise",
    ]
    assert shortened(names, 18) == [
        "Arbeidspr… ordinær",
        "Arbeidsp… skjermet",
        "Arbeidsmarkedsopp…",
        "Arbei… enkeltplass",
        "Midlertidig lønns…",
        "Work pra… ordinary",
        "Work pr… sheltered",
    ]


def test_no_name_is_longer_than_its_room():
    names = ["Tilskudd til ansettelser", "Tilskudd til ansettelsesstøtteordninger"]
    assert max(map(len, shortened(names, 14))) <= 14


@pytest.mark.parametrize(
    "names",
    [
        ["Rehabilitering på dagtid hjemme", "Rehabilitering på dagtid ute", "Rehabilitering natt"],
        ["Arbeidsmarkedsopplæring vår", "Arbeidsmarkedsopplæringen vår", "Arbeidsmarkedsopplæring"],
        ["Kurs på kveldstid i gruppe A", "Kurs på kveldstid i gruppe B", "Kurs på kveldstid"],
    ],
)
def test_no_two_names_are_cut_alike(names: list[str]):
    written = shortened(names, 18)
    assert len(set(written)) == len(names), written
    assert max(map(len, written)) <= 18, written
