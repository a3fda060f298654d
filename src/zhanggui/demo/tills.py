"""Money as others list it: bills of gateways, a bank statement, carriers' cash; one line not as booked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from zhanggui.demo.cast import customers, staff
from zhanggui.demo.firms import judge
from zhanggui.demo.paying import pays
from zhanggui.demo.story import has_come, on_day
from zhanggui.demo.trade import FIRST_DAY, LAST_DAY
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.delivery.models import Shipment
from zhanggui.domain.partners.models import Carrier
from zhanggui.domain.payments.gateway import Door
from zhanggui.domain.payments.models import Difference, Payment, Refund
from zhanggui.domain.payments.operations import BillWish, CorrectionWish, compare_bill, propose_correction
from zhanggui.domain.payments.operations.open_payment import PaymentWish, open_payment
from zhanggui.domain.payments.rules import ONLINE, BillRow
from zhanggui.domain.payments.states import PaymentState, Remedy
from zhanggui.domain.sales.queries import addresses_of
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.quote import QuoteWish, quote
from zhanggui.journeys.take_in_lists import take_in_remittance, take_in_statement
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import Fen, yuan

FEE_BP = {"alipay": 60, "wechat": 60, "gateway": 0}
TRANSFERS = (("王女士", True), ("李先生", False))
"""Who pays by the bank: one writes the number into the note, one forgets it."""
WEEK = timedelta(days=7)


def lists_are_compared() -> None:
    """Every morning the bills of the day before; twice one line is not as we booked it."""
    customers_pay_each_way()
    the_bank_lists_transfers()
    for day in range(FIRST_DAY, LAST_DAY):
        the_bills_of(on_day(day).date(), at=on_day(day + 1, 10, 30))
    an_old_difference_is_settled()
    carriers_hand_over_cash()


def customers_pay_each_way() -> None:
    """Yesterday, besides all others: one by Alipay's code, one in WeChat on the phone."""
    for place, (method, door) in enumerate((("alipay", Door.CODE), ("wechat", Door.PHONE))):
        at = on_day(LAST_DAY - 1, 16, 10 + place)
        order_id = _ordered(customers()[place], "gateway", f"demo-way-{method}", at)
        if order_id is not None:
            wish = PaymentWish(method=method, kind=door)
            payment = open_payment(order_id=order_id, wish=wish, by=customers()[place], at=at)
            trade = f"4200{payment.number[:14]}"
            pays(payment, trade=trade, at=at + timedelta(minutes=1))


def the_bank_lists_transfers() -> None:
    """Two transfers of yesterday: one is known by its note, the other waits for somebody of finance."""
    rows = ["交易时间,收入金额,支出金额,对方户名,附言,交易流水号"]
    for place, (payer, writes_it) in enumerate(TRANSFERS):
        by, at = customers()[place + 2], on_day(LAST_DAY - 1, 11, place)
        order_id = _ordered(by, "bank_transfer", f"demo-transfer-{place}", at)
        if order_id is None:
            continue
        wish = PaymentWish(method=Payment.Method.BANK_TRANSFER)
        payment = open_payment(order_id=order_id, wish=wish, by=by, at=at)
        note = f"货款 {payment.number[:6]}-{payment.number[6:].lower()}" if writes_it else "电视购物 茶具"
        day, money = (at + timedelta(hours=3)).strftime("%Y-%m-%d %H:%M:%S"), yuan(payment.amount_fen)
        rows.append(f"{day},{money},,{payer},{note},YH{at:%y%m%d}{place:04d}")
    at = on_day(LAST_DAY, 8, 40)
    if len(rows) > 1 and has_come(at):
        content = "\n".join(rows).encode("gb18030")
        take_in_statement(content=content, source="招商银行明细.csv", by=staff("finance"), at=at)


def _ordered(by: Actor, method: str, key: str, at: datetime) -> UUID | None:
    """Somebody orders one piece on the web; none, if nothing can be had."""
    for sku in Sku.objects.filter(released_at__isnull=False, retired_at=None).order_by("code")[2:8]:
        lines = (LineWish(sku_id=sku.pk, quantity=1, announced_fen=0),)
        quoted = quote(wish=QuoteWish(lines=lines, customer_id=by.account_id), by=by, at=at)
        if not all(one.available for one in quoted.lines):
            continue
        (found,) = quoted.lines
        line = LineWish(
            sku_id=sku.pk, quantity=1, announced_fen=found.unit_fen or 0, no_return_confirmed=True
        )
        wish = OrderWish(
            customer_id=by.account_id,
            channel="web",
            method=method,
            address_id=addresses_of(by.account_id)[0].pk,
            lines=(line,),
            coupons=tuple(quoted.used_coupons),
            announced=quoted.announced,
            key=key,
        )
        return place_order(wish=wish, by=by, at=at).id
    return None


def the_bills_of(day: date, *, at: datetime) -> None:
    """What each gateway lists of a day: what it took and sent back, and what it kept for that."""
    listed: dict[str, list[BillRow]] = defaultdict(list)
    on_it = Q(paid_at__date=day, state=PaymentState.PAID, method__in=ONLINE)
    for payment in Payment.objects.filter(on_it).order_by("paid_at"):
        listed[payment.method].append(
            _row(payment, payment.amount_fen, payment.gateway_trade, payment.paid_at)
        )
    back = Refund.objects.filter(done_at__date=day, payment__method__in=ONLINE).select_related("payment")
    for refund in back.order_by("done_at"):
        row = _row(refund.payment, -refund.amount_fen, f"R{refund.number}", refund.done_at, refund.number)
        listed[refund.payment.method].append(row)
    for method in ONLINE:
        if rows := listed[method]:
            changed = _changed(method, day, rows)
            wish = BillWish(method=method, day=day, rows=changed, source=f"{method} {day}")
            compare_bill(wish=wish, by=SYSTEM, at=min(at, clock.now()))


def _row(payment: Payment, amount: Fen, trade: str, at: datetime | None, refund_number: str = "") -> BillRow:
    return BillRow(
        number=payment.number,
        refund_number=refund_number,
        gateway_trade=trade,
        amount_fen=amount,
        at=at or clock.now(),
        fee_fen=amount * FEE_BP[payment.method] // 10_000,
    )


def _changed(method: str, day: date, rows: list[BillRow]) -> list[BillRow]:
    """On two days one line differs: money nobody asked for, a week ago, and a fen too little, yesterday."""
    if method != "gateway" and Payment.objects.filter(method="gateway", paid_at__date=day).exists():
        return rows
    if day == on_day(LAST_DAY - 7).date():
        stray = BillRow(
            number="20261100000000P1", refund_number="", gateway_trade="T-stray", amount_fen=88_00,
            at=rows[-1].at, note="买家重复付款",
        )  # fmt: skip
        return [*rows, stray]
    if day == on_day(LAST_DAY - 1).date():
        last = rows[-1]
        less = BillRow(
            number=last.number, refund_number=last.refund_number, gateway_trade=last.gateway_trade,
            amount_fen=last.amount_fen - 1, at=last.at, fee_fen=last.fee_fen,
        )  # fmt: skip
        return [*rows[:-1], less]
    return rows


def an_old_difference_is_settled() -> None:
    """The money nobody asked for: finance found out, somebody else agreed, the books follow the bill."""
    found = Difference.objects.filter(theirs_fen=88_00, number="20261100000000P1").first()
    if found is None:
        return
    at = on_day(LAST_DAY - 5, 15)
    wish = CorrectionWish(
        remedy=Remedy.TO_UNCLEAR,
        reason="该笔在支付平台存在、我方无订单，客服已联系付款人，核实后原路退回。",
    )
    correction = propose_correction(difference_id=found.pk, wish=wish, by=staff("finance"), at=at)
    judge(correction.pk, "agree", staff("executive"), at + timedelta(hours=2))


def carriers_hand_over_cash() -> None:
    """Every week each carrier lists what it collected, and transfers it less its fee."""
    collected = Payment.objects.filter(method="cash_on_delivery", state=PaymentState.PAID)
    for carrier in Carrier.objects.select_related("organisation").order_by("number"):
        for day in range(FIRST_DAY + 7, LAST_DAY + 1, 7):
            at = on_day(day, 17)
            if not has_come(at):
                return
            parcels = Shipment.objects.filter(
                carrier=carrier, order__payments__in=collected.filter(paid_at__gte=at - WEEK, paid_at__lt=at)
            ).distinct()
            _hand_over(carrier, parcels.select_related("order").order_by("tracking_number"), at)


def _hand_over(carrier: Carrier, parcels: Iterable[Shipment], at: datetime) -> None:
    rows, known = ["运单号,代收金额,代收手续费,签收时间"], set[UUID]()
    for parcel in parcels:
        payment = Payment.objects.get(order_id=parcel.order_id, method="cash_on_delivery")
        if payment.pk in known or payment.paid_at is None:
            continue
        known.add(payment.pk)
        day = payment.paid_at.astimezone(SHANGHAI)
        rows.append(f"{parcel.tracking_number},{yuan(payment.amount_fen)},2.00,{day:%Y-%m-%d %H:%M:%S}")
    if len(rows) > 1:
        content = "\n".join(rows).encode()
        take_in_remittance(
            carrier_id=carrier.pk,
            content=content,
            source=f"{carrier.organisation.name}{at:%m%d}.csv",
            by=staff("finance"),
            at=at,
        )
