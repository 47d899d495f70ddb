"""The Jinja environment: strict, with the few filters that templates need."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.model.figures import Figure, Hidden
from generator.package.publication import Publication
from generator.render.charts import Chart
from generator.render.language import capital, date, listing, month, number, softened
from generator.render.svg import Drawing


def environment(
    templates: Path, publication: Publication, drawing: Drawing, assets: Mapping[str, bytes]
) -> Environment:
    """Templates with autoescape; an unknown name in one is an error."""
    jinja = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters |= {
        "number": number,
        "capital": capital,
        "date": date,
        "listing": listing,
        "softened": softened,
        "month": month,
        "is_hidden": is_hidden,
        "spec": spec_script,
        "embedded": embedded,
    }
    reports = {r.report.origin.id: r.report.origin for r in publication.reports}
    jinja.globals |= {
        "svg": lambda chart, width: Markup(drawing.svg(chart.at(width))),
        "package": publication.content.descriptor,
        "reports": reports,
        "versions": {name: hashlib.sha256(data).hexdigest()[:8] for name, data in assets.items()},
        "inline": lambda name: Markup(assets[f"assets/{name}"].decode()),
        "csp_hash": lambda name: csp_hash(assets[f"assets/{name}"]),
    }
    return jinja


def csp_hash(data: bytes) -> str:
    """How a content-security policy names a style or script that stands in the page itself."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode()}'"


def is_hidden(figure: Figure | None) -> bool:
    """Whether a figure is a hidden one."""
    return isinstance(figure, Hidden)


def spec_script(chart: Chart) -> Markup:
    """A chart's spec as JSON that may stand inside a script element."""
    return embedded(chart.spec)


def embedded(value: object) -> Markup:
    """A value as JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
