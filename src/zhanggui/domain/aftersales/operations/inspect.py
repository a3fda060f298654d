"""Looking at what came back, piece by piece, and saying what becomes of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.capabilities import INSPECT
from zhanggui.domain.aftersales.facts import ReturnInspected
from zhanggui.domain.aftersales.models import Finding, Repair, Return, ReturnLine
from zhanggui.domain.aftersales.proving import refuse_unproved
from zhanggui.domain.aftersales.reading import (
    gifts_kept,
    held_return,
    money_by_line,
    pieces_refunded,
    stands,
)
from zhanggui.domain.aftersales.refusals import (
    ExchangeIsWhole,
    NotBeyondRepair,
    OpenedIsNoReason,
    PiecesDiffer,
    ReasonMissing,
)
from zhanggui.domain.aftersales.states import RETURN, Disposition, Outcome, Remedy, ReturnKind
from zhanggui.domain.sales import queries as sales
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """So many pieces of an order line, what becomes of them, and what was seen."""

    line_id: UUID
    disposition: Disposition
    pieces: int
    note: str = ""


@transaction.atomic
def inspect(*, return_id: UUID, found: Sequence[Found], by: Actor, at: datetime) -> Return:
    """Account for every piece that came back, and work out what goes back for it.

    Pieces sent back to the customer are not refunded, which needs a reason other than unpacking. A gift that
    was kept though its goods went back is taken from the refund at its stated value. Raises
    ``PiecesDiffer``, ``ReasonMissing``, ``OpenedIsNoReason``, ``ProofMissing``, ``ExchangeIsWhole`` and
    ``NotBeyondRepair``.
    """
    by.require(INSPECT)
    goods_return = held_return(return_id, by=by)
    after = RETURN.after(goods_return.state, "inspect")
    _refuse_other_remedy(goods_return)
    sales.order_on_its_way(goods_return.order_id)
    lines = list(goods_return.lines.select_related("line"))
    _refuse_unaccounted(lines, found)
    _refuse_half_an_exchange(goods_return, found)
    if any(one.disposition == Disposition.SENT_BACK for one in found):
        refuse_unproved(goods_return)

    findings = _findings(goods_return, lines, found, at)
    Finding.objects.bulk_create(findings)
    goods_return.state = after
    goods_return.inspected_by_id, goods_return.inspected_at = by.account_id, at
    total = sum(finding.refund_fen for finding in findings)
    goods_return.gift_charges = gifts_kept(goods_return, at_most=total, at=at)
    goods_return.refund_fen = total - sum(goods_return.gift_charges.values())
    goods_return.save()

    tally: Counter[str] = Counter()
    for one in found:
        tally[one.disposition.value] += one.pieces
    order = trail.Subject("sales.order", goods_return.order_id)
    fact = ReturnInspected(number=goods_return.number, dispositions=dict(tally))
    trail.record(fact, on=goods_return, by=by, at=at, thread=order)
    return goods_return


def _refuse_unaccounted(lines: Sequence[ReturnLine], found: Sequence[Found]) -> None:
    pieces: Counter[UUID] = Counter()
    for one in found:
        pieces[one.line_id] += one.pieces
        if one.disposition == Disposition.SENT_BACK:
            _refuse_without_reason(one.note)
    for returned in lines:
        told = pieces.pop(returned.line_id, 0)
        if told != returned.quantity or any(one.pieces < 1 for one in found):
            raise PiecesDiffer(found=told, name=returned.line.name, came=returned.quantity)
    if pieces:
        raise PiecesDiffer(found=sum(pieces.values()), name="?", came=0)


def _refuse_other_remedy(goods_return: Return) -> None:
    """What was brought to be repaired is given up only when it is beyond repair."""
    if goods_return.remedy != Remedy.REPAIR:
        return
    repair = Repair.objects.filter(goods_return=goods_return).first()
    if repair is None or repair.outcome != Outcome.BEYOND_REPAIR:
        raise NotBeyondRepair


def _refuse_half_an_exchange(goods_return: Return, found: Sequence[Found]) -> None:
    if goods_return.remedy != Remedy.EXCHANGE:
        return
    if len({one.disposition == Disposition.SENT_BACK for one in found}) > 1:
        raise ExchangeIsWhole


def _refuse_without_reason(note: str) -> None:
    if not note.strip():
        raise ReasonMissing
    if rules.only_says_opened(note):
        raise OpenedIsNoReason


def _findings(
    goods_return: Return, lines: Sequence[ReturnLine], found: Sequence[Found], at: datetime
) -> list[Finding]:
    of_line = {returned.line_id: returned for returned in lines}
    paid = money_by_line(goods_return.order)
    refunded = Counter(pieces_refunded(of_line))
    # The way out is paid back with defective goods; who gets others instead of them has got something for it.
    kind = ReturnKind.NO_REASON if stands(goods_return, at) else ReturnKind(goods_return.kind)
    findings = []
    for one in sorted(found, key=lambda one: (str(one.line_id), one.disposition)):
        money, before = paid[one.line_id], refunded[one.line_id]
        refund = discount = 0
        if one.disposition != Disposition.SENT_BACK:
            refund = rules.refund_fen(money, pieces=one.pieces, before=before, kind=kind)
            discount = rules.discount_part_fen(money, pieces=one.pieces, before=before)
            refunded[one.line_id] += one.pieces
        findings.append(
            Finding(
                line=of_line[one.line_id],
                disposition=one.disposition,
                pieces=one.pieces,
                note=one.note.strip()[:400],
                refund_fen=refund,
                discount_fen=discount,
            )
        )
    return findings
