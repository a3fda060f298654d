"""Mapping files: which column of which file means what, and what may stand in it."""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path
from typing import Any

from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import FEN_MAX


class Unreadable(Exception):
    """A cell does not hold what its column must hold; the message says which and why."""


class NoSuchFormat(Exception):
    """There is no mapping file of this name."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the names it may have in the file, and what must stand in it."""

    name: str
    sources: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the files it may come in, and its columns."""

    name: str
    files: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to lay out a history."""

    name: str
    lines: str
    tables: tuple[Table, ...]
    settings: dict[str, Any]


def load(name: str) -> Format:
    """The format of this name, or of this mapping file."""
    shipped = files("zhanggui.replay.formats")
    source = shipped.joinpath(f"{name}.toml")
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        text = path.read_text(encoding="utf-8")
    elif re.fullmatch(r"[a-z_]+", name) and source.is_file():
        text = source.read_text(encoding="utf-8")
    else:
        known = sorted(each.name[:-5] for each in shipped.iterdir() if each.name.endswith(".toml"))
        raise NoSuchFormat(
            f"There is no layout {name!r}. There are {', '.join(known)}, and mapping files of your own."
        )
    said = tomllib.loads(text)
    tables = tuple(_table(row) for row in said.pop("table"))
    return Format(name=said.pop("name"), lines=said.pop("lines"), tables=tables, settings=said)


def _table(row: dict[str, Any]) -> Table:
    columns = (Column(name, tuple(said[0].split("|")), said[1]) for name, said in row["columns"].items())
    return Table(row["name"], tuple(row["file"].split("|")), tuple(columns))


def known_formats() -> list[str]:
    """The formats that come with the house."""
    found = files("zhanggui.replay.formats").iterdir()
    return sorted(entry.name.removesuffix(".toml") for entry in found if entry.name.endswith(".toml"))


def read(column: Column, text: str) -> Any:
    """What the cell holds. Times are taken as local time of the shop, money in its unit as yuan."""
    if "\x00" in text or (not text.isascii() and any(map(_is_no_text, text))):
        raise Unreadable(f"{column.name}: not UTF-8 text")
    text = text.strip()
    kind = column.kind.removesuffix("?")
    if not text and (column.kind.endswith("?") or kind in {"text", "words"}):
        return None if column.kind.endswith("?") else ""
    try:
        return READERS[kind](text)
    except (ValueError, InvalidOperation, OverflowError):
        raise Unreadable(f"{column.name}: {text[:40]!r} is no {kind}") from None


def _is_no_text(letter: str) -> bool:
    """Whether a byte stands here that is not UTF-8."""
    return 0xDC80 <= ord(letter) <= 0xDCFF


def _id(text: str) -> str:
    if not 0 < len(text) <= 64 or not text.isprintable():
        raise ValueError
    return text


def _time(text: str) -> str:
    if len(text) < 10 or text[4:10:3] != "--":
        raise ValueError
    written = datetime.fromisoformat(text[:19])
    if not 1990 <= written.year <= 2100:
        raise ValueError
    return written.isoformat(sep=" ")


def at(text: str) -> datetime:
    """The moment a staged time means."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def _fen(text: str) -> int:
    amount = Decimal(text) * 100
    if not amount.is_finite() or abs(amount) > FEN_MAX or amount % 1:
        raise ValueError
    return int(amount)


def _amount(text: str) -> int:
    amount = _fen(text)
    if amount < 0:
        raise ValueError
    return amount


def _money(text: str) -> int:
    """Money with more decimals than a fen has, as bad debts and samples are written: rounded to the fen."""
    amount = (Decimal(text) * 100).to_integral_value()
    if not amount.is_finite() or abs(amount) > FEN_MAX:
        raise ValueError
    return int(amount)


def _whole(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 10**6:
        raise ValueError
    return number


def _signed(text: str) -> int:
    number = int(text)
    if abs(number) > 10**6:
        raise ValueError
    return number


READERS: dict[str, Any] = {
    "id": _id,
    "text": lambda text: text[:200],
    "words": lambda text: text[:2000],
    "time": _time,
    "amount": _amount,
    "money": _money,
    "whole": _whole,
    "signed": _signed,
}
