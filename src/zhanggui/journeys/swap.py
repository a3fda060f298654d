"""Exchanges: what other goods come to, the order that brings them, and the money that pays for it.

request     the price, and with it the difference, is announced and kept
approval    an order is written for the replacement, its stock reserved for some days; of its price, what was
            paid before is promised, and only the difference asked of the customer
goods back  what was paid before is carried over; the replacement is confirmed as soon as it is paid,
            what was paid too much goes back
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from zhanggui.domain.aftersales import rules as terms
from zhanggui.domain.aftersales.models import Exchange, Return
from zhanggui.domain.aftersales.operations.link_replacement import link_replacement
from zhanggui.domain.aftersales.operations.request import Wanted
from zhanggui.domain.aftersales.operations.settle_exchange import settle_exchange
from zhanggui.domain.aftersales.reading import money_by_line
from zhanggui.domain.aftersales.refusals import PaymentsDoNotCover
from zhanggui.domain.aftersales.rules import Swap
from zhanggui.domain.aftersales.states import ReturnKind
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.delivery.promising import promised_on
from zhanggui.domain.payments import queries as payments
from zhanggui.domain.payments.operations import CarryOver, carry_over, close_payment, promise_carry_over
from zhanggui.domain.payments.states import PaymentState
from zhanggui.domain.promotions.rules import points_of
from zhanggui.domain.sales import rules as sales
from zhanggui.domain.sales.models import OrderLine
from zhanggui.domain.sales.operations import Draft, DraftLine, write_order
from zhanggui.domain.sales.queries import order_on_its_way
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys import claims, offers
from zhanggui.journeys.order_wish import LineWish
from zhanggui.journeys.place_order import NotForSale, SoldOut
from zhanggui.journeys.receive_payment import confirm_paid, use_payment
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import Fen
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger

KINDS_MAX, OTHERS_MAX = 20, 8
"""So many kinds of the same goods, and so many other articles, are offered in exchange."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something pieces of a line can be exchanged for now, and what it comes to."""

    wanted: Wanted
    left: int

    @property
    def difference_fen(self) -> Fen:
        """To pay on top; negative, what goes back."""
        return self.wanted.terms.difference_fen

    @property
    def back_fen(self) -> Fen:
        """What goes back."""
        return -self.difference_fen


def choices(line: OrderLine, *, pieces: int, kind: ReturnKind, at: datetime) -> list[Choice]:
    """The same goods in every kind they come in, then others of their category, as far as they are sold.

    Defective ones also for the same again.
    """
    on_file = Sku.objects.filter(retired_at=None, released_at__isnull=False).order_by("position", "code")
    same = on_file.filter(goods=line.sku.goods_id)
    if kind == ReturnKind.NO_REASON:
        same = same.exclude(pk=line.sku_id)
    others = on_file.filter(goods__category=line.sku.goods.category_id).exclude(goods=line.sku.goods_id)
    skus = [*same[:KINDS_MAX], *others[:OTHERS_MAX]]
    context = _look({line.sku_id, *(sku.id for sku in skus)}, pieces, at)
    found = []
    for sku in skus:
        try:
            found.append(_choice(line, sku, context, pieces))
        except (NotForSale, NotFound):
            continue
    return found


def choice(line: OrderLine, sku: Sku, *, pieces: int, at: datetime) -> Choice:
    """What ``pieces`` of a line come to in exchange for others. Raises ``NotForSale`` or ``NotFound``."""
    return _choice(line, sku, _look({sku.id, line.sku_id}, pieces, at), pieces)


def _look(skus: Set[UUID], pieces: int, at: datetime) -> offers.Context:
    wishes = [LineWish(sku_id=one, quantity=pieces, announced_fen=0) for one in sorted(skus)]
    return offers.look(wishes, customer_id=None, coupons=(), at=at)


def _choice(line: OrderLine, sku: Sku, context: offers.Context, pieces: int) -> Choice:
    """For other pieces of the same goods, only the difference between today's prices of the two counts.

    Other goods cost what they cost today.
    """
    offer, own = context.offers.get((sku.id, False)), context.offers.get((line.sku_id, False))
    if offer is None:
        raise NotFound
    name = f"{offer.name} {offer.sku_name}".strip()
    if offer.stops or offer.version_id is None or offer.price_id is None or offer.amount_fen is None:
        raise NotForSale(name=name, reasons=", ".join(offer.stops))
    like = sku.goods_id == line.sku.goods_id
    unit = offer.amount_fen
    if like:
        before = own.amount_fen if own is not None and own.amount_fen is not None else line.unit_fen
        unit = max(0, line.unit_fen + offer.amount_fen - before)
    swap = Swap(pieces=pieces, unit_fen=unit, same_goods=like, points=points_of(line.explanation))
    wanted = Wanted(
        sku_id=sku.id,
        version_id=offer.version_id,
        price_id=offer.price_id,
        supplier_id=offer.supplier_id,
        name=name,
        unit_fen=unit,
        terms=terms.swap_terms(money_by_line(line.order)[line.id], swap),
    )
    asked = LineWish(sku_id=sku.id, quantity=pieces, announced_fen=0)
    return Choice(wanted=wanted, left=context.available(asked))


def order_replacement(goods_return: Return, *, by: Actor, at: datetime) -> Exchange:
    """Write the order that brings the replacement and reserve its stock. Raises ``SoldOut``."""
    exchange = Exchange.objects.select_related("goods_return__order__address").get(goods_return=goods_return)
    draft = _drafted(exchange, at)
    until = at + timedelta(days=norm("exchange.hold_days", on=at))
    write_order(draft=draft, by=SYSTEM, at=at)
    try:
        with transaction.atomic():
            ledger.post(claims.reservation(draft.id, draft.lines, until=until, at=at), by=by)
    except ledger.Insufficient as problem:
        raise SoldOut(name=exchange.name) from problem
    if promised := min(exchange.credit_fen, draft.payable_fen):
        promise_carry_over(order_id=draft.id, amount_fen=promised, by=SYSTEM, at=at)
    return link_replacement(return_id=goods_return.id, order_id=draft.id, by=by, at=at)


def _drafted(exchange: Exchange, at: datetime) -> Draft:
    old = exchange.goods_return.order
    until = at + timedelta(days=norm("exchange.hold_days", on=at))
    line = DraftLine(
        sku_id=exchange.sku_id,
        version_id=exchange.version_id,
        price_id=exchange.price_id,
        supplier_id=exchange.supplier_id,
        slot_goods_id=None,
        name=exchange.name,
        quantity=exchange.pieces,
        unit_fen=exchange.unit_fen,
        reference_fen=None,
        discount_fen=exchange.discount_fen,
        explanation=_explained(exchange),
    )
    return Draft(
        id=new_id(),
        number=sales.order_number(at, _next_number()),
        customer_id=old.customer_id,
        channel=old.channel,
        slot_id=None,
        method="gateway",
        address_id=old.address_id,
        freight_fen=0,
        lines=(line,),
        state="placed",
        request_key=f"exchange:{exchange.goods_return_id}",
        request_digest="",
        discount_fen=exchange.discount_fen,
        expires_at=until,
        promised_on=promised_on(old.address.province, at),
        consent=exchange.goods_return.number,
    )


def _explained(exchange: Exchange) -> tuple[dict[str, object], ...]:
    """What was taken off before stays off; points spent before are given back with these pieces, if ever."""
    number = exchange.goods_return.number
    steps: list[dict[str, object]] = [
        {"step": "price", "title": "normal", "fen": exchange.unit_fen * exchange.pieces}
    ]
    if exchange.discount_fen > exchange.points:
        steps.append({"step": "exchange", "number": number, "fen": exchange.discount_fen - exchange.points})
    if exchange.points:
        steps.append({"step": "points", "number": number, "fen": exchange.points})
    return tuple(steps)


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('sales_order_number')")
        return int(cursor.fetchone()[0])


def settle(goods_return: Return, exchange: Exchange, *, at: datetime) -> Fen:
    """Pay the replacement with what was paid before; it is sent as soon as the rest is paid, too.

    Returns how much that was. The rest of what was paid is owed to the customer.
    """
    assert exchange.order_id is not None
    order = order_on_its_way(exchange.order_id)
    promises = list(order.payments.filter(method="carried_over", state=PaymentState.OPEN))
    carried = sum(promise.amount_fen for promise in promises)
    for promise in promises:
        close_payment(payment_id=promise.id, by=SYSTEM, at=at)
    settle_exchange(return_id=goods_return.id, carried_fen=carried, by=SYSTEM, at=at)

    parts = payments.spread(carried, payments.refundable(goods_return.order_id))
    if sum(fen for _, fen in parts) < carried:
        raise PaymentsDoNotCover(number=goods_return.number)
    for part, fen in parts:
        wish = CarryOver(
            payment_id=part.payment, order_id=order.id, amount_fen=fen, supplier_id=_who_earned(goods_return)
        )
        use_payment(order, carry_over(wish=wish, by=SYSTEM, at=at), by=SYSTEM, at=at)
    if order.state == OrderState.PLACED and order.payable_fen == 0:
        confirm_paid(order, by=SYSTEM, at=at)
    return carried


def _who_earned(goods_return: Return) -> UUID | None:
    """The supplier that has earned what comes back, and gives it back; None while nobody has."""
    if goods_return.order.completed_at is None:
        return None
    supplier: UUID = goods_return.lines.values_list("line__supplier_id", flat=True)[0]
    return supplier
