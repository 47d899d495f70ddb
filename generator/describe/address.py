"""Where the site will lie: what catalogues and search engines must be told in full."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from generator.model.errors import UsageError

#: Where ``serve`` shows the site.
LOCAL: Final = "http://localhost:8000/"

#: A host, perhaps a port, perhaps a path (RFC 3986), and nothing that catalogues would stumble on.
_SITE: Final = re.compile(
    r"https?://([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(:[0-9]{1,5})?"
    r"(/[a-z0-9._~!$&'()*+,;=:@%-]*)*",
    re.IGNORECASE | re.ASCII,
)


def normalised(address: str) -> str:
    """An address with one slash at its end.

    Raises:
        UsageError: it is not the address of a web site.
    """
    if not _SITE.fullmatch(address):
        raise UsageError(
            f"{address!r} is no address of a site: give one such as https://example.org/tiltak/"
        )
    return address.rstrip("/") + "/"


def is_local(address: str) -> bool:
    """Whether only this machine can follow the address."""
    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")
