"""Freight when several act in the same moment: owed once, billed once, settled once."""

from datetime import date

import pytest

from tests.crowd import Crowd
from tests.domain.freight.conftest import DAY, asks
from zhanggui.domain.freight import accounts
from zhanggui.domain.freight.comparing import BillRow
from zhanggui.domain.freight.models import Accrual, Bill, Reckoning
from zhanggui.domain.freight.operations.accrue_freight import accrue_freight
from zhanggui.domain.freight.operations.concede_line import concede_line
from zhanggui.domain.freight.operations.dispute_lines import dispute_lines
from zhanggui.domain.freight.operations.take_bill import BillPaper, take_bill
from zhanggui.mechanisms import ledger

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_parcel_is_reckoned_and_a_bill_taken_in_once(hall, tariff, manager):
    parcel = hall.shipped(1)
    at = hall.at + 15 * DAY
    with Crowd(3) as crowd:
        reckon = lambda: accrue_freight(shipment_id=parcel.id, by=hall.keeper, at=hall.at)  # noqa: E731
        answers = crowd.do([reckon] * 3)
        assert {getattr(one, "pk", one) for one in answers} == {Accrual.objects.get().pk}
        assert Reckoning.objects.count() == 1

        accrual = Accrual.objects.get()
        rows = [BillRow(*asks(accrual)), BillRow(*asks(accrual))]
        paper = BillPaper(number="ZD-11", month=date(2026, 11, 1), rows=rows)
        take = lambda: take_bill(carrier_id=hall.carrier.id, paper=paper, by=manager, at=at)  # noqa: E731
        answers = crowd.do([take] * 3)
        bill = Bill.objects.get()
        assert {getattr(one, "pk", one) for one in answers} == {bill.pk}

        dispute_lines(bill_id=bill.id, positions=[2], reason="重复", by=manager, at=at)
        give_way = lambda: concede_line(bill_id=bill.id, position=2, by=hall.courier, at=at)  # noqa: E731
        answers = crowd.do([give_way] * 3)
    assert sorted(type(one).__name__ for one in answers) == ["BillLine", "WrongState", "WrongState"]
    assert ledger.balance(accounts.due(hall.carrier.id)).amount == accrual.amount_fen
    assert ledger.balance(accounts.accrued(hall.carrier.id)).amount == 0
