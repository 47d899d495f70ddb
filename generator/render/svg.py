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
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from generator.render.kept import Kept, keep
from generator.render.picture import Words, card

#: The Vega-Lite that the specs are written for and the reader's browser runs.
VEGALITE_VERSION: Final = "6.4"
#: Names no font of the machine: bytes must not depend on them.
_FONTS: Final = Path(__file__).with_name("fonts.conf")
#: At least, and at most: each takes 150 MB, and the process that they work for is busy too.
_WORKERS: Final = (2, 4)
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
#: Where things are: a tenth of a pixel is enough.
_PLACES: Final = re.compile(r' (?:d|transform|x|y|x2|y2|viewBox)="[^"]*"')
_NUMBER: Final = re.compile(r"\d+\.\d+")
#: Every text names the font; once for all is enough.
_LETTERS: Final = re.compile(r' font-family="[^"]*"')
_ROOT: Final = '<g fill="none"'


@dataclass(frozen=True)
class Job:
    """A drawing asked for.

    Attributes:
        spec: the spec's text, empty for none.
        cards: what its cards say.
        name: the file that it is kept in; empty for none.
    """

    spec: str
    cards: tuple[Words, ...]
    name: str = ""


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
    _found: Mapping[str, Drawn]

    def svg(self, spec: Mapping[str, Any]) -> str:
        """The SVG of a spec, when it is done."""
        return self._drawn(spec_text(spec)).svg

    def png(self, card: Card) -> bytes:
        """The PNG of a card, when it is done."""
        return self._drawn(card.text).cards[card.words]

    def _drawn(self, text: str) -> Drawn:
        if text in self._found:
            return self._found[text]
        batch, place = self._batches[text]
        return batch.result()[place]


@dataclass(frozen=True)
class Drawn:
    """A drawing with its cards as PNG."""

    svg: str
    cards: Mapping[Words, bytes]

    @property
    def parts(self) -> list[bytes]:
        """As it is kept: the SVG, then the cards in their order."""
        return [self.svg.encode(), *self.cards.values()]


@contextlib.contextmanager
def drawing(
    config: Mapping[str, Any], kept: Kept | None = None
) -> Iterator[Callable[..., Drawing]]:
    """Open a place to draw. The runtime for the reader's browser is begun at once.

    Args:
        config: the Vega-Lite config that all share.
        kept: the drawings of builds before, and where those of this one go; None to draw all.

    Yields:
        What begins to draw: specs (Vega-Lite with their data), every distinct one once; and, where
        they are wanted, cards and their colours by name.
    """
    settings = json.dumps(config)
    pool = ProcessPoolExecutor(
        min(max(os.cpu_count() or 0, _WORKERS[0]), _WORKERS[1]),
        mp_context=get_context("spawn"),
        initializer=use_own_fonts,
    )
    runtime = _runtime(pool, kept)

    def begin(
        specs: Sequence[Mapping[str, Any]],
        cards: Sequence[Card] = (),
        colours: Mapping[str, str] | None = None,
    ) -> Drawing:
        inks = tuple(sorted((colours or {}).items()))
        jobs = _jobs(specs, cards)
        found: dict[str, Drawn] = {}
        if kept:
            jobs = [_named(job, kept, settings, inks) for job in jobs]
            found = {job.spec: drawn for job in jobs if (drawn := _kept(job, kept))}
        wanted = [job for job in jobs if job.spec not in found]
        adding = kept is not None and kept.adding
        batches: dict[str, tuple[Future[list[Drawn]], int]] = {}
        for start in range(0, len(wanted), _BATCH):
            chosen = wanted[start : start + _BATCH]
            future = pool.submit(draw, chosen, settings, inks, adding)
            batches |= {job.spec: (future, place) for place, job in enumerate(chosen)}
        return Drawing(len(jobs), runtime, batches, found)

    try:
        yield begin
        if kept:
            kept.trim()
    finally:
        pool.shutdown(cancel_futures=True)


def _jobs(specs: Sequence[Mapping[str, Any]], cards: Sequence[Card]) -> list[Job]:
    """Every distinct spec once with all its cards; the cards of words alone are a job too."""
    jobs: dict[str, dict[Words, None]] = {spec_text(spec): {} for spec in specs}
    for each in cards:
        jobs.setdefault(each.text, {})[each.words] = None
    return [Job(text, tuple(words)) for text, words in jobs.items()]


def _named(job: Job, kept: Kept, settings: str, inks: tuple[tuple[str, str], ...]) -> Job:
    """A job with the name that it is kept under, made of all that it is drawn from."""
    name = kept.name(job.spec, repr(job.cards), settings, repr(inks), VEGALITE_VERSION)
    return replace(job, name=name)


def _kept(job: Job, kept: Kept) -> Drawn | None:
    parts = kept.find(job.name)
    if parts is None:
        return None
    return Drawn(parts[0].decode(), dict(zip(job.cards, parts[1:], strict=True)))


def _runtime(pool: ProcessPoolExecutor, kept: Kept | None) -> Future[str]:
    """The runtime, found or under way."""
    name = kept.name("runtime", VEGALITE_VERSION) if kept else ""
    if kept and (parts := kept.find(name)):
        done: Future[str] = Future()
        done.set_result(parts[0].decode())
        return done
    return pool.submit(bundle, name if kept and kept.adding else "")


def spec_text(spec: Mapping[str, Any]) -> str:
    """A spec as JSON, equal for equal specs."""
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def use_own_fonts() -> None:
    """Let this process draw with the fonts of vl-convert alone. Before its first drawing."""
    os.environ["FONTCONFIG_FILE"] = str(_FONTS)


def draw(
    jobs: Sequence[Job],
    config: str,
    colours: tuple[tuple[str, str], ...] = (),
    keeping: bool = False,
) -> list[Drawn]:
    """Draw specs one after the other, and their cards, and keep them. Runs in a worker."""
    settings = json.loads(config)
    made = []
    for job in jobs:
        made.append(_drawn(job.spec, job.cards, settings, colours))
        if keeping:
            keep(job.name, made[-1].parts)
    return made


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


def bundle(name: str = "") -> str:
    """Vega, Vega-Lite and vega-embed as one script. Runs in a worker; takes seconds.

    Args:
        name: the file that it is kept in; empty for none.
    """
    import vl_convert

    # Its stub has no default for the snippet that the function itself can do without.
    script: str = vl_convert.javascript_bundle(vl_version=VEGALITE_VERSION)  # type: ignore[call-arg]
    if name:
        keep(name, [script.encode()])
    return script


def tidied(svg: str) -> str:
    """An SVG without what the page has no use for, hidden from screen readers, sized by CSS."""
    for pattern in (_ATTRIBUTES, _EMPTY, _GROUP, _UNSEEN):
        svg = pattern.sub("", svg)
    svg = _PLACES.sub(lambda places: _NUMBER.sub(_tenths, places[0]), svg)
    if font := _LETTERS.search(svg):
        svg = _LETTERS.sub("", svg).replace(_ROOT, f"{_ROOT}{font[0]}", 1)
    while _NESTED.search(svg):
        svg = _NESTED.sub("", svg)
    return _SIZE.sub(r'<svg \1class="marks" aria-hidden="true" focusable="false"', svg)


def _tenths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")
