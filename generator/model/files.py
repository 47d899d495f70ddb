"""Files that readers download, as the catalogue of them knows each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file for reuse, without its content.

    Attributes:
        path: from the site's root.
        mediatype: the content type that a web server gives for the file's ending.
        format: what kind of file: ``csv``, ``excel-csv``, ``xlsx``, ``json-stat``, ``parquet`` …
        title: what it holds, in bokmål.
        title_en: the same in English.
        page: the folder of the page that it belongs to; ``data/`` for the whole package.
        rows: how many rows (observations, codes …) it holds; None where that says nothing.
        bytes: its size.
        sha256: its checksum, in hexadecimal.
        sha1: the checksum that DCAT-AP-NO's shapes ask for; it guards against accidents alone.
    """

    path: str
    mediatype: str
    format: str
    title: str
    title_en: str
    page: str
    rows: int | None
    bytes: int
    sha256: str
    sha1: str


def published_file(
    path: str,
    data: bytes,
    *,
    mediatype: str,
    format: str,
    title: str,
    title_en: str,
    page: str,
    rows: int | None = None,
) -> PublishedFile:
    """What the catalogue keeps of a file with this content."""
    sha256 = hashlib.sha256(data).hexdigest()
    sha1 = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    size = len(data)
    return PublishedFile(path, mediatype, format, title, title_en, page, rows, size, sha256, sha1)
