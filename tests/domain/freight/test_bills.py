"""A carrier's bill is compared line by line; each difference is accepted by two people, or disputed."""

import pytest

from tests.domain.freight.conftest import DAY, approved, asks
from tests.people import another_account, firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.finance import accounts as books
from zhanggui.domain.finance.operations.propose_payout import propose_payout
from zhanggui.domain.finance.operations.record_payout import record_payout
from zhanggui.domain.freight import accounts, queries, refusals
from zhanggui.domain.freight.models import Accrual, Bill, BillLine, FreightStatement
from zhanggui.domain.freight.operations.answer_freight_objection import answer_freight_objection
from zhanggui.domain.freight.operations.ask_acceptance import ask_acceptance
from zhanggui.domain.freight.operations.concede_line import concede_line
from zhanggui.domain.freight.operations.confirm_freight_statement import confirm_freight_statement
from zhanggui.domain.freight.operations.dispute_lines import dispute_lines
from zhanggui.domain.freight.operations.draw_freight_statement import draw_freight_statement
from zhanggui.domain.freight.operations.object_to_freight_statement import object_to_freight_statement
from zhanggui.domain.freight.operations.reweigh_parcel import reweigh_parcel
from zhanggui.domain.freight.operations.uphold_line import uphold_line
from zhanggui.domain.partners.models import BankAccount
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.approvals import Verdict
from zhanggui.mechanisms.approvals import refusals as approval_refusals

pytestmark = pytest.mark.django_db


def lines(bill):
    return {line.position: (line.finding, line.state) for line in bill.lines.order_by("position")}


@pytest.fixture
def bill(sent, billed):
    """One line of each kind, of five parcels of ours."""
    agrees, heavier, dearer, twice, missing = sent(5)
    assert missing.amount_fen
    return billed(
        [
            asks(agrees),
            asks(heavier, grams=1400, fen=heavier.amount_fen + 150),
            asks(dearer, fen=dearer.amount_fen + 77),
            asks(twice),
            asks(twice),
            ("SF99999999", 500, 600),
        ]
    )


def test_each_line_is_compared_with_what_we_reckoned(bill):
    assert lines(bill) == {
        1: ("agrees", "accepted"),
        2: ("weight_differs", "open"),
        3: ("price_differs", "open"),
        4: ("agrees", "accepted"),
        5: ("billed_twice", "open"),
        6: ("not_ours", "open"),
        7: ("not_billed", "open"),
    }
    assert bill.lines.get(position=2).difference_fen == 150
    agreed = sum(line.settled_fen for line in bill.lines.all())
    assert ledger.balance(accounts.due(bill.carrier_id)).amount == agreed


def test_the_same_bill_again_changes_nothing_and_another_of_its_number_is_refused(bill, billed):
    rows = [(line.tracking_number, line.grams, line.billed_fen) for line in bill.lines.all()[:6]]
    with nothing_changes():
        assert billed(_as_billed(bill)).pk == bill.pk
    with nothing_changes(), pytest.raises(refusals.BillReused):
        billed(rows[:3])
    with nothing_changes(), pytest.raises(refusals.BillEmpty):
        billed([], number="ZD-12")
    with nothing_changes(), pytest.raises(refusals.MonthNotOver):
        billed(rows, number="ZD-12", days=-24)


def _as_billed(bill):
    found = bill.lines.exclude(finding="not_billed").order_by("position")
    return [(line.tracking_number, line.grams, line.billed_fen) for line in found]


def test_a_difference_is_paid_as_billed_when_a_second_person_agrees(bill, manager, accountant, hall, noon):
    at = noon + 16 * DAY
    with nothing_changes(), pytest.raises(refusals.LinesUnlike):
        ask_acceptance(bill_id=bill.id, positions=[2, 6], reason="重量属实", by=manager, at=at)
    asked = ask_acceptance(bill_id=bill.id, positions=[2, 3, 7], reason="重量属实", by=manager, at=at)
    itself = another_account(manager.person_id, Role.FINANCE)
    with nothing_changes(), pytest.raises(approval_refusals.AuthorCannotApprove):
        approved("freight.acceptance", asked, by=itself, at=at)
    due = ledger.balance(accounts.due(bill.carrier_id)).amount
    approved("freight.acceptance", asked, by=accountant, at=at)
    weight, price, missing = bill.lines.filter(position__in=[2, 3, 7]).order_by("position")
    assert [one.state for one in (weight, price, missing)] == ["accepted"] * 3
    assert weight.settled_fen == weight.billed_fen == weight.accrual.amount_fen
    assert weight.accrual.grams == 1400
    assert price.accrual.reckonings.get(number=2).explanation == [
        {"what": "as_billed", "count": 1, "fen": price.billed_fen}
    ]
    assert (missing.settled_fen, missing.accrual.amount_fen) == (0, 0)
    more = weight.billed_fen + price.billed_fen
    assert ledger.balance(accounts.due(bill.carrier_id)).amount == due + more
    total = sum(Accrual.objects.values_list("amount_fen", flat=True))
    assert ledger.balance(accounts.COST).amount == total
    with nothing_changes(), pytest.raises(refusals.AlreadySettled):
        reweigh_parcel(accrual_id=weight.accrual_id, grams=900, reason="x", by=manager, at=at)


def test_what_nobody_agreed_to_pay_stands_where_it_stood(bill, manager, accountant, noon):
    at = noon + 16 * DAY
    dispute_lines(bill_id=bill.id, positions=[2], reason="我方过磅 500 克", by=manager, at=at)
    asked = ask_acceptance(bill_id=bill.id, positions=[2, 3], reason="再看", by=manager, at=at)
    approved("freight.acceptance", asked, by=accountant, at=at, verdict=Verdict.REJECT)
    assert (lines(bill)[2][1], lines(bill)[3][1]) == ("disputed", "open")


def test_a_disputed_line_is_settled_by_our_reckoning_where_the_carrier_gives_way(bill, manager, hall, noon):
    at = noon + 16 * DAY
    dispute_lines(bill_id=bill.id, positions=[2, 5, 6, 7], reason="与我方记录不符", by=manager, at=at)
    assert bill.lines.get(position=2).accrual.state == "disputed"
    other = somebody("别家", Role.CARRIER, organisation=firm("别家快运", "carrier"))
    with nothing_changes(), pytest.raises(NotFound):
        concede_line(bill_id=bill.id, position=2, by=other, at=at)
    for position in (2, 5, 6, 7):
        concede_line(bill_id=bill.id, position=position, words="同意", by=hall.courier, at=at)
    assert {lines(bill)[at][1] for at in (5, 6, 7)} == {"closed"}
    weight = bill.lines.get(position=2)
    assert (weight.state, weight.settled_fen) == ("accepted", weight.accrual.amount_fen)
    assert bill.lines.get(position=7).accrual.state == "open", "it is billed another time"
    with nothing_changes(), pytest.raises(WrongState):
        concede_line(bill_id=bill.id, position=2, by=hall.courier, at=at)


def test_silence_is_settled_by_our_reckoning_but_not_before_its_time(bill, manager, hall, noon):
    at = noon + 16 * DAY
    dispute_lines(bill_id=bill.id, positions=[2, 3], reason="与我方记录不符", by=manager, at=at)
    uphold_line(bill_id=bill.id, position=3, words="有过磅单", by=hall.courier, at=at)
    assert queries.silent_disputes(at + 6 * DAY) == []
    with nothing_changes(), pytest.raises(NotAllowed):
        concede_line(bill_id=bill.id, position=2, by=SYSTEM, at=at + 6 * DAY)
    assert queries.silent_disputes(at + 7 * DAY) == [(bill.id, 2)]
    concede_line(bill_id=bill.id, position=2, by=SYSTEM, at=at + 7 * DAY)
    with nothing_changes(), pytest.raises(NotAllowed):
        concede_line(bill_id=bill.id, position=3, by=SYSTEM, at=at + 9 * DAY)
    assert lines(bill)[2][1] == "accepted"


def test_a_parcel_left_out_is_settled_by_a_later_bill(bill, billed):
    left_out = bill.lines.get(position=7).accrual
    later = billed([asks(left_out)], number="ZD-11B")
    assert lines(bill)[7][1] == "closed"
    assert later.lines.get(position=1).state == "accepted"
    again = billed([asks(left_out)], number="ZD-11C")
    assert again.lines.get(position=1).finding == "billed_twice"


def test_agreed_lines_are_stated_confirmed_and_paid_with_the_payouts_of_finance(
    bill, hall, accountant, director, noon
):
    at = noon + 17 * DAY
    BankAccount.objects.create(
        organisation=hall.carrier.organisation, bank="招商银行", holder="快运",
        account_number="6225880000001234", last_four="1234", given_by_id=SYSTEM.account_id, given_at=noon,
    )  # fmt: skip
    statement = draw_freight_statement(carrier_id=hall.carrier.id, by=accountant, at=at)
    assert statement.net_fen == ledger.balance(accounts.due(hall.carrier.id)).amount
    assert [line.position for line in queries.statement_lines(statement)] == [1, 4]
    (first,) = queries.statement_lines(statement, limit=1)
    assert [line.position for line in queries.statement_lines(statement, after=first.id)] == [4]
    with nothing_changes(), pytest.raises(refusals.NothingToState):
        draw_freight_statement(carrier_id=hall.carrier.id, by=accountant, at=at)
    object_to_freight_statement(statement_id=statement.id, reason="少一单", by=hall.courier, at=at)
    with nothing_changes(), pytest.raises(WrongState):
        confirm_freight_statement(statement_id=statement.id, by=hall.courier, at=at)
    answer_freight_objection(statement_id=statement.id, words="下期补", by=accountant, at=at)
    confirm_freight_statement(statement_id=statement.id, by=hall.courier, at=at)
    payout = propose_payout(by=accountant, at=at)
    assert payout.items == [[statement.number, statement.net_fen]]
    approved("finance.payout", payout, by=director, at=at)
    record_payout(payout_id=payout.id, bank_reference="B1", failed=[statement.number], by=accountant, at=at)
    again = propose_payout(by=accountant, at=at)
    approved("finance.payout", again, by=director, at=at)
    record_payout(payout_id=again.id, bank_reference="B2", by=accountant, at=at)
    statement.refresh_from_db()
    assert (statement.state, statement.payout_id) == ("paid", again.id)
    assert ledger.balance(accounts.due(hall.carrier.id)).amount == 0
    assert ledger.balance(books.BANK).amount == -statement.net_fen


def test_nobody_sees_the_bills_and_statements_of_others(bill, hall, accountant, noon):
    other = somebody("别家", Role.CARRIER, organisation=firm("别家快运", "carrier"))
    statement = draw_freight_statement(carrier_id=hall.carrier.id, by=accountant, at=noon + 17 * DAY)
    with pytest.raises(NotFound):
        queries.bill_seen(bill.id, by=other)
    with pytest.raises(NotFound):
        queries.statement_numbered(statement.number, by=other)
    assert not queries.bills_of(other).exists()
    assert (Bill.objects.count(), FreightStatement.objects.count()) == (1, 1)
    assert BillLine.objects.filter(statement=statement).count() == 2


def test_a_month_may_be_billed_in_parts_and_nothing_is_missing_before_it_is_over(sent, billed):
    first, second = sent(2)
    half = billed([asks(first)], number="ZD-11A", days=1)
    assert lines(half) == {1: ("agrees", "accepted")}
    rest = billed([asks(second)], number="ZD-11B")
    assert lines(rest) == {1: ("agrees", "accepted")}
