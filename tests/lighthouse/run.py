"""Measures one page of each kind with Lighthouse, as a phone gets it: the median of three runs.

The site is served compressed and with cache headers, as GitHub Pages does. Seconds depend on what
else the machine does, so this is a command by itself and no test.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

# Run as a file, so the checkout is not on the import path by itself.
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.addresses import one_of_each  # noqa: E402
from tests.browser.chromium import launch_options  # noqa: E402
from tests.browser.webserver import Handler, serve  # noqa: E402

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_LIGHTHOUSE = Path(__file__).parent / "node_modules/lighthouse/cli/index.js"
_BUILT_FOR = re.compile(r'<link rel="canonical" href="([^"]+)"')
_TEXT = (".html", ".css", ".js", ".json", ".svg", ".txt", ".xml", "/")


class _Compressing(Handler):
    """As GitHub Pages: text is compressed, and kept for a while.

    Pages say the address that they are served at in the place of the one they were built for.
    """

    built_for = b""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix in _TEXT and path.is_file():
            self._send(path)
        else:
            super().do_GET()

    def _send(self, path: Path) -> None:
        here = f"http://{self.headers['Host']}{self.mount}"
        body = path.read_bytes().replace(self.built_for, here.encode())
        body = gzip.compress(body, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="a built site")
    parser.add_argument("--page", action="append", help="only this address, such as fylke/03/")
    parser.add_argument("--runs", type=int, default=3, help="runs a page (default: %(default)s)")
    return parser.parse_args()


def _measured(url: str, chromium: dict[str, Any]) -> dict[str, Any]:
    """One run: the scores, 0 to 100, and what is not perfect."""
    node = shutil.which("node")
    if node is None or not _LIGHTHOUSE.is_file():
        raise FileNotFoundError("scripts/lighthouse installs Lighthouse; Node must be there")
    flags = ["--headless=new", *chromium["args"]]
    command = [node, str(_LIGHTHOUSE), url, "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(flags)}"]
    chrome = {"CHROME_PATH": chromium["executable_path"]}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        subprocess.run(
            command, env=os.environ | chrome, stdout=out, stderr=subprocess.PIPE, check=True
        )
        out.seek(0)
        report: dict[str, Any] = json.load(out)
    return report


def _scores(reports: list[dict[str, Any]]) -> list[int]:
    return [
        round(median(100 * (report["categories"][name]["score"] or 0) for report in reports))
        for name in CATEGORIES
    ]


def _faults(report: dict[str, Any]) -> list[str]:
    """The audits that count and are not passed, each with what it says."""
    counted = {
        each["id"]
        for category in report["categories"].values()
        for each in category["auditRefs"]
        if each["weight"]
    }
    audits = (report["audits"][name] for name in sorted(counted))
    return [
        f"{audit['id']}: {audit.get('displayValue') or audit['title']}"
        for audit in audits
        if audit["score"] is not None and audit["score"] < 0.9
    ]


def _run(arguments: argparse.Namespace, base: str) -> bool:
    chromium = launch_options()
    good = True
    print(f"{'page':44}{'  '.join(CATEGORIES)}", flush=True)
    for address in arguments.page or one_of_each(arguments.site):
        reports = [_measured(base + address, chromium) for _ in range(arguments.runs)]
        scores = _scores(reports)
        cells = "  ".join(f"{s:{len(n)}}" for s, n in zip(scores, CATEGORIES, strict=True))
        print(f"/{address:43}{cells}", flush=True)
        if min(scores) < 100:
            good = False
            print("".join(f"    {fault}\n" for fault in _faults(reports[0])), end="", flush=True)
    return good


def main() -> int:
    """Measures the pages that the command line asks for; 1 where one is below 100 in anything."""
    arguments = _arguments()
    if not (arguments.site / "index.html").is_file():
        print(f"{arguments.site} holds no site: scripts/build makes one", file=sys.stderr)
        return 2
    found = _BUILT_FOR.search((arguments.site / "index.html").read_text("utf-8"))
    _Compressing.built_for = found[1].encode() if found else b"http://localhost:8000/"
    with serve(arguments.site, handler=_Compressing) as base:
        return 0 if _run(arguments, base) else 1


if __name__ == "__main__":
    sys.exit(main())
