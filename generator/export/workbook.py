"""Sheets of text and of columns as an XLSX workbook, by XlsxWriter.

XlsxWriter takes 7 µs a cell, which for the tables of all pages would be longer than the rest of the
build. A table repeats few values many times, so its rows are written here from one piece of XML a
value (ECMA-376 part 1, 18.3: rows of cells with inline strings); all else is XlsxWriter's.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

#: The earliest time that a zip can hold: no workbook tells when it was made.
_MADE: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
#: With more rows than this in a sheet, XlsxWriter keeps its XML on disk.
_MANY: Final = 60_000
#: Rows that are written at a time.
_BATCH: Final = 1000
#: Rows that a sheet can hold, its header left out.
MOST_ROWS: Final = 1_048_000
_A4: Final = 9
_ROW: Final = "\0"
#: The width of a column of prose in characters; the height of a line of text in points.
_PROSE: Final = 76
_LINE: Final = 15.5
#: What fits the width of a printed page, in characters, and is still read without a glass.
_PRINTED: Final = 230
_FONT: Final = {"font_name": "Calibri", "font_size": 11}
_HEADER: Final = {
    "bold": True,
    "text_wrap": True,
    "valign": "bottom",
    "bottom": 1,
    "bg_color": "#E8EEF4",
}
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 16, "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 12, "bottom": 1},
    "text": {"text_wrap": True, "valign": "top"},
    "note": {},
    "header": _HEADER,
    "header-figure": _HEADER | {"align": "right", "indent": 1},
    "code": {"num_format": "@"},
    "number": {"num_format": "0", "align": "right", "indent": 1},
    "figure": {"num_format": "#,##0", "align": "right", "indent": 1},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, how it is shown, its values.

    ``style`` is ``code`` for text, ``number`` for whole numbers that are no counts,
    ``figure`` for counts, where text (``*``) is set to the right as well. A value is a string, a
    whole number, or None for an empty cell.
    """

    heading: str
    width: float
    style: str
    values: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: lines of text (style, text), then a table, each of which may be missing.

    ``frozen`` is how many columns stay in view to the left, ``header_lines`` how many lines the
    longest column head takes.
    """

    name: str
    lines: Sequence[tuple[str, str]] = ()
    columns: Sequence[Column] = ()
    frozen: int = 0
    header_lines: int = 1


class TableSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose table is written from its columns."""

    dim_rowmax: int | None
    table_top = 0
    table_columns: Sequence[Column] = ()
    table_styles: Sequence[Format] = ()

    def set_table(self, top: int, columns: Sequence[Column], styles: Sequence[Format]) -> None:
        """Give the sheet a table, whose header is written already.

        Args:
            top: the row of the header, counted from 0.
            columns: the columns, all of the same length.
            styles: the format of each column.
        """
        self.table_top, self.table_columns, self.table_styles = top, columns, styles
        self._check_dimensions(top + len(columns[0].values), len(columns) - 1)

    def _write_rows(self) -> None:
        """What XlsxWriter calls for the rows: first those that it knows, then the table's."""
        if not self.table_columns:
            super()._write_rows()
            return
        last = self.dim_rowmax
        self.dim_rowmax = self.table_top
        super()._write_rows()
        self.dim_rowmax = last
        pieces = [
            _Pieces(xl_col_to_name(number), style._get_xf_index())
            for number, (column, style) in enumerate(
                zip(self.table_columns, self.table_styles, strict=True)
            )
        ]
        for start in range(0, len(self.table_columns[0].values), _BATCH):
            self.fh.write("".join(self._rows(pieces, start)))

    def _rows(self, pieces: Sequence[_Pieces], start: int) -> list[str]:
        """Some rows as XML."""
        cells = [
            [pieces[number][value] for value in column.values[start : start + _BATCH]]
            for number, column in enumerate(self.table_columns)
        ]
        first = self.table_top + start + 2  # rows are counted from 1
        return [
            f'<row r="{row}">{"".join(each)}</row>'.replace(_ROW, str(row))
            for row, each in enumerate(zip(*cells, strict=True), first)
        ]


class _Pieces(dict[Any, str]):
    """The XML of a cell of one column by its value, with ``_ROW`` in the row number's place."""

    def __init__(self, letters: str, style: int) -> None:
        super().__init__()
        self.start = f'<c r="{letters}{_ROW}" s="{style}"'

    def __missing__(self, value: Any) -> str:  # noqa: ANN401
        self[value] = piece = self._piece(value)
        return piece

    def _piece(self, value: Any) -> str:  # noqa: ANN401
        if value is None:
            return ""
        if isinstance(value, str):
            text = escape(value)
            space = ' xml:space="preserve"' if value != value.strip() else ""
            return f'{self.start} t="inlineStr"><is><t{space}>{text}</t></is></c>'
        return f"{self.start}><v>{value}</v></c>"


def workbook_bytes(title: str, sheets: Sequence[Sheet]) -> bytes:
    """A workbook with these sheets in their order."""
    many = any(len(sheet.columns[0].values) > _MANY for sheet in sheets if sheet.columns)
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": not many}) as book:
        book.set_properties({"title": title, "author": "Tiltak i tall", "created": _MADE})
        styles = {name: book.add_format(_FONT | style) for name, style in _STYLES.items()}
        for sheet in sheets:
            _write_sheet(book, sheet, styles)
    return buffer.getvalue()


def _write_sheet(book: Workbook, sheet: Sheet, styles: dict[str, Format]) -> None:
    page = book.add_worksheet(sheet.name, TableSheet)
    page.set_paper(_A4)
    page.set_footer("&L&F, &A&RSide &P av &N")
    for number, (style, text) in enumerate(sheet.lines):
        page.write_string(number, 0, text, styles[style])
    if sheet.lines and not sheet.columns:
        _set_prose(page, sheet.lines)
    if sheet.columns:
        _write_table(page, sheet, styles)


def _set_prose(page: TableSheet, lines: Sequence[tuple[str, str]]) -> None:
    """One wide column, each line as high as its text needs: programs do not all work that out."""
    page.hide_gridlines(2)
    page.set_column(0, 0, _PROSE)
    page.set_margins(left=0.5, right=0.4)
    for number, (style, text) in enumerate(lines):
        needed = _LINE * len(textwrap.wrap(text, _PROSE + 8))
        page.set_row(number, {"title": 26.0, "heading": 24.0}.get(style, needed))


def _write_table(page: TableSheet, sheet: Sheet, styles: dict[str, Format]) -> None:
    top = len(sheet.lines) + bool(sheet.lines)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        style = "header" if column.style == "code" else "header-figure"
        page.write_string(top, number, column.heading, styles[style])
    page.set_table(top, sheet.columns, [styles[column.style] for column in sheet.columns])
    last = top + len(sheet.columns[0].values)
    page.autofilter(top, 0, last, len(sheet.columns) - 1)
    page.freeze_panes(top + 1, sheet.frozen)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4)
    page.fit_to_pages(-(-round(sum(column.width for column in sheet.columns)) // _PRINTED), 0)
    page.repeat_rows(top)
    page.set_row(top, _LINE * sheet.header_lines)
    if sheet.frozen:
        page.repeat_columns(0, sheet.frozen - 1)
