"""The order of the Norwegian alphabet, for lists of names.

Small on purpose: the libraries that sort by locale want ICU compiled, or know only the default
order of Unicode, in which å is an a. A test holds this order against a browser's own.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

#: What comes first: a blank (so that a short name stands before the longer ones that begin with
#: it), digits, letters, and last æ ø å.
_ORDER: Final = {
    char: place for place, char in enumerate(" 0123456789abcdefghijklmnopqrstuvwxyzæøå")
}
#: Letters of our neighbours, sorted as the Norwegian ones that they stand for.
_AS: Final = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y", "đ": "d", "ŋ": "n", "ŧ": "t", "ð": "d"})
#: The heading of what begins with a digit.
DIGITS: Final = "0–9"


def sort_key(text: str, *, proper: bool = False) -> tuple[tuple[int, ...], str]:
    """What to sort a text by, word for word; signs and accents tell only otherwise equal texts.

    Args:
        text: a name or a heading.
        proper: whether it is a proper name, in which ``aa`` is an old spelling of ``å``. In other
            words it is two times a.
    """
    return tuple(_ORDER[char] for char in _plain(text, proper)), text


def initial(text: str, *, proper: bool = False) -> str:
    """The letter that a text stands under: ``A`` … ``Å``, or ``0–9``."""
    first = _plain(text, proper)[0]
    return DIGITS if first.isdigit() else first.upper()


def _plain(text: str, proper: bool) -> str:
    """A text in letters of the alphabet, digits, and single blanks."""
    text = unicodedata.normalize("NFC", text.lower()).translate(_AS)
    if proper:
        text = text.replace("aa", "å")
    text = "".join(
        char if char in _ORDER else unicodedata.normalize("NFD", char)[0] for char in text
    )
    return re.sub(r"[^0-9a-zæøå]+", " ", text).strip()
