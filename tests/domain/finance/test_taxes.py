"""Tax on goods is owed when they are settled, and awaited back until the supplier's invoice was accepted."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.domain.finance.conftest import DAY, approved, month_end, sent
from tests.domain.finance.test_settlement import terms
from tests.domain.invoicing.conftest import classed, house, issued
from tests.people import firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.finance import accounts, booking, figures, refusals, reports, tracing
from zhanggui.domain.finance.figures import Column, Figure
from zhanggui.domain.finance.models import ProfitShare, Voucher
from zhanggui.domain.finance.operations.accept_goods_invoice import accept_goods_invoice
from zhanggui.domain.finance.operations.close_period import close_period
from zhanggui.domain.finance.operations.confirm_statement import confirm_statement
from zhanggui.domain.finance.operations.contribute_to_fund import contribute_to_fund
from zhanggui.domain.finance.operations.draw_statements import draw_statements
from zhanggui.domain.finance.operations.give_goods_invoice import GivenInvoice, give_goods_invoice
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.finance.operations.propose_charge import ChargeWish, propose_charge
from zhanggui.domain.finance.operations.send_back_goods_invoice import send_back_goods_invoice
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.finance.reports import By
from zhanggui.domain.finance.states import GOODS_INVOICE, ChargeKind, Cycle, GoodsInvoiceState
from zhanggui.domain.finance.tracing import Only
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.states import Treatment
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.journeys.invoice_commissions import invoice_commissions
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.money import tax_in
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger

__all__ = ["classed", "house", "terms"]
pytestmark = pytest.mark.django_db


def amount(ref):
    return ledger.balance(ref).amount


def given(statement, **more):
    net = statement.goods_fen - statement.input_tax_fen
    values = {
        "statement_number": statement.number,
        "platform_number": "26332000000000000001",
        "issued_on": statement.until.date(),
        "net_fen": net,
        "tax_fen": statement.input_tax_fen,
    }
    return GivenInvoice(**{**values, **more})


@pytest.mark.parametrize(
    ("treatment", "rate"),
    [
        pytest.param(None, 1300, id="goods nobody has classed"),
        pytest.param(Treatment.LOW, 900, id="grain"),
        pytest.param(Treatment.EXEMPT, 0, id="exempt goods"),
    ],
)
def test_settled_goods_owe_their_tax_and_await_it_back(
    sold, terms, classed, treatment, rate, supplier, seller, accountant, thing, noon
):
    if treatment:
        classed(treatment, at=noon - 30 * DAY)
    sold(3)
    at = month_end(noon)
    statement = sent(at)
    tax = tax_in(3 * thing.amount_fen, rate)
    assert (statement.output_tax_fen, statement.input_tax_fen) == (tax, tax)
    assert amount(accounts.OUTPUT_VAT) == amount(accounts.vat_awaited(supplier.id)) == tax

    wrong = {
        "another sum": {"net_fen": given(statement).net_fen - 1},
        "another tax": {"tax_fen": tax + 1},
        "a short number": {"platform_number": "123"},
        "a day to come": {"issued_on": (at + 2 * DAY).date()},
    }
    for words in wrong.values():
        with nothing_changes(), pytest.raises((refusals.GoodsInvoiceDiffers, refusals.GoodsInvoiceNumber)):
            give_goods_invoice(given=given(statement, **words), by=seller, at=at)
    other = somebody("别家", Role.SUPPLIER, organisation=firm("别家公司"))
    with nothing_changes(), pytest.raises(NotFound):
        give_goods_invoice(given=given(statement), by=other, at=at)

    first = give_goods_invoice(given=given(statement), by=seller, at=at)
    with nothing_changes(), pytest.raises(refusals.GoodsInvoiceKnown):
        give_goods_invoice(given=given(statement, platform_number="2" * 20), by=seller, at=at)
    with nothing_changes(), pytest.raises(refusals.ReasonMissing):
        send_back_goods_invoice(invoice_id=first.pk, reason=" ", by=accountant, at=at)
    send_back_goods_invoice(invoice_id=first.pk, reason="平台查无此票", by=accountant, at=at)
    second = give_goods_invoice(given=given(statement, platform_number="3" * 20), by=seller, at=at)
    accept_goods_invoice(invoice_id=second.pk, by=accountant, at=at)
    with nothing_changes(), pytest.raises(WrongState):
        accept_goods_invoice(invoice_id=second.pk, by=accountant, at=at)
    assert amount(accounts.vat_awaited(supplier.id)) == 0
    assert amount(accounts.INPUT_VAT) == tax


@pytest.mark.parametrize("state", list(GoodsInvoiceState), ids=str)
@pytest.mark.parametrize("verb", list(GOODS_INVOICE.verbs()))
def test_every_verb_of_a_suppliers_invoice_is_possible_where_the_table_says(state, verb):
    assert GOODS_INVOICE.allows(state, verb) == (state == GoodsInvoiceState.GIVEN)


def test_what_comes_back_later_gives_its_tax_back_to_the_fen(sold, defect, terms, supplier, noon):
    order = sold(3)
    at = month_end(noon)
    first = sent(at)
    defect(order, 1, at + 3 * DAY)
    defect(order, 2, at + 4 * DAY)
    (second,) = draw_statements(cycle=Cycle.MONTH, by=SYSTEM, at=at + 31 * DAY)
    assert first.output_tax_fen + second.output_tax_fen == 0
    assert first.input_tax_fen + second.input_tax_fen == 0
    assert second.goods_fen == -first.goods_fen, "the freight that a fault costs is not on an invoice"


def test_the_commission_of_an_agreed_statement_is_invoiced_once(sold, terms, house, supplier, seller, noon):
    sold(3)
    at = month_end(noon)
    statement = sent(at)
    assert invoice_commissions(by=SYSTEM, at=at) == 0, "it is not agreed on yet"
    confirm_statement(statement_id=statement.id, by=seller, at=at)
    Organisation.objects.filter(pk=supplier.organisation_id).update(uscc=None)
    assert invoice_commissions(by=SYSTEM, at=at) == 0, "the firm cannot be named"
    Organisation.objects.filter(pk=supplier.organisation_id).update(uscc="91350211M000100Y46")
    assert invoice_commissions(by=SYSTEM, at=at) == 1
    assert invoice_commissions(by=SYSTEM, at=at) == 0
    invoice = issued(Invoice.objects.get(), at)
    assert (invoice.state, invoice.total_fen) == ("invoiced", statement.commission_fen)
    assert invoice.tax_fen == tax_in(statement.commission_fen, 600)


@pytest.mark.django_db(transaction=True)
def test_profit_and_loss_told_apart_is_that_of_the_vouchers(
    sold, defect, terms, supplier, accountant, director, thing, noon
):
    order = sold(3)
    penalty = ChargeWish(
        supplier_id=supplier.id, kind=ChargeKind.PENALTY, amount_fen=777, reason="超时", evidence="GD-1"
    )
    charge = propose_charge(wish=penalty, by=accountant, at=noon)
    approved("finance.charge", charge, by=director, at=noon)
    contribute_to_fund(amount_fen=5_000, bank_reference="J1", by=accountant, at=noon)
    at = month_end(noon)
    sent(at)
    make_vouchers(by=SYSTEM, at=at)
    defect(order, 1, at + DAY)
    (second,) = draw_statements(cycle=Cycle.MONTH, by=SYSTEM, at=at + 31 * DAY)
    send_statement(statement_id=second.id, by=SYSTEM, at=at + 31 * DAY)
    make_vouchers(by=SYSTEM, at=at + 31 * DAY)

    assert second.commission_fen < 0
    assert booking.differences() == {}
    months = sorted(set(ProfitShare.objects.values_list("month", flat=True)))
    assert months
    for month in months:
        assert reports.differs_from_vouchers(month) == {}
    first, last = months[0], months[-1]
    whole = {way: reports.profit_by(way, first, last, by=accountant) for way in By}
    results = {way: sum(row.result_fen for row in rows) for way, rows in whole.items()}
    assert len(set(results.values())) == 1
    booked = [row.amount_fen for m in months for row in reports.profit_and_loss(m, by=accountant)]
    assert sum(booked) == results[By.MONTH]
    by_supplier = {row.key: row for row in whole[By.SUPPLIER]}
    assert by_supplier[supplier.organisation.name].penalties_fen == 777
    assert by_supplier[None].other_fen == -5_000
    assert {row.key for row in whole[By.CHANNEL]} == {order.channel, None}
    for way, rows in whole.items():
        for row in rows:
            for column in Column:
                figure = Figure(way=way, first=first, last=last, column=column, key=row.key)
                assert behind(figure, accountant) == getattr(row, column)
    ways = {By.CHANNEL: order.channel, By.SUPPLIER: supplier.organisation.name}
    result = Figure(way=By.MONTH, first=first, last=last, column=Column.RESULT)
    vouchers_open_what_is_of_one_way(ways, result, accountant)
    own = sum(row.tax_fen for row in whole[By.MONTH])
    assert (
        behind(Figure(way=By.MONTH, first=first, last=last, column=Column.TAX, whole=True), accountant) == own
    )
    assert own == sum(row.output_own_fen for row in reports.taxes(first, last, by=accountant))


def vouchers_open_what_is_of_one_way(ways: dict[By, str], result: Figure, accountant: Actor) -> None:
    """From the figure of one channel or supplier a voucher shows what is of it, and nothing of another."""
    for way, key in ways.items():
        for part in figures.vouchers_of(replace(result, way=way, key=key), limit=100, by=accountant):
            assert transfers(part.voucher, accountant, Only(way, key))
    for voucher in Voucher.objects.all():
        every = transfers(voucher, accountant)
        of_one = transfers(voucher, accountant, Only(By.CHANNEL, ways[By.CHANNEL]))
        of_no = transfers(voucher, accountant, Only(By.CHANNEL, ""))
        assert of_one | of_no == every
        assert transfers(voucher, accountant, Only(By.CHANNEL, "别家")) == set()
        if voucher.kind == "finance.fund_contributed":
            assert of_one == set()
        if voucher.kind == "payments.earned":
            assert (of_one, of_no) == (every, set())


def transfers(voucher: Voucher, accountant: Actor, only: Only | None = None) -> set[UUID]:
    return {one.id for one in tracing.transfers_behind(voucher, only=only, limit=100, by=accountant)}


def behind(figure: Figure, accountant: Actor) -> int:
    """What the vouchers behind a figure add up to, gone through one by one; each stands there once."""
    parts, place = [], None
    while page := figures.vouchers_of(figure, before=place, limit=1, by=accountant):
        parts += page
        place = (page[-1].voucher.month, page[-1].voucher.number)
    assert len({part.voucher.id for part in parts}) == len(parts)
    assert parts == figures.vouchers_of(figure, limit=1_000, by=accountant)
    summed = sum(part.amount_fen for part in parts)
    assert summed == figures.sum_of(figure, by=accountant)
    return summed


@pytest.mark.django_db(transaction=True)
def test_a_closed_month_keeps_its_shares(sold, supplier, accountant, noon):
    sold(1)
    at = month_end(noon)
    close_period(month=date(2026, 11, 1), by=accountant, at=at)
    close_period(month=date(2026, 12, 1), by=accountant, at=at)
    before = reports.profit_by(By.CHANNEL, date(2026, 11, 1), date(2026, 12, 1), by=accountant)
    contribute_to_fund(amount_fen=100, bank_reference="J9", by=accountant, at=noon)
    make_vouchers(by=SYSTEM, at=at + 31 * DAY)
    assert reports.profit_by(By.CHANNEL, date(2026, 11, 1), date(2026, 12, 1), by=accountant) == before
