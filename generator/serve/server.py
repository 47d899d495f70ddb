"""Serve the site on this machine, build again when something changes, and reload the page.

The build runs as a process of its own, so that a change of the code counts too. A build that
fails shows its findings here and leaves the last good site in the browser.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from generator.model.errors import UsageError

_LOOK_EVERY: Final = 0.7  # seconds
_WAIT: Final = 25.0  # seconds that a page waits for news before it asks again
_RELOAD_TAG: Final = b'<script src="/__reload.js" defer></script></body>'
_RELOAD: Final = b"""\
(async () => {
  let known;
  for (;;) {
    try {
      const answer = await (await fetch(`/__version?known=${known ?? ""}`)).text();
      if (known !== undefined && answer !== known) location.reload();
      known = answer;
    } catch {
      await new Promise((again) => setTimeout(again, 1000));
    }
  }
})();
"""


class Version:
    """Which build the site is; pages wait here for the next one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = 0

    def step(self) -> None:
        """A new build is there."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def after(self, known: str, seconds: float = _WAIT) -> str:
        """The number of the build, at once if it is not ``known``, else when it changes."""
        with self._changed:
            self._changed.wait_for(lambda: str(self._number) != known, seconds)
            return str(self._number)


class Handler(SimpleHTTPRequestHandler):
    """Files of the site as GitHub Pages serves them, with the reload script put in."""

    def __init__(self, *args: object, version: Version, directory: str) -> None:
        self.version = version
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer a request."""
        address, _, query = self.path.partition("?")
        if address == "/__version":
            self._send(self.version.after(query.removeprefix("known=")).encode(), "text/plain")
        elif address == "/__reload.js":
            self._send(_RELOAD, "text/javascript")
        elif (page := self._page(address)) is not None:
            self._send(page.read_bytes().replace(b"</body>", _RELOAD_TAG), "text/html")
        else:
            super().do_GET()

    def _page(self, address: str) -> Path | None:
        path = Path(self.translate_path(address))
        if path.is_dir() and address.endswith("/"):
            path /= "index.html"
        return path if path.suffix == ".html" and path.is_file() else None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there."""
        page = Path(self.directory) / "404.html"
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._send(page.read_bytes(), "text/html", HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


def make_server(site: Path, port: int, version: Version) -> ThreadingHTTPServer:
    """A server for a site on this machine alone.

    Raises:
        UsageError: the port is taken.
    """
    handler = partial(Handler, version=version, directory=str(site))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise UsageError(f"port {port} cannot be used ({error.strerror}); try --port") from error
    server.daemon_threads = True
    return server


def serve_site(site: Path, port: int, watched: Iterable[Path], build: Callable[[], bool]) -> None:
    """Serve until interrupted.

    Args:
        site: the folder to serve.
        port: on 127.0.0.1; 0 chooses a free one.
        watched: files and folders to look at for changes.
        build: builds the site; whether it was good.
    """
    version = Version()
    server = make_server(site, port, version)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"The site is at http://127.0.0.1:{server.server_port}/ (stop with Ctrl-C)", flush=True)
    for changed in changes(tuple(watched)):
        print(f"{changed} changed; building …", file=sys.stderr, flush=True)
        if build():
            version.step()


def changes(watched: tuple[Path, ...]) -> Iterator[Path]:
    """Each time that something under ``watched`` changes, one path that did."""
    before = _stamps(watched)
    while True:
        time.sleep(_LOOK_EVERY)
        now = _stamps(watched)
        different = {p for p, stamp in now.items() ^ before.items()}
        before = now
        if different:
            yield min(different)


def _stamps(watched: tuple[Path, ...]) -> dict[Path, int]:
    stamps = {}
    for top in watched:
        for path in (top, *top.rglob("*")) if top.is_dir() else (top,):
            try:
                if path.is_file() and "__pycache__" not in path.parts:
                    stamps[path] = path.stat().st_mtime_ns
            except FileNotFoundError:
                continue
    return stamps
