"""What a wish after the sale would come to, told before it is asked for, if everything is as it is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.judging import refuse_unfounded
from zhanggui.domain.aftersales.operations.request import ReturnWish, Wanted
from zhanggui.domain.aftersales.purchases import Purchase, PurchaseLine
from zhanggui.domain.aftersales.reading import gifts_due, money_by_line, pieces_refunded
from zhanggui.domain.aftersales.states import FreightBearer, Remedy, ReturnKind
from zhanggui.domain.payments.queries import paid_fen, ways_back
from zhanggui.domain.promotions.gifts import points_with
from zhanggui.domain.sales import queries as sales
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What goes back, and how; what is to be paid on top; who pays for the way."""

    refund_fen: Fen
    pay_fen: Fen = 0
    """The difference of an exchange that the customer pays."""
    gifts_fen: Fen = 0
    """What the refund is short by, for gifts that are kept."""
    points: int = 0
    """Points that come back."""
    bearer: FreightBearer = FreightBearer.HOUSE
    ways: tuple[tuple[str, Fen], ...] = ()
    """By which method of payment how much goes back: the way it came."""
    uncovered_fen: Fen = 0
    """What the payments of the order do not cover any more: finance pays it out."""

    @property
    def announced_fen(self) -> Fen:
        """The one sum that is read out: what is to be paid, or, below zero, what goes back."""
        return self.pay_fen - self.refund_fen


def expected(*, wish: ReturnWish, by: Actor, at: datetime) -> Expected:
    """What this wish comes to. Raises what asking for it would raise, agreement apart."""
    order = sales.order_concerning(wish.order_id, by=by)
    lines = refuse_unfounded(order, wish, by=by, at=at)
    bearer = rules.freight_bearer(wish.kind)
    match wish.remedy:
        case Remedy.REPAIR:
            return Expected(refund_fen=0, bearer=bearer)
        case Remedy.EXCHANGE:
            assert wish.wanted is not None
            return _exchanged(order, wish.wanted, bearer)
        case Remedy.REFUND_ONLY:
            return _paid_back(order, _money_only(order, wish, lines), bearer=FreightBearer.HOUSE)
        case Remedy.RETURN:
            return _returned(order, wish, lines, bearer)


def _exchanged(order: Purchase, wanted: Wanted, bearer: FreightBearer) -> Expected:
    difference = wanted.terms.difference_fen
    if difference >= 0:
        return Expected(refund_fen=0, pay_fen=difference, bearer=bearer)
    return _paid_back(order, -difference, bearer=bearer)


def _money_only(order: Purchase, wish: ReturnWish, lines: Mapping[UUID, PurchaseLine]) -> Fen:
    """All of it for what did not arrive; what is asked, or at most their price, for goods that are kept."""
    if order.delivered_at is None:
        return paid_fen(order.id)
    worth = _goods_fen(order, wish, lines, ReturnKind.NO_REASON)
    return min(wish.asked_fen or worth, worth)


def _returned(
    order: Purchase, wish: ReturnWish, lines: Mapping[UUID, PurchaseLine], bearer: FreightBearer
) -> Expected:
    total, pieces = _goods_fen(order, wish, lines, wish.kind), _pieces(wish)
    gifts: Mapping[str, Fen] = {}
    if wish.kind == ReturnKind.NO_REASON:
        gifts = gifts_due(order, also_back=pieces, earlier=order.returns.all(), at_most=total)
    before = pieces_refunded(lines)
    points = sum(
        points_with(line.explanation, pieces=pieces[line.id], before=before.get(line.id, 0), of=line.quantity)
        for line in lines.values()
    )
    charged = sum(gifts.values())
    return _paid_back(order, total - charged, bearer=bearer, gifts_fen=charged, points=points)


def _goods_fen(
    order: Purchase, wish: ReturnWish, lines: Mapping[UUID, PurchaseLine], kind: ReturnKind
) -> Fen:
    paid, before = money_by_line(order), pieces_refunded(lines)
    return sum(
        rules.refund_fen(paid[line], pieces=pieces, before=before.get(line, 0), kind=kind)
        for line, pieces in _pieces(wish).items()
    )


def _pieces(wish: ReturnWish) -> dict[UUID, int]:
    return {piece.line_id: piece.quantity for piece in wish.pieces}


def _paid_back(
    order: Purchase, amount: Fen, *, bearer: FreightBearer, gifts_fen: Fen = 0, points: int = 0
) -> Expected:
    ways = ways_back(order.id, amount)
    return Expected(
        refund_fen=amount,
        gifts_fen=gifts_fen,
        points=points,
        bearer=bearer,
        ways=tuple(ways),
        uncovered_fen=amount - sum(fen for _, fen in ways),
    )
