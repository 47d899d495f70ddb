"""How far a long step has come, for whoever watches."""

from __future__ import annotations

from collections.abc import Callable

#: Told what is going on: a stage, how much of it is done, how much there is (0: not known).
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
