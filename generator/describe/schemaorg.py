"""schema.org for search engines: what stands as JSON-LD in the head of a page.

A ``Dataset`` has neither ``sameAs`` nor ``citation``: the figures are nobody's copy, and
``isBasedOn`` names the reports.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from generator.describe.facts import WHOLE, Coverage, Facts, texts
from generator.describe.formats import format_of
from generator.model.files import PublishedFile
from generator.model.reports import Origin

_CONTEXT: Final = "https://schema.org/"
_PERSONS: Final = {"nb": "personer", "en": "persons"}

Document = dict[str, Any]


def ld_script(document: Mapping[str, Any]) -> str:
    """A document as a data block that may stand in a page: no text in it can end the block."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>'


def data_catalogue(facts: Facts, language: str = "nb") -> Document:
    """The data page: a catalogue that holds the dataset of the whole package."""
    return {
        "@context": _CONTEXT,
        "@type": "DataCatalog",
        "@id": facts.url(f"{WHOLE}#katalog"),
        "name": _text(facts.descriptor, "title", language),
        "description": _text(facts.descriptor, "description", language),
        "url": facts.url(WHOLE),
        "license": facts.licence["path"],
        "creator": _publisher(facts),
        "inLanguage": list(facts.descriptor["languages"]),
        "dataset": [package_dataset(facts, language)],
    }


def package_dataset(facts: Facts, language: str = "nb") -> Document:
    """The whole package, for the data page."""
    return _dataset(
        facts,
        WHOLE,
        _text(facts.descriptor, "title", language),
        _text(facts.descriptor, "description", language),
        language,
    )


def page_dataset(facts: Facts, page: str, language: str = "nb") -> Document:
    """The figures behind a page.

    Args:
        facts: the publication with its files.
        page: the folder that the catalogue of files knows the page by: ``tiltak/mentor/``. If it
            is not that of one code, the titles of its files say what it is about.
        language: ``nb`` or ``en``.
    """
    title = _text(facts.descriptor, "title", language)
    about = _text(facts.descriptor, "description", language)
    code = facts.code(page)
    if code is None:
        file = facts.files_of(page)[0]
        name = file.title if language == "nb" else file.title_en
        return _dataset(facts, page, f"{name} – {title}", about, language)
    own = code.beskrivelse if language == "nb" else code.beskrivelse_en
    name = code.navn if language == "nb" else code.navn_en
    return _dataset(facts, page, f"{name} – {title}", f"{own} {about}".strip(), language)


def _dataset(facts: Facts, page: str, name: str, about: str, language: str) -> Document:
    coverage = facts.coverage[page]
    files = facts.files_of(page)
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": facts.url(f"{page}#datasett"),
        "identifier": facts.url(f"{page}#datasett"),
        "name": name,
        "description": about,
        "url": facts.url(page),
        "license": facts.licence["path"],
        "creditText": _text(facts.descriptor, "attribution", language),
        "isAccessibleForFree": True,
        "creator": _publisher(facts),
        "isBasedOn": [_report(facts, facts.origins[id], language) for id in coverage.reports],
        "temporalCoverage": f"{coverage.first}/{coverage.last}",
        "spatialCoverage": _place(facts, coverage, language),
        "variableMeasured": _variables(facts, language),
        "keywords": _text(facts.descriptor, "keywords", language),
        "inLanguage": list(facts.descriptor["languages"]),
        "version": facts.descriptor["version"],
        "datePublished": facts.issued,
        "dateModified": facts.modified,
        "includedInDataCatalog": {"@id": facts.url(f"{WHOLE}#katalog")},
        "distribution": [_download(facts, file, language) for file in files],
    }


def _publisher(facts: Facts) -> Document:
    return {
        "@type": "Organization",
        "@id": facts.url(f"{WHOLE}#utgiver"),
        "name": facts.publisher,
        "url": facts.address,
    }


def _report(facts: Facts, origin: Origin, language: str) -> Document:
    return {
        "@type": "Report",
        "@id": facts.url(f"rapport/{origin.id}/#rapport"),
        "name": origin.title if language == "nb" else origin.title_en or origin.title,
        "url": origin.source,
        "publisher": {"@type": "Organization", "name": origin.publisher},
        "temporalCoverage": f"{origin.period_from}/{origin.period_to}",
    }


def _place(facts: Facts, coverage: Coverage, language: str) -> Document:
    spatial = facts.descriptor["spatial"]
    country = {"@type": "Country", "name": _text(spatial, "title", language)}
    kode = coverage.codes.get("fylke")
    fylke = facts.code(f"fylke/{kode}/") if kode else None
    if fylke is None:
        return country
    name = fylke.navn if language == "nb" else fylke.navn_en
    return {"@type": "AdministrativeArea", "name": name, "containedInPlace": country}


def _variables(facts: Facts, language: str) -> list[Document]:
    """What is measured: the one column that holds figures."""
    fields = facts.resource("observasjoner")["schema"]["fields"]
    return [
        {
            "@type": "PropertyValue",
            "name": _text(field, "title", language),
            "description": _text(field, "description", language),
            "unitText": _PERSONS[language],
        }
        for field in fields
        if field["name"] == "antall"
    ]


def _download(facts: Facts, file: PublishedFile, language: str) -> Document:
    return {
        "@type": "DataDownload",
        "name": file.title if language == "nb" else file.title_en,
        "contentUrl": facts.url(file.path),
        "encodingFormat": format_of(file).mediatype,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }


def _text(thing: Mapping[str, Any], name: str, language: str) -> Any:  # noqa: ANN401
    found = texts(thing, name)
    return found.get(language, found["nb"])
