"""The words of a language as the search takes them: which tell nothing, and how they end.

Words with a digit are left out of the texts, so that no search ever shows a figure.
"""

from __future__ import annotations

import re
from typing import Final

from generator.model.language import Language

#: Endings that do not tell words apart: «skjermet», «skjermede»; without æ, ø and å.
ENDINGS: Final = {
    "nb": "edes|ede|ene|ets|ens|et|en|er|es|te|e|t|s|n|r",
    "en": "ings|ing|ies|ed|es|e|s|y",
}

#: Words that tell nothing of what is searched for.
SKIPPED: Final = {
    "nb": (
        "alt at av ble blir da de dem den denne der det dette din du eller en er et for fra gjør "
        "ha han har hva hver hvilke hvilken hvis hvor hvordan i ikke ingen inn ja kan man mange "
        "med men mer mot må ned noe noen når og også om opp oss over på samme seg selv si sin "
        "skal slik som står så til under ut var ved vi vil være å"
    ),
    "en": (
        "a all also an and any are as at be been but by can did do does each for from had has "
        "have he her his how i if in into is it its me more most my no not of on one or other our "
        "out over same she so some such than that the their them then there these they this those "
        "to under until up was we were what when where which who why will with you your"
    ),
}

_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def telling_words(lang: Language, *texts: str) -> tuple[str, ...]:
    """The words of texts that tell something, each once, without those that have a digit."""
    found = {word for text in texts for word in _WORD.findall(text.lower())}
    return tuple(sorted(found.difference(SKIPPED[lang.code].split())))
