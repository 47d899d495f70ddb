"""Specs drawn as SVG by vl-convert, in processes beside this one.

Kept light: a worker process imports this module and those that make pictures of drawings, and
nothing else of the project.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from generator.render.picture import Words, card

#: The Vega-Lite that the specs are written for and the reader's browser runs.
VEGALITE_VERSION: Final = "6.4"
#: Names no font of the machine: bytes must not depend on them.
_FONTS: Final = Path(__file__).with_name("fonts.conf")
_WORKERS: Final = 2
_BATCH: Final = 12

_ATTRIBUTES: Final = re.compile(
    r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*"|aria-hidden="true"'
    r'|pointer-events="none"|xmlns:xlink="[^"]*"|version="1.1"|opacity="1"|stroke-width="1")'
)
_SIZE: Final = re.compile(r'<svg ([^>]*?)class="marks" width="[\d.]+" height="[\d.]+"')
_EMPTY: Final = re.compile(
    r'<path class="(?:background|foreground)" d="[^"]*"(?: display="none")?/>'
)
_GROUP: Final = re.compile(r' class="mark-[a-z]+ role-[a-z-]+(?: [a-z_0-9-]+)?"')
#: Shapes of the background's own colour, which nobody sees.
_UNSEEN: Final = re.compile(r'<path d="[^"]*" fill="var\(--bunn\)" stroke="var\(--bunn\)"/>')
_NESTED: Final = re.compile(r"<g></g>")
_NUMBER: Final = re.compile(r"(\d+\.\d{2})\d+")


#: A drawing asked for: the spec's text, empty for none, and what its cards say.
_Job = tuple[str, tuple[Words, ...]]


@dataclass(frozen=True)
class Card:
    """A picture for sharing, 1200 × 630 pixels.

    Attributes:
        spec: what it shows; None for words alone.
        words: what it says.
    """

    spec: Mapping[str, Any] | None
    words: Words

    @property
    def text(self) -> str:
        """Its spec as a text, empty for none."""
        return spec_text(self.spec) if self.spec is not None else ""


@dataclass(frozen=True)
class Drawing:
    """Drawings under way: ask for the SVG of a spec, or the PNG of a card, when it is needed."""

    total: int
    runtime: Future[str]
    _batches: Mapping[str, tuple[Future[list[Drawn]], int]]

    def svg(self, spec: Mapping[str, Any]) -> str:
        """The SVG of a spec, when it is done."""
        batch, place = self._batches[spec_text(spec)]
        return batch.result()[place].svg

    def png(self, card: Card) -> bytes:
        """The PNG of a card, when it is done."""
        batch, place = self._batches[card.text]
        return batch.result()[place].cards[card.words]


@dataclass(frozen=True)
class Drawn:
    """A drawing with its cards as PNG."""

    svg: str
    cards: Mapping[Words, bytes]


@contextlib.contextmanager
def drawing(
    config: Mapping[str, Any],
) -> Iterator[Callable[..., Drawing]]:
    """Open a place to draw. The runtime for the reader's browser is begun at once.

    Args:
        config: the Vega-Lite config that all share.

    Yields:
        What begins to draw: specs (Vega-Lite with their data), every distinct one once; and, where
        they are wanted, cards and their colours by name.
    """
    settings = json.dumps(config)
    pool = ProcessPoolExecutor(_WORKERS, mp_context=get_context("spawn"), initializer=use_own_fonts)
    runtime = pool.submit(bundle)

    def begin(
        specs: Sequence[Mapping[str, Any]],
        cards: Sequence[Card] = (),
        colours: Mapping[str, str] | None = None,
    ) -> Drawing:
        jobs = _jobs(specs, cards)
        inks = tuple(sorted((colours or {}).items()))
        batches: dict[str, tuple[Future[list[Drawn]], int]] = {}
        for start in range(0, len(jobs), _BATCH):
            chosen = jobs[start : start + _BATCH]
            future = pool.submit(draw, chosen, settings, inks)
            batches |= {text: (future, place) for place, (text, _) in enumerate(chosen)}
        return Drawing(len(jobs), runtime, batches)

    try:
        yield begin
    finally:
        pool.shutdown(cancel_futures=True)


def _jobs(specs: Sequence[Mapping[str, Any]], cards: Sequence[Card]) -> list[_Job]:
    """Every distinct spec once with all its cards; the cards of words alone are a job too."""
    jobs: dict[str, dict[Words, None]] = {spec_text(spec): {} for spec in specs}
    for each in cards:
        jobs.setdefault(each.text, {})[each.words] = None
    return [(text, tuple(words)) for text, words in jobs.items()]


def spec_text(spec: Mapping[str, Any]) -> str:
    """A spec as JSON, equal for equal specs."""
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def use_own_fonts() -> None:
    """Let this process draw with the fonts of vl-convert alone. Before its first drawing."""
    os.environ["FONTCONFIG_FILE"] = str(_FONTS)


def draw(
    jobs: Sequence[_Job], config: str, colours: tuple[tuple[str, str], ...] = ()
) -> list[Drawn]:
    """Draw specs one after the other, and their cards. Runs in a worker."""
    settings = json.loads(config)
    return [_drawn(text, cards, settings, colours) for text, cards in jobs]


def _drawn(
    spec: str,
    cards: Sequence[Words],
    config: dict[str, Any],
    colours: tuple[tuple[str, str], ...],
) -> Drawn:
    import vl_convert

    from generator.render.png import png

    svg = ""
    if spec:
        svg = vl_convert.vegalite_to_svg(spec, config=config, vl_version=VEGALITE_VERSION)
        svg = tidied(svg)
    light = dict(colours)
    return Drawn(svg, {words: png(card(words, svg, light), colours) for words in cards})


def bundle() -> str:
    """Vega, Vega-Lite and vega-embed as one script. Runs in a worker; takes seconds."""
    import vl_convert

    # Its stub has no default for the snippet that the function itself can do without.
    script: str = vl_convert.javascript_bundle(vl_version=VEGALITE_VERSION)  # type: ignore[call-arg]
    return script


def tidied(svg: str) -> str:
    """An SVG without what the page has no use for, hidden from screen readers, sized by CSS."""
    for pattern in (_ATTRIBUTES, _EMPTY, _GROUP, _UNSEEN):
        svg = pattern.sub("", svg)
    svg = _NUMBER.sub(r"\1", svg)
    while _NESTED.search(svg):
        svg = _NESTED.sub("", svg)
    return _SIZE.sub(r'<svg \1class="marks" aria-hidden="true" focusable="false"', svg)
