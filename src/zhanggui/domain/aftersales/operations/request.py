"""Asking for something after the sale: money back, other goods, or a repair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.capabilities import GOODWILL, REQUEST
from zhanggui.domain.aftersales.facts import ReturnRequested
from zhanggui.domain.aftersales.models import Exchange, Return, ReturnLine
from zhanggui.domain.aftersales.purchases import Purchase, PurchaseLine
from zhanggui.domain.aftersales.reading import pieces_counted
from zhanggui.domain.aftersales.refusals import (
    CauseMissing,
    KeyOfAnotherReturn,
    MoreThanBought,
    NothingElse,
    NothingToReturn,
    NotSignedFor,
    OneLineOnly,
    ReasonMissing,
    WholeOrderOnly,
)
from zhanggui.domain.aftersales.righting import refuse_without_right
from zhanggui.domain.aftersales.rules import SwapTerms
from zhanggui.domain.aftersales.states import FAULTS, RETURN, Cause, Remedy, ReturnKind
from zhanggui.domain.sales import queries as sales
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail

PREFIX = {Remedy.RETURN: "TH", Remedy.REFUND_ONLY: "TK", Remedy.EXCHANGE: "HH", Remedy.REPAIR: "WX"}
"""退货, 退款, 换货, 维修: what people read out on the telephone."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many pieces of one order line."""

    line_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What pieces are to be exchanged for, at the price and the difference that were announced."""

    sku_id: UUID
    version_id: UUID
    price_id: UUID
    supplier_id: UUID
    name: str
    unit_fen: Fen
    terms: SwapTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnWish:
    """What a customer wants done with pieces of an order, and why. ``key`` makes asking twice harmless.

    ``asked_fen`` is what somebody who keeps damaged goods would take for them.
    """

    order_id: UUID
    kind: ReturnKind
    pieces: tuple[Pieces, ...]
    key: str
    reason: str = ""
    remedy: Remedy = Remedy.RETURN
    cause: Cause | None = None
    wanted: Wanted | None = None
    asked_fen: Fen | None = None


@transaction.atomic
def request(*, wish: ReturnWish, by: Actor, at: datetime) -> Return:
    """Take a case down. Agents may take one the customer has no right to (goodwill); it is decided later.

    Raises ``NotFound``, ``NotSignedFor``, ``NothingToReturn``, ``MoreThanBought``, ``WindowOver``,
    ``ExcludedFromReturn``, ``ExchangeWindowOver``, ``NoGuarantee``, ``GuaranteeOver``, ``OneLineOnly``,
    ``WholeOrderOnly``, ``CauseMissing`` and, for defective goods without a word on the defect,
    ``ReasonMissing``.
    """
    by.require(REQUEST)
    order = sales.held_order(wish.order_id, by=by)
    earlier = Return.objects.filter(request_key=wish.key).first()
    if earlier is not None:
        if earlier.order_id != order.id:
            raise KeyOfAnotherReturn
        return earlier
    lines = _lines(order, wish)
    _refuse_unfounded(order, wish)
    _refuse_more_than_there_is(wish, lines)
    if not by.may(GOODWILL):
        refuse_without_right(wish, lines, order.delivered_at, at)

    goods_return = _write(order, wish, by=by, at=at)
    fact = ReturnRequested(
        number=goods_return.number,
        kind=wish.kind,
        pieces=sum(piece.quantity for piece in wish.pieces),
        remedy=wish.remedy,
        cause=wish.cause or "",
    )
    trail.record(fact, on=goods_return, by=by, at=at, reason=wish.reason, thread=order)
    return goods_return


def _lines(order: Purchase, wish: ReturnWish) -> Mapping[UUID, PurchaseLine]:
    wanted = [piece.line_id for piece in wish.pieces]
    if not wanted or any(piece.quantity < 1 for piece in wish.pieces) or len(set(wanted)) < len(wanted):
        raise NothingToReturn
    if wish.remedy in {Remedy.EXCHANGE, Remedy.REPAIR} and len(wanted) > 1:
        raise OneLineOnly
    found = order.lines.filter(pk__in=wanted).select_related("sku__goods__category")
    lines = {line.id: line for line in found}
    if len(lines) < len(wanted):
        raise NotFound
    return lines


def _refuse_unfounded(order: Purchase, wish: ReturnWish) -> None:
    """Goods have arrived, unless only money is wanted; who says that something is wrong, says what."""
    if wish.remedy == Remedy.REFUND_ONLY:
        _refuse_money_only(order, wish)
    elif order.delivered_at is None:
        raise NotSignedFor(number=order.number)
    if wish.kind == ReturnKind.QUALITY and not wish.reason.strip():
        raise ReasonMissing
    if wish.remedy == Remedy.EXCHANGE and wish.wanted is None:
        raise NothingElse


def _refuse_money_only(order: Purchase, wish: ReturnWish) -> None:
    if order.delivered_at is None:
        if sum(piece.quantity for piece in wish.pieces) < sum(line.quantity for line in order.lines.all()):
            raise WholeOrderOnly(number=order.number)
        if order.shipped_at is not None and wish.cause != Cause.NOT_RECEIVED:
            raise CauseMissing
    elif wish.kind != ReturnKind.QUALITY or wish.cause not in FAULTS:
        raise CauseMissing


def _refuse_more_than_there_is(wish: ReturnWish, lines: Mapping[UUID, PurchaseLine]) -> None:
    gone = pieces_counted(lines, wish.remedy)
    for piece in wish.pieces:
        line = lines[piece.line_id]
        left = line.quantity - gone.get(line.id, 0)
        if piece.quantity > left:
            raise MoreThanBought(name=line.name, left=left)


def _write(order: Purchase, wish: ReturnWish, *, by: Actor, at: datetime) -> Return:
    count = order.returns.count() + 1
    goods_return = Return(
        id=new_id(),
        number=f"{PREFIX[wish.remedy]}{order.number}-{count}",
        order_id=order.id,
        customer_id=order.customer_id,
        remedy=wish.remedy,
        kind=wish.kind,
        cause=wish.cause or "",
        asked_fen=wish.asked_fen,
        reason=wish.reason.strip()[:400],
        state=RETURN.initial,
        freight_bearer=rules.freight_bearer(wish.kind),
        request_key=wish.key,
        requested_by_id=by.account_id,
        requested_at=at,
    )
    goods_return.save(force_insert=True)
    ReturnLine.objects.bulk_create(_return_lines(goods_return, wish.pieces))
    if wish.wanted is not None:
        _write_exchange(goods_return, wish.wanted, wish.pieces[0].quantity)
    return goods_return


def _write_exchange(goods_return: Return, wanted: Wanted, pieces: int) -> None:
    Exchange.objects.create(
        goods_return=goods_return,
        sku_id=wanted.sku_id,
        version_id=wanted.version_id,
        price_id=wanted.price_id,
        supplier_id=wanted.supplier_id,
        name=wanted.name,
        pieces=pieces,
        unit_fen=wanted.unit_fen,
        credit_fen=wanted.terms.credit_fen,
        discount_fen=wanted.terms.discount_fen,
        points=wanted.terms.points,
    )


def _return_lines(goods_return: Return, pieces: Sequence[Pieces]) -> list[ReturnLine]:
    return [
        ReturnLine(goods_return=goods_return, line_id=piece.line_id, quantity=piece.quantity)
        for piece in pieces
    ]
