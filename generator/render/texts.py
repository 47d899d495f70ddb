"""The pages that are text, some with figures from the data: data, quality, accessibility."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.model.language import BOKMAAL, Language
from generator.model.titles import report_title
from generator.package.datapackage import DESCRIPTOR
from generator.recognise.labels import Repair
from generator.recognise.values import Recognised
from generator.render.cuts import Cuts, home
from generator.render.views import Link, Page

_HEADING: Final = re.compile(r"<h[23][^>]*>(.*?)</h[23]>")
_TAG: Final = re.compile(r"<[^>]*>")
_EXTENSIONS: Final = ("attr_list", "tables", "fenced_code", "toc", "sane_lists")


def markdown_page(lang: Language, text: str, root: str) -> tuple[dict[str, str], str]:
    """The front matter and the HTML of a text page.

    Args:
        lang: the page's language.
        text: Markdown with ``key: value`` lines between two ``---`` at the top.
        root: the way to the site's root, put in for ``{{ root }}``.
    """
    import markdown

    _, head, body = text.split("---\n", 2)
    matter = {
        key.strip(): value.strip()
        for key, _, value in (line.partition(":") for line in head.splitlines() if line)
    }
    html = markdown.markdown(body.replace("{{ root }}", root), extensions=list(_EXTENSIONS))
    html = html.replace("<th>", '<th scope="col">').replace("<pre>", '<pre tabindex="0">')
    return matter, _in_regions(lang, html)


def _in_regions(lang: Language, html: str) -> str:
    """Each table in a region of its own, which scrolls where the page is narrow.

    It is called by the heading that it stands under.
    """
    first, *others = html.split("<table>")
    done = first
    for number, other in enumerate(others, 1):
        label = lang.t("Tabell %(number)s", number=lang.number(number))
        if headings := _HEADING.findall(done):
            label = f"{label}: {_TAG.sub('', headings[-1])}"
        done += f'<section class="rulle" tabindex="0" aria-label="{label}"><table>{other}'
    return done.replace("</table>", "</table></section>")


def text_page(
    cuts: Cuts,
    name: str,
    *,
    template: str = "tekst.html.j2",
    **context: Any,  # noqa: ANN401
) -> Page:
    """A page from Markdown, at ``/<name>/``."""
    lang = cuts.lang
    matter, html = markdown_page(lang, cuts.texts[name], "../" * (1 + lang.folder.count("/")))
    return Page(
        lang,
        f"{name}/",
        template,
        matter["title"],
        matter["description"],
        (home(lang),),
        context={"body": html, **context},
    )


# -- data -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """A short program that uses the data: what it is for, and the program."""

    name: str
    text: str


#: The examples in the order of the page, by file name, and what each is called.
_EXAMPLES: Final = {
    "pandas.py": "Python (pandas)",
    "r.R": "R",
    "excel.pq": "Excel (Power Query)",
    "duckdb.sql": "DuckDB",
    "sqlite.sql": "SQLite",
    "node.mjs": "JavaScript (Node)",
    "curl.sh": "curl",
}


#: A remark in an example with the language that it is in: ``# nb: …``.
_REMARK: Final = re.compile(r"(?m)^( *(?:#|--|//) )([a-z]{2}): (.*)\n?")


def example_in(lang: Language, text: str) -> str:
    """An example with its remarks in a language; the code is the same in all.

    Args:
        lang: the language of the remarks that stay.
        text: the program, each line of a remark with its language before it: ``# en: …``.
    """
    return _REMARK.sub(lambda m: f"{m[1]}{m[3]}\n" if m[2] == lang.code else "", text)


def data_page(cuts: Cuts, files: Mapping[str, bytes]) -> Page:
    """``/data/``: which file for what, the data dictionary, how to reuse.

    The files themselves are looked up when the page is rendered, when they have been made.

    Args:
        cuts: the publication.
        files: the data package, as :func:`~generator.package.datapackage.package_files` makes it.
    """
    import json

    texts = cuts.publication.content.examples
    examples = [
        Example(name, example_in(cuts.lang, texts[file]).rstrip())
        for file, name in _EXAMPLES.items()
        if file in texts
    ]
    published = json.loads(files[DESCRIPTOR])
    return text_page(cuts, "data", template="data.html.j2", examples=examples, package=published)


# -- quality --------------------------------------------------------------------------------------


def quality_page(cuts: Cuts) -> Page:
    """``/kvalitet/``: the checks, the repairs, and what there are figures for."""
    lang = cuts.lang
    publication = cuts.publication
    checks = publication.checks
    context = {
        "checks": [
            (_report_link(cuts, r), [c for c in checks if c.rapport == r.report.origin.id])
            for r in publication.reports
        ],
        "total": lang.number(sum(c.antall for c in checks)),
        "exact": lang.number(sum(c.eksakte for c in checks)),
        "within": lang.number(sum(c.innenfor for c in checks)),
        "broken": sum(c.brudd for c in checks),
        "observations": lang.number(len(publication.observations)),
        "hidden": lang.number(publication.hidden),
        "repairs": [(r.report.origin.id, _repairs(lang, r)) for r in publication.reports],
        "repaired": lang.number(sum(len(r.repairs) for r in publication.reports)),
        "revisions": len(publication.revisions.rows),
    }
    return text_page(cuts, "kvalitet", template="kvalitet.html.j2", **context)


def _report_link(cuts: Cuts, recognised: Recognised) -> Link:
    origin = recognised.report.origin
    return Link(report_title(cuts.lang, origin), f"rapport/{origin.id}/")


def _repairs(lang: Language, recognised: Recognised) -> list[tuple[Repair, str, list[int]]]:
    """Each repair of a report once: what it was, how it was put right, and on which lines."""
    how = {
        "naermeste": lang.t("feil bokstav"),
        "mellomrom": lang.t("feil mellomrom"),
        "avkortet": lang.t("kuttet ved linjeslutt"),
    }
    lines: dict[tuple[str, str, str], list[Repair]] = {}
    for repair in recognised.repairs:
        lines.setdefault((repair.trykt, repair.kode, repair.dimensjon), []).append(repair)
    return [(each[0], how[each[0].maate], [r.linje for r in each]) for each in lines.values()]


# -- accessibility --------------------------------------------------------------------------------

#: The heading that the result of the last check stands before, in all languages.
_LIMITS: Final = '<h2 id="kjente-begrensninger"'


def accessibility_page(cuts: Cuts) -> Page:
    """``/tilgjengelighet/``: the goal, the result of the last check, what is known not to work.

    The result is what ``scripts/accessibility`` wrote down; without one the page is text alone.
    """
    checked = cuts.publication.content.checked
    page = text_page(cuts, "tilgjengelighet", template="tilgjengelighet.html.j2", checked=checked)
    before, heading, after = str(page.context["body"]).partition(_LIMITS)
    return replace(page, context={**page.context, "before": before, "after": heading + after})


def not_found_page() -> Page:
    """``404.html``, which may be shown at any address, in both languages."""
    return Page(
        BOKMAAL,
        "404.html",
        "404.html.j2",
        "Fant ikke siden",
        "Siden finnes ikke, eller adressen er skrevet feil.",
    )
