"""A carrier's month is scored from what was recorded; below an agreed level a case is opened."""

from datetime import date, timedelta

import pytest

from tests.domain.freight.conftest import DAY
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery.models import Trouble
from zhanggui.domain.freight import queries, refusals
from zhanggui.domain.freight.models import Scorecard
from zhanggui.domain.freight.operations.evaluate_carrier import evaluate_carrier
from zhanggui.domain.freight.rules import Kept
from zhanggui.domain.payments.operations.collect_cash import collect_cash
from zhanggui.domain.payments.operations.compare_bill import BillWish, compare_bill
from zhanggui.domain.payments.rules import BillRow as PaymentRow
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.evaluate_carriers import evaluate_carriers, kept
from zhanggui.mechanisms.cases.models import Case

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)


def test_a_month_is_counted_from_parcels_and_their_troubles(hall, sent, manager, noon):
    quick, slow, lost = sent(3)
    hall.tell("signed", 24, quick.tracking_number, heard_at=noon + 20 * DAY)
    hall.tell("signed", 24 * 12, slow.tracking_number, heard_at=noon + 20 * DAY)
    hall.tell("lost", 48, lost.tracking_number, heard_at=noon + 20 * DAY)
    Trouble.objects.create(
        shipment_id=slow.shipment_id, kind="damaged", opened_by_id=manager.account_id, opened_at=noon + DAY
    )
    ended_later = noon + timedelta(hours=24 * 12) >= noon.replace(month=12, day=1)
    found = kept(hall.carrier.id, NOVEMBER, at=noon + 20 * DAY)
    assert found == Kept(
        ended=2 if ended_later else 3, promised=1 if ended_later else 2, on_time=1, in_hours=1, lost=1,
        damaged=1,
    )  # fmt: skip


def test_below_its_level_a_carrier_is_supervised_and_sees_its_scores(hall, tariff, sent, manager, noon):
    sent()
    at = noon + 20 * DAY
    with nothing_changes(), pytest.raises(refusals.MonthNotOver):
        evaluate_carriers(month=NOVEMBER, by=manager, at=noon)
    late = Kept(ended=100, promised=100, on_time=90)
    card = evaluate_carrier(carrier_id=hall.carrier.id, month=NOVEMBER, kept=late, by=manager, at=at)
    assert (card.points, card.below) == (60, ["on_time"])
    case = Case.objects.get(kind="freight.supervision", subject_id=card.id)
    assert (case.severity, case.resolve_by) == ("minor", at + 30 * DAY)
    with nothing_changes():
        assert evaluate_carriers(month=NOVEMBER, by=manager, at=at) == [card]
    assert list(queries.scorecards_of(hall.courier)) == [card]


def test_a_month_without_an_agreement_has_no_levels_to_judge_by(hall, manager, noon):
    with nothing_changes(), pytest.raises(refusals.NoAgreement):
        evaluate_carrier(
            carrier_id=hall.carrier.id, month=NOVEMBER, kept=Kept(), by=manager, at=noon + 20 * DAY
        )
    assert not Scorecard.objects.exists()


def test_cash_counts_as_late_until_a_remittance_names_it_in_time(hall, sent, manager, accountant, noon):
    (accrual,) = sent()
    hall.tell("signed", 24, accrual.tracking_number, heard_at=noon + 2 * DAY)
    payment = collect_cash(order_id=accrual.shipment.order_id, by=SYSTEM, at=noon + DAY)
    assert payment is not None

    def cash(days):
        found = kept(hall.carrier.id, NOVEMBER, at=noon + days * DAY)
        return found.cod_collected, found.cod_late

    assert (cash(8), cash(9)) == ((1, 0), (1, 1))
    row = PaymentRow(
        number=payment.number, refund_number="", gateway_trade="DS-1", amount_fen=payment.amount_fen,
        at=noon + 2 * DAY,
    )  # fmt: skip
    handed = BillWish(
        method="cash_on_delivery", day=(noon + 2 * DAY).date(), rows=[row], source="代收.xlsx",
        carrier_id=hall.carrier.id,
    )  # fmt: skip
    compare_bill(wish=handed, by=accountant, at=noon + 2 * DAY)
    assert cash(9) == (1, 0)
