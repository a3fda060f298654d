"""Asking for something after the sale: a plain right needs nobody's decision."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish, request
from zhanggui.domain.aftersales.queries import plain_right
from zhanggui.domain.aftersales.refusals import NothingElse
from zhanggui.domain.aftersales.states import Cause, Remedy, ReturnKind, ReturnState
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.sales.models import OrderLine
from zhanggui.domain.sales.queries import order_concerning
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys import swap
from zhanggui.journeys.decide_return import approve_return
from zhanggui.journeys.place_order import SoldOut, TotalChanged
from zhanggui.kernel.money import Fen, yuan
from zhanggui.kernel.refusal import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeWish:
    """Pieces of one line for others, at the difference that was announced (negative: it is paid back)."""

    order_id: UUID
    pieces: Pieces
    sku_id: UUID
    announced_fen: Fen
    kind: ReturnKind
    key: str
    cause: Cause | None = None
    reason: str = ""
    consent: str = ""
    """What was read out to a customer for whom somebody else asks."""


@transaction.atomic
def request_return(*, wish: ReturnWish, by: Actor, at: datetime) -> Return:
    """Take a case down. Where the law leaves nothing to decide, it is approved at once.

    Raises what ``aftersales.operations.request`` raises.
    """
    goods_return = request(wish=wish, by=by, at=at)
    if goods_return.state == ReturnState.REQUESTED and plain_right(goods_return):
        return approve_return(return_id=goods_return.id, by=SYSTEM, at=at)
    return goods_return


@transaction.atomic
def request_exchange(*, wish: ExchangeWish, by: Actor, at: datetime) -> Return:
    """Take an exchange down at the difference that was announced. Its replacement is reserved when agreed to.

    Raises ``SoldOut``, ``TotalChanged``, ``NothingElse``, ``NotForSale`` and what ``request_return`` raises.
    """
    order = order_concerning(wish.order_id, by=by)
    earlier = Return.objects.filter(request_key=wish.key, order_id=order.id).first()
    if earlier is not None:
        return earlier
    return request_return(wish=as_announced(wish, by=by, at=at), by=by, at=at)


def as_announced(wish: ExchangeWish, *, by: Actor, at: datetime) -> ReturnWish:
    """The exchange with what is wanted at today's price. Raises where it is not what was announced."""
    order = order_concerning(wish.order_id, by=by)
    line = (
        OrderLine.objects.select_related("sku", "order").filter(pk=wish.pieces.line_id, order=order).first()
    )
    sku = Sku.objects.filter(pk=wish.sku_id).first()
    if line is None or sku is None:
        raise NotFound
    if sku.id == line.sku_id and wish.kind == ReturnKind.NO_REASON:
        raise NothingElse
    chosen = swap.choice(line, sku, pieces=wish.pieces.quantity, at=at)
    if chosen.difference_fen != wish.announced_fen:
        raise TotalChanged(now=yuan(chosen.difference_fen), announced=yuan(wish.announced_fen))
    if chosen.left < wish.pieces.quantity:
        raise SoldOut(name=chosen.wanted.name)
    return ReturnWish(
        order_id=wish.order_id,
        kind=wish.kind,
        pieces=(wish.pieces,),
        key=wish.key,
        reason=wish.reason,
        remedy=Remedy.EXCHANGE,
        cause=wish.cause,
        wanted=chosen.wanted,
        consent=wish.consent,
    )
