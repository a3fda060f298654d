"""The files of a history, read once into a small local database, where orders can be taken in order of time.

Memory therefore does not grow with the history. A row that cannot be read is reported with its file and line.
"""

import csv
import gzip
import io
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from zhanggui.replay.mapping import Column, Format, Table, Unreadable, read

Fault = tuple[str, int, str]
BATCH = 5000
INDEXES = {
    "orders": ("key", "purchased"),
    "items": ("order_key", "sku"),
    "payments": ("order_key",),
    "reviews": ("order_key",),
    "customers": ("key",),
    "products": ("key",),
    "categories": ("key",),
    "lines": ("invoice",),
}


class FileMissing(Exception):
    """The folder lacks a file of this format."""


def open_staged(path: Path) -> sqlite3.Connection:
    """The staged history."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA cache_size = -8000")
    return connection


def stage(form: Format, folder: Path, path: Path) -> list[Fault]:
    """Read all files into ``path``; the rows that could not be read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    faults: list[Fault] = []
    with open_staged(path) as staged:
        for table in form.tables:
            _create(staged, table)
            for file in _present(folder, table):
                faults += _fill(staged, table, file)
            for column in INDEXES.get(table.name, ()):
                if any(column == known.name for known in table.columns):
                    staged.execute(f"CREATE INDEX {table.name}_{column} ON {table.name} ({column})")
    staged.close()
    return faults


def _present(folder: Path, table: Table) -> list[Path]:
    found = [
        candidate
        for name in table.files
        for candidate in (folder / f"{name}.gz", folder / name)
        if candidate.is_file()
    ]
    if not found:
        raise FileMissing(f"{folder} holds none of {', '.join(table.files)} (plain or .gz)")
    return found


def _create(staged: sqlite3.Connection, table: Table) -> None:
    columns = ", ".join(column.name for column in table.columns)
    staged.execute(f"CREATE TABLE {table.name} (file, line, {columns})")


def _fill(staged: sqlite3.Connection, table: Table, path: Path) -> list[Fault]:
    faults: list[Fault] = []
    places = ", ".join("?" * (len(table.columns) + 2))
    statement = f"INSERT INTO {table.name} VALUES ({places})"  # noqa: S608
    batch: list[tuple[Any, ...]] = []
    for line, row in _rows(table, path, faults):
        batch.append((path.name, line, *row))
        if len(batch) >= BATCH:
            staged.executemany(statement, batch)
            batch.clear()
    staged.executemany(statement, batch)
    return faults


def _rows(table: Table, path: Path, faults: list[Fault]) -> Iterator[tuple[int, list[Any]]]:
    with _text(path) as text:
        reader = csv.reader(text)
        header = [name.strip().lstrip("\ufeff") for name in next(reader, [])]
        positions = _positions(table, header, path)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                faults.append((path.name, reader.line_num, f"not CSV: {problem}"))
                continue
            if not cells:
                continue
            if len(cells) != len(header):
                faults.append((path.name, reader.line_num, f"{len(cells)} fields instead of {len(header)}"))
                continue
            try:
                yield (
                    reader.line_num,
                    [
                        read(column, cells[place])
                        for column, place in zip(table.columns, positions, strict=True)
                    ],
                )
            except Unreadable as problem:
                faults.append((path.name, reader.line_num, str(problem)))


def _positions(table: Table, header: Sequence[str], path: Path) -> list[int]:
    def place(column: Column) -> int:
        for source in column.sources:
            if source in header:
                return header.index(source)
        raise FileMissing(f"{path.name} has no column {' or '.join(column.sources)}")

    return [place(column) for column in table.columns]


def _text(path: Path) -> IO[str]:
    # Whoever reads the text closes it, and what lies under it.
    raw: Any = gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # noqa: SIM115
    return io.TextIOWrapper(raw, encoding="utf-8", errors="surrogateescape", newline="")
