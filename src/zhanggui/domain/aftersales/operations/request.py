"""Asking for something after the sale: money back, other goods, or a repair."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.capabilities import REQUEST, REQUEST_FOR_OTHERS
from zhanggui.domain.aftersales.facts import ReturnRequested
from zhanggui.domain.aftersales.judging import refuse_unfounded
from zhanggui.domain.aftersales.models import Exchange, Return, ReturnLine
from zhanggui.domain.aftersales.purchases import Purchase
from zhanggui.domain.aftersales.refusals import AgreementUnspoken, KeyOfAnotherReturn
from zhanggui.domain.aftersales.rules import SwapTerms
from zhanggui.domain.aftersales.states import RETURN, Cause, Remedy, ReturnKind
from zhanggui.domain.sales import queries as sales
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import Fen
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

    ``asked_fen`` is what somebody who keeps damaged goods would take for them. ``consent`` is what was read
    out to a customer for whom somebody else asks.
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
    consent: str = ""


@transaction.atomic
def request(*, wish: ReturnWish, by: Actor, at: datetime) -> Return:
    """Take a case down. Agents may take one the customer has no right to (goodwill); it is decided later.

    Raises ``NotFound``, ``NotSignedFor``, ``NothingToReturn``, ``MoreThanBought``, ``WindowOver``,
    ``ExcludedFromReturn``, ``ExchangeWindowOver``, ``NoGuarantee``, ``GuaranteeOver``, ``OneLineOnly``,
    ``WholeOrderOnly``, ``CauseMissing``, ``OrderOver``, for defective goods without a word on the defect
    ``ReasonMissing``, for a sum that is none ``NotAnAmount``, and for somebody else without their agreement
    ``AgreementUnspoken``.
    """
    by.require(REQUEST)
    order = sales.held_order(wish.order_id, by=by)
    if order.customer_id != by.account_id:
        _refuse_unasked(wish, by)
    earlier = Return.objects.filter(request_key=wish.key).first()
    if earlier is not None:
        if earlier.order_id != order.id:
            raise KeyOfAnotherReturn
        return earlier
    refuse_unfounded(order, wish, by=by, at=at)

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


def _refuse_unasked(wish: ReturnWish, by: Actor) -> None:
    """Nobody asks for somebody else who does not know of it."""
    by.require(REQUEST_FOR_OTHERS)
    if not wish.consent.strip():
        raise AgreementUnspoken


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
        consent=wish.consent.strip(),
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
