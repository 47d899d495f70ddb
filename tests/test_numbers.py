"""Every number on every page is a published figure or follows from published figures alone.

The audit in `tests.numbers` works out what each number must be, without the generator. Here it is
run on the whole site, and then on a copied part of it with one fault at a time, to show that it
sees them.
"""

import contextlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.numbers.audit import PICTURES, READ_BESIDE, READ_ELSEWHERE, audit, audit_files
from tests.numbers.faults import COMPARE, DATA, FAULTS, MEASURE, OTHER_MEASURE, PART, REPORT, Fault
from tests.numbers.norsk import count, date, months_after, share, span
from tests.numbers.pages import Log
from tests.numbers.published import Published
from tests.numbers.rules import RULES
from tests.numbers.search import audit_search

CONTENT = Path(__file__).parents[1] / "content"


@pytest.fixture(scope="module")
def log(site: Path) -> Log:
    """The audit of the whole site."""
    return audit(site, CONTENT)


def told(findings) -> str:
    return f"{len(findings)} findings, the first:\n" + "\n".join(map(str, findings[:40]))


def test_every_number_is_what_it_must_be(log: Log):
    for what, numbers in (("compared", log.compared), ("explained", log.explained)):
        print(*(f"{what} {number:6} {name}" for name, number in numbers.most_common()), sep="\n")
    assert not log.findings, told(log.findings)


def test_nothing_is_left_out_of_the_audit(site: Path, log: Log):
    """A page that lost its tables, or an audit that lost its eyes, would find no fault.

    Every figure of the reports stands in a table of a page.
    """
    published = Published(site)
    assert log.compared["pages"] == len(list(site.rglob("*.html")))
    assert log.compared["figures on lines of reports"] >= len(published.cells)
    unseen = {
        (each.report, each.key[0], " ".join(d for d, code in each.codes.items() if code != "alle"))
        for key, each in published.cells.items()
        if key not in log.shown
    }
    assert not unseen, "\n".join(map(str, sorted(unseen)))


def test_no_rule_is_idle(log: Log):
    """A rule that explains nothing could only ever explain something that it should not."""
    idle = [
        f"{rule.name}: {rule.pattern}" for rule in RULES if rule not in log.used and not rule.rare
    ]
    assert not idle, "\n".join(idle)


# -- the audit sees faults ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def part(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, with some folders that can be damaged and mended; all others are links."""
    folder = tmp_path_factory.mktemp("part")
    own = {site / name for name in (*PART, "assets", "data")}
    for file in site.rglob("*"):
        copy = folder / file.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if file.is_file() and (file.parent in own or file.parent.name == "figur"):
            shutil.copy(file, copy)
        elif file.is_file():
            copy.symlink_to(file.resolve())
    return folder


@pytest.fixture(scope="module")
def published(part: Path) -> Published:
    return Published(part)


def test_the_part_has_no_fault(part: Path, published: Published):
    findings = audit(part, CONTENT, PART, published).findings
    assert not findings, told(findings)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.what for fault in FAULTS])
def test_this_audit_sees(part: Path, published: Published, fault: Fault):
    file = part / fault.page / "index.html"
    with damaged(file, fault):
        findings = audit(part, CONTENT, [fault.page], published).findings
    assert any(
        (finding.page, True, True)
        == (fault.page, fault.place in finding.place, fault.message in finding.message)
        for finding in findings
    ), told(findings)


def other(digit: str) -> str:
    """Another digit."""
    return str((int(digit) + 1) % 10)


@contextlib.contextmanager
def damaged(file: Path, fault: Fault) -> Iterator[None]:
    """A file with a fault in it, mended afterwards."""
    text = file.read_text("utf-8")
    match = re.search(fault.old, text)
    assert match, f"nothing to damage: {fault.old}"
    if fault.new is None:
        start, end = match.span("d")
        new = other(match["d"])
    else:
        start, end = match.span()
        new = match.expand(fault.new)
    file.write_text(text[:start] + new + text[end:], "utf-8")
    try:
        yield
    finally:
        file.write_text(text, "utf-8")


@pytest.mark.parametrize("page", [page for page in PART if page != REPORT])
def test_this_audit_sees_any_number(part: Path, published: Published, page: str):
    """Digits and stars at random, wherever a reader or a chart meets them, changed one by one."""
    file = part / page / "index.html"
    text = file.read_text("utf-8")
    places = [at for at, char in enumerate(_told_to_readers(text)) if char.isdigit() or char == "*"]
    random = Random(page)
    for at in random.sample(places, 12):
        new = random.choice([digit for digit in "0123456789" if digit != text[at]])
        file.write_text(text[:at] + new + text[at + 1 :], "utf-8")
        findings = audit(part, CONTENT, [page], published).findings
        file.write_text(text, "utf-8")
        assert findings, (
            f"not seen: {text[at - 60 : at]}[{text[at]} → {new}]{text[at + 1 : at + 20]}"
        )


def _told_to_readers(text: str) -> str:
    """A page with blanks for all that is no text, no told attribute and no data of a chart."""

    def blank(match: re.Match[str]) -> str:
        told = match.groupdict().get("told") or ""
        start = match[0].find(told)
        return " " * start + told + " " * (len(match[0]) - start - len(told))

    text = re.sub(
        r'(?s)<script type="application/json">.*?(?P<told>"datasets":.*?\]\}).*?</script>',
        blank,
        text,
    )
    text = re.sub(r"(?s)<script.*?</script>|<style.*?</style>", blank, text)
    return re.sub(r'(?s)<[^>]*?(?:aria-label="(?P<told>[^"]*)"[^>]*)?>', blank, text)


@pytest.mark.parametrize("page", [MEASURE, DATA])
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",,skjermet", ",2,skjermet", "antall «2» with status «skjermet»"),
        (",,skjermet", ",0,skjermet", "antall «0» with status «skjermet»"),
        (",,skjermet", ",,publisert", "antall «» with status «publisert»"),
        (r",\d+,publisert", ",,skjermet", "not a line of observasjoner.csv"),
        (r"\nmaaned[^\n]*", "", "lacks 1 rows"),
    ],
)
def test_this_audit_sees_in_data(part: Path, page: str, old: str, new: str, message: str):
    """In a page's own data, and in the data that all is compared with."""
    name = "observasjoner.csv" if page == DATA else "data.csv"
    with damaged(part / page / name, Fault("", page, old, new, "", "")):
        findings = audit(part, CONTENT, [MEASURE, OTHER_MEASURE]).findings
    assert findings
    if page == MEASURE:
        assert any(message in finding.message for finding in findings), told(findings)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (r'"antall":\[\d*(?P<d>\d)', None, "has ("),
        (r'"\*"', "0", "not ('*', "),
        (r'"\*"', "null", "not ('*', "),
        (r'"\*"', "3", "not ('*', "),
        (r'"linje":\d*(?P<d>\d)', None, "has ("),
        (r'"fra":"2019-01"', '"fra":"2019-02"', "has None, not ("),
        (r'"tiltak/mentor"', '"tiltak/mentorer"', "has other series"),
    ],
)
def test_this_audit_sees_in_comparisons(
    part: Path, published: Published, old: str, new: str | None, message: str
):
    with damaged(part / COMPARE / "serier.json", Fault("", COMPARE, old, new, "", "")):
        findings = audit(part, CONTENT, [COMPARE], published).findings
    assert any(message in finding.message for finding in findings), told(findings)


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "message"),
    [
        ("figur/utvikling.csv", r",\d+,publisert", ",,skjermet", "chart #utvikling, CSV", "lacks"),
        ("figur/utvikling.csv", r"\nmaaned[^\n]*", "", "chart #utvikling, CSV", "lacks"),
        ("figur/utvikling.svg", r">(\d)", r">9\1", "figur/utvikling.svg", "draws something else"),
        ("figur/utvikling.svg", r"M(\d)", r"M9\1", "figur/utvikling.svg", ""),
        ("figur/utvikling.svg", "<desc([^>]*)>", r"<desc\1>2 ", "figur/utvikling.svg", "shows"),
        ("figur/utvikling.svg", "Kilde: ", "2 personer. Kilde: ", "figur/utvikling.svg", "says «"),
        ("figur/utvikling.vl.json", r'"v":(\d)', r'"v":9\1', "utvikling.vl.json", "another spec"),
        ("figur/utvikling.vl.json", r'"h":1', '"v":2', "utvikling.vl.json", "another spec"),
        ("figur/utvikling.vl.json", '"description":"', '"description":"2 ', "vl.json", "shows"),
        ("sitat.bib", "year = ..", "year = {3", "sitat.bib", "is not the citation"),
        ("sitat.json", "2019", "2020", "sitat.json", "is not the citation"),
    ],
)
def test_this_audit_sees_in_files(
    part: Path, published: Published, name: str, old: str, new: str, place: str, message: str
):
    """In the files that a page gives away."""
    with damaged(part / MEASURE / name, Fault("", MEASURE, old, new, "", "")):
        findings = audit(part, CONTENT, [MEASURE], published).findings
    assert any(place in f.place and message in f.message for f in findings), told(findings)


def test_this_audit_sees_another_drawing_of_small_multiples(part: Path, published: Published):
    """They have no spec on the page: that of their file is held to the observations."""
    file = part / OTHER_MEASURE / "figur/fylker-felles.vl.json"
    for old, new in ((r'"y":(\d)', r'"y":9\1'), (r"juli 2024: \d", "juli 2024: 9"), ('"h":1,', "")):
        with damaged(file, Fault("", OTHER_MEASURE, old, new, "", "")):
            findings = audit(part, CONTENT, [OTHER_MEASURE], published).findings
        assert any("fylker-felles, spec" in finding.place for finding in findings), told(findings)


def test_what_the_audit_leaves_to_other_tests_is_tested_there():
    """The tests that are named are there."""
    tests = Path(__file__).parent
    for named in {*READ_ELSEWHERE.values(), *READ_BESIDE.values(), PICTURES}:
        file, _, name = named.partition("::")
        assert f"def {name}(" in (tests / file).read_text("utf-8"), named


def test_this_audit_sees_unknown_files(part: Path, published: Published):
    file = part / MEASURE / "tall.json"
    file.write_text("[2]", "utf-8")
    log = Log()
    audit_files(part, log, published)
    file.unlink()
    (finding,) = log.findings
    assert str(finding) == "/tiltak/amo-kurs/tall.json: file: is not known to the audit"


@pytest.mark.parametrize(
    ("old", "new"),
    [("Oslo", "Oslo 282"), ("2-årig", "3-årig"), ("august 2024", "august 2025"), ("personer", "4")],
)
def test_this_audit_sees_figures_in_the_search(
    part: Path, published: Published, old: str, new: str
):
    log = Log()
    file = part / "assets/soek-nb.json"
    with damaged(file, Fault("", "", old, new, "", "")):
        audit_search(file, published, log)
    (finding,) = log.findings
    assert "no rule explains the number" in finding.message and new in finding.message


# -- its own arithmetic ---------------------------------------------------------------------------


def test_norwegian():
    assert count(7389) == "7\u00a0389"
    assert (span("2024-01", "2024-08"), span("2024-08", "2024-08")) == (
        "januar–august 2024",
        "august 2024",
    )
    assert (date("2019-07-01"), date("2016")) == ("1. juli 2019", "2016")
    assert (months_after("2019-12"), months_after("2024-01", -1)) == ("2020-01", "2023-12")


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(1, 3, "33,3"), (1, 16, "6,3"), (77, 2703, "2,8"), (5, 5, "100,0"), (4, 8290, "0,0")],
)
def test_shares_are_rounded_half_up(part: int, whole: int, text: str):
    assert share(part, whole) == f"{text}\u00a0%"
