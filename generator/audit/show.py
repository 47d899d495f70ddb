"""An audit as text or JSON: counts and where they are, no value and no range of any cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from generator.audit.audit import Audit, Count
from generator.audit.ranges import VALUES

_LABEL_WIDTH: Final = 52
_NAMES: Final = {
    "figure": "figures",
    "sum": "sums",
    "share": "shares",
    "order": "comparisons",
    "new": "before_the_measure",
}
_HEAD: Final = """\
How many values the published totals leave to the hidden figures, each of which is 0, 1, 2 or 3.
One value: the figure is pinned down, and anyone can work it out from what NAV has published.
"""


def as_text(audit: Audit, seconds: float) -> str:
    """The counts as a table, what the site adds, and the seconds that it took."""
    widths = [f"{n} value{'s' * (n > 1)}" for n in range(1, VALUES + 1)]
    lines = [_HEAD, _line("", ["hidden", *widths])]
    for rapport, counts in _by_report(audit):
        lines.append(_line(rapport, _numbers(counts)))
        lines += [_line(f"  {_kind(count)}", _numbers([count])) for count in counts]
    lines.append(_line("all reports together", [str(audit.hidden), *map(str, audit.possible)]))
    return "\n".join([*lines, "", _site(audit), f"{seconds:.1f} s"])


def as_json(audit: Audit, seconds: float) -> str:
    """The same as JSON."""
    reports = [
        {
            "rapport": rapport,
            **_entry(counts),
            "kinds": [
                {
                    "periodetype": count.periodetype,
                    "dimensions": list(count.dimensjoner),
                    **_entry([count]),
                }
                for count in counts
            ],
        }
        for rapport, counts in _by_report(audit)
    ]
    shown = {
        "reports": reports,
        "together": _possible(audit.hidden, audit.possible),
        "site": {
            "pages": audit.site.pages,
            **_named(audit.site.claims),
            "narrowed_if_new": audit.site.narrowed_if_new,
            "if_new": [
                {
                    "rapport": each.rapport,
                    "dimensions": list(each.dimensjoner),
                    "tiltak": each.tiltak,
                    "hidden": each.hidden,
                }
                for each in audit.site.if_new
            ],
            "disclosed": audit.disclosed,
        },
        "seconds": round(seconds, 1),
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _by_report(audit: Audit) -> Iterator[tuple[str, list[Count]]]:
    for rapport, counts in groupby(audit.counts, lambda count: count.rapport):
        yield rapport, list(counts)


def _kind(count: Count) -> str:
    return f"{count.periodetype}: {' × '.join(count.dimensjoner) or 'i alt'}"


def _line(label: str, cells: Iterable[str]) -> str:
    return label.ljust(_LABEL_WIDTH) + "".join(cell.rjust(10) for cell in cells)


def _sums(counts: Sequence[Count]) -> tuple[int, tuple[int, ...]]:
    possible = tuple(map(sum, zip(*(count.possible for count in counts), strict=True)))
    return sum(count.hidden for count in counts), possible


def _numbers(counts: Sequence[Count]) -> list[str]:
    hidden, possible = _sums(counts)
    return [str(hidden), *map(str, possible)]


def _entry(counts: Sequence[Count]) -> dict[str, object]:
    return _possible(*_sums(counts))


def _possible(hidden: int, possible: Sequence[int]) -> dict[str, object]:
    by_width = {str(width): number for width, number in enumerate(possible, 1)}
    return {"hidden": hidden, "pinned": possible[0], "possible": by_width}


def _named(claims: Mapping[str, int]) -> dict[str, int]:
    """The numbers of claims by the names that the JSON has for them."""
    return {name: claims[kind] for kind, name in _NAMES.items()}


def _site(audit: Audit) -> str:
    claims = audit.site.claims
    text = (
        f"This site: {audit.site.pages} pages show {claims['figure']} figures. Worked out for "
        f"them: {claims['sum']} sums and differences,\n{claims['share']} shares and "
        f"{claims['order']} comparisons, steps on the way among them.\n"
    )
    if audit.disclosed:
        text += f"They tell of {audit.disclosed} hidden figures: see the findings."
    else:
        text += "Each comes from published figures alone; they narrow no hidden figure."
    return text + _note(audit) if claims["new"] else text


def _note(audit: Audit) -> str:
    """What follows if «ny ordning» is read as 0: for information, no error."""
    site = audit.site
    text = (
        f"\n\nNote, no error: {site.claims['new']} hidden figures are of months before the measure "
        "existed, and the pages say that it did\nnot exist yet; they do not say that the figure is "
        "0. Whoever reads it as 0 narrows "
    )
    if not site.if_new:
        return f"{text}no hidden figure further."
    text += f"{site.narrowed_if_new} hidden figures\nfurther than NAV's totals do:"
    for each in site.if_new:
        of = each.tiltak or "no single measure"
        text += f"\n  {each.rapport}, {' × '.join(each.dimensjoner)}: {each.hidden} of {of}"
    return text
