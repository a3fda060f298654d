"""What finance proves: each control is shown green, and turning red."""

import pytest

from tests.domain.finance.conftest import DAY, drawn, month_end, sent
from tests.domain.finance.test_fund import claim, supervisor
from tests.domain.finance.test_settlement import terms
from tests.domain.finance.test_taxes import given
from tests.domain.invoicing.conftest import house
from tests.vocabulary import behind_the_back
from zhanggui.domain.finance import accounts, controls
from zhanggui.domain.finance.operations.confirm_statement import confirm_statement
from zhanggui.domain.finance.operations.contribute_to_fund import contribute_to_fund
from zhanggui.domain.finance.operations.give_goods_invoice import give_goods_invoice
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.payments import accounts as money
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Organisation
from zhanggui.journeys.invoice_commissions import invoice_commissions
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Subject, Transfer

__all__ = ["claim", "house", "supervisor", "terms"]

pytestmark = pytest.mark.django_db


def test_the_fund_holds_its_money_apart(claim, supplier, accountant, noon):
    assert controls.fund_stands(noon).status == "no_data"
    contribute_to_fund(amount_fen=5_000_000, bank_reference="J1", by=accountant, at=noon)
    assert controls.fund_stands(noon).status == "at_risk"
    contribute_to_fund(amount_fen=5_000_000, bank_reference="J2", by=accountant, at=noon)
    assert controls.fund_stands(noon).status == "kept"
    red = controls.fund_stands(noon + 16 * DAY)
    assert (red.status, red.figures["claims decided late"]) == ("broken", 1)

    stray = Entry(
        kind="test.stray", key="stray", at=noon, subject=Subject.of(supplier),
        transfers=[Transfer(debit=accounts.BANK, credit=accounts.FUND_BANK, amount=7)],
    )  # fmt: skip
    ledger.post(stray, by=SYSTEM)
    assert controls.fund_stands(noon).status == "broken"


def test_statements_agree_and_are_paid(sold, supplier, seller, noon):
    at = month_end(noon)
    assert controls.settlement_stands(at).status == "no_data"
    sold()
    statement = sent(at)
    confirm_statement(statement_id=statement.id, by=seller, at=at)
    assert controls.settlement_stands(at + 6 * DAY).status == "kept"
    assert controls.settlement_stands(at + 8 * DAY).status == "at_risk"


def test_a_held_statement_is_red(sold, supplier, noon):
    sold()
    stray = Entry(
        kind="test.stray", key="stray", at=noon + 9 * DAY, subject=Subject.of(supplier),
        transfers=[
            Transfer(debit=money.DISCOUNT, credit=money.supplier_payable(supplier.id), amount=7)
        ],
    )  # fmt: skip
    ledger.post(stray, by=SYSTEM)
    held = drawn(month_end(noon))
    assert held is not None
    red = controls.settlement_stands(month_end(noon))
    assert (red.status, red.records.query) == ("broken", {"id__in": str(held.id)})


@pytest.mark.django_db(transaction=True)
def test_the_books_are_made_and_balance(accountant, noon):
    assert controls.books_stand(noon).status == "no_data"
    contribute_to_fund(amount_fen=5_000, bank_reference="J1", by=accountant, at=noon)
    make_vouchers(by=SYSTEM, at=noon)
    assert controls.books_stand(noon).status == "kept"
    assert controls.books_stand(noon + 3 * DAY).status == "at_risk"
    with behind_the_back() as do:
        do("UPDATE finance_voucherline SET debit_fen = debit_fen + 1 WHERE code = '1002.02'")
    assert controls.books_stand(noon).status == "broken"


@pytest.mark.django_db(transaction=True)
def test_profit_told_apart_is_that_of_the_vouchers(accountant, noon):
    assert controls.profit_adds_up(noon).status == "no_data"
    contribute_to_fund(amount_fen=5_000, bank_reference="J1", by=accountant, at=noon)
    make_vouchers(by=SYSTEM, at=noon)
    assert controls.profit_adds_up(noon).status == "kept"
    with behind_the_back() as do:
        do("UPDATE finance_profitshare SET net_fen = net_fen - 1")
    red = controls.profit_adds_up(noon)
    assert (red.status, red.figures["accounts that differ"]) == ("broken", 1)


def test_settled_goods_and_commissions_are_invoiced_between_the_firms(
    sold, terms, house, supplier, seller, noon
):
    at = month_end(noon)
    assert controls.invoices_between_firms(at).status == "no_data"
    sold()
    statement = sent(at)
    confirm_statement(statement_id=statement.id, by=seller, at=at)
    assert controls.invoices_between_firms(at).status == "kept"
    later = at + 31 * DAY
    red = controls.invoices_between_firms(later)
    assert (red.status, red.records.query) == ("broken", {"id__in": str(statement.id)})
    Organisation.objects.filter(pk=supplier.organisation_id).update(uscc="91350211M000100Y46")
    invoice_commissions(by=SYSTEM, at=later)
    assert controls.invoices_between_firms(later).status == "at_risk"
    give_goods_invoice(given=given(statement), by=seller, at=later)
    assert controls.invoices_between_firms(later).status == "kept"
