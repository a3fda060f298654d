"""What a supplier earned is settled once, confirmed or disputed line by line, and paid once."""

from datetime import timedelta

import pytest

from tests.domain.finance.conftest import DAY, approved, drawn, month_end, sent
from tests.people import another_account, firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.states import Disposition
from zhanggui.domain.finance import accounts, jobs, origins, queries, refusals
from zhanggui.domain.finance.deposits import Movement
from zhanggui.domain.finance.models import Charge, SettlementAccount, Statement, StatementLine
from zhanggui.domain.finance.operations.confirm_by_silence import confirm_by_silence
from zhanggui.domain.finance.operations.confirm_statement import confirm_statement
from zhanggui.domain.finance.operations.decide_objection import Answer, decide_objection
from zhanggui.domain.finance.operations.draw_statements import draw_statements
from zhanggui.domain.finance.operations.explain_statement import explain_statement
from zhanggui.domain.finance.operations.object_to_line import object_to_line
from zhanggui.domain.finance.operations.propose_charge import ChargeWish, propose_charge
from zhanggui.domain.finance.operations.propose_payout import propose_payout
from zhanggui.domain.finance.operations.propose_terms import TermsWish, propose_terms
from zhanggui.domain.finance.operations.record_payout import record_payout
from zhanggui.domain.finance.operations.return_deposit import return_deposit
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.finance.operations.take_deposit import take_deposit
from zhanggui.domain.finance.states import ChargeKind, Cycle
from zhanggui.domain.messaging.models import Message
from zhanggui.domain.payments import accounts as money
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.journeys.finish_orders import complete_orders
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.approvals import refusals as approval_refusals
from zhanggui.mechanisms.ledger import Entry, Subject, Transfer
from zhanggui.mechanisms.trail.models import Fact
from zhanggui.surfaces.partner_portal.reading import told as told_on_the_portal

pytestmark = pytest.mark.django_db


def amount(ref: ledger.AccountRef) -> int:
    return ledger.balance(ref).amount


@pytest.fixture
def second_account(accountant):
    """Another account of the same person, that could approve if it were somebody else's."""
    return another_account(accountant.person_id, Role.EXECUTIVE)


@pytest.fixture
def terms(supplier, accountant, director, noon):
    """12.5 percent commission from long before the orders."""
    at = noon - 60 * DAY
    wish = TermsWish(cycle=Cycle.MONTH, commission_bp=1250, starts_on=(at + DAY).date())
    made = propose_terms(supplier_id=supplier.id, wish=wish, by=accountant, at=at)
    approved("finance.terms", made, by=director, at=at)
    return made


def test_a_run_that_finds_nothing_to_settle_is_a_fact_all_the_same(supplier, noon):
    assert draw_statements(cycle=Cycle.MONTH, by=SYSTEM, at=month_end(noon)) == []
    told = Fact.objects.get(name="finance.cycle_settled")
    assert (told.body["statements"], told.body["accounts"]) == (0, SettlementAccount.objects.count())


def test_kept_goods_are_settled_confirmed_and_paid(
    sold, terms, thing, supplier, seller, accountant, second_account, director, noon
):
    order = sold(3)
    at = month_end(noon)
    statement = sent(at)
    earned = 3 * thing.amount_fen
    commission = (earned * 1250 + 5000) // 10_000
    assert (statement.sales_fen, statement.commission_fen, statement.net_fen) == (
        earned, commission, earned - commission,
    )  # fmt: skip
    line = queries.lines_of(statement)[0]
    assert (line.order_line.order_id, line.pieces, line.amount_fen) == (order.id, 3, earned)
    assert amount(money.supplier_payable(supplier.id)) == 0
    assert amount(accounts.due(supplier.id)) == earned - commission
    assert amount(accounts.COMMISSION) == commission

    confirm_statement(statement_id=statement.id, by=seller, at=at)
    payout = propose_payout(by=accountant, at=at)
    with nothing_changes(), pytest.raises(approval_refusals.AuthorCannotApprove):
        approved("finance.payout", payout, by=second_account, at=at)
    with nothing_changes(), pytest.raises(WrongState):
        record_payout(payout_id=payout.id, bank_reference="B1", by=accountant, at=at)
    approved("finance.payout", payout, by=director, at=at)
    record_payout(payout_id=payout.id, bank_reference="B1", by=accountant, at=at)
    with nothing_changes(), pytest.raises(WrongState):
        record_payout(payout_id=payout.id, bank_reference="B1", by=accountant, at=at)

    statement.refresh_from_db()
    assert statement.state == "paid"
    assert amount(accounts.due(supplier.id)) == 0
    assert amount(accounts.BANK) == -(earned - commission)
    assert not [found for found in trail.verify(at) if found.table.startswith(("ledger", "finance"))]


def test_nothing_is_settled_twice_and_nothing_too_early(sold, supplier, noon):
    sold()
    at = month_end(noon)
    assert drawn(at.replace(day=1) - timedelta(hours=12)) is None
    first = drawn(at)
    assert first is not None
    assert drawn(at) is None
    assert drawn(at + 31 * DAY) is None, "the first was not sent yet"
    send_statement(statement_id=first.id, by=SYSTEM, at=at)
    assert drawn(at + 31 * DAY) is None
    assert StatementLine.objects.filter(kind="sale").count() == 1


def test_a_return_after_settlement_is_clawed_back_with_its_commission(
    sold, defect, terms, supplier, seller, thing, noon
):
    order = sold(3)
    at = month_end(noon)
    first = sent(at)
    defect(order, 2, at + 3 * DAY)
    later = at + 31 * DAY
    second = drawn(later)
    assert second is not None
    assert second.difference_fen == 0
    line = queries.lines_of(second)[0]
    assert line.kind == "return"
    assert first.commission_fen + line.commission_fen == (thing.amount_fen * 1250 + 5000) // 10_000
    assert second.net_fen < 0
    assert send_statement(statement_id=second.id, by=SYSTEM, at=later).state == "carried"
    assert amount(money.supplier_payable(supplier.id)) == second.net_fen

    third = drawn(later + 31 * DAY)
    assert third is not None
    assert (third.carried_fen, third.difference_fen) == (second.net_fen, 0)
    for statement, kinds in (
        (first, ["payments.earned"]),
        (second, ["payments.refund_owed"]),
        (third, ["finance.settled"]),
    ):
        (line,) = queries.lines_of(statement)
        moved = origins.moves_of_lines(statement, [line])[line.id]
        assert [one.kind for one in moved] == kinds


def test_a_return_before_completion_is_never_earned(
    deliver, give_back, keeper, warehouse, thing, supplier, terms, noon
):
    order = deliver(3)
    coming = give_back(order, 1, noon)
    receive_return(return_id=coming.id, warehouse_id=warehouse.id, by=keeper, at=noon + DAY)
    seen = [Found(line_id=order.lines.get().id, disposition=Disposition.RESTOCK, pieces=1)]
    finish_return(return_id=coming.id, found=seen, by=keeper, at=noon + DAY)
    complete_orders(by=SYSTEM, at=noon + 9 * DAY)
    statement = drawn(month_end(noon))
    assert statement is not None
    assert (statement.sales_fen, statement.returns_fen, statement.difference_fen) == (
        2 * thing.amount_fen, 0, 0,
    )  # fmt: skip


def test_a_statement_that_disagrees_with_the_books_is_held(sold, supplier, director, accountant, noon):
    sold()
    stray = Entry(
        kind="test.stray",
        key="stray",
        at=noon + 9 * DAY,
        subject=Subject.of(supplier),
        transfers=[
            Transfer(debit=money.DISCOUNT, credit=money.supplier_payable(supplier.id), amount=7),
        ],
    )
    ledger.post(stray, by=SYSTEM)
    at = month_end(noon)
    statement = drawn(at)
    assert statement is not None
    assert (statement.state, statement.difference_fen) == ("held", 7)
    with nothing_changes(), pytest.raises(WrongState):
        send_statement(statement_id=statement.id, by=SYSTEM, at=at)
    with nothing_changes(), pytest.raises(NotAllowed):
        explain_statement(statement_id=statement.id, reason="试运行尾差", by=accountant, at=at)
    explained = explain_statement(statement_id=statement.id, reason="试运行尾差", by=director, at=at)
    assert explained.state == "drawn"


def test_an_objection_is_decided_by_a_credit_that_somebody_else_approves(
    sold, supplier, seller, accountant, director, noon
):
    sold()
    at = month_end(noon)
    statement = sent(at)
    objection = object_to_line(statement_id=statement.id, position=1, reason="佣金应为 10%", by=seller, at=at)
    with nothing_changes(), pytest.raises(refusals.AlreadyObjected):
        object_to_line(statement_id=statement.id, position=1, reason="再说一次", by=seller, at=at)
    with nothing_changes(), pytest.raises(WrongState):
        confirm_statement(statement_id=statement.id, by=seller, at=at)
    answer = Answer(words="合同第 7 条，退 1 元", credit_fen=100)
    decided = decide_objection(objection_id=objection.id, answer=answer, by=accountant, at=at)
    with nothing_changes(), pytest.raises(refusals.AlreadyDecided):
        decide_objection(objection_id=objection.id, answer=answer, by=accountant, at=at)
    confirm_statement(statement_id=statement.id, by=seller, at=at)

    approved("finance.charge", decided.credit, by=director, at=at)
    following = drawn(at + 31 * DAY)
    assert following is not None
    assert (following.charges_fen, following.net_fen) == (-100, 100)


def test_a_penalty_needs_two_people_and_shows_on_the_statement(
    sold, supplier, accountant, second_account, director, noon
):
    sold()
    wish = ChargeWish(
        supplier_id=supplier.id, kind=ChargeKind.PENALTY, amount_fen=5000, reason="超时发货", evidence="GD-1"
    )
    charge = propose_charge(wish=wish, by=accountant, at=noon)
    with nothing_changes(), pytest.raises(approval_refusals.AuthorCannotApprove):
        approved("finance.charge", charge, by=second_account, at=noon)
    assert Charge.objects.get().state == "proposed"
    approved("finance.charge", charge, by=director, at=noon)
    statement = sent(month_end(noon))
    assert statement.charges_fen == 5000
    assert amount(accounts.CHARGES) == 5000
    sale, taken = queries.lines_of(statement)
    moved = origins.moves_of_lines(statement, [sale, taken])
    assert sum(one.change for one in moved[sale.id]) == statement.sales_fen
    assert [(one.other_kind, one.change) for one in moved[taken.id]] == [("finance.charges", -5000)]
    assert Charge.objects.get().state == "settled"


def test_a_penalty_from_the_deposit_never_takes_more_than_there_is(supplier, accountant, director, noon):
    paid = Movement(supplier_id=supplier.id, amount_fen=3000, bank_reference="D1")
    take_deposit(paid=paid, by=accountant, at=noon)
    take_deposit(paid=paid, by=accountant, at=noon)
    assert amount(accounts.deposit(supplier.id)) == 3000
    wish = ChargeWish(
        supplier_id=supplier.id, kind=ChargeKind.PENALTY, amount_fen=3001, reason="假货", from_deposit=True
    )
    charge = propose_charge(wish=wish, by=accountant, at=noon)
    with nothing_changes(), pytest.raises(ledger.Insufficient):
        approved("finance.charge", charge, by=director, at=noon)
    assert amount(accounts.deposit(supplier.id)) == 3000


def test_a_supplier_is_told_once_that_a_statement_waits(sold, supplier, seller, noon):
    sold(1)
    at = month_end(noon)
    statement = sent(at)
    stranger = somebody("别家", Role.SUPPLIER)
    (fact,) = Fact.objects.filter(name="finance.statement_sent")
    told = Message.objects.filter(kind="finance.statement_waits")
    with clock.using(SetClock(at)):
        jobs.tell_supplier(fact_id=str(fact.id))
        first = list(told)
        jobs.tell_supplier(fact_id=str(fact.id))
    assert list(told) == first
    assert seller.account_id in {message.account_id for message in first}
    assert stranger.account_id not in {message.account_id for message in first}
    assert all(statement.number in message.body for message in first)
    assert [words.text for message, words in told_on_the_portal(seller)] == [
        message.body
        for message in first
        if message.account_id == seller.account_id and message.channel == "inbox"
    ]


def test_nobody_is_told_of_a_statement_that_was_answered_meanwhile(sold, supplier, seller, noon):
    sold(1)
    at = month_end(noon)
    confirm_statement(statement_id=sent(at).id, by=seller, at=at)
    (fact,) = Fact.objects.filter(name="finance.statement_sent")
    with nothing_changes():
        jobs.tell_supplier(fact_id=str(fact.id))


def test_silence_is_consent_but_not_before_its_time(sold, supplier, noon):
    sold()
    at = month_end(noon)
    statement = sent(at)
    with nothing_changes(), pytest.raises(refusals.AlreadyDecided):
        confirm_by_silence(statement_id=statement.id, by=SYSTEM, at=at + 6 * DAY)
    assert queries.silent(at + 8 * DAY) == [statement.id]
    assert confirm_by_silence(statement_id=statement.id, by=SYSTEM, at=at + 8 * DAY).state == "confirmed"


def test_a_payment_that_came_back_waits_for_the_next_payout(
    sold, supplier, seller, accountant, director, noon
):
    sold()
    at = month_end(noon)
    statement = sent(at)
    confirm_statement(statement_id=statement.id, by=seller, at=at)
    payout = propose_payout(by=accountant, at=at)
    approved("finance.payout", payout, by=director, at=at)
    record_payout(payout_id=payout.id, bank_reference="B2", failed=[statement.number], by=accountant, at=at)
    assert amount(accounts.due(supplier.id)) == statement.net_fen
    assert propose_payout(by=accountant, at=at).total_fen == statement.net_fen


def test_nobody_sees_the_statements_of_others(sold, supplier, noon):
    sold()
    statement = sent(month_end(noon))
    other = somebody("别家", Role.SUPPLIER, organisation=firm("别家公司"))
    with pytest.raises(NotFound):
        queries.statement_numbered(statement.number, by=other)
    with nothing_changes(), pytest.raises(NotFound):
        confirm_statement(statement_id=statement.id, by=other, at=noon)
    assert not queries.statements_of(other).exists()


def test_a_run_over_many_suppliers_asks_as_often_as_over_one(
    sold, supplier, noon, django_assert_max_num_queries
):
    sold()
    with django_assert_max_num_queries(24):
        draw_statements(cycle=Cycle.MONTH, by=SYSTEM, at=month_end(noon))
    assert Statement.objects.count() == 1


def test_a_deposit_goes_back_once_and_never_more_than_there_is(supplier, accountant, noon):
    paid = Movement(supplier_id=supplier.id, amount_fen=3000, bank_reference="D1")
    take_deposit(paid=paid, by=accountant, at=noon)
    for wrong, refusal in (
        (Movement(supplier_id=supplier.id, amount_fen=3001, bank_reference="B1"), ledger.Insufficient),
        (Movement(supplier_id=supplier.id, amount_fen=0, bank_reference="B1"), refusals.BadAmount),
        (Movement(supplier_id=supplier.id, amount_fen=1, bank_reference=" "), refusals.ReasonMissing),
    ):
        with nothing_changes(), pytest.raises(refusal):
            return_deposit(paid=wrong, by=accountant, at=noon)
    back = Movement(supplier_id=supplier.id, amount_fen=3000, bank_reference="B1")
    return_deposit(paid=back, by=accountant, at=noon)
    return_deposit(paid=back, by=accountant, at=noon)
    assert (amount(accounts.deposit(supplier.id)), amount(accounts.BANK)) == (0, 0)
