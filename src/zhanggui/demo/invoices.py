"""The invoices of the story: how goods are taxed; blue ones, red ones, one renamed, and suppliers'."""

from datetime import date, datetime, timedelta

from django.apps import apps

from zhanggui.demo.cast import staff
from zhanggui.demo.story import on_day
from zhanggui.demo.trade import delivered, signed_at
from zhanggui.demo.world import told, uscc
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.states import Remedy
from zhanggui.domain.catalog.models import Category
from zhanggui.domain.finance import notices
from zhanggui.domain.finance.models import Statement
from zhanggui.domain.finance.operations.accept_goods_invoice import accept_goods_invoice
from zhanggui.domain.finance.operations.give_goods_invoice import GivenInvoice, give_goods_invoice
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.finance.operations.send_back_goods_invoice import send_back_goods_invoice
from zhanggui.domain.finance.states import StatementState
from zhanggui.domain.invoicing import issuing, keeping, queries
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.operations.class_category import ClassWish, class_category
from zhanggui.domain.invoicing.operations.request_invoice import request_invoice
from zhanggui.domain.invoicing.operations.retitle_invoice import retitle_invoice
from zhanggui.domain.invoicing.operations.reverse_for_return import reverse_for_return
from zhanggui.domain.invoicing.operations.reverse_invoice import reverse_invoice
from zhanggui.domain.invoicing.rules import Title
from zhanggui.domain.invoicing.states import (
    BuyerKind,
    InvoiceState,
    Purpose,
    SpecialRule,
    Treatment,
    VatKind,
)
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Account
from zhanggui.journeys.invoice_commissions import invoice_commissions
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI

FIRM = Title(kind=BuyerKind.FIRM, name="杭州西溪文化传播有限公司", code=uscc("91330106MA2H4N8C3"))
SPECIAL = Title(
    kind=BuyerKind.FIRM, name=FIRM.name, code=FIRM.code, vat_kind=VatKind.SPECIAL,
    contact="杭州市西湖区文三路 90 号 0571-88001234", bank="杭州银行文创支行 3301040160001234567",
)  # fmt: skip
ISSUED_AT_ONCE = 8
"""So many customers ask for their invoice as soon as the goods have come."""


def goods_are_classed() -> None:
    """Finance says how each branch of the tree is taxed."""
    at, finance = on_day(2, 16), staff("finance")
    known = dict(Category.objects.values_list("code", "id"))
    for row in told("taxes")["class"]:
        wish = ClassWish(
            category_id=known[row["category"]] if "category" in row else None,
            treatment=Treatment(row["treatment"]),
            class_code=row["code"],
            short_name=row["name"],
            starts_on=at.date(),
            special=SpecialRule(row.get("special", SpecialRule.ALLOWED)),
        )
        class_category(wish=wish, by=finance, at=at)


def invoices_are_issued() -> None:
    """Customers have their invoices, also those who gave something back or asked for another name."""
    now = clock.now()
    returned = Return.objects.filter(finished_at__isnull=False, remedy=Remedy.RETURN).select_related("order")
    for goods_return in returned.order_by("finished_at")[:3]:
        _asked(goods_return.order, signed_at(goods_return.order) + timedelta(hours=3))
        assert goods_return.finished_at is not None
        at = goods_return.finished_at + timedelta(minutes=25)
        _issued(reverse_for_return(return_id=goods_return.pk, by=SYSTEM, at=at), at)
    gave_back = set(Return.objects.values_list("order_id", flat=True))
    kept = [order for order in delivered() if order.pk not in gave_back][:ISSUED_AT_ONCE]
    for place, order in enumerate(kept):
        _asked(order, signed_at(order) + timedelta(hours=5), FIRM if place % 4 == 3 else None)
    _named_anew(kept[0], signed_at(kept[0]) + timedelta(days=1))
    issuing.ask_for_what_is_due(at=now)
    _between_the_firms(now)
    for invoice_id in queries.to_issue():
        issuing.issue(invoice_id=invoice_id, at=now)
    make_vouchers(by=SYSTEM, at=now)


def special_invoices_are_issued() -> None:
    """A firm asks for a special invoice instead; a commission invoice was wrong and is written again."""
    now = clock.now()
    firms = Invoice.objects.in_force().filter(
        purpose=Purpose.GOODS, state=InvoiceState.ISSUED, buyer_kind=BuyerKind.FIRM, red_letters=None
    )
    for plain in firms.select_related("order").order_by("issued_at"):
        order = plain.order
        if order is not None and not keeping.barred(order):
            new = retitle_invoice(invoice_id=plain.pk, title=SPECIAL, by=_customer(order), at=now)
            assert new.after is not None
            _issued(new.after, now)
            break
    commissions = Invoice.objects.in_force().filter(purpose=Purpose.COMMISSION, state=InvoiceState.ISSUED)
    wrong = commissions.order_by("number").first()
    if wrong is not None:
        red = reverse_invoice(
            invoice_id=wrong.pk, reason="服务名称有误，应为经纪代理服务", by=staff("finance"), at=now
        )
        issuing.issue(invoice_id=red.pk, at=now)
    invoice_commissions(by=SYSTEM, at=now)
    for invoice_id in queries.to_issue():
        issuing.issue(invoice_id=invoice_id, at=now)


def suppliers_are_told() -> None:
    """Suppliers hear of statements that wait for their word, and one of a red letter it has to confirm.

    It has used the invoice already: that is the outside world, played by the stand-in of the tax platform.
    """
    now = clock.now()
    waiting = Statement.objects.filter(state=StatementState.ISSUED, sent_at__isnull=False)
    for statement in waiting.order_by("number"):
        assert statement.sent_at
        notices.tell_supplier(statement.pk, by=SYSTEM, at=statement.sent_at + timedelta(minutes=5))
    commissions = Invoice.objects.in_force().filter(purpose=Purpose.COMMISSION, state=InvoiceState.ISSUED)
    used = commissions.filter(red_letters=None, statement__isnull=False).order_by("-number").first()
    if used is not None:
        theirs = apps.get_model("tax_platform", "StandInInvoice")
        theirs.objects.filter(number=used.platform_number).update(used_at=now)
        red = reverse_invoice(
            invoice_id=used.pk, reason="开户行变更，应供应商要求重开", by=staff("finance"), at=now
        )
        issuing.issue(invoice_id=red.pk, at=now)


def _asked(order: Order, at: datetime, title: Title | None = None) -> None:
    customer = _customer(order)
    named = title or Title(kind=BuyerKind.PERSONAL, name=customer.name)
    _issued(request_invoice(order_id=order.pk, title=named, by=customer, at=at), at + timedelta(minutes=1))


def _named_anew(order: Order, at: datetime) -> None:
    old = queries.in_force(order)
    assert old is not None
    new = retitle_invoice(invoice_id=old.pk, title=FIRM, by=_customer(order), at=at)
    assert new.after is not None
    _issued(new.after, at + timedelta(minutes=2))


def _issued(invoice: Invoice, at: datetime) -> None:
    issuing.issue(invoice_id=invoice.pk, at=at)


def _customer(order: Order) -> Actor:
    assert order.customer is not None
    return order.customer.actor(via="demo")


def _between_the_firms(now: datetime) -> None:
    """Paid statements are invoiced both ways; one supplier wrote a number the tax platform does not know."""
    finance = staff("finance")
    invoice_commissions(by=SYSTEM, at=now)
    paid = Statement.objects.filter(state=StatementState.PAID).exclude(goods_fen=0).select_related("supplier")
    for place, statement in enumerate(paid.order_by("number"), 1):
        assert statement.paid_at is not None
        at = statement.paid_at + timedelta(hours=1)
        given = _given(statement, place, at.astimezone(SHANGHAI).date())
        invoice = give_goods_invoice(given=given, by=_writer(statement), at=at)
        at += timedelta(hours=2)
        if place == 1:
            send_back_goods_invoice(
                invoice_id=invoice.pk, reason="税务平台查无此票，请核对号码", by=finance, at=at
            )
        else:
            accept_goods_invoice(invoice_id=invoice.pk, by=finance, at=at)


def _given(statement: Statement, place: int, day: date) -> GivenInvoice:
    return GivenInvoice(
        statement_number=statement.number,
        platform_number=f"{day:%y}332{place:015d}",
        issued_on=day,
        net_fen=statement.goods_fen - statement.input_tax_fen,
        tax_fen=statement.input_tax_fen,
    )


def _writer(statement: Statement) -> Actor:
    """Who signs in for the supplier of a statement."""
    firm = Account.objects.filter(organisation=statement.supplier.organisation_id)
    return firm.earliest("created_at").actor(via="demo")
