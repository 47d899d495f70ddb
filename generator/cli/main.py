"""What the words on the command line mean. The commands import what they need when they run."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from generator.describe.address import LOCAL
from generator.model.errors import ContentError, UsageError
from generator.model.findings import Finding

GOOD: Final = 0
FINDINGS: Final = 1
WRONG_USE: Final = 2

_ROOT: Final = Path(__file__).resolve().parents[2]
#: Drawings of builds before; may be deleted at any time.
DRAWINGS: Final = _ROOT / ".cache" / "drawings"

_ABOUT: Final = """\
Turns NAV's reports on participants in labour-market measures into checked open data and a site.

Put each report in a folder of its own under content/reports/, with a report.toml that says what
it is, and run «build». What is wrong with a report is shown as FILE:LINE:COLUMN: CODE message;
COLUMN counts the figures on the line, from 1. Nothing is published until nothing is wrong."""

_STATUS: Final = """\
exit status: 0 good, 1 something in the content stops publication, 2 wrong use"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        argv: the words after the program's name; by default those of the process.

    Returns:
        The exit status: 0 good, 1 findings that stop publication, 2 wrong use.
    """
    arguments = parser().parse_args(argv)
    try:
        return _run(arguments)
    except UsageError as error:
        print(f"generator: {error}", file=sys.stderr)
        return WRONG_USE
    except ContentError as error:
        finding = Finding(error.file, error.line, 0, "content-invalid", str(error))
        show_findings([finding], arguments.format)
        return FINDINGS
    except BrokenPipeError:
        return GOOD
    except KeyboardInterrupt:
        print("stopped; the last good site stays", file=sys.stderr)
        return 130


def _run(arguments: argparse.Namespace) -> int:
    from generator.cli import commands

    command = {
        "build": commands.build,
        "validate": commands.validate,
        "serve": commands.serve,
        "audit": commands.audit,
        "explain": commands.explain,
    }[arguments.command]
    return command(arguments)


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    formatter = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(
        "python -m generator", description=_ABOUT, epilog=_STATUS, formatter_class=formatter
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, about in (
        ("build", "build the site and the data package from content/"),
        ("validate", "do all that build does, but write nothing"),
        ("serve", "build, show the site on this machine, and build again at each change"),
        ("audit", "count how many hidden figures the published totals give away; write nothing"),
        ("explain", "show the way of one figure, from its line in the report; write nothing"),
    ):
        command = commands.add_parser(
            name, help=about, description=about, epilog=_STATUS, formatter_class=formatter
        )
        _add_sources(command)
        command.set_defaults(no_cache=True)
        if name in ("build", "validate", "serve"):
            about = "draw every chart anew, and keep none for the next time"
            command.add_argument("--no-cache", action="store_true", default=False, help=about)
        if name == "serve":
            command.add_argument("--port", type=int, default=8000, help="default: 8000")
        if name == "explain":
            command.add_argument(
                "what", help="codes or names: «mentor» or «tiltak=mentor,fylke=03»"
            )
            command.add_argument("period", help="2024-08, or hittil_i_aar/2024-08 for the average")
    return top


def _add_sources(command: argparse.ArgumentParser) -> None:
    for name, default, metavar, about in (
        ("--content", _ROOT / "content", "FOLDER", "reports, code lists and pages"),
        ("--site", _ROOT / "site", "FOLDER", "where the site goes"),
        ("--descriptor", _ROOT / "datapackage.json", "FILE", "the contract of the data"),
    ):
        command.add_argument(name, default=default, type=Path, metavar=metavar, help=about)
    command.add_argument(
        "--address",
        default=os.environ.get("SITE_ADDRESS") or LOCAL,
        metavar="URL",
        help="where the site will lie, for catalogues and feeds; default: SITE_ADDRESS in the"
        f" environment, else {LOCAL}",
    )
    command.add_argument(
        "--source",
        default=os.environ.get("SITE_SOURCE", ""),
        metavar="URL",
        help="where the source code lies, for links to its issues; default: SITE_SOURCE in the"
        " environment, else no links",
    )
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help="how findings are shown"
    )
    command.add_argument("--strict", action="store_true", help="warnings stop publication too")


def show_findings(findings: Sequence[Finding], how: str) -> None:
    """Findings to stderr: a line each, or all as one JSON list."""
    if how == "json":
        shown = [finding.as_dict() for finding in findings]
        print(json.dumps(shown, ensure_ascii=False, indent=2), file=sys.stderr)
        return
    for finding in findings:
        print(finding, file=sys.stderr)


def templates_folder() -> Path:
    """The templates of this checkout."""
    return _ROOT / "templates"
