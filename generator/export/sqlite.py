"""The whole package as an SQLite database, with keys, checks and views that join the names.

Tables, keys and checks come from the contract; SQLite has no comments, so what the contract says
of tables and columns is in the tables ``pakke`` and ``kolonner``. The same package gives the same
bytes: rows in the contract's order, a fixed page size, and no trace of the library's version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from generator.export.cells import Cells
from generator.export.resources import OBSERVATIONS, Resource
from generator.export.words import CAUTIONS, licence_line, source
from generator.model.dimensions import ALL, COLUMNS, DIMENSIONS, HIDDEN
from generator.package.publication import OBSERVATION_COLUMNS

#: Where the header of a database holds the version of the library that wrote it last
#: (sqlite.org/fileformat2.html, 1.3.): four bytes.
_LIBRARY: Final = slice(96, 100)
_PAGE_SIZE: Final = 4096
#: What the contract says of a table or a column; English where it has it.
_SAID: Final = ("title", "description", "title_en", "description_en")
_TYPES: Final = {"integer": "INTEGER", "number": "REAL"}

_VIEWS: Final = f"""
CREATE VIEW tall AS
SELECT o.periodetype, o.periode,
{{names}},
  o.antall, CASE o.status WHEN '{HIDDEN}' THEN '*' ELSE CAST(o.antall AS TEXT) END AS visning,
  o.status, r.tittel AS rapport_tittel, o.rapport, o.linje, o.kolonne
FROM observasjoner AS o
{{joins}}
JOIN rapporter AS r ON r.id = o.rapport;
CREATE VIEW tiltak_i_alt AS
SELECT * FROM tall WHERE periodetype = 'maaned' AND tiltak <> '{ALL}' AND {{whole}};
CREATE VIEW skjermede AS
SELECT * FROM tall WHERE status = '{HIDDEN}';
"""


def database(cells: Cells, package: Sequence[Resource]) -> bytes:
    """The database.

    Args:
        cells: the observations.
        package: the resources of the package.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        connection.execute("BEGIN")
        _fill(connection, cells, package)
        connection.execute("COMMIT")
        if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
            raise ValueError(f"rows of the package refer to nothing: {broken[:3]}")
        connection.execute("VACUUM")
        data = bytearray(connection.serialize())
    finally:
        connection.close()
    data[_LIBRARY] = bytes(4)
    return bytes(data)


def _fill(connection: sqlite3.Connection, cells: Cells, package: Sequence[Resource]) -> None:
    for resource in package:
        connection.execute(_create(resource))
    for resource in package:
        rows = _observations(cells) if resource.name == OBSERVATIONS else _rows(resource)
        marks = ", ".join("?" * len(resource.fields))
        connection.executemany(f'INSERT INTO "{resource.name}" VALUES ({marks})', rows)
    connection.execute("CREATE INDEX observasjoner_sted ON observasjoner (tiltak, fylke, periode)")
    _describe(connection, cells, package)
    for statement in filter(None, map(str.strip, _views().split(";\n"))):
        connection.execute(statement)


# -- tables ---------------------------------------------------------------------------------------


def _create(resource: Resource) -> str:
    """The statement that makes a resource's table."""
    schema = resource.descriptor["schema"]
    key = schema["primaryKey"]
    parts = [_field(field) for field in resource.fields]
    parts.append(f"PRIMARY KEY ({', '.join(key)})")
    parts += [_foreign_key(resource, each) for each in schema.get("foreignKeys", ())]
    if resource.name == OBSERVATIONS:
        parts.append(f"CHECK ((antall IS NULL) = (status = '{HIDDEN}'))")
    inside = ",\n  ".join(parts)
    return f'CREATE TABLE "{resource.name}" (\n  {inside}\n) WITHOUT ROWID'


def _field(field: Mapping[str, Any]) -> str:
    name, constraints = field["name"], field.get("constraints", {})
    kind = _TYPES.get(field["type"], "TEXT")
    words = [f"{name} {kind}"]
    if constraints.get("required"):
        words.append("NOT NULL")
    checks = [f"typeof({name}) IN ('{kind.lower()}', 'null')"]
    if enum := constraints.get("enum"):
        checks.append(f"{name} IN ({', '.join(map(_quoted, enum))})")
    if (least := constraints.get("minimum")) is not None:
        checks.append(f"{name} >= {least}")
    return f"{' '.join(words)} CHECK ({' AND '.join(checks)})"


def _foreign_key(resource: Resource, key: Mapping[str, Any]) -> str:
    other = key["reference"].get("resource", resource.name)
    here, there = ", ".join(key["fields"]), ", ".join(key["reference"]["fields"])
    return f'FOREIGN KEY ({here}) REFERENCES "{other}" ({there})'


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _rows(resource: Resource) -> Iterable[Sequence[Any]]:
    """A resource's rows as SQLite holds them; empty cells are NULL."""
    kinds = [field["type"] == "integer" for field in resource.fields]
    return (
        [(int(value) if whole else value) if value else None for value, whole in pairs]
        for pairs in (zip(row, kinds, strict=True) for row in resource.rows)
    )


def _observations(cells: Cells) -> Iterable[Sequence[Any]]:
    columns: dict[str, Any] = {**cells.text, "antall": cells.antall}
    columns |= {name: cells.numbers(name) for name in ("linje", "kolonne")}
    return zip(*(columns[name].tolist() for name in OBSERVATION_COLUMNS), strict=True)


# -- what it says of itself -----------------------------------------------------------------------


def _describe(connection: sqlite3.Connection, cells: Cells, package: Sequence[Resource]) -> None:
    connection.execute("CREATE TABLE pakke (navn TEXT PRIMARY KEY, verdi TEXT) WITHOUT ROWID")
    connection.executemany("INSERT INTO pakke VALUES (?, ?)", _about(cells))
    connection.execute(
        "CREATE TABLE kolonner (tabell TEXT NOT NULL, nummer INTEGER NOT NULL, kolonne TEXT, "
        "type TEXT, tittel TEXT, beskrivelse TEXT, tittel_en TEXT, beskrivelse_en TEXT, "
        "PRIMARY KEY (tabell, nummer)) WITHOUT ROWID"
    )
    marks = ", ".join("?" * 8)
    connection.executemany(f"INSERT INTO kolonner VALUES ({marks})", _columns(package))


def _about(cells: Cells) -> list[tuple[str, str]]:
    descriptor = cells.publication.content.descriptor
    names = {"navn": "name", "tittel": "title", "beskrivelse": "description", "versjon": "version"}
    about = [(navn, str(descriptor[name])) for navn, name in names.items()]
    cautions = ("merknader", "\n".join(CAUTIONS))
    return [*about, ("lisens", licence_line(cells)), ("kilde", source(cells, None)), cautions]


def _columns(package: Sequence[Resource]) -> Iterator[tuple[Any, ...]]:
    """A row a table (number 0) and a row a column."""
    for resource in package:
        told = resource.descriptor
        yield resource.name, 0, None, "table", *map(told.get, _SAID)
        for number, field in enumerate(resource.fields, 1):
            yield resource.name, number, field["name"], field["type"], *map(field.get, _SAID)


def _views() -> str:
    names = [f"  o.{column}, {column}.navn AS {column}_navn" for column in COLUMNS]
    joins = [f"JOIN {c} AS {d} ON {d}.kode = o.{d}" for d, c in DIMENSIONS]
    whole = [f"{d} = '{ALL}'" for d in COLUMNS if d not in ("tiltaksgruppe", "tiltak")]
    return _VIEWS.format(names=",\n".join(names), joins="\n".join(joins), whole=" AND ".join(whole))
