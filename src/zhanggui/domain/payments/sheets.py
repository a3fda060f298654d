"""Lists that people bring as files: the bank's statement, and what a carrier collected at the door.

Every bank and carrier heads its columns in its own words; these are the words we know. A list without a
column that must be there is refused by the name of that column, and nothing of it is taken in.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from zhanggui.domain.payments.layouts import amount_of, moment_of
from zhanggui.domain.payments.refusals import EmptyList, NotSuchAList
from zhanggui.domain.payments.rules import BillRow
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen

HEADINGS_WITHIN = 12
"""Banks write their name, the account and the period above the table."""
REFERENCE = re.compile(r"(\d{14}P\d{1,3})(R\d{1,3})?", re.IGNORECASE)
Words = Mapping[str, Sequence[str]]

BANK: Words = {
    "at": ("交易时间", "交易日期", "记账时间", "记账日期", "入账时间"),
    "serial": ("交易流水号", "流水号", "核心流水号", "凭证号", "交易参考号"),
    "in": ("收入金额", "贷方发生额", "贷方金额", "收入", "贷方"),
    "out": ("支出金额", "借方发生额", "借方金额", "支出", "借方"),
    "payer": ("对方户名", "对方账户名称", "对方名称", "付款人名称"),
    "note": ("附言", "用途", "摘要", "备注"),
}
CARRIER: Words = {
    "waybill": ("运单号", "快递单号", "物流单号", "运单编号"),
    "amount": ("代收金额", "代收货款", "代收款", "COD金额"),
    "fee": ("代收手续费", "手续费", "服务费"),
    "at": ("签收时间", "签收日期", "回款日期", "结算日期"),
}
MUST = {"bank": ("at", "serial", "in"), "carrier": ("waybill", "amount", "at")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """One parcel of a carrier's list: so much was collected, and so much kept for doing it."""

    waybill: str
    amount_fen: Fen
    fee_fen: Fen
    at: datetime


def bank_statement(content: bytes) -> list[BillRow]:
    """The lines of a statement that concern customers: what came in, and refunds of ours that went out."""
    found = []
    for row in _rows(content, BANK, MUST["bank"]):
        amount = amount_of(row.get("in", "")) - abs(amount_of(row.get("out", "")))
        note = " ".join(row.get(name, "") for name in ("payer", "note")).strip()
        number, refund = reference_in(row.get("note", ""))
        if amount == 0 or (amount < 0 and not refund):
            continue
        line = BillRow(
            number=number,
            refund_number=refund if amount < 0 else "",
            gateway_trade=row["serial"],
            amount_fen=amount,
            at=moment_of(row["at"]),
            note=note[:200],
        )
        found.append(line)
    if not found:
        raise EmptyList
    return found


def reference_in(note: str) -> tuple[str, str]:
    """The payment, and the refund, that a note names. People write blanks and dashes into it, and small
    letters.

    >>> reference_in("货款 2611-2400-0004-22 p1 谢谢")
    ('26112400000422P1', '')
    >>> reference_in("退 26112400000422P1R2")
    ('26112400000422P1', '26112400000422P1R2')
    >>> reference_in("货款")
    ('', '')
    """
    found = REFERENCE.search(re.sub(r"[\s\-_.,，。]", "", note))
    if found is None:
        return "", ""
    number, refund = found[1].upper(), (found[2] or "").upper()
    return number, f"{number}{refund}" if refund else ""


def remittance(content: bytes) -> list[Collected]:
    """The parcels of a carrier's list."""
    found = [
        Collected(
            waybill=row["waybill"],
            amount_fen=amount_of(row["amount"]),
            fee_fen=amount_of(row.get("fee", "")),
            at=moment_of(row["at"]),
        )
        for row in _rows(content, CARRIER, MUST["carrier"])
    ]
    if not found:
        raise EmptyList
    return found


def _rows(content: bytes, words: Words, must: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows under the first line that heads all columns which must be there."""
    places: dict[str, int] = {}
    for number, cells in enumerate(_cells(content)):
        if not places:
            places = _places(cells, words)
            if any(name not in places for name in must):
                missing = next(words[name][0] for name in must if name not in places)
                places = {}
                if number + 1 >= HEADINGS_WITHIN:
                    raise NotSuchAList(missing=missing)
            continue
        row = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        if all(row.get(name) for name in must if name != "in"):
            yield row
    if not places:
        raise NotSuchAList(missing=words[must[0]][0])


def _places(cells: Sequence[str], words: Words) -> dict[str, int]:
    plain = [re.sub(r"[（(].*|\s", "", cell) for cell in cells]
    return {
        name: plain.index(word) for name, known in words.items() for word in reversed(known) if word in plain
    }


def _cells(content: bytes) -> Iterable[list[str]]:
    if content[:2] == b"PK":
        try:
            sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as problem:
            raise NotSuchAList(missing=".xlsx") from problem
        return ([_text(value) for value in row] for row in sheet.iter_rows(values_only=True))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="replace")
    return ([cell.strip().strip("\t'=\"") for cell in row] for row in csv.reader(io.StringIO(text)))


def _text(value: Any) -> str:
    """A cell as it is read. Excel keeps what looks like a number as a number."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.2f}"
    return "" if value is None else str(value).strip().removeprefix("'")
