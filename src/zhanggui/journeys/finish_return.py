"""The end of a return: every piece goes where it belongs, and the money goes back the way it came."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales import accounts
from zhanggui.domain.aftersales.models import Finding, Return
from zhanggui.domain.aftersales.operations.finish import finish
from zhanggui.domain.aftersales.operations.inspect import Found, inspect
from zhanggui.domain.aftersales.reading import stands
from zhanggui.domain.aftersales.states import Disposition
from zhanggui.domain.delivery.reach import lot_sent
from zhanggui.domain.inventory.accounts import Shelf
from zhanggui.domain.inventory.shelving import put_back
from zhanggui.domain.members.operations.take_back_points import GivenBack, take_back_points
from zhanggui.domain.payments import accounts as money
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys import perks, swap
from zhanggui.journeys.decide_return import call_off_replacement, send_back
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def finish_return(*, return_id: UUID, found: Sequence[Found], by: Actor, at: datetime) -> Return:
    """Look at what came back, put it where it belongs, and refund what is owed (CP-01: within seven days).

    In an exchange, it pays for the replacement first. Raises what ``aftersales.operations.inspect`` raises.
    """
    goods_return = inspect(return_id=return_id, found=found, by=by, at=at)
    findings = list(
        Finding.objects.filter(line__goods_return=goods_return)
        .select_related("line__line__sku")
        .order_by("line__line__sku_id", "disposition")
    )
    _move_goods(goods_return, findings, by=by, at=at)
    exchange = stands(goods_return, at)
    if exchange is not None and findings[0].disposition != Disposition.SENT_BACK:
        carried = swap.settle(goods_return, exchange, at=at)
        goods_return.refresh_from_db()
    else:
        carried, exchange = 0, None
        call_off_replacement(goods_return, at=at)
    _refund(goods_return, findings, carried=carried, at=at)
    perks.give_back_parts(goods_return, exchange, at=at)
    given_back = GivenBack(goods_return.order_id, goods_return.id, _goods_fen(findings))
    take_back_points(given_back=given_back, by=SYSTEM, at=at)
    return finish(return_id=goods_return.id, by=SYSTEM, at=at)


def _goods_fen(findings: Sequence[Finding]) -> Fen:
    """What was paid for the goods that are not sent back to the customer, without their freight."""
    return sum(
        finding.line.line.unit_fen * finding.pieces - finding.discount_fen
        for finding in findings
        if finding.disposition != Disposition.SENT_BACK
    )


def _move_goods(goods_return: Return, findings: Sequence[Finding], *, by: Actor, at: datetime) -> None:
    warehouse_id = goods_return.warehouse_id
    assert warehouse_id is not None
    transfers = [
        transfer
        for finding in findings
        for transfer in accounts.goes_on(finding.disposition, _shelf(warehouse_id, finding), finding.pieces)
    ]
    _post("aftersales.decided", goods_return, transfers, by=by, at=at)


def _shelf(warehouse_id: UUID, finding: Finding) -> Shelf:
    """What is sold again lies with the lot it was sent from."""
    bought = finding.line.line
    return put_back(warehouse_id, bought.sku_id, lot_sent(bought.id))


def _refund(goods_return: Return, findings: Sequence[Finding], *, carried: Fen, at: datetime) -> None:
    """What was paid and not earned yet is simply owed back; what suppliers have earned, they give back.

    What was ``carried`` over to a replacement is not sent back.
    """
    if goods_return.order.completed_at is None:
        send_back(goods_return, goods_return.refund_fen, supplier_id=None, at=at)
        return
    owed: Counter[UUID] = Counter()
    discounts: Counter[UUID] = Counter()
    for finding in findings:
        owed[finding.line.line.supplier_id] += finding.refund_fen
        discounts[finding.line.line.supplier_id] += finding.discount_fen
    for supplier_id, amount in owed.items():
        send_back(goods_return, amount - carried, supplier_id=supplier_id, at=at)
    transfers = [
        Transfer(debit=money.supplier_payable(supplier_id), credit=money.DISCOUNT, amount=amount)
        for supplier_id, amount in discounts.items()
        if amount
    ]
    _post("aftersales.discount_undone", goods_return, transfers, by=SYSTEM, at=at)


def _post(kind: str, goods_return: Return, transfers: Sequence[Transfer], *, by: Actor, at: datetime) -> None:
    if not transfers:
        return
    key = f"return:{goods_return.id}:{kind}"
    entry = Entry(kind=kind, key=key, at=at, subject=Subject.of(goods_return), transfers=transfers)
    ledger.post(entry, by=by)
