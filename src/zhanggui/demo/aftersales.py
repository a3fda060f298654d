"""After the sale: an exchange with a difference, a repair, money for damage, and cases that wait."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from zhanggui.demo.cast import staff
from zhanggui.demo.paying import pays
from zhanggui.demo.pictures import product
from zhanggui.demo.story import has_come, on_day
from zhanggui.demo.trade import actor_of_customer, delivered, send_out, signed_at
from zhanggui.demo.world import told
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.add_picture import add_picture
from zhanggui.domain.aftersales.operations.arrange_pickup import Span, arrange_pickup
from zhanggui.domain.aftersales.operations.end_repair import end_repair
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.lend import lend
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.operations.set_guarantee_term import TermWish, set_guarantee_term
from zhanggui.domain.aftersales.operations.start_repair import start_repair
from zhanggui.domain.aftersales.operations.take_loan_back import take_loan_back
from zhanggui.domain.aftersales.operations.use_part import Part, use_part
from zhanggui.domain.aftersales.queries import returnable
from zhanggui.domain.aftersales.states import (
    Cause,
    Disposition,
    Fault,
    GuaranteeClass,
    Outcome,
    Remedy,
    ReturnKind,
    WayBack,
)
from zhanggui.domain.catalog.models import Category
from zhanggui.domain.delivery.operations.allocate_order import allocate_order
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.sales.models import Order, OrderLine
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys import swap
from zhanggui.journeys.decide_return import approve_return
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import ExchangeWish, request_exchange, request_return
from zhanggui.journeys.return_repaired import return_repaired
from zhanggui.kernel import clock
from zhanggui.mechanisms.documents.uploads import Upload

TERMS = (
    ("appliance", GuaranteeClass.APPLIANCE, 0),
    ("digital", GuaranteeClass.COMPUTER, 0),
    ("phone", GuaranteeClass.PHONE, 0),
    ("cookware", GuaranteeClass.PROMISED, 6),
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def terms_are_set() -> None:
    """Before anything is sold: what is repaired free of charge, by which catalogue, and what is promised."""
    for code, kind, months in TERMS:
        wish = TermWish(category_id=Category.objects.get(code=code).pk, kind=kind, promised_months=months)
        set_guarantee_term(wish=wish, by=staff("supervisor"), at=on_day(2, 10))


def cases_of_every_kind() -> None:
    """One of each kind brought to its end, and one of each that waits for somebody."""
    lines = untouched_lines()
    _exchange(lines, settled=True)
    _exchange(lines, settled=False)
    _repair(lines, ended=True)
    _repair(lines, ended=False)
    _money_for_damage(lines)


def untouched_lines() -> list[OrderLine]:
    """One line of each order nobody has asked anything about, the latest first, signed for some days ago."""
    found = []
    for order in reversed(delivered()):
        if order.returns.exists() or order.discount_fen or not has_come(signed_at(order) + 4 * DAY):
            continue
        line = order.lines.select_related("sku__goods__category", "order").first()
        if line is not None:
            found.append(line)
    return found


def _exchange(lines: list[OrderLine], *, settled: bool) -> None:
    """For something dearer, the difference paid; or, defective and still to be decided, for anything."""
    for line, chosen in _swaps(lines, settled=settled):
        order = line.order
        by, at = actor_of_customer(order), signed_at(order) + DAY
        wish = ExchangeWish(
            order_id=order.pk,
            pieces=Pieces(line.pk, 1),
            sku_id=chosen.wanted.sku_id,
            announced_fen=chosen.difference_fen,
            kind=ReturnKind.NO_REASON if settled else ReturnKind.QUALITY,
            cause=Cause.DOES_NOT_FIT if settled else Cause.DAMAGED,
            reason="想换另一款" if settled else "到货时边角磕碰，希望更换",
            key=f"x-{order.number}",
        )
        case = request_exchange(wish=wish, by=by, at=at)
        lines.remove(line)
        if settled:
            _settle(case, at)
        else:
            _picture(case, at)
        return


def _swaps(lines: list[OrderLine], *, settled: bool) -> Iterator[tuple[OrderLine, swap.Choice]]:
    """What can be exchanged for something that is there, dearer things first."""
    for dearer in (True, False) if settled else (False,):
        for line in list(lines):
            if line.sku.goods.category.return_policy != "no_reason" or line.order.completed_at is not None:
                continue
            at = signed_at(line.order) + DAY
            for chosen in swap.choices(line, pieces=1, kind=ReturnKind.NO_REASON, at=at):
                if chosen.left and (chosen.difference_fen > 0 or not dearer):
                    yield line, chosen


def _settle(case: Return, at: datetime) -> None:
    """A courier fetches it, the difference is paid, it is looked at, and the other one is on its way."""
    by, other = actor_of_customer(case.order), Order.objects.get(replaces__goods_return=case)
    if case.exchange.difference_fen > 0:
        payment = open_payment(order_id=other.pk, wish=PaymentWish(), by=by, at=at)
        pays(payment, at=at)
    arrange_pickup(return_id=case.pk, span=Span(at + 4 * HOUR, at + 8 * HOUR), by=by, at=at)
    parcel = Parcel(way_back=WayBack.PICKED_UP, carrier="速达快运", tracking=f"R{case.order.number[-8:]}")
    note_sent(return_id=case.pk, parcel=parcel, by=by, at=at + 5 * HOUR)
    _receive(case, at + DAY)
    _picture(case, at + DAY)
    found = [
        Found(line_id=one.line_id, disposition=Disposition.RESTOCK, pieces=one.quantity, note="包装完好")
        for one in case.lines.all()
    ]
    finish_return(return_id=case.pk, found=found, by=staff("inspector"), at=at + 2 * DAY)
    _send(other, at + 2 * DAY + HOUR)


def _send(replacement: Order, at: datetime) -> None:
    """The replacement leaves like anything that is sold."""
    for allocation in allocate_order(order_id=replacement.pk, by=SYSTEM, at=at):
        send_out(allocation.warehouse_id, [allocation.pk], at, Random(9))


def _receive(case: Return, at: datetime) -> None:
    house = case.order.allocations.get(released_at=None).warehouse_id
    receive_return(return_id=case.pk, warehouse_id=house, by=staff("warehouse"), at=at)


def _picture(case: Return, at: datetime) -> None:
    name = case.lines.all()[0].line.name
    kind = next((row["picture"] for row in told("goods")["goods"] if row["name"] in name), "box")
    upload = Upload(f"{case.number}.webp", product(kind, seed=7, angle=1), "image/webp")
    add_picture(return_id=case.pk, upload=upload, by=staff("warehouse"), at=at)


def _repair(lines: list[OrderLine], *, ended: bool) -> None:
    """An appliance that does not heat: mended, or still on the bench with something lent meanwhile."""
    for line in lines:
        (rights,) = [one for one in returnable(line.order_id, by=SYSTEM) if one.line_id == line.pk]
        if rights.rights.repair_until is not None and rights.to_repair:
            break
    else:
        return
    lines.remove(line)
    at = signed_at(line.order) + DAY
    wish = ReturnWish(
        order_id=line.order_id,
        kind=ReturnKind.QUALITY,
        pieces=(Pieces(line.pk, 1),),
        key=f"w-{line.order.number}",
        reason="通电后不工作",
        remedy=Remedy.REPAIR,
        cause=Cause.DEFECTIVE,
    )
    case = request_return(wish=wish, by=actor_of_customer(line.order), at=at)
    approve_return(return_id=case.pk, note="请寄回检修，往返运费由我们承担", by=staff("agent"), at=at + HOUR)
    _receive(case, at + DAY)
    keeper, at = staff("inspector"), at + DAY
    start_repair(return_id=case.pk, fault=Fault.POWER, by=keeper, at=at + HOUR)
    lend(return_id=case.pk, what=f"同型号备用机 BY-{case.number[-4:]}", by=keeper, at=at + 2 * HOUR)
    if not ended:
        return
    use_part(return_id=case.pk, part=Part(name="电源板", cost_fen=3_500), by=keeper, at=at + 20 * HOUR)
    work = "更换电源板，通电老化 2 小时正常"
    end_repair(return_id=case.pk, outcome=Outcome.MENDED, work=work, by=keeper, at=at + DAY)
    parcel = Parcel(carrier="速达快运", tracking=f"W{case.order.number[-8:]}")
    return_repaired(return_id=case.pk, parcel=parcel, by=keeper, at=at + 26 * HOUR)
    take_loan_back(return_id=case.pk, by=keeper, at=min(at + 2 * DAY, clock.now()))


def _money_for_damage(lines: list[OrderLine]) -> None:
    """A dent that does not matter: the customer keeps it, and gets something back."""
    line = next((one for one in lines if one.unit_fen >= 3_000), None)
    if line is None:
        return
    at = signed_at(line.order) + DAY
    wish = ReturnWish(
        order_id=line.order_id,
        kind=ReturnKind.QUALITY,
        pieces=(Pieces(line.pk, 1),),
        key=f"k-{line.order.number}",
        reason="外壳有一处小凹痕，不影响使用，愿意保留",
        remedy=Remedy.REFUND_ONLY,
        cause=Cause.DAMAGED,
        asked_fen=1_500,
    )
    case = request_return(wish=wish, by=actor_of_customer(line.order), at=at)
    approve_return(
        return_id=case.pk, note="补偿 12 元", amount_fen=1_200, by=staff("agent"), at=at + 2 * HOUR
    )
