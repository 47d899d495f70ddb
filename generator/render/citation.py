"""How a page is cited: as text, as BibTeX, and as CSL-JSON for reference managers.

Nothing is taken from the clock: the year and month are those of the newest report, and the day on
which a reader looked is left to the reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.model.language import Language
from generator.model.reports import Origin
from generator.model.titles import report_title

_AUTHOR: Final = "Nav"
_SITE: Final = "Tiltak i tall"
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
#: What BibTeX reads as its own or TeX's signs.
_SIGNS: Final = re.compile(r"[&%$#_{}]")
_LANGUAGES: Final = {"nb": ("nb-NO", "norsk"), "en": ("en-GB", "british")}


@dataclass(frozen=True)
class Citation:
    """What is cited.

    Attributes:
        lang: the language of the page.
        path: the page's folder in its language, which names it.
        title: the statistics, what the page has of them, and the period.
        reports: the titles of the reports that its figures are from, with their periods; none
            where the page is about a report, which its title names.
        issued: when the newest of them was published, ``YYYY-MM``, or else the last month in it.
        url: the page's whole address.
    """

    lang: Language
    path: str
    title: str
    reports: tuple[str, ...]
    issued: str
    url: str

    @property
    def key(self) -> str:
        """What it is called in a list of references."""
        return "-".join(["nav", self.issued, *self.path.strip("/").split("/")]).strip("-")

    @property
    def note(self) -> str:
        """The reports, in words; empty for none."""
        if not self.reports:
            return ""
        message = "Rapporter: %(titles)s" if len(self.reports) > 1 else "Rapport: %(titles)s"
        return self.lang.t(message, titles="; ".join(self.reports))

    @property
    def text(self) -> str:
        """For a list of references in a text."""
        read = self.lang.t("Lest inn av Tiltak i tall")
        year = self.issued[:4]
        told = [f"{_AUTHOR} ({year})", self.title, *filter(None, [self.note]), read, self.url]
        return ". ".join(told)

    @property
    def bibtex(self) -> str:
        """For LaTeX, UTF-8."""
        fields = {
            "author": f"{{{_AUTHOR}}}",
            "title": f"{{{_escaped(self.title)}}}",
            "howpublished": _SITE,
            "year": self.issued[:4],
            "note": _escaped(self.note),
            "url": self.url,
            "langid": _LANGUAGES[self.lang.code][1],
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        lines.insert(4, f"  month = {_MONTHS[int(self.issued[5:7]) - 1]},")
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])

    @property
    def csl(self) -> str:
        """For Zotero and others, by the schema of the Citation Style Language."""
        year, month = self.issued.split("-")[:2]
        item = {
            "id": self.key,
            "type": "dataset",
            "title": self.title,
            "author": [{"literal": _AUTHOR}],
            "issued": {"date-parts": [[int(year), int(month)]]},
            "container-title": _SITE,
            "note": self.note,
            "URL": self.url,
            "language": _LANGUAGES[self.lang.code][0],
        }
        lines = ",\n".join(
            f'    "{name}": {json.dumps(value, ensure_ascii=False)}'
            for name, value in item.items()
            if value
        )
        return f"[\n  {{\n{lines}\n  }}\n]"


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def citation(
    lang: Language,
    path: str,
    about: str,
    origins: Sequence[Origin],
    period: tuple[str, str],
    url: str,
) -> Citation:
    """The citation of a page.

    Args:
        lang: its language.
        path: its folder in its language.
        about: what it is about; empty where it is about the statistics as a whole.
        origins: the reports that its figures are from, at least one.
        period: the first and the last month that it has figures for.
        url: its whole address.
    """
    newest = max(origin.published[:7] or origin.period_to for origin in origins)
    reports = tuple(report_title(lang, origin) for origin in origins)
    if reports == (about,):
        return Citation(lang, path, about, (), newest, url)
    title = lang.t("Deltakere i arbeidsrettede tiltak")
    if about:
        title = lang.t("Deltakere i arbeidsrettede tiltak: %(about)s", about=about)
    return Citation(lang, path, f"{title}, {lang.span(*period)}", reports, newest, url)
