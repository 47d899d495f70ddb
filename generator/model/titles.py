"""What a report is called."""

from __future__ import annotations

from generator.model.language import Language
from generator.model.reports import Origin


def report_name(lang: Language, origin: Origin) -> str:
    """Its title, in the language if it has one there."""
    return origin.title if lang.norwegian else origin.title_en or origin.title


def report_title(lang: Language, origin: Origin) -> str:
    """Its title with its period."""
    return f"{report_name(lang, origin)}, {lang.span(origin.period_from, origin.period_to)}"
