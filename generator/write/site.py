"""Files into a folder that takes the place of the old one in a single step."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from generator.model.errors import UsageError

_EXCHANGE: Final = 2  # RENAME_EXCHANGE, linux/fs.h
_AT_FDCWD: Final = -100


@contextlib.contextmanager
def staging(site: Path) -> Iterator[Path]:
    """A new folder beside ``site``, on the same disk, gone afterwards unless it was published.

    Raises:
        UsageError: there can be no folder beside ``site``.
    """
    folder = site.with_name(f".{site.name}-{os.getpid()}")
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        _sweep(site)
        folder.mkdir()
    except OSError as error:
        raise UsageError(f"no site can be written at {site}: {error}") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files by their path from ``folder``. Returns how many bytes."""
    made: set[Path] = set()
    total = 0
    for name, data in files:
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(data)
        total += len(data)
    return total


def swap(folder: Path, site: Path) -> None:
    """Put ``folder`` in the place of ``site``; what was there is then in ``folder``.

    Where the system can exchange two folders in one step there is no moment without a site.
    Elsewhere the old one steps aside first, and :func:`staging` brings it back after a kill.
    """
    folder.chmod(0o755)
    if not site.exists():
        folder.rename(site)
    elif not _exchange(folder, site):
        aside = site.with_name(f".{site.name}-old")
        site.rename(aside)
        try:
            folder.rename(site)
        except OSError:
            aside.rename(site)
            raise
        shutil.rmtree(aside)


def _exchange(one: Path, other: Path) -> bool:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE) == 0)


def _sweep(site: Path) -> None:
    """Clear up after builds that were killed: bring an old site back, drop half-made ones."""
    aside = site.with_name(f".{site.name}-old")
    if aside.is_dir() and not site.exists():
        aside.rename(site)
    for left in site.parent.glob(f".{site.name}-*"):
        if left.is_dir() and not _alive(left.name.rpartition("-")[2]):
            shutil.rmtree(left, ignore_errors=True)


def _alive(pid: str) -> bool:
    """Whether another build still runs. In a container ids come again: our own is a dead one's."""
    if not pid.isdigit() or int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
