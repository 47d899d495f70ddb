"""Finds Chromium and starts it so that it speaks to nobody but the pages under test."""

from __future__ import annotations

import os
import shutil
from typing import Any

_NAMES = ("chromium", "google-chrome")
_FLAGS = (
    "--no-sandbox",  # the tests may run as root, as they do in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch_options() -> dict[str, Any]:
    """Arguments for Playwright's `chromium.launch`. `CHROMIUM` in the environment goes first.

    Raises:
        RuntimeError: There is no Chromium on this machine.
    """
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise RuntimeError("No Chromium here: scripts/setup-browser installs it")
    return {"executable_path": found, "args": list(_FLAGS)}
