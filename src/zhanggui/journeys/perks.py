"""What an order uses of promotions, coupons and points: reserved when placed, final when paid, given back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.models import Exchange, Return
from zhanggui.domain.aftersales.reading import pieces_refunded
from zhanggui.domain.aftersales.replacing import first_order, pieces_gone
from zhanggui.domain.delivery.queries import pieces_made_good
from zhanggui.domain.members import accounts as members
from zhanggui.domain.promotions import accounts as promotions
from zhanggui.domain.promotions.operations.give_back_redemptions import give_back_redemptions
from zhanggui.domain.promotions.operations.settle_redemptions import settle_redemptions
from zhanggui.domain.promotions.queries import counted_uses, coupons_used
from zhanggui.domain.promotions.rules import points_back, points_of
from zhanggui.domain.sales.models import Order, SalesChannel
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.reckoning import Reckoned
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Insufficient, PendingExpired, PendingGone, Post, Transfer, Void
from zhanggui.mechanisms.trail import Subject


def reservation(
    order_id: UUID, customer_id: UUID | None, reckoned: Reckoned, *, until: datetime | None, at: datetime
) -> list[Entry]:
    """Take counted uses and points: for the time the order may stay unpaid, or for good."""
    moves = _moves(reckoned.limited, customer_id, reckoned.points, until)
    return [_entry("reserved", order_id, at, transfers=moves)] if moves else []


def settle(order: Order, *, at: datetime) -> bool:
    """Make final what a paid order used. False where it has run out and cannot be had again.

    An order that expired has given everything back: paid late, it cannot count on it any more.
    """
    if not has_any(order):
        return True
    if order.state == OrderState.EXPIRED:
        return False
    transfers = _transfers(order)
    if transfers and not _settled(order, transfers, at):
        return False
    settle_redemptions(order_id=order.id, by=SYSTEM, at=at)
    return True


def _settled(order: Order, transfers: Sequence[Transfer], at: datetime) -> bool:
    """Post what is reserved; where the time ran out a moment ago, take it anew if it is still there."""
    posts = [Post(ledger.transfer_id(_key(order.id), index)) for index in range(len(transfers))]
    try:
        with transaction.atomic():
            ledger.post(_entry("settled", order.id, at, posts=posts), by=SYSTEM)
    except (PendingGone, PendingExpired):
        _void(order, transfers, at)
        try:
            with transaction.atomic():
                ledger.post(_entry("late", order.id, at, transfers=transfers), by=SYSTEM)
        except Insufficient:
            return False
    return True


def give_back(order: Order, *, at: datetime) -> None:
    """Give back what an order used that is called off or was not paid in time."""
    if not has_any(order):
        return
    transfers = _transfers(order)
    give_back_redemptions(order_id=order.id, by=SYSTEM, at=at)
    if order.confirmed_at is None:
        _void(order, transfers, at)
        return
    back = _less_points(order, [Transfer(one.credit, one.debit, one.amount) for one in transfers])
    if (came_with := _came_with(order)) and order.customer_id is not None:
        mine, spent = members.points(order.customer_id), members.spent(order.customer_id)
        back.append(Transfer(spent, mine, came_with))
    if back:
        ledger.post(_entry("back", order.id, at, transfers=back), by=SYSTEM)
    free_coupons(order, at=at)


def _less_points(order: Order, back: Sequence[Transfer]) -> list[Transfer]:
    """The same without the points that came back already, with pieces that were never there to be sent."""
    gone = pieces_made_good(line.id for line in order.lines.all())
    if not gone or order.customer_id is None:
        return list(back)
    mine, before = members.points(order.customer_id), _points_of(order, now=gone, before={})
    less = [replace(one, amount=one.amount - before) if one.credit == mine else one for one in back]
    return [one for one in less if one.amount]


def give_back_parts(goods_return: Return, exchange: Exchange | None, *, at: datetime) -> None:
    """What came back for good brings its points back, and a coupon whose every piece came back.

    What was exchanged for pieces of the same goods did not: its points go with the pieces that replace it.
    """
    order = goods_return.order
    if not has_any(order):
        return
    lines = list(order.lines.all())
    back = pieces_refunded([line.id for line in lines])
    now = pieces_refunded([line.id for line in lines], of=goods_return.id)
    before = Counter(back) - Counter(now) + Counter(pieces_made_good(line.id for line in lines))
    points = _points_of(order, now=now, before=before)
    points -= exchange.points if exchange is not None else 0
    if points and order.customer_id is not None:
        spent, mine = members.spent(order.customer_id), members.points(order.customer_id)
        moves = [Transfer(spent, mine, points)]
        ledger.post(_entry(f"returned:{goods_return.id}", order.id, at, transfers=moves), by=SYSTEM)
    free_coupons(order, at=at)


def give_back_pieces(
    order: Order, *, now: Mapping[UUID, int], before: Mapping[UUID, int], key: str, at: datetime
) -> None:
    """The same for pieces that never arrived, by order line, after those that were given up ``before``."""
    if not has_any(order):
        return
    points = _points_of(order, now=now, before=before)
    if points and order.customer_id is not None:
        spent, mine = members.spent(order.customer_id), members.points(order.customer_id)
        ledger.post(_entry(key, order.id, at, transfers=[Transfer(spent, mine, points)]), by=SYSTEM)
    free_coupons(order, at=at)


def _points_of(order: Order, *, now: Mapping[UUID, int], before: Mapping[UUID, int]) -> int:
    """The points that these pieces bring back."""
    return sum(
        points_back(
            points_of(line.explanation), pieces=pieces, before=before.get(line.id, 0), of=line.quantity
        )
        for line in order.lines.all()
        if (pieces := now.get(line.id, 0))
    )


def free_coupons(order: Order, *, at: datetime) -> None:
    """Give back the coupons whose every piece came back, also of an order whose pieces this one replaced."""
    first = first_order(order)
    gone = pieces_gone(first)
    kept_codes = {
        step["code"]
        for line in first.lines.all()
        if gone.get(line.id, 0) < line.quantity
        for step in line.explanation
        if "code" in step
    }
    free = [one.id for one in coupons_used(first.id) if one.coupon and one.coupon.code not in kept_codes]
    if free:
        give_back_redemptions(order_id=first.id, by=SYSTEM, at=at, only=free)


def has_any(order: Order) -> bool:
    """Whether a promotion, a coupon or points took anything off; histories bring discounts of their own."""
    return order.discount_fen > 0 and order.channel != SalesChannel.REPLAY


def _void(order: Order, transfers: Sequence[Transfer], at: datetime) -> None:
    """Let go of what is still reserved; what ran out by itself is gone already."""
    for index in range(len(transfers)):
        void = Void(ledger.transfer_id(_key(order.id), index))
        try:
            with transaction.atomic():
                ledger.post(_entry(f"void:{index}", order.id, at, voids=[void]), by=SYSTEM)
        except PendingGone:
            continue


def _transfers(order: Order) -> list[Transfer]:
    """What the order reserved, in the order in which it was written."""
    points = sum(points_of(line.explanation) for line in order.lines.all()) - _came_with(order)
    return _moves(counted_uses(order.id), order.customer_id, points, None)


def _came_with(order: Order) -> int:
    """Points spent on an earlier order, whose pieces those of this one replace."""
    steps = [step for line in order.lines.all() for step in line.explanation if step.get("number")]
    return points_of(steps)


def _moves(
    counted: Iterable[UUID], customer_id: UUID | None, points: int, until: datetime | None
) -> list[Transfer]:
    moves = [
        Transfer(promotions.taken(one), promotions.left(one), 1, pending_until=until)
        for one in sorted(counted)
    ]
    if points and customer_id is not None:
        mine, spent = members.points(customer_id), members.spent(customer_id)
        moves.append(Transfer(mine, spent, points, pending_until=until))
    return moves


def _key(order_id: UUID, what: str = "reserved") -> str:
    return f"order:{order_id}:perks:{what}"


def _entry(
    what: str,
    order_id: UUID,
    at: datetime,
    *,
    transfers: Sequence[Transfer] = (),
    posts: Sequence[Post] = (),
    voids: Sequence[Void] = (),
) -> Entry:
    return Entry(
        kind=f"sales.perks_{what.partition(':')[0]}",
        key=_key(order_id, what),
        at=at,
        subject=Subject("sales.order", order_id),
        transfers=transfers,
        posts=posts,
        voids=voids,
    )
