"""Requesting a return: the customer wants to give something back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.capabilities import GOODWILL, REQUEST
from zhanggui.domain.aftersales.facts import ReturnRequested
from zhanggui.domain.aftersales.models import Return, ReturnLine
from zhanggui.domain.aftersales.purchases import Purchase, PurchaseLine
from zhanggui.domain.aftersales.reading import pieces_counted, rights_on
from zhanggui.domain.aftersales.refusals import (
    ExcludedFromReturn,
    KeyOfAnotherReturn,
    MoreThanBought,
    NothingToReturn,
    NotSignedFor,
    ReasonMissing,
    WindowOver,
)
from zhanggui.domain.aftersales.rules import Entitlement
from zhanggui.domain.aftersales.states import RETURN, ReturnKind
from zhanggui.domain.sales import queries as sales
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many pieces of one order line."""

    line_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnWish:
    """What a customer wants to give back, and why. ``key`` makes asking twice harmless."""

    order_id: UUID
    kind: ReturnKind
    pieces: tuple[Pieces, ...]
    key: str
    reason: str = ""


@transaction.atomic
def request(*, wish: ReturnWish, by: Actor, at: datetime) -> Return:
    """Take down a return. Agents may take one the customer has no right to (goodwill); it is decided later.

    Raises ``NotFound``, ``NotSignedFor``, ``NothingToReturn``, ``MoreThanBought``, ``WindowOver``,
    ``ExcludedFromReturn`` and, for defective goods without a word on the defect, ``ReasonMissing``.
    """
    by.require(REQUEST)
    order = sales.held_order(wish.order_id, by=by)
    earlier = Return.objects.filter(request_key=wish.key).first()
    if earlier is not None:
        if earlier.order_id != order.id:
            raise KeyOfAnotherReturn
        return earlier
    lines = _lines(order, wish)
    _refuse_unlawful(order, wish, lines, by=by, at=at)

    goods_return = _write(order, wish, by=by, at=at)
    fact = ReturnRequested(
        number=goods_return.number, kind=wish.kind, pieces=sum(piece.quantity for piece in wish.pieces)
    )
    trail.record(fact, on=goods_return, by=by, at=at, reason=wish.reason, thread=order)
    return goods_return


def _lines(order: Purchase, wish: ReturnWish) -> Mapping[UUID, PurchaseLine]:
    wanted = [piece.line_id for piece in wish.pieces]
    if not wanted or any(piece.quantity < 1 for piece in wish.pieces) or len(set(wanted)) < len(wanted):
        raise NothingToReturn
    found = order.lines.filter(pk__in=wanted).select_related("sku__goods__category")
    lines = {line.id: line for line in found}
    if len(lines) < len(wanted):
        raise NotFound
    return lines


def _refuse_unlawful(
    order: Purchase, wish: ReturnWish, lines: Mapping[UUID, PurchaseLine], *, by: Actor, at: datetime
) -> None:
    if order.delivered_at is None:
        raise NotSignedFor(number=order.number)
    if wish.kind == ReturnKind.QUALITY and not wish.reason.strip():
        raise ReasonMissing
    gone = pieces_counted(lines)
    for piece in wish.pieces:
        line = lines[piece.line_id]
        left = line.quantity - gone.get(line.id, 0)
        if piece.quantity > left:
            raise MoreThanBought(name=line.name, left=left)
        if wish.kind == ReturnKind.NO_REASON and not by.may(GOODWILL):
            _refuse_without_right(line, rights_on(line, order.delivered_at), at)


def _refuse_without_right(line: PurchaseLine, rights: Entitlement, at: datetime) -> None:
    if rights.excluded is not None:
        raise ExcludedFromReturn(name=line.name, reason=rights.excluded.value)
    if (until := rights.no_reason_until) is not None and at > until:
        last = until.astimezone(SHANGHAI)
        raise WindowOver(name=line.name, until=f"{last:%Y-%m-%d %H:%M}")


def _write(order: Purchase, wish: ReturnWish, *, by: Actor, at: datetime) -> Return:
    count = order.returns.count() + 1
    goods_return = Return(
        id=new_id(),
        number=f"TH{order.number}-{count}",
        order_id=order.id,
        customer_id=order.customer_id,
        kind=wish.kind,
        reason=wish.reason.strip()[:400],
        state=RETURN.initial,
        freight_bearer=rules.freight_bearer(wish.kind),
        request_key=wish.key,
        requested_by_id=by.account_id,
        requested_at=at,
    )
    goods_return.save(force_insert=True)
    ReturnLine.objects.bulk_create(_return_lines(goods_return, wish.pieces))
    return goods_return


def _return_lines(goods_return: Return, pieces: Sequence[Pieces]) -> list[ReturnLine]:
    return [
        ReturnLine(goods_return=goods_return, line_id=piece.line_id, quantity=piece.quantity)
        for piece in pieces
    ]
