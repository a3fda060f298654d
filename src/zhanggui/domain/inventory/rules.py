"""What the law and common sense ask of goods that come in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.inventory.refusals import (
    DefectsMissing,
    FindingsDoNotAddUp,
    LotExpired,
    LotFailsItsPlan,
    LotMissing,
    NothingDelivered,
    SampleTooSmall,
    ShelfLifeMissing,
)
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm


@dataclass(frozen=True, slots=True)
class Place:
    """Where a building stands."""

    province: str
    city: str
    street: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One line of a delivery as it is read off the goods: pieces of a SKU, and their lot."""

    sku_id: UUID
    quantity: int
    lot: str = ""
    produced_on: date | None = None
    expires_on: date | None = None
    unit_cost_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What the delivery note says. Address and contact, left empty, are taken from the supplier's file."""

    delivery_note: str
    purchased_on: date
    supplier_address: str = ""
    supplier_contact: str = ""
    terms: str = "bought"
    notice_id: UUID | None = None
    """The announcement this delivery answers, if it was announced."""


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect found on so many pieces."""

    code: str
    pieces: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An inspector's judgement of one line: every piece is passed, held or rejected."""

    passed: int = 0
    held: int = 0
    rejected: int = 0
    defects: Sequence[Defect] = field(default_factory=tuple)
    note: str = ""
    report: UUID | None = None
    sampled: int | None = None
    """Pieces looked at one by one; None when all of them were."""

    @property
    def total(self) -> int:
        """All pieces judged."""
        return self.passed + self.held + self.rejected


def refuse_unreadable(line: Delivered, *, sku: str, shelf_life_needed: bool) -> None:
    """Refuse a line whose lot cannot be told, or, where the kind of goods needs it, its expiry (FD-03)."""
    if line.quantity <= 0:
        raise NothingDelivered
    if not line.lot and line.produced_on is None:
        raise LotMissing(sku=sku)
    if shelf_life_needed and line.expires_on is None:
        raise ShelfLifeMissing(sku=sku)
    if line.expires_on and line.produced_on and line.expires_on <= line.produced_on:
        raise ShelfLifeMissing(sku=sku)


def refuse_unfounded(found: Found, *, quantity: int, expires_on: date | None, at: datetime) -> None:
    """Refuse a judgement that leaves pieces out, lacks its reason, or lets an expired lot pass (FD-04)."""
    if min(found.passed, found.held, found.rejected) < 0 or found.total != quantity:
        raise FindingsDoNotAddUp(quantity=quantity, found=found.total)
    if found.held + found.rejected and not found.defects:
        raise DefectsMissing
    if expires_on and expires_on <= at.astimezone(SHANGHAI).date() and found.passed + found.held:
        raise LotExpired(expired_on=expires_on.isoformat())


@dataclass(frozen=True, slots=True)
class Plan:
    """How many pieces of a lot are looked at, and how many of those may be defective."""

    percent: int
    least: int
    defects_most: int

    def sample(self, quantity: int) -> int:
        """Pieces to look at in a lot of this size.

        >>> Plan(percent=10, least=5, defects_most=0).sample(200), Plan(10, 5, 0).sample(3)
        (20, 3)
        """
        return min(quantity, max(self.least, -(-quantity * self.percent // 100)))


def refuse_against_plan(found: Found, plan: Plan, *, quantity: int) -> None:
    """Refuse a judgement that looked at too few, or lets pass a lot whose sample had too many defects."""
    wanted = plan.sample(quantity)
    if found.sampled is not None and found.sampled < wanted:
        raise SampleTooSmall(wanted=wanted)
    defective = sum(defect.pieces for defect in found.defects)
    if found.sampled is not None and defective > plan.defects_most and found.passed:
        raise LotFailsItsPlan(defective=defective, allowed=plan.defects_most)


def keep_until(received_on: date, expires_on: date | None) -> date:
    """Until when the purchase record must be kept (FD-03)."""
    if expires_on is None:
        return months_after(
            received_on, 12 * int(norm("food.record_years_without_shelf_life", on=received_on))
        )
    return months_after(expires_on, int(norm("food.record_months_after_shelf_life", on=received_on)))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, last))


def content_of_correction(count: str, reason: str, lines: Sequence[tuple[str, int, int]]) -> dict[str, Any]:
    """What the approval of a correction is about: the differences, SKU by SKU."""
    return {
        "count": count,
        "reason": reason,
        "lines": [{"sku": sku, "booked": booked, "counted": counted} for sku, booked, counted in lines],
    }
