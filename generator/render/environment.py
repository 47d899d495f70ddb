"""The Jinja environment: strict, with the few filters that templates need."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.describe.facts import WHOLE, Facts
from generator.describe.schemaorg import data_catalogue, ld_script, page_dataset
from generator.export.formats import FORMATS
from generator.model.figures import Figure, Hidden
from generator.model.language import Language, capital, softened
from generator.model.titles import report_name
from generator.render.charts import Chart
from generator.render.svg import Drawing
from generator.render.views import Page


def environment(
    templates: Path,
    facts: Facts,
    drawing: Drawing,
    assets: Mapping[str, bytes],
    lang: Language,
    languages: Sequence[Language],
) -> Environment:
    """Templates in a language, with autoescape; an unknown name in one is an error."""
    jinja = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    install: Any = vars(jinja)["install_gettext_callables"]
    install(lang.t, lang.form, newstyle=True)
    jinja.filters |= _filters(lang)
    jinja.globals |= {
        "lang": lang,
        "languages": languages,
        "svg": lambda chart, width: Markup(drawing.svg(chart.at(width))),
        **_of_facts(facts, lang),
        **_of_assets(assets),
    }
    return jinja


def _filters(lang: Language) -> dict[str, Callable[..., object]]:
    return {
        "number": lang.number,
        "capital": capital,
        "date": lang.date,
        "softened": softened,
        "is_hidden": is_hidden,
        "size": functools.partial(size, lang),
        "spec": spec_script,
        "embedded": embedded,
    }


def _of_facts(facts: Facts, lang: Language) -> dict[str, object]:
    """What templates ask of the data package."""
    reports = [r.report.origin for r in facts.publication.reports]
    return {
        "package": facts.descriptor,
        "address": facts.address,
        "source": facts.source,
        "dataset": functools.partial(dataset, facts, lang),
        "files_of": facts.files_of,
        "beside": facts.beside,
        "format_names": {f.name: f.title if lang.norwegian else f.title_en for f in FORMATS},
        "reports": {origin.id: report_name(lang, origin) for origin in reports},
        "told": functools.partial(told, lang),
    }


def _of_assets(assets: Mapping[str, bytes]) -> dict[str, object]:
    """What templates ask of styles and scripts; some stand in the page itself."""
    return {
        "versions": versions(assets),
        "inline": lambda name: Markup(assets[f"assets/{name}"].decode()),
        "csp_hash": lambda name: csp_hash(assets[f"assets/{name}"]),
    }


def versions(assets: Mapping[str, bytes]) -> dict[str, str]:
    """What an asset is asked for by, so that a browser never shows that of another build."""
    return {name: hashlib.sha256(data).hexdigest()[:8] for name, data in assets.items()}


def dataset(facts: Facts, lang: Language, page: Page) -> Markup:
    """What search engines are told of a page's figures (schema.org), as a script element."""
    if page.path == WHOLE:
        return Markup(ld_script(data_catalogue(facts, lang.code)))
    if page.path in facts.coverage:
        return Markup(ld_script(page_dataset(facts, page.path, lang.code)))
    return Markup()


def size(lang: Language, count: int) -> str:
    """A file's size in words."""
    if count < 1000:
        return lang.t("%(count)s byte", count=count)
    if count < 1_000_000:
        return lang.t("%(count)s kB", count=lang.number(round(count / 1000)))
    tenths = round(count / 100_000)
    return lang.t("%(count)s MB", count=f"{tenths // 10}{lang.decimal}{tenths % 10}")


def told(lang: Language, described: Mapping[str, str], what: str) -> str:
    """A title or description of the contract, in the language if it has one there."""
    own = "" if lang.norwegian else described.get(f"{what}_{lang.code}", "")
    return own or described[what]


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
