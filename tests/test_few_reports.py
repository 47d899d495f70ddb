"""A site of other reports than the two at once: one of them alone, or one that a newer replaces."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from generator.describe.facts import Facts
from generator.model.language import BOKMAAL
from generator.package.datapackage import package_files
from generator.pipeline import Sources, gather
from generator.read.messages import languages
from generator.render.environment import dataset, environment
from generator.render.site import data_rows, gather_pages

ROOT = Path(__file__).resolve().parents[1]
YEAR_2019 = "2019-12-tiltak-og-kjonn"
YEAR_2024 = "2024-08-oppfolging"


def gathered(folder, *ids):
    """The publication of some of the real reports, and all its pages."""
    (folder / "reports").mkdir()
    return gathered_beside(folder, *ids)


def gathered_beside(folder, *ids):
    """The same beside reports that lie in the folder already."""
    for name in ("codelists", "pages", "examples"):
        (folder / name).symlink_to(ROOT / "content" / name)
    for id in ids:
        shutil.copytree(ROOT / "content" / "reports" / id, folder / "reports" / id)
    return pages_in(folder)


def pages_in(folder):
    found = Sources(folder, ROOT / "datapackage.json", ROOT / "templates", folder / "site")
    publication, findings = gather(found)
    assert publication is not None, findings
    spoken = languages(ROOT / "templates/messages")
    return publication, gather_pages(publication, package_files(publication), spoken)


def page_at(pages, path, language="nb"):
    return next(page for page in pages if (page.path, page.lang.code) == (path, language))


@pytest.mark.parametrize(
    ("report", "fylker", "kinds"),
    [(YEAR_2019, 0, ["tiltak"]), (YEAR_2024, 17, ["tiltak", "fylke"])],
)
def test_one_report_alone_has_all_its_pages(tmp_path, report, fylker, kinds):
    _, pages = gathered(tmp_path, report)
    paths = {page.path for page in pages}
    assert sum(path.startswith("fylke/") and path != "fylke/" for path in paths) == fylker
    coverage = page_at(pages, "dekning/")
    assert [grid.id for grid in coverage.context["grids"]] == kinds
    assert [section.id for section in coverage.sections] == kinds


def test_a_report_without_fylker_says_so(tmp_path):
    _, pages = gathered(tmp_path, YEAR_2019)
    page = page_at(pages, "fylke/")
    assert page.sections == ()
    assert page.context["cautions"] == ["Ingen av rapportene vi har, gir tall for fylker."]


def html_of(publication, pages, path):
    """A page as it is published; nothing is drawn."""
    lang = BOKMAAL
    facts = Facts(publication, [], "http://localhost/", {})
    assets = {f"assets/{p.name}": b"" for p in (ROOT / "templates/assets").iterdir()}
    assets |= {"assets/soek-nb.json": b"", "assets/vega.js": b""}
    jinja = environment(ROOT / "templates", facts, None, assets, lang, [lang])
    page = replace(page_at(pages, path), sections=())
    template = jinja.get_template(page.template)
    text = template.render(page=page, root=page.root, base=page.base, share=None, **page.context)
    return " ".join(html.fromstring(text).find(".//main").text_content().split())


@pytest.mark.parametrize(
    ("reports", "said", "not_said"),
    [
        (
            [YEAR_2019],
            ["Alle tiltak: desember 2019"],
            ["kan ikke sammenlignes", "gjelder bare", "Fylker"],
        ),
        (
            [YEAR_2024],
            ["Oppfølging: august 2024", "Den nyeste rapporten gjelder bare tiltaksgruppa Oppf"],
            ["kan ikke sammenlignes", "Alle tiltak:", "Tall for alle tiltak samlet"],
        ),
        (
            [YEAR_2019, YEAR_2024],
            [
                "Oppfølging: august 2024",
                "Alle tiltak: desember 2019",
                "bare til og med desember 2019. De to tallene kan ikke sammenlignes.",
            ],
            [],
        ),
    ],
)
def test_the_front_page_says_what_its_reports_are_about(tmp_path, reports, said, not_said):
    text = html_of(*gathered(tmp_path, *reports), "")
    assert not [each for each in said if each not in text], text
    assert not [each for each in not_said if each in text], text


def test_the_front_page_of_a_report_on_everything_has_no_section_on_a_newer_one(tmp_path):
    _, pages = gathered(tmp_path, YEAR_2019)
    assert [section.id for section in page_at(pages, "").sections] == ["alle"]


def test_readers_are_asked_to_choose_a_fylke_only_where_there_is_one(tmp_path):
    for report, said in (
        (YEAR_2019, "Ingen av rapportene vi har, gir tall for fylker."),
        (YEAR_2024, "Velg et fylke"),
    ):
        folder = tmp_path / report
        folder.mkdir()
        text = html_of(*gathered(folder, report), "fylke/")
        assert said in text
        assert ("Velg et fylke" in text) == (report == YEAR_2024), text


def test_only_measures_that_have_pages_are_linked_to(tmp_path):
    """Each report has one of the two names of one scheme, and its code list tells of the other."""
    _, pages = gathered(tmp_path, YEAR_2024)
    facts = page_at(pages, "tiltak/arbeid-med-stoette/").context["facts"]
    assert ("Erstatter", "Utvidet oppfølging i NAV", None) in facts
    paths = {page.path for page in pages}
    measures = [page for page in pages if page.template == "emne.html.j2"]
    linked = {link.href for p in measures for _, _, link in p.context["facts"] if link}
    assert linked <= paths


def test_a_main_group_without_a_total_says_so(tmp_path):
    """The report of one group has no figure for a main group in all measures together."""
    _, pages = gathered(tmp_path, YEAR_2024)
    for language, said in (("nb", "Rapportene har ikke tall for hele"), ("en", "The reports have")):
        page = page_at(pages, "hovedgruppe/arbeidssoekere/", language)
        assert page.description.startswith(said)
        assert not page.finding
        assert [section.id for section in page.sections] == ["grupper"]
        assert not page.context["keys"]
        assert not page.context["compare"]


def test_a_report_that_a_newer_one_replaces_whole_has_a_page_without_a_dataset(tmp_path):
    shutil.copytree(ROOT / "content/reports" / YEAR_2024, tmp_path / "reports" / "again")
    toml = tmp_path / "reports" / "again" / "report.toml"
    text = toml.read_text("utf-8").replace(YEAR_2024, "again")
    toml.write_text(f'{text}\npublished = "2024-12-01"\n', "utf-8")
    shutil.copytree(ROOT / "content/reports" / YEAR_2024, tmp_path / "reports" / "before")
    for name in ("codelists", "pages", "examples"):
        (tmp_path / name).symlink_to(ROOT / "content" / name)
    publication, pages = pages_in(tmp_path)
    facts = Facts(publication, [], "http://localhost/", data_rows(pages))
    old = page_at(pages, f"rapport/{YEAR_2024}/")
    assert old.rows is not None
    assert len(old.rows) == 0
    assert dataset(facts, old.lang, old) == ""


# -- reports that are cut --------------------------------------------------------------------------


def written(folder, id, lines, changes=()):
    """A report of some lines of one of the real ones, under its own id or another."""
    source = ROOT / "content/reports" / id
    text, toml = "\n".join(lines), (source / "report.toml").read_text("utf-8")
    for old, new in changes:
        text, toml = text.replace(old, new), toml.replace(old, new)
        id = id.replace(old, new)
    (folder / "reports" / id).mkdir(parents=True)
    (folder / "reports" / id / "rapport.txt").write_text(text, "utf-8")
    (folder / "reports" / id / "report.toml").write_text(toml, "utf-8")


def lines_of(id):
    return (ROOT / "content/reports" / id / "rapport.txt").read_text("utf-8").split("\n")


def main_groups_of(year, folder):
    """NAV has published the main groups alone, for years that have no other report."""
    whole = lines_of(YEAR_2019)
    end = next(n for n, line in enumerate(whole) if line.startswith("Tiltaksgrupper og kjønn")) - 3
    written(folder, YEAR_2019, whole[:end], [("2019", year)])


def without_totals_of_the_group():
    """The report of 2024 without its first four tables: measures, and no group."""
    whole = lines_of(YEAR_2024)
    starts = [n for n, line in enumerate(whole) if line.startswith("Januar 2024 - August 2024")]
    return whole[: starts[0]] + whole[starts[4] :]


def bars_of(page):
    return [chart for chart in page.charts if chart.id == "grupper"]


def whole_pages(publication, pages):
    """The pages about figures as they are published, but for their charts."""
    about = ("tiltak/", "tiltaksgruppe/", "hovedgruppe/")
    mine = {page.path for page in pages if page.lang.norwegian}
    paths = sorted(path for path in mine if not path or path.startswith(about))
    return {path: html_of(publication, pages, path) for path in paths}


@pytest.mark.parametrize("beside", [[], [YEAR_2024], [YEAR_2019, YEAR_2024]])
def test_main_groups_alone_are_a_report(tmp_path, beside):
    main_groups_of("2020", tmp_path)
    publication, pages = gathered_beside(tmp_path, *beside)
    front = page_at(pages, "")
    assert "alle" in [section.id for section in front.sections]
    assert not bars_of(front), "no group has figures for the newest month of all measures"
    assert "Alle tiltak: desember 2020" in whole_pages(publication, pages)[""]


def test_a_group_is_not_the_largest_of_those_that_are_not_known(tmp_path):
    """All measures and one group for 2024: the other groups may have more participants."""
    main_groups_of("2024", tmp_path)
    _, pages = gathered_beside(tmp_path, YEAR_2019, YEAR_2024)
    assert not bars_of(page_at(pages, ""))
    (bars,) = bars_of(page_at(pages, "hovedgruppe/arbeidssoekere/"))
    assert "desember 2019" in bars.title


def test_measures_of_a_group_without_its_total_are_a_report(tmp_path):
    written(tmp_path, YEAR_2024, without_totals_of_the_group())
    publication, pages = gathered_beside(tmp_path)
    group = page_at(pages, "tiltaksgruppe/oppfoelging/")
    assert group.description.startswith("Rapportene har ikke tall for hele tiltaksgruppa Oppf")
    texts = whole_pages(publication, pages)
    assert "Hele gruppa" not in texts["tiltak/"]
    assert "Oppfølging" in texts[""]


def test_a_report_of_months_before_a_measure_began_is_a_report(tmp_path):
    months = ["\t".join(line.split("\t")[:4]) for line in lines_of(YEAR_2019)]
    changes = [
        ("Januar 2019 - Desember 2019", "Januar 2019 - Mars 2019"),
        ('2019-12"', '2019-03"'),
    ]
    written(tmp_path, YEAR_2019, months, changes)
    publication, pages = gathered_beside(tmp_path)
    assert "tiltak/tilskudd-til-ekspertbistand/" in whole_pages(publication, pages)
    page = page_at(pages, "tiltak/tilskudd-til-ekspertbistand/")
    tables = [table for section in page.sections for table in section.tables]
    assert tables
    assert all(all(row.before) for table in tables for row in table.rows), "it began in September"
