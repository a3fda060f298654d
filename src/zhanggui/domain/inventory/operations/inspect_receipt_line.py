"""Inspecting what came in: only what passes can be sold (A-5)."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory import accounts
from zhanggui.domain.inventory.capabilities import INSPECT
from zhanggui.domain.inventory.closing import refuse_closed
from zhanggui.domain.inventory.facts import LineInspected
from zhanggui.domain.inventory.models import Hold, Inspection, ReceiptLine
from zhanggui.domain.inventory.numbers import next_number
from zhanggui.domain.inventory.planning import plan_for
from zhanggui.domain.inventory.refusals import AlreadyInspected, InspectorReceived
from zhanggui.domain.inventory.rules import Found, refuse_against_plan, refuse_unfounded
from zhanggui.domain.inventory.shelving import lot_of, put_away
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Transfer
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("inventory_inspection_line_id_key", AlreadyInspected)


@transaction.atomic
def inspect_receipt_line(*, line_id: UUID, found: Found, by: Actor, at: datetime) -> Inspection:
    """Judge every piece of a line, once. Who received it cannot (also not by another account of theirs)."""
    by.require(INSPECT)
    line = _line(line_id)
    receiver = line.receipt.received_by
    if receiver.id == by.account_id or (receiver.person_id and receiver.person_id == by.person_id):
        raise InspectorReceived
    refuse_unfounded(found, quantity=line.quantity, expires_on=line.expires_on, at=at)
    if (plan := plan_for(line.sku_id)) is not None:
        refuse_against_plan(found, plan.rule, quantity=line.quantity)
    refuse_closed(at)

    with refusing():
        inspection = Inspection.objects.create(
            line=line,
            sampled=found.sampled,
            passed=found.passed,
            held=found.held,
            rejected=found.rejected,
            defects=[asdict(defect) for defect in found.defects],
            note=found.note,
            report=found.report,
            inspector_id=by.account_id,
            inspected_at=at,
        )
    if found.held:
        _hold(inspection, by=by, at=at)

    ledger.post(_entry(inspection), by=by)
    _record(inspection, by=by, at=at)
    return inspection


def _line(line_id: UUID) -> ReceiptLine:
    lines = ReceiptLine.objects.select_related("receipt__received_by", "sku")
    line = lines.filter(pk=line_id).first()
    if line is None:
        raise NotFound
    return line


def _hold(inspection: Inspection, *, by: Actor, at: datetime) -> None:
    line = inspection.line
    Hold.objects.create(
        number=next_number("H", at),
        warehouse_id=line.receipt.warehouse_id,
        sku_id=line.sku_id,
        inspection=inspection,
        quantity=inspection.held,
        undecided=inspection.held,
        reason="；".join(d["note"] or d["code"] for d in inspection.defects)[:200],
        held_by_id=by.account_id,
        held_at=at,
    )


def _entry(inspection: Inspection) -> ledger.Entry:
    line, place = inspection.line, inspection.line.receipt.warehouse_id
    waiting = accounts.received(place, line.sku_id)
    transfers = []
    if inspection.passed:
        shelf = put_away(place, lot_of(line))
        transfers += accounts.enters_stock(shelf, pieces=inspection.passed, source=waiting)
    if inspection.held:
        transfers.append(Transfer(accounts.held(place, line.sku_id), waiting, inspection.held))
    if inspection.rejected:
        transfers.append(Transfer(accounts.rejected(place, line.sku_id), waiting, inspection.rejected))
    return ledger.Entry(
        kind="inventory.inspected",
        key=f"inventory.inspection/{line.id}",
        at=inspection.inspected_at,
        subject=ledger.Subject.of(inspection),
        transfers=transfers,
    )


def _record(inspection: Inspection, *, by: Actor, at: datetime) -> None:
    line = inspection.line
    fact = LineInspected(
        receipt=line.receipt.number,
        sku=line.sku.code,
        name=line.name,
        passed=inspection.passed,
        held=inspection.held,
        rejected=inspection.rejected,
    )
    trail.record(fact, on=inspection, by=by, at=at, thread=line.receipt)
