"""What the numbers of a Vega-Lite spec may be besides figures: lengths, sizes, patterns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

#: Keys of a config whose numbers are lengths and sizes.
CONFIG_MEASURES = {
    *("fontSize", "labelFontSize", "labelLimit", "labelPadding", "rowPadding", "symbolOpacity"),
    *("symbolSize", "symbolStrokeWidth", "tickSize"),
}


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:  # noqa: ANN401
    """The strings, numbers and truths in a spec, each with the way to it."""
    if isinstance(node, dict | list):
        items = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in items:
            yield from leaves(value, (*path, key))
    elif node is not None:
        yield path, node
