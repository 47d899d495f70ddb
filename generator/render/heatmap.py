"""A chart of states: a row a code, a column a month, a square what the month is."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from generator.model.language import Language, capital
from generator.render.axis import Axis
from generator.render.charts import COLOURS, NARROW, WIDE, Chart, Spec, cleaned, filled, looked_up

_ROW: Final = 17
#: How many letters of a name there is room for, by width.
_LETTERS: Final = {WIDE: 42, NARROW: 18}
#: How many of them at least are left for the beginning of a name that is cut in the middle.
_BEGINNING: Final = 7
#: A word of fewer letters («a», «for») tells nothing.
_TELLING: Final = 4
#: How each state is drawn: fill, outline, and the sign that tells it from the others.
MARKS: Final = {
    "alt": (COLOURS[0], COLOURS[0], ""),
    "delvis": ("var(--hull)", COLOURS[0], ""),
    "skjermet": ("var(--bunn)", "var(--akse)", "*"),
    "ingen": ("var(--bunn)", "var(--bunn)", ""),
    "annet-navn": ("var(--bunn)", "var(--bunn)", "→"),
    "finnes-ikke": ("var(--bunn)", "var(--bunn)", "–"),
}


def heatmap_chart(
    lang: Language,
    id: str,
    months: Sequence[str],
    rows: Sequence[tuple[str, Sequence[str]]],
    told: Mapping[str, str],
    *,
    title: str,
    subtitle: str,
) -> Chart:
    """A square for each code and month.

    Args:
        lang: the page's language.
        id: unique on the page.
        months: the columns, ``YYYY-MM``.
        rows: for each row its name and its state in each month, keys of ``told``.
        told: the states in words.
        title: the message.
        subtitle: what a square is.
    """
    wide, narrow = (_spec(lang, months, rows, told, width) for width in _LETTERS)
    return Chart(
        id,
        title,
        subtitle,
        lang.t("Rutediagram. %(title)s.", title=title),
        wide,
        tuple(_LETTERS),
        narrow=narrow,
        live=False,
        states=tuple(told.items()),
    )


def _spec(
    lang: Language,
    months: Sequence[str],
    rows: Sequence[tuple[str, Sequence[str]]],
    told: Mapping[str, str],
    width: int,
) -> Spec:
    axis = Axis(lang, months)
    squares: list[Spec] = []
    names: list[Spec] = []
    written = shortened([name for name, _ in rows], _LETTERS[width])
    for y, (name, states) in enumerate(rows):
        names.append({"y": y + 0.5, "k": written[y]})
        for month, state in zip(months, states, strict=True):
            fill, outline, sign = MARKS[state]
            text = f"{name}, {lang.month(month)}: {told[state]}"
            place = {"x": axis.place(month), "y": y, "f": fill, "o": outline, "e": sign}
            squares.append({**place, "t": capital(text)})
    longest = max(len(str(row["k"])) for row in names)
    left = 10 + round(6.6 * longest)
    holes = axis.hole_rows(True)
    spec = filled(
        _template(bool(holes)),
        {
            "@ticks": [tick + 0.5 for tick in axis.ticks],
            "@label": looked_up({tick + 0.5: text for tick, text in axis.ticks.items()}),
            "@end": axis.length + 1,
            "@rows": len(rows),
        },
    )
    spec["datasets"] = {"ruter": squares, "navn": names} | ({"hull": holes} if holes else {})
    spec["height"] = _ROW * len(rows)
    spec["padding"] = {"left": left, "right": 8, "top": 4, "bottom": 40}
    return {**spec, "width": width - left - 8}


def shortened(names: Sequence[str], letters: int) -> list[str]:
    """Names in at most so many letters each: cut at the end, or before what tells them apart.

    Two names that would be cut alike keep a word in which they differ: «Arbeidspraksis i ordinær
    virksomhet» becomes «Arbeidspr… ordinær» beside «Arbeidsp… skjermet». Without such a word they
    keep their ends.
    """
    cut = [_cut(name, letters) for name in names]
    alike = {short: [n for n, c in zip(names, cut, strict=True) if c == short] for short in cut}
    parted = [
        _apart(name, alike[short], letters) if len(alike[short]) > 1 else short
        for name, short in zip(names, cut, strict=True)
    ]
    still = Counter(parted)
    return [
        _ends(name, letters) if still[short] > 1 else short
        for name, short in zip(names, parted, strict=True)
    ]


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"


def _apart(name: str, names: Sequence[str], letters: int) -> str:
    """A name by its beginning and its first telling word that no other of the names has."""
    others = {word for each in names if each != name for word in _words(each)}
    own = next((w for w in _words(name) if len(w) >= _TELLING and w not in others), "")
    if not own:
        return _cut(name, letters)
    last = _cut(own, letters - _BEGINNING)
    return f"{name[: letters - len(last) - 2].rstrip()}… {last}"


def _ends(name: str, letters: int) -> str:
    """A name by its beginning and its end."""
    if len(name) <= letters:
        return name
    return f"{name[:_BEGINNING].rstrip()}… {name[_BEGINNING + 2 - letters :].lstrip()}"


def _words(name: str) -> list[str]:
    return [word.strip(",()") for word in name.split(" ")]


@functools.cache
def _template(holes: bool) -> Spec:
    import altair as alt

    x_axis = alt.Axis(values=["@ticks"], labelExpr="@label", domain=False)
    x_scale = alt.Scale(domain=[0, "@end"], nice=False)
    y_scale = alt.Scale(domain=["@rows", 0], nice=False)
    base = alt.Chart(alt.NamedData("ruter")).transform_calculate(
        left="datum.x + 0.08",
        right="datum.x + 0.92",
        top="datum.y + 0.08",
        bottom="datum.y + 0.92",
        across="datum.x + 0.5",
        down="datum.y + 0.5",
    )
    square = base.mark_rect(strokeWidth=1).encode(
        x=alt.X("left:Q", axis=x_axis, scale=x_scale, title=None),
        x2="right:Q",
        y=alt.Y("top:Q", axis=None, scale=y_scale),
        y2="bottom:Q",
        fill=alt.Fill("f:N", scale=None, legend=None),
        stroke=alt.Stroke("o:N", scale=None, legend=None),
    )
    sign = base.mark_text(fontSize=12, fill="var(--dempet)").encode(
        x=alt.X("across:Q", axis=x_axis, scale=x_scale, title=None),
        y=alt.Y("down:Q", axis=None, scale=y_scale),
        text="e:N",
    )
    name = alt.Chart(alt.NamedData("navn")).mark_text(align="right", fontSize=12, dx=-6)
    label = name.encode(x=alt.value(0), y=alt.Y("y:Q", axis=None, scale=y_scale), text="k:N")
    layers = [*(_hole_marks(x_scale) if holes else ()), square, sign, label]
    return cleaned(alt.layer(*layers, autosize="none").to_dict(validate=False))


def _hole_marks(x_scale: Any) -> list[Any]:  # noqa: ANN401
    """The field of months without a report; squares begin half a month before their place."""
    import altair as alt

    field = alt.Chart(alt.NamedData("hull")).transform_calculate(
        left="datum.fra + 0.5", right="datum.til + 0.5", middle="datum.midt + 0.5"
    )
    rect = field.mark_rect(fill="var(--hull)", opacity=1)
    text = field.mark_text(fontSize=12, fill="var(--dempet)", baseline="top", lineHeight=15)
    return [
        rect.encode(x=alt.X("left:Q", scale=x_scale), x2="right:Q"),
        text.encode(x=alt.X("middle:Q", scale=x_scale), y=alt.value(6), text="t:N"),
    ]
