"""Placing an order: read once, refuse, reckon, write once.

Two round trips to the database. The first reads everything that is needed to say yes or no. The second writes
the order, its lines, its fact and its reservation, and commits; the stock of the goods, the only row that
buyers of the same goods have to share, comes last and is held for no round trip at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast import waiting
from zhanggui.domain.broadcast.operations.take_offer import take_offer
from zhanggui.domain.campaigns.tracking import note_origin
from zhanggui.domain.columns.effect import note_column
from zhanggui.domain.delivery.promising import promise
from zhanggui.domain.promotions import rules as promotions
from zhanggui.domain.promotions.operations.redeem_promotions import Uses, redeem_promotions
from zhanggui.domain.promotions.refusals import CouponGone, PromotionJustUsed
from zhanggui.domain.sales import rules
from zhanggui.domain.sales.capabilities import PLACE, PLACE_FOR_OTHERS
from zhanggui.domain.sales.models import Order, PaymentMethod
from zhanggui.domain.sales.operations import Draft, DraftLine, write_order
from zhanggui.domain.sales.operations.write_order import RequestRepeated
from zhanggui.identity.actor import Actor
from zhanggui.journeys import claims, offers, perks, reckoning
from zhanggui.journeys.offers import Context
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.reckoning import Reckoned
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.money import Fen, yuan
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import Malformed, NotFound, Refusal
from zhanggui.mechanisms import ledger
from zhanggui.schema.pipeline import pipelined_commit


class NotForSale(Refusal):
    """{name} cannot be bought at the moment ({reasons})."""

    code = "not-for-sale"


class PriceChanged(Refusal):
    """The price of {name} is {now_fen} fen now, not {announced_fen}. Please look at it again."""

    code = "price-changed"


class TotalChanged(Refusal):
    """It comes to ¥{now} now, not ¥{announced}, or with other gifts. Please look at it again."""

    code = "total-changed"


class NotOnAir(Refusal):
    """{name} is not on air at this moment, so its on-air price and pieces cannot be had."""

    code = "not-on-air"


class NotEnoughPoints(Refusal):
    """You have {have} points, not {wanted}."""

    code = "not-enough-points"
    status = 422


class SoldOut(Refusal):
    """{name} is sold out, or fewer than you want are left."""

    code = "sold-out"


class NoReturnUnconfirmed(Refusal):
    """{name} cannot be returned without a reason. Please confirm that you know this."""

    code = "no-return-unconfirmed"
    status = 422


class ConsentMissing(Refusal):
    """An order for somebody else needs a note of how they agreed to it."""

    code = "consent-missing"
    status = 422


class KeyUsedForAnotherOrder(Refusal):
    """This idempotency key was used for another order."""

    code = "key-reused"
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The order as it was placed, or had been placed with the same key before."""

    id: UUID
    number: str
    state: str
    payable_fen: Fen
    expires_at: datetime | None
    repeated: bool = False

    @classmethod
    def of(cls, order: Order) -> "Placed":
        """An order that had been placed before."""
        return cls(
            id=order.id,
            number=order.number,
            state=order.state,
            payable_fen=order.payable_fen,
            expires_at=order.expires_at,
            repeated=True,
        )


def place_order(*, wish: OrderWish, by: Actor, at: datetime) -> Placed:
    """Place an order. The stock is reserved until it is paid, or for good when it is paid at the door.

    Raises ``NotForSale``, ``NotOnAir``, ``PriceChanged``, ``TotalChanged``, ``SoldOut``, ``CouponGone``,
    ``NotEnoughPoints``, ``PromotionJustUsed``, ``NoReturnUnconfirmed``, ``ConsentMissing``,
    ``KeyUsedForAnotherOrder``, ``Malformed`` or ``NotFound`` (an address that is not the customer's).
    """
    by.require(PLACE)
    _refuse_malformed(wish, by)
    request_key = f"{by.account_id}:{wish.key}"
    digest = sha256(repr(wish).encode()).hexdigest()
    context = offers.read(wish, request_key=request_key, at=at)
    if context.earlier is not None:
        return _earlier(request_key, digest)
    draft, reckoned = _drafted(wish, context, (request_key, digest), at)
    try:
        with transaction.atomic(), _taking_over(wish, context, draft, by, at) as held, pipelined_commit():
            write_order(draft=draft, by=by, at=at)
            _redeem(draft, reckoned, by=by, at=at)
            if wish.origin:
                note_origin(order_id=draft.id, code=wish.origin, at=at)
            if wish.column:
                note_column(order_id=draft.id, code=wish.column, at=at)
            reservation = claims.reservation(draft.id, draft.lines, until=draft.expires_at, at=at)
            used = perks.reservation(draft.id, draft.customer_id, reckoned, until=draft.expires_at, at=at)
            ledger.post(reservation, *used, *held, by=by)
    except RequestRepeated:
        return _earlier(request_key, digest)
    except ledger.Insufficient as problem:
        raise _short_of(draft, problem) from problem
    except (ledger.PendingGone, WrongState) as problem:
        raise SoldOut(name=draft.lines[0].name) from problem
    return Placed(
        id=draft.id,
        number=draft.number,
        state=draft.state,
        payable_fen=draft.payable_fen,
        expires_at=draft.expires_at,
    )


@contextmanager
def _taking_over(
    wish: OrderWish, context: Context, draft: Draft, by: Actor, at: datetime
) -> Iterator[list[ledger.Entry]]:
    """What is held for this customer in waiting lists is let go of together with the reservation."""
    places = [place for line in wish.lines if (place := context.held_place(line.slot_goods_id))]
    for place in places:
        take_offer(place_id=place, order_id=draft.id, by=by, at=at)
    yield [waiting.letting_go(place, at=at) for place in places]


def _refuse_malformed(wish: OrderWish, by: Actor) -> None:
    if wish.customer_id != by.account_id:
        if not by.may(PLACE_FOR_OTHERS):
            raise NotFound()
        if not wish.consent:
            raise ConsentMissing()
    if (wish.freight_fen is not None or wish.discount_fen) and not by.may(offers.HISTORY):
        raise Malformed(field="freight", problem="the house sets it")
    if not 1 <= len(wish.key) <= 40 or not wish.key.isascii():
        raise Malformed(field="key", problem="1 to 40 plain characters")
    if not 1 <= len(wish.lines) <= rules.LINES_MAX:
        raise Malformed(field="lines", problem=f"1 to {rules.LINES_MAX}")
    if len(set(wish.coupons)) < len(wish.coupons) or wish.points < 0:
        raise Malformed(field="coupons", problem="each once")
    for line in wish.lines:
        if not 1 <= line.quantity <= rules.QUANTITY_MAX and not by.may(offers.HISTORY):
            raise Malformed(field="quantity", problem=f"1 to {rules.QUANTITY_MAX}")


def _drafted(
    wish: OrderWish, context: Context, request: tuple[str, str], at: datetime
) -> tuple[Draft, Reckoned]:
    """Say no, or say exactly what will be written."""
    if context.province is None:
        raise NotFound()
    lines = tuple(_line(line, context, at) for line in wish.lines)
    goods = sum(line.unit_fen * line.quantity for line in lines)
    reckoned = _reckoned(wish, lines, context, at)
    draft = Draft(
        id=new_id(),
        number=rules.order_number(at, context.sequence),
        customer_id=wish.customer_id,
        channel=wish.channel,
        slot_id=context.slot_of(wish.lines[0].slot_goods_id),
        method=wish.method,
        address_id=wish.address_id,
        freight_fen=rules.freight(goods) if wish.freight_fen is None else wish.freight_fen,
        lines=reckoned.lines,
        state="placed",
        request_key=request[0],
        request_digest=request[1],
        discount_fen=wish.discount_fen + sum(line.discount_fen for line in reckoned.lines),
        expires_at=at + _unpaid_limit(wish.method, at),
        promised_on=wish.promised_on
        or promise(context.province, at, lanes=context.lanes, origin=context.origin).on,
        invoice_wish=wish.invoice_wish,
        consent=wish.consent,
    )
    _refuse_unannounced(wish, draft)
    if wish.method == "cash_on_delivery" or draft.payable_fen == 0:
        draft = replace(draft, state="confirmed", expires_at=None)
    return draft, reckoned


def _unpaid_limit(method: str, at: datetime) -> timedelta:
    """How long the goods are kept without a payment: a bank takes days."""
    if method == PaymentMethod.BANK_TRANSFER:
        return timedelta(hours=norm("bank_transfer.hold_hours", on=at))
    return rules.UNPAID_LIMIT


def _reckoned(wish: OrderWish, lines: tuple[DraftLine, ...], context: Context, at: datetime) -> Reckoned:
    """The price chain over the lines. A history keeps the prices it was told with."""
    if wish.freight_fen is not None:
        return Reckoned(lines)
    if len(wish.coupons) > norm("promotion.coupons_per_order", on=at):
        raise Malformed(field="coupons", problem=f"≤ {norm('promotion.coupons_per_order', on=at)}")
    if len(context.coupons) < len(wish.coupons):
        raise CouponGone
    have = context.points(wish.customer_id)
    if wish.points > have:
        raise NotEnoughPoints(have=have, wanted=wish.points)
    offered = [(line, context.offers[line.sku_id, line.slot_goods_id is not None]) for line in wish.lines]
    basket = reckoning.basket(offered, context, points=wish.points, at=at)
    chosen = replace(basket, coupons=tuple(held.rule for held in context.coupons))
    return reckoning.reckoned(lines, promotions.price(chosen), context)


def _refuse_unannounced(wish: OrderWish, draft: Draft) -> None:
    """Announced equals charged (PX-02): another total, or another number of gifts, is not what was agreed."""
    if wish.announced is None:
        return
    gifts = sum(line.quantity for line in draft.lines[len(wish.lines) :])
    if (draft.payable_fen, gifts) != (wish.announced.payable_fen, wish.announced.gifts):
        raise TotalChanged(now=yuan(draft.payable_fen), announced=yuan(wish.announced.payable_fen))


def _redeem(draft: Draft, reckoned: Reckoned, *, by: Actor, at: datetime) -> None:
    if reckoned.uses and draft.customer_id is not None:
        uses = Uses(
            order_id=draft.id,
            member_id=draft.customer_id,
            uses=reckoned.uses,
            final=draft.expires_at is None,
        )
        redeem_promotions(uses=uses, by=by, at=at)


def _line(wish: LineWish, context: Context, at: datetime) -> DraftLine:
    offer = context.offer(wish)
    if offer is None:
        raise NotFound()
    name = f"{offer.name} {offer.sku_name}".strip()
    if not context.is_on_air(wish):
        raise NotOnAir(name=name)
    if offer.stops or offer.version_id is None or offer.price_id is None or offer.amount_fen is None:
        raise NotForSale(name=name, reasons=", ".join(offer.stops))
    if offer.amount_fen != wish.announced_fen:
        raise PriceChanged(name=name, now_fen=offer.amount_fen, announced_fen=wish.announced_fen)
    if offer.return_policy == "confirmed_exclusion" and not wish.no_return_confirmed:
        raise NoReturnUnconfirmed(name=name)
    if context.available(wish) < wish.quantity:
        raise SoldOut(name=name)
    return DraftLine(
        sku_id=wish.sku_id,
        version_id=offer.version_id,
        price_id=offer.price_id,
        supplier_id=offer.supplier_id,
        slot_goods_id=wish.slot_goods_id,
        name=name,
        quantity=wish.quantity,
        unit_fen=offer.amount_fen,
        reference_fen=offer.reference_fen,
        freight_fen=wish.freight_fen,
        no_return_confirmed_at=at if wish.no_return_confirmed else None,
    )


def _earlier(request_key: str, digest: str) -> Placed:
    order = Order.objects.get(request_key=request_key)
    if order.request_digest != digest:
        raise KeyUsedForAnotherOrder()
    return Placed.of(order)


def _short_of(draft: Draft, problem: ledger.Insufficient) -> Refusal:
    """What ran short between reading and writing: the goods of a line, or a promotion, coupon or points."""
    account = str(problem.details.get("account"))
    for line in draft.lines:
        if str(claims.source(line.sku_id, line.slot_goods_id).id) == account:
            return SoldOut(name=line.name)
    return PromotionJustUsed() if draft.discount_fen else SoldOut(name=draft.lines[0].name)
