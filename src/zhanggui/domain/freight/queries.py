"""Reads of freight, for pages, reports and jobs."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from zhanggui.domain.freight.capabilities import ANSWER, SEE_FREIGHT
from zhanggui.domain.freight.models import Bill, BillLine, FreightStatement, Scorecard, Tariff
from zhanggui.domain.freight.reach import may_see_tariff
from zhanggui.domain.freight.refusals import NoAgreement
from zhanggui.domain.freight.rules import month_after
from zhanggui.domain.freight.states import Finding, LineState, TariffState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound

BACK = timedelta(days=92)
"""How far back parcels without freight are looked for: a bill comes within a quarter."""


def unpriced(at: datetime) -> QuerySet[Any]:
    """Parcels that a carrier took lately and whose freight nobody could reckon, the oldest first."""
    shipment = apps.get_model("delivery", "Shipment")
    found: QuerySet[Any] = shipment.objects.filter(
        shipped_at__gt=at - BACK, shipped_at__lte=at, carrier__isnull=False, freight=None
    )
    return found.order_by("shipped_at")


def agreed_for(carrier_id: UUID, month: date) -> Tariff:
    """The last agreement of a carrier that held on a day of the month. Raises ``NoAgreement``."""
    held = Tariff.objects.filter(
        carrier=carrier_id,
        in_force__period__startswith__lt=month_after(month),
        in_force__period__endswith__gt=month,
    )
    found = held.order_by("-in_force__period").first()
    if found is None:
        raise NoAgreement(month=f"{month:%Y-%m}")
    return found


def tariffs_of(by: Actor) -> QuerySet[Tariff]:
    """A carrier's own agreements that were shown to it, the latest first."""
    by.require(ANSWER)
    if by.organisation_id is None:
        raise NotFound
    mine = Tariff.objects.filter(carrier__organisation_id=by.organisation_id)
    shown = mine.exclude(state__in=[TariffState.PROPOSED, TariffState.DROPPED])
    return shown.select_related("in_force").prefetch_related("zones").order_by("-number")


def tariff_seen(tariff_id: UUID, *, by: Actor) -> Tariff:
    """An agreement. ``NotFound`` for anybody it does not concern."""
    found = Tariff.objects.select_related("carrier__organisation").prefetch_related("zones")
    tariff = found.filter(pk=tariff_id).first()
    if tariff is None or not may_see_tariff(tariff, by):
        raise NotFound
    return tariff


def bills_of(by: Actor) -> QuerySet[Bill]:
    """A carrier's own bills, the latest first."""
    by.require(ANSWER)
    if by.organisation_id is None:
        raise NotFound
    return Bill.objects.filter(carrier__organisation_id=by.organisation_id).order_by("-month", "-taken_at")


def bill_seen(bill_id: UUID, *, by: Actor) -> Bill:
    """A bill. ``NotFound`` for anybody it does not concern."""
    found = Bill.objects.select_related("carrier__organisation").filter(pk=bill_id).first()
    if found is None or not _concerns(found.carrier.organisation_id, by):
        raise NotFound
    return found


def bill_called(number: str, *, by: Actor) -> Bill:
    """A carrier's own bill by the carrier's number of it. ``NotFound``."""
    found = bills_of(by).filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def differing_lines(bill: Bill, *, after: int = 0, limit: int = 1000) -> Sequence[BillLine]:
    """The lines of a bill that do not agree with our reckoning, by position, ``after`` one."""
    lines = BillLine.objects.filter(bill=bill, position__gt=after).exclude(finding=Finding.AGREES)
    return list(lines.order_by("position")[:limit])


def lines_to_answer(bill: Bill, *, limit: int = 200) -> Sequence[BillLine]:
    """The lines of a bill that were disputed, those without an answer first."""
    disputed = BillLine.objects.filter(bill=bill, disputed_at__isnull=False)
    return list(disputed.order_by("-state", "position")[:limit])


def statements_of(by: Actor) -> QuerySet[FreightStatement]:
    """A carrier's own statements, the latest first."""
    by.require(ANSWER)
    if by.organisation_id is None:
        raise NotFound
    mine = FreightStatement.objects.filter(carrier__organisation_id=by.organisation_id)
    return mine.select_related("payout").order_by("-drawn_at")


def statements_after(number: str, *, limit: int, by: Actor) -> Sequence[FreightStatement]:
    """Statements older than the one of this number, or from the latest on: a carrier's own, or every one for
    those who keep freight. ``NotFound`` where the number is none of theirs.
    """
    known: QuerySet[FreightStatement] = FreightStatement.objects.all()
    if not by.may(SEE_FREIGHT):
        known = statements_of(by)
    if number:
        known = known.filter(pk__lt=statement_numbered(number, by=by).pk)
    return list(known.select_related("carrier__organisation", "payout").order_by("-pk")[:limit])


def statement_numbered(number: str, *, by: Actor) -> FreightStatement:
    """A statement of a carrier by its number. ``NotFound`` for anybody it does not concern."""
    found = FreightStatement.objects.select_related("carrier__organisation", "payout")
    statement = found.filter(number=number).first()
    if statement is None or not _concerns(statement.carrier.organisation_id, by):
        raise NotFound
    return statement


def statement_lines(
    statement: FreightStatement, *, after: UUID | None = None, limit: int = 100
) -> Sequence[BillLine]:
    """The lines of a statement as they were filed, bill by bill; those that follow the line ``after``."""
    lines = BillLine.objects.filter(statement=statement, **({"pk__gt": after} if after else {}))
    return list(lines.select_related("bill", "accrual__shipment__order").order_by("pk")[:limit])


def scorecards_of(by: Actor) -> QuerySet[Scorecard]:
    """How a carrier kept its own agreement, month by month, the latest first."""
    by.require(ANSWER)
    if by.organisation_id is None:
        raise NotFound
    return Scorecard.objects.filter(carrier__organisation_id=by.organisation_id).order_by("-month")


def silent_disputes(at: datetime) -> list[tuple[UUID, int]]:
    """Disputed lines whose carrier let its time to answer go by: bill and position."""
    before = at - timedelta(days=int(norm("freight.dispute_days", on=at)))
    quiet = BillLine.objects.filter(state=LineState.DISPUTED, replied_at=None, disputed_at__lte=before)
    return list(quiet.order_by("disputed_at", "pk").values_list("bill_id", "position"))


def carriers_with_agreed_lines() -> list[UUID]:
    """Carriers that have agreed lines on no statement yet."""
    lines = BillLine.objects.filter(state=LineState.ACCEPTED, statement=None, settled_fen__gt=0)
    return list(lines.order_by("bill__carrier").values_list("bill__carrier", flat=True).distinct())


def _concerns(organisation_id: UUID, by: Actor) -> bool:
    if by.may(SEE_FREIGHT):
        return True
    return by.organisation_id is not None and organisation_id == by.organisation_id
