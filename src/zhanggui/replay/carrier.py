"""The carrier of a history: it weighs parcels itself, hands cash over, and asks for its freight."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from zhanggui.domain.freight.comparing import BillRow
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen, yuan
from zhanggui.replay.freight import FAR, NEAR
from zhanggui.replay.models import Parcel
from zhanggui.replay.past import PastOrder
from zhanggui.schema.rows import insert, update

HEADINGS = ("运单号", "代收金额", "手续费", "签收时间")


def take_over(history: str, past: PastOrder, tracking_number: str, at: datetime) -> Parcel:
    """The carrier takes a parcel, with the word what to collect for it, if anything."""
    parcel = Parcel(
        history=history,
        tracking_number=tracking_number,
        province=past.province,
        grams=past.grams,
        cash_fen=0 if past.paid_fen else past.worth_fen,
        taken_at=at,
    )
    insert(parcel)
    return parcel


def deliver(parcel: Parcel, at: datetime) -> None:
    """Signed for; what was to be collected is collected."""
    parcel.signed_at = at
    update(parcel, "signed_at")


def remittance(parcels: Iterable[Parcel]) -> bytes:
    """The list that comes with the cash, as a file."""
    file = io.StringIO()
    sheet = csv.writer(file)
    sheet.writerow(HEADINGS)
    for parcel in parcels:
        assert parcel.signed_at is not None
        signed = parcel.signed_at.astimezone(SHANGHAI).isoformat(sep=" ", timespec="seconds")[:19]
        sheet.writerow((parcel.tracking_number, yuan(parcel.cash_fen), "0.00", signed))
    return file.getvalue().encode()


def freight_bill(parcels: Sequence[Parcel], near: str) -> list[BillRow]:
    """What the carrier asks for these parcels, by its own scales and its copy of the agreement."""
    return [
        BillRow(parcel.tracking_number, parcel.grams, charge(parcel.grams, is_near=parcel.province == near))
        for parcel in parcels
    ]


def charge(grams: int, *, is_near: bool) -> Fen:
    """The first kilogram, and each that has begun after it.

    >>> charge(1_001, is_near=True)
    750
    >>> charge(300, is_near=False)
    1200
    """
    first, more = NEAR if is_near else FAR
    return first + more * max(0, -(-grams // 1_000) - 1)
