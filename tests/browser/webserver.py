"""Serves a built site the way GitHub Pages does: under a mount, 404.html for what is not there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Files below the mount; everything else is answered with the site's own 404.html."""

    protocol_version = "HTTP/1.1"  # connections are kept, as a real host keeps them
    mount = "/"

    def translate_path(self, path: str) -> str:
        """The file below the mount."""
        if not path.startswith(self.mount):
            return str(Path(self.directory, "404.html", "outside"))  # cannot be a file
        return super().translate_path("/" + path.removeprefix(self.mount))

    def list_directory(self, path: object) -> None:
        """A folder without a page is not there."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there."""
        page = Path(self.directory, "404.html")
        inside = self.path.startswith(self.mount)
        if code != HTTPStatus.NOT_FOUND or not inside or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing is said of requests."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a page breaks connections off; that is no news."""


@contextmanager
def serve(site: Path, mount: str = "/", handler: type[Handler] = Handler) -> Iterator[str]:
    """The address of `site`, served on this machine under `mount` (begins and ends with `/`)."""
    mounted = type("_Mounted", (handler,), {"mount": mount})
    server = _Server(("127.0.0.1", 0), partial(mounted, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{mount}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
