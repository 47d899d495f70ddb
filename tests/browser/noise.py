"""What a page does that a reader does not see: messages, requests, reports of its policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Page, Request, Response

# Runs before anything of the page's own, and sees reports that no console shows.
_CSP_LISTENER = """
window.cspReports = [];
document.addEventListener('securitypolicyviolation', e =>
    window.cspReports.push(`${e.violatedDirective} blocked ${e.blockedURI} ${e.sample}`));
"""


@dataclass
class Noise:
    """What was heard from a page. A good page leaves every list empty."""

    messages: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    csp: list[str] = field(default_factory=list)

    def all(self) -> list[str]:
        """Everything in one list, for pages of which nothing at all is wanted."""
        return [*self.messages, *self.foreign, *self.failed, *self.csp]


class Listener:
    """Hears what `page` does, for as long as the page is open."""

    def __init__(self, page: Page, base: str) -> None:
        """Begins to listen. Only the host of `base` is home."""
        self._page = page
        self._host = urlsplit(base).netloc
        self._noise = Noise()
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._noise.messages.append(f"page error: {error}"))
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        page.on("requestfailed", lambda request: self._noise.failed.append(f"no {request.url}"))

    @classmethod
    async def on(cls, page: Page, base: str) -> Listener:
        """A listener that hears of the content security policy too."""
        await page.add_init_script(_CSP_LISTENER)
        return cls(page, base)

    def _on_console(self, message: ConsoleMessage) -> None:
        self._noise.messages.append(f"{message.type}: {message.text}")

    def _on_request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob") and url.netloc != self._host:
            self._noise.foreign.append(request.url)

    def _on_response(self, response: Response) -> None:
        # The 404 page itself may answer 404; what it loads may not.
        if response.status >= 400 and not response.request.is_navigation_request():
            kind = response.request.resource_type
            self._noise.failed.append(f"{response.status} {kind} {response.url}")

    async def note_csp(self) -> None:
        """Notes the reports since the page was loaded; to be called before it is left."""
        self._noise.csp += await self._page.evaluate("window.cspReports.splice(0)")

    async def take(self) -> Noise:
        """What was heard since the last time, or since the beginning."""
        await self.note_csp()
        taken, self._noise = self._noise, Noise()
        return taken
