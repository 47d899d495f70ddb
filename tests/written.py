"""Numbers as each language of the site writes them, read back without the site's own code."""

from __future__ import annotations

import re

#: What each language parts thousands with, and writes before decimals and for per cent.
MARKS = {"nb": ("\u00a0", ",", "\u00a0%"), "en": (",", ".", "%")}
_NUMBER = re.compile(r"[+−]?\d+(?:\.\d+)?")


def numbers(lang: str, text: str) -> list[str]:
    """The numbers of a text without the marks of its language: «1 654,5» and «1,654.5» alike."""
    group, decimal, percent = MARKS[lang]
    text = re.sub(rf"(?<=\d){group}(?=\d{{3}}(?!\d))", "", text)
    text = re.sub(rf"(?<=\d){re.escape(decimal)}(?=\d)", ".", text)
    return _NUMBER.findall(text.replace(percent, ""))
