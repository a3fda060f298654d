"""What is asked after the sale is judged before it is taken down, and before its sum is told."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from zhanggui.domain.aftersales.capabilities import GOODWILL
from zhanggui.domain.aftersales.purchases import Purchase, PurchaseLine
from zhanggui.domain.aftersales.reading import pieces_counted
from zhanggui.domain.aftersales.refusals import (
    CauseMissing,
    MoreThanBought,
    NothingElse,
    NothingToReturn,
    NotSignedFor,
    OneLineOnly,
    OrderOver,
    ReasonMissing,
    WholeOrderOnly,
)
from zhanggui.domain.aftersales.righting import refuse_without_right
from zhanggui.domain.aftersales.states import FAULTS, Cause, Remedy, ReturnKind
from zhanggui.domain.sales.states import OVER
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import NotAnAmount, yuan
from zhanggui.kernel.refusal import NotFound

if TYPE_CHECKING:
    from zhanggui.domain.aftersales.operations.request import ReturnWish


def refuse_unfounded(
    order: Purchase, wish: "ReturnWish", *, by: Actor, at: datetime
) -> Mapping[UUID, PurchaseLine]:
    """Raise what stands against a wish; its lines, where nothing does. Agents may go beyond the right."""
    lines = _lines(order, wish)
    _refuse_baseless(order, wish)
    _refuse_more_than_there_is(wish, lines)
    if not by.may(GOODWILL):
        refuse_without_right(wish, lines, order.delivered_at, at)
    return lines


def _lines(order: Purchase, wish: "ReturnWish") -> Mapping[UUID, PurchaseLine]:
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


def _refuse_baseless(order: Purchase, wish: "ReturnWish") -> None:
    """Goods have arrived, unless only money is wanted; who says that something is wrong, says what.

    A sum that somebody would take for goods they keep is more than nothing.
    """
    if wish.asked_fen is not None and wish.asked_fen <= 0:
        raise NotAnAmount(text=str(yuan(wish.asked_fen)))
    if order.state in OVER:
        raise OrderOver(number=order.number)
    if wish.remedy == Remedy.REFUND_ONLY:
        _refuse_money_only(order, wish)
    elif order.delivered_at is None:
        raise NotSignedFor(number=order.number)
    if wish.kind == ReturnKind.QUALITY and not wish.reason.strip():
        raise ReasonMissing
    if wish.remedy == Remedy.EXCHANGE and wish.wanted is None:
        raise NothingElse


def _refuse_money_only(order: Purchase, wish: "ReturnWish") -> None:
    if order.delivered_at is None:
        if sum(piece.quantity for piece in wish.pieces) < sum(line.quantity for line in order.lines.all()):
            raise WholeOrderOnly(number=order.number)
        if order.shipped_at is not None and wish.cause != Cause.NOT_RECEIVED:
            raise CauseMissing
    elif wish.kind != ReturnKind.QUALITY or wish.cause not in FAULTS:
        raise CauseMissing


def _refuse_more_than_there_is(wish: "ReturnWish", lines: Mapping[UUID, PurchaseLine]) -> None:
    gone = pieces_counted(lines, wish.remedy)
    for piece in wish.pieces:
        line = lines[piece.line_id]
        left = line.quantity - gone.get(line.id, 0)
        if piece.quantity > left:
            raise MoreThanBought(name=line.name, left=left)
