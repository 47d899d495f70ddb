"""How site and files speak: bokmål at the root, English under ``en/``.

The messages stand in bokmål where they are used, in templates and code; ``templates/messages/``
holds a gettext catalogue (PO) for each other language. Numbers, months, dates and lists follow the
locale data of CLDR, by way of Babel, so that text, tables, charts and files for reuse agree.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.model.codelists import Break, Code

if TYPE_CHECKING:
    from babel import Locale

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
NORWEGIAN: Final = "nb"

_ORDINALS: Final = {"one": "st", "two": "nd", "few": "rd", "other": "th"}


@dataclass(frozen=True)
class Language:
    """A language that the site is in.

    Attributes:
        code: as ``lang`` in HTML, ``nb`` or ``en``.
        folder: where its pages are, from the site's root: empty or with a slash at the end.
        locale: whose customs it follows.
        messages: message in bokmål → the message; of one with two forms, ``(one, many)``.
    """

    code: str
    folder: str
    locale: str
    messages: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)

    @property
    def norwegian(self) -> bool:
        """Whether it is bokmål, the language that the messages are written in."""
        return self.code == NORWEGIAN

    # -- messages ---------------------------------------------------------------------------------

    def t(self, message: str, **values: object) -> str:
        """A message with its ``%(name)s`` filled in."""
        said = self.messages.get(message, message)
        text = said if isinstance(said, str) else said[0]
        return text % values if values else text

    def n(self, one: str, many: str, count: int, **values: object) -> str:
        """A message about a count, in the right number; ``%(count)s`` is the count as written."""
        return self.form(one, many, count) % {"count": self.number(count), **values}

    def form(self, one: str, many: str, count: int) -> str:
        """The form of a message that fits a count, its places not filled in (for templates)."""
        said = self.messages.get(one, (one, many))
        return said if isinstance(said, str) else said[count != 1]

    def name(self, code: Code) -> str:
        """A code's name."""
        return code.navn if self.norwegian else code.navn_en or code.navn

    def beside(self, code: Code) -> str:
        """The Norwegian name that stands beside a translated one; empty where it says no more."""
        return "" if self.norwegian or code.navn == code.navn_en else code.navn

    def described(self, code: Code) -> str:
        """A code's description."""
        return code.beskrivelse if self.norwegian else code.beskrivelse_en

    def broken(self, each: Break) -> str:
        """What a break in the series is."""
        return each.tekst if self.norwegian else each.tekst_en

    # -- numbers ----------------------------------------------------------------------------------

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self.locale)

    @cached_property
    def _symbols(self) -> tuple[str, str]:
        latin = self._locale.number_symbols["latn"]
        return str(latin["group"]), str(latin["decimal"])

    @property
    def decimal(self) -> str:
        """The mark before decimals."""
        return self._symbols[1]

    def number(self, value: int) -> str:
        """A count: the locale's mark in thousands, a true minus sign."""
        text = f"{abs(value):,}".replace(",", self._symbols[0])
        return MINUS + text if value < 0 else text

    def share(self, part: int, whole: int) -> str:
        """A share of a whole in per cent, with one decimal."""
        permille = (2000 * part + whole) // (2 * whole)  # rounded half up
        space = NBSP if self.norwegian else ""
        return f"{permille // 10}{self.decimal}{permille % 10}{space}%"

    def signed(self, value: int) -> str:
        """A change: «+4», «−26», «0»."""
        return f"+{self.number(value)}" if value > 0 else self.number(value)

    def ordinal(self, value: int) -> str:
        """A place in a row: «3.», «3rd»."""
        if self.norwegian:
            return f"{self.number(value)}."
        return self.number(value) + _ORDINALS[self._locale.ordinal_form(value)]

    # -- time -------------------------------------------------------------------------------------

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The names of the months."""
        names = self._locale.months["format"]["wide"]
        return tuple(names[number] for number in range(1, 13))

    @cached_property
    def months_short(self) -> tuple[str, ...]:
        """The months in three or four letters."""
        return tuple(name if len(name) < 5 else name[:3] for name in self.months)

    def month(self, periode: str) -> str:
        """``2024-08`` → «august 2024»."""
        return f"{self.month_name(periode)} {periode[:4]}"

    def month_name(self, periode: str) -> str:
        """``2024-08`` → «august»."""
        return self.months[int(periode[5:7]) - 1]

    def month_short(self, periode: str) -> str:
        """``2024-08`` → «aug 2024»."""
        return f"{self.months_short[int(periode[5:7]) - 1]} {periode[:4]}"

    def date(self, validity: str) -> str:
        """``2019-07-01`` → «1. juli 2019»; a year alone stays as it is."""
        if len(validity) == 4:
            return validity
        from babel.dates import format_date

        day = datetime.date.fromisoformat(validity)
        return str(format_date(day, "long", locale=self._locale))

    def span(self, first: str, last: str) -> str:
        """Two months as a period: «januar–august 2024», «august 2024», «juli 2019–mai 2024»."""
        if first == last:
            return self.month(first)
        start = self.month_name(first) if first[:4] == last[:4] else self.month(first)
        return f"{start}–{self.month(last)}"

    # -- words ------------------------------------------------------------------------------------

    def listing(self, names: Sequence[str]) -> str:
        """«a», «a og b», «a, b og c»."""
        from babel.lists import format_list

        return str(format_list(list(names), locale=self._locale))


BOKMAAL: Final = Language("nb", "", "nb")


def softened(name: str) -> str:
    """A fylke's name with soft hyphens, for places that are too narrow for it."""
    return re.sub(r"(?<=\w{3})(land|lag|mark|rud|hus|fold)", "\u00ad\\1", name)


def capital(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(name: str) -> str:
    """A name inside a sentence: small first letter unless it begins with an abbreviation."""
    return name if name[:2].isupper() or name[:1].isdigit() else name[:1].lower() + name[1:]
