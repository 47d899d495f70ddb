"""Everything under ``content/`` and the contract: reports, code lists, pages, descriptor."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, Final

from generator.model.codelists import NAME_LISTS, Break, Code, CodeList, CodeLists
from generator.model.dimensions import ALL, CODELISTS, COLUMNS
from generator.model.errors import ContentError, UsageError
from generator.model.findings import Finding
from generator.model.reports import Origin, RawReport

_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_DATE: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KOMMUNE: Final = re.compile(r"\d{4}")
_ADDRESS: Final = re.compile(r"([a-z0-9-]+/)+(#[a-z0-9-]+)?")


@dataclass(frozen=True)
class Content:
    """What the build starts from.

    ``pages`` is the Markdown of each text page in bokmål by its name; ``translated`` holds those in
    other languages: language, as ``en``, → name → Markdown. ``examples`` are short programs that
    use the data, by file name, with ``{{ address }}`` for the site's address and remarks in every
    language, ``# nb: …`` and ``# en: …``. ``checked`` is what ``scripts/accessibility`` wrote down
    of its last run; empty where it has not been run. ``kommuner`` and
    ``soekeord`` are for the search: kommune number → official name, and address → words that
    lead there.
    """

    reports: tuple[RawReport, ...]
    codelists: CodeLists
    descriptor: Mapping[str, Any]
    pages: Mapping[str, str]
    translated: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, str]
    checked: Mapping[str, Any]
    kommuner: Mapping[str, str]
    soekeord: Mapping[str, tuple[str, ...]]


def read_content(content: Path, descriptor: Path) -> tuple[Content, list[Finding]]:
    """Read all that the build starts from.

    Args:
        content: the folder with ``reports/``, ``codelists/`` and ``pages/``; a folder in ``pages/``
            is a language.
        descriptor: the contract, ``datapackage.json``.

    Returns:
        The content, and findings about report folders; a folder with a finding gives no report.

    Raises:
        UsageError: a folder or the descriptor is not there.
        ContentError: a code list, the descriptor or the result of a check cannot be read.
    """
    if not (content / "reports").is_dir():
        raise UsageError(f"no folder {content / 'reports'}: is --content right?")
    codelists = read_codelists(content / "codelists")
    reports, findings = _read_reports(content / "reports", codelists)
    contract = read_descriptor(descriptor)
    pages = _pages(content / "pages")
    languages = sorted(path for path in (content / "pages").glob("*") if path.is_dir())
    translated = {folder.name: _pages(folder) for folder in languages}
    examples = {path.name: _text(path) for path in sorted((content / "examples").glob("*"))}
    return (
        Content(
            reports,
            codelists,
            contract,
            pages,
            translated,
            examples,
            _checked(content / "accessibility.json"),
            _table(content / "kommuner.toml", _KOMMUNE, "a kommune number of four digits"),
            _words(content / "soekeord.toml"),
        ),
        findings,
    )


def _words(path: Path) -> dict[str, tuple[str, ...]]:
    """The words that lead to an address of the site, by the address."""
    table = _table(path, _ADDRESS, "an address of the site such as tiltak/mentor/")
    return {address: tuple(words.split()) for address, words in table.items()}


def _table(path: Path, key: re.Pattern[str], form: str) -> dict[str, str]:
    """A file's one table, called as the file: texts by keys of a form. Empty for no file."""
    if not path.is_file():
        return {}
    try:
        values = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(str(path), str(error), line=_toml_line(error)) from error
    table = values.get(path.stem)
    if not isinstance(table, dict) or len(values) > 1:
        raise ContentError(str(path), f"it must hold nothing but the table [{path.stem}]")
    for name, text in table.items():
        if not key.fullmatch(name):
            raise ContentError(str(path), f"«{name}» is not {form}")
        if not isinstance(text, str) or not text.strip():
            raise ContentError(str(path), f"what stands for «{name}» is not a text")
    return dict(table)


def _checked(path: Path) -> Mapping[str, Any]:
    checked: Mapping[str, Any] = _json(path) if path.is_file() else {}
    return checked


def _json(path: Path) -> Any:  # noqa: ANN401
    try:
        return json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise ContentError(str(path), f"not JSON: {error}", line=error.lineno) from error


def _pages(folder: Path) -> dict[str, str]:
    return {path.stem: _text(path) for path in sorted(folder.glob("*.md"))}


def read_descriptor(path: Path) -> dict[str, Any]:
    """The Data Package descriptor, as JSON values."""
    if not path.is_file():
        raise UsageError(f"no file {path}")
    descriptor = _json(path)
    if not _describes_resources(descriptor):
        message = "no Data Package: a resource has a name, a path, and a schema with fields"
        raise ContentError(str(path), message)
    return dict(descriptor)


def _describes_resources(descriptor: Any) -> bool:  # noqa: ANN401
    try:
        resources = descriptor["resources"]
        return all(each["name"] and each["path"] and each["schema"]["fields"] for each in resources)
    except (KeyError, TypeError):
        return False


def read_codelists(folder: Path) -> CodeLists:
    """All code lists of a folder."""
    lists = {name: _read_codelist(folder / f"{name}.csv", name) for name in CODELISTS}
    codelists = CodeLists(lists, _read_breaks(folder / "brudd.csv"))
    _check_references(codelists, folder / "tiltak.csv")
    return codelists


def _read_breaks(path: Path) -> tuple[Break, ...]:
    if not path.is_file():
        raise ContentError(str(path), "the list of breaks is not there")
    rows = csv.DictReader(io.StringIO(_text(path), newline=""))
    breaks = []
    for row in rows:
        try:
            found = Break(**{str(key): value.strip() for key, value in row.items()})
        except (TypeError, AttributeError) as error:
            message = f"the row does not fit the header: {error}"
            raise ContentError(str(path), message, line=rows.line_num) from error
        if found.dimensjon not in COLUMNS or not _MONTH.fullmatch(found.maaned):
            message = f"{found.kode}: {found.dimensjon!r} or {found.maaned!r} is not known"
            raise ContentError(str(path), message, line=rows.line_num)
        breaks.append(found)
    return tuple(breaks)


def _read_codelist(path: Path, name: str) -> CodeList:
    if not path.is_file():
        raise ContentError(str(path), "the code list is not there")
    rows = csv.DictReader(io.StringIO(_text(path), newline=""))
    codes: dict[str, Code] = {}
    for row in rows:
        code = _code(row, path, rows.line_num)
        if code.kode in codes:
            message = f"the code {code.kode} stands more than once"
            raise ContentError(str(path), message, line=rows.line_num)
        codes[code.kode] = code
    if next(iter(codes), None) != ALL:
        raise ContentError(str(path), f"the first code must be {ALL}", line=2)
    return CodeList(name, tuple(codes.values()))


def _check_references(lists: CodeLists, path: Path) -> None:
    """A measure belongs to a group; frictionless would look at this only at the very end."""
    groups = {code.kode for code in lists["tiltaksgrupper"].parts}
    for code in lists["tiltak"].parts:
        if code.tiltaksgruppe not in groups:
            message = f"{code.kode} belongs to {code.tiltaksgruppe!r}, which is no tiltaksgruppe"
            raise ContentError(str(path), message)
        if code.erstatter and code.erstatter not in lists["tiltak"]:
            message = f"{code.kode} takes over from {code.erstatter!r}, which is no tiltak"
            raise ContentError(str(path), message)


def _text(path: Path) -> str:
    """A file of the project's own: UTF-8, with or without BOM."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ContentError(str(path), "not UTF-8: save the file as UTF-8", line=line) from error


def _code(row: Mapping[str | None, Any], path: Path, line: int) -> Code:
    known = {field.name for field in fields(Code)}
    if None in row or not known.issuperset(row) or None in row.values():
        raise ContentError(str(path), "the row does not fit the header", line=line)
    values: dict[str, Any] = {str(key): value.strip() for key, value in row.items()}
    try:
        values["rekkefoelge"] = int(values["rekkefoelge"])
        for name in NAME_LISTS:
            values[name] = tuple(filter(None, values.get(name, "").split("|")))
        return Code(**values)
    except (KeyError, ValueError, TypeError) as error:
        raise ContentError(str(path), f"not a code: {error}", line=line) from error


def _read_reports(
    folder: Path, codelists: CodeLists
) -> tuple[tuple[RawReport, ...], list[Finding]]:
    reports: list[RawReport] = []
    findings: list[Finding] = []
    for sub in sorted(path for path in folder.iterdir() if path.is_dir()):
        found = _read_report(sub, codelists)
        if isinstance(found, RawReport):
            reports.append(found)
        else:
            findings += found
    findings += _repeated_ids(reports)
    return tuple(reports), findings


def _repeated_ids(reports: list[RawReport]) -> list[Finding]:
    first: dict[str, RawReport] = {}
    findings = []
    for report in reports:
        other = first.setdefault(report.origin.id, report)
        if other is not report:
            toml = str(Path(report.path).with_name("report.toml"))
            message = f"the id {report.origin.id} belongs to {other.path} too"
            findings.append(
                Finding(toml, 0, 0, "report-id-repeated", message, "give each report its own id")
            )
    return findings


def _read_report(folder: Path, codelists: CodeLists) -> RawReport | list[Finding]:
    toml = folder / "report.toml"
    if not toml.is_file():
        message = "the report folder has no report.toml"
        hint = "copy one from another report and put in what this report is"
        return [Finding(str(toml), 0, 0, "report-toml-missing", message, hint)]
    try:
        values = tomllib.loads(toml.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [Finding(str(toml), _toml_line(error), 0, "report-toml-invalid", str(error))]
    problems = _origin_problems(values, codelists)
    if problems:
        return [Finding(str(toml), 0, 0, "report-toml-invalid", problem) for problem in problems]
    origin = Origin(**values)
    path = folder / origin.file
    if not path.is_file():
        message = f"report.toml names {origin.file}, which is not in the folder"
        return [Finding(str(path), 0, 0, "report-file-missing", message)]
    raw = path.read_bytes()
    return RawReport(origin, str(path), raw, hashlib.sha256(raw).hexdigest())


def _toml_line(error: Exception) -> int:
    place = re.search(r"at line (\d+)", str(error))
    return int(place[1]) if place else 0


def _origin_problems(values: Mapping[str, Any], codelists: CodeLists) -> list[str]:
    wanted = [field.name for field in fields(Origin)]
    required = [field.name for field in fields(Origin) if field.default is MISSING]
    problems = [f"{name} is missing" for name in required if name not in values]
    problems += [f"{name} is not known" for name in values if name not in wanted]
    problems += [
        f"{name} must be a text that is not empty"
        for name in wanted
        if name in values and not (isinstance(values[name], str) and values[name].strip())
    ]
    return problems or _origin_value_problems(values, codelists)


def _origin_value_problems(values: Mapping[str, str], codelists: CodeLists) -> list[str]:
    problems = [
        f"{name} must be a month such as 2024-08, not {values[name]}"
        for name in ("period_from", "period_to")
        if not _MONTH.fullmatch(values[name])
    ]
    if not problems and values["period_from"] > values["period_to"]:
        problems.append("period_from is after period_to")
    if not problems and values["period_from"][:4] != values["period_to"][:4]:
        problems.append(
            "the period must lie within one year: the columns have no year of their own"
        )
    if "published" in values and not _DATE.fullmatch(str(values["published"])):
        problems.append(f"published must be a date such as 2024-09-13, not {values['published']}")
    if not _ID.fullmatch(values["id"]):
        problems.append("id may hold a-z, 0-9 and single hyphens: it becomes an address")
    if values["tiltaksgruppe"] not in codelists["tiltaksgrupper"]:
        problems.append(f"tiltaksgruppe {values['tiltaksgruppe']} is not in the code list")
    if Path(values["file"]).name != values["file"]:
        problems.append("file must be a name in the report's own folder")
    return problems
