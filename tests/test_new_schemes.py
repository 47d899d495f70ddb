"""Months before a measure began, and the newest month of a page, in reports that tell of them.

The reports are synthetic (bench/synthetic.py). IPS Ung began on 1 April 2021; its figures of the
first months of 2021 are hidden here, as real reports print them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from generator.model.figures import Figure, Hidden, Published
from generator.package.publication import Publication
from generator.render.compare import compare_page
from generator.render.cuts import Cuts
from generator.render.groups import group_page
from generator.render.measure import measure_page
from generator.render.places import fylke_page
from generator.render.views import Page
from tests.test_editions import two_years

IPS = "individuell-karrierestoette-ips-ung"
BEGAN = "2021-04"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """Reports of 2021 and 2024 on one group, and of 2021 alone on another."""
    return two_years(tmp_path_factory.mktemp("reports"))


def hidden(publication: Publication, rows: pd.Series) -> Publication:
    """The publication with some of its figures hidden."""
    frame = publication.observations.copy()
    frame.loc[rows, "antall"] = pd.NA
    frame.loc[rows, "status"] = "skjermet"
    return replace(publication, observations=frame)


@pytest.fixture(scope="module")
def early(reports: Publication) -> Publication:
    """With IPS Ung hidden before it began."""
    frame = reports.observations
    return hidden(reports, (frame["tiltak"] == IPS) & (frame["periode"].astype(str) < BEGAN))


@pytest.fixture(scope="module")
def before(early: Publication) -> set[tuple[str, int, int]]:
    """Where the monthly figures of IPS Ung from before it began stand."""
    frame = early.observations.astype({"periode": str})
    frame = frame[
        (frame["tiltak"] == IPS) & (frame["periode"] < BEGAN) & (frame["periodetype"] == "maaned")
    ]
    columns = (frame[name].tolist() for name in ("rapport", "linje", "kolonne"))
    return {
        (str(rapport), linje, kolonne) for rapport, linje, kolonne in zip(*columns, strict=True)
    }


def place(figure: Figure) -> tuple[str, int, int]:
    return figure.place.rapport, figure.place.linje, figure.place.kolonne


def pages(publication: Publication) -> Iterator[Page]:
    """The pages that show IPS Ung."""
    cuts = Cuts(publication)
    yield measure_page(cuts, cuts.codelists["tiltak"][IPS])
    yield group_page(cuts, cuts.codelists["tiltaksgrupper"]["oppfoelging"])
    yield fylke_page(cuts, cuts.codelists["fylker"]["03"])


def test_every_table_tells_a_new_scheme_from_a_hidden_figure(early: Publication, before) -> None:
    seen = 0
    for page in pages(early):
        for table in (table for section in page.sections for table in section.tables):
            for row in table.rows:
                flags = row.before or (False,) * len(row.cells)
                for cell, flag in zip(row.cells, flags, strict=True):
                    is_new = cell is not None and place(cell) in before
                    assert flag == is_new, f"{page.path} {table.caption}, {row.head.name}: {cell}"
                    seen += is_new
    assert seen > 9, "months before the measure began stand in several tables"


def test_no_chart_draws_a_month_before_the_measure_began(early: Publication, before) -> None:
    for page in pages(early):
        for chart in page.charts:
            drawn = {place(figure) for figure in chart.figures} & before
            assert not drawn, f"{page.path}#{chart.id}"


def test_a_fylke_s_line_begins_when_the_measure_did(early: Publication) -> None:
    *_, page = pages(early)
    (chart,) = (chart for chart in page.charts if chart.id == f"serie-{IPS}")
    assert "januar 2021" not in chart.description and "april 2021" in chart.description
    assert "skjermet" not in chart.notes, "nothing that is drawn is hidden"


def test_the_cautions_tell_of_stars_before_the_measure_began(early: Publication) -> None:
    page, *_ = pages(early)
    wanted = "En stjerne før 1. april 2021 betyr at tiltaket ikke fantes ennå."
    assert page.context["cautions"].count(wanted) == 1


def test_comparisons_know_when_the_measure_began(early: Publication) -> None:
    text = str(compare_page(Cuts(early)).context)
    assert "'ny_fra': '2021-04'" in text or '"ny_fra":"2021-04"' in text


@pytest.fixture(scope="module")
def newest_before(early: Publication) -> Publication:
    """The same of 2021 alone, until the month before IPS Ung began."""
    frame = early.observations
    return replace(early, observations=frame[frame["periode"].astype(str) < BEGAN])


def test_a_fylke_s_newest_month_from_before_the_measure_is_no_hidden_figure(
    newest_before: Publication,
) -> None:
    cuts = Cuts(newest_before)
    page = fylke_page(cuts, cuts.codelists["fylker"]["03"])
    (standing,) = (s for s in page.context["standings"] if s.measure.href == f"tiltak/{IPS}/")  # type: ignore[attr-defined]
    assert standing.before and standing.new_from == "2021-04-01"
    (bars,) = page.sections[0].charts
    assert bars.figures, "other measures are drawn"
    assert "Ung" not in bars.description, bars.description


def test_months_before_the_measure_are_not_counted_as_hidden(newest_before: Publication) -> None:
    cuts = Cuts(newest_before)
    frame = newest_before.observations
    own = frame[
        (frame["fylke"] == "03")
        & (frame["periodetype"] == "maaned")
        & (frame["tiltak"] != "alle")
        & (frame["tiltak"] != IPS)
    ]
    own = own[(own[["hovedgruppe", "kjonn", "alder", "utdanning"]] == "alle").all(axis=1)]
    page = fylke_page(cuts, cuts.codelists["fylker"]["03"])
    told = (page.context["cells"], page.context["hidden"])
    assert told == (len(own), int((own["status"] == "skjermet").sum()))


# -- the newest month of a fylke's page -----------------------------------------------------------


def test_a_measure_that_has_ended_leads_no_page(reports: Publication) -> None:
    """Wage subsidies have figures until July 2021, larger than any of July 2024."""
    oslo = reports.observations.query(
        "fylke == '03' and periodetype == 'maaned' and tiltak != 'alle'"
    )
    largest = {
        when: int(oslo.loc[oslo["periode"] == when, "antall"].max())
        for when in ("2021-07", "2024-07")
    }
    frame = reports.observations.copy()
    ended = frame["tiltaksgruppe"] == "loennstilskudd"
    frame.loc[ended, "antall"] = frame.loc[ended, "antall"] + 10_000
    cuts = Cuts(replace(reports, observations=frame))
    page = fylke_page(cuts, cuts.codelists["fylker"]["03"])
    assert f"{largest['2024-07']} deltakere" in page.finding.replace("\u00a0", "")
    for told in (page.finding, page.description, *(key.label for key in page.context["keys"])):  # type: ignore[attr-defined]
        assert "juli 2024" in told and "2021" not in told, told


def test_a_headline_says_that_all_is_hidden_only_where_it_is(reports: Publication) -> None:
    """The newest month of Oslo is hidden, but older figures of other measures are told."""
    frame = reports.observations
    oslo = frame["fylke"] == "03"
    newest = hidden(reports, oslo & (frame["periode"] == "2024-07"))
    first = Cuts(newest).with_figures("tiltak")[0].kode
    cuts = Cuts(hidden(newest, oslo & (frame["tiltaksgruppe"] == "oppfoelging")))
    told = fylke_page(cuts, cuts.codelists["fylker"]["03"])
    assert first and told.finding.startswith("færre enn 4 deltakere i ")
    assert told.description.startswith("Alle tallene for Oslo i juli 2024 er skjermet")
    cuts = Cuts(hidden(newest, oslo))
    every = fylke_page(cuts, cuts.codelists["fylker"]["03"])
    assert every.finding == "alle tallene er skjermet"
    assert not any(isinstance(s.figure, Published) for s in every.context["standings"])  # type: ignore[attr-defined]
    assert any(isinstance(s.figure, Hidden) for s in every.context["standings"])  # type: ignore[attr-defined]
