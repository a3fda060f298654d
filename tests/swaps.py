"""Exchanges for tests: another kind of the same goods, and a case brought as far as a test needs it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from benchmarks.shelf import LONG_AGO, OnSale, _publish, put_in_stock, unwatched

from zhanggui.domain.aftersales import accounts
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.request import Pieces
from zhanggui.domain.aftersales.states import Cause, Disposition, ReturnKind
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.delivery import accounts as delivery
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.payments import accounts as money
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys import swap
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import ExchangeWish, request_exchange
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger


def variant(thing: OnSale, *, dearer_fen: int = 0, pieces: int = 10) -> OnSale:
    """The same goods in another kind, so much dearer, ``pieces`` of it in stock."""
    own = Sku.objects.get(pk=thing.sku_id)
    with unwatched():
        sku = Sku.objects.create(
            goods=own.goods,
            code=f"V{new_id().hex[-10:]}",
            name="红色",
            released_at=LONG_AGO,
            created_at=LONG_AGO,
        )
        _publish({sku.id: thing.amount_fen + dearer_fen}, since=LONG_AGO)
    if pieces:
        put_in_stock([sku.id], pieces)
    return OnSale(sku.id, thing.supplier_id, thing.amount_fen + dearer_fen)


def ask(
    order: Order,
    other: OnSale,
    *,
    by: Actor,
    at: datetime,
    pieces: int = 1,
    key: str = "",
    kind: ReturnKind = ReturnKind.NO_REASON,
    announced_fen: int | None = None,
) -> Return:
    """Ask for an exchange at the difference that is announced."""
    line = order.lines.select_related("sku__goods", "order").get()
    if announced_fen is None:
        chosen = swap.choice(line, Sku.objects.get(pk=other.sku_id), pieces=pieces, at=at)
        announced_fen = chosen.difference_fen
    wish = ExchangeWish(
        order_id=order.id,
        pieces=Pieces(line.id, pieces),
        sku_id=other.sku_id,
        announced_fen=announced_fen,
        kind=kind,
        cause=Cause.DEFECTIVE if kind == ReturnKind.QUALITY else Cause.DOES_NOT_FIT,
        key=key or new_id().hex,
        reason="壶嘴漏水" if kind == ReturnKind.QUALITY else "",
    )
    return request_exchange(wish=wish, by=by, at=at)


def pay(order: Order, *, by: Actor, at: datetime) -> Payment:
    """Pay what is asked for, once."""
    payment = open_payment(order_id=order.id, wish=PaymentWish(), by=by, at=at)
    receive_payment(payment_id=payment.id, gateway_trade=payment.number, by=SYSTEM, at=at)
    payment.refresh_from_db()
    return payment


def come_back(
    case: Return,
    warehouse_id: UUID,
    *,
    by: Actor,
    at: datetime,
    disposition: Disposition = Disposition.RESTOCK,
    note: str = "",
) -> Return:
    """The goods arrive, are looked at, and all go one way."""
    receive_return(return_id=case.id, warehouse_id=warehouse_id, by=by, at=at)
    found = [
        Found(line_id=one.line_id, disposition=disposition, pieces=one.quantity, note=note)
        for one in case.lines.all()
    ]
    return finish_return(return_id=case.id, found=found, by=by, at=at)


def replacement(case: Return) -> Order:
    """The order that replaces something, as it stands now."""
    found = Order.objects.get(replaces__goods_return=case)
    return found


def books(*orders: Order, things: Mapping[str, OnSale], warehouse_id: UUID) -> dict[str, int]:
    """What the accounts of these orders and articles hold, by names that a test can read."""
    held = {
        f"{kind} {name}": account
        for name, thing in things.items()
        for kind, account in {
            "sellable": stock.sellable(thing.sku_id),
            "sold": stock.sold(thing.sku_id),
            "returned": accounts.returned(warehouse_id, thing.sku_id),
            "delivered": delivery.delivered(thing.sku_id),
        }.items()
    }
    for number, order in enumerate(orders, 1):
        held |= {
            f"prepaid {number}": money.prepaid(order.id), f"refunding {number}": money.refunding(order.id)
        }  # fmt: skip
    return {name: ledger.balance(account).amount for name, account in held.items()}


def changed(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """What is different, by how much."""
    return {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name, 0)}
