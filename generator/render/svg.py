"""Specs drawn as SVG by vl-convert, in processes beside this one.

Kept light: a worker process imports this module and nothing else of the project.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Final

#: The Vega-Lite that the specs are written for and the reader's browser runs.
VEGALITE_VERSION: Final = "6.4"
_WORKERS: Final = 2
_BATCH: Final = 12

_ATTRIBUTES: Final = re.compile(
    r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*"|aria-hidden="true"'
    r'|pointer-events="none"|xmlns:xlink="[^"]*"|version="1.1")'
)
_SIZE: Final = re.compile(r'<svg ([^>]*?)class="marks" width="[\d.]+" height="[\d.]+"')
_EMPTY: Final = re.compile(
    r'<path class="(?:background|foreground)" d="[^"]*"(?: display="none")?/>'
)
_GROUP: Final = re.compile(r' class="mark-[a-z]+ role-[a-z-]+(?: [a-z_0-9-]+)?"')
_NESTED: Final = re.compile(r"<g></g>")
_NUMBER: Final = re.compile(r"(\d+\.\d{2})\d+")


@dataclass(frozen=True)
class Drawing:
    """Drawings under way: ask for the SVG of a spec when it is needed."""

    total: int
    runtime: Future[str]
    _batches: Mapping[str, tuple[Future[list[str]], int]]

    def svg(self, spec: Mapping[str, Any]) -> str:
        """The SVG of a spec, when it is done."""
        batch, place = self._batches[spec_text(spec)]
        return batch.result()[place]


@contextlib.contextmanager
def drawing(
    config: Mapping[str, Any],
) -> Iterator[Callable[[Sequence[Mapping[str, Any]]], Drawing]]:
    """Open a place to draw. The runtime for the reader's browser is begun at once.

    Args:
        config: the Vega-Lite config that all share.

    Yields:
        What begins to draw specs (Vega-Lite with their data), every distinct one once.
    """
    settings = json.dumps(config)
    pool = ProcessPoolExecutor(_WORKERS, mp_context=get_context("spawn"))
    runtime = pool.submit(bundle)

    def begin(specs: Sequence[Mapping[str, Any]]) -> Drawing:
        texts = list(dict.fromkeys(map(spec_text, specs)))
        batches: dict[str, tuple[Future[list[str]], int]] = {}
        for start in range(0, len(texts), _BATCH):
            chosen = texts[start : start + _BATCH]
            future = pool.submit(draw, chosen, settings)
            batches |= {text: (future, place) for place, text in enumerate(chosen)}
        return Drawing(len(texts), runtime, batches)

    try:
        yield begin
    finally:
        pool.shutdown(cancel_futures=True)


def spec_text(spec: Mapping[str, Any]) -> str:
    """A spec as JSON, equal for equal specs."""
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def draw(specs: Sequence[str], config: str) -> list[str]:
    """Draw specs one after the other. Runs in a worker."""
    import vl_convert

    settings = json.loads(config)
    return [
        tidied(vl_convert.vegalite_to_svg(spec, config=settings, vl_version=VEGALITE_VERSION))
        for spec in specs
    ]


def bundle() -> str:
    """Vega, Vega-Lite and vega-embed as one script. Runs in a worker; takes seconds."""
    import vl_convert

    # Its stub has no default for the snippet that the function itself can do without.
    script: str = vl_convert.javascript_bundle(vl_version=VEGALITE_VERSION)  # type: ignore[call-arg]
    return script


def tidied(svg: str) -> str:
    """An SVG without what the page has no use for, hidden from screen readers, sized by CSS."""
    for pattern in (_ATTRIBUTES, _EMPTY, _GROUP):
        svg = pattern.sub("", svg)
    svg = _NUMBER.sub(r"\1", svg)
    while _NESTED.search(svg):
        svg = _NESTED.sub("", svg)
    return _SIZE.sub(r'<svg \1class="marks" aria-hidden="true" focusable="false"', svg)
