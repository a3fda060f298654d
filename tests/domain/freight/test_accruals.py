"""What a parcel costs is owed from the moment its carrier took it, by prices both sides agreed to."""

from datetime import date

import pytest

from tests.domain.freight.conftest import DAY, approved, wish
from tests.people import firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.freight import accounts, queries, refusals
from zhanggui.domain.freight.models import Accrual, TariffInForce
from zhanggui.domain.freight.operations.accrue_freight import accrue_freight
from zhanggui.domain.freight.operations.confirm_tariff import confirm_tariff
from zhanggui.domain.freight.operations.decline_tariff import decline_tariff
from zhanggui.domain.freight.operations.end_tariff import end_tariff
from zhanggui.domain.freight.operations.propose_tariff import propose_tariff
from zhanggui.domain.freight.operations.reweigh_parcel import reweigh_parcel
from zhanggui.domain.packing.operations import open_hand_over
from zhanggui.identity.roles import Role
from zhanggui.journeys.load_and_ship import load_and_ship
from zhanggui.journeys.ship_parcel import ship_parcel
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.approvals import Verdict

pytestmark = pytest.mark.django_db


def test_prices_hold_when_house_and_carrier_have_agreed(hall, offered, noon):
    tariff = offered()
    assert tariff.state == "offered"
    with nothing_changes(), pytest.raises(NotAllowed):
        confirm_tariff(tariff_id=tariff.id, by=hall.manager, at=noon)
    other = somebody("别家", Role.CARRIER, organisation=firm("别家快运", "carrier"))
    with nothing_changes(), pytest.raises(NotFound):
        confirm_tariff(tariff_id=tariff.id, by=other, at=noon)
    confirm_tariff(tariff_id=tariff.id, by=hall.courier, at=noon)
    with nothing_changes(), pytest.raises(WrongState):
        decline_tariff(tariff_id=tariff.id, reason="太低", by=hall.courier, at=noon)
    assert [one.number for one in queries.tariffs_of(hall.courier)] == [1]
    assert not queries.tariffs_of(other).exists()


def test_a_carrier_sees_nothing_before_it_was_approved_and_may_decline(hall, manager, accountant, noon):
    tariff = propose_tariff(carrier_id=hall.carrier.id, wish=wish(hall), by=manager, at=noon)
    assert not queries.tariffs_of(hall.courier).exists()
    with nothing_changes(), pytest.raises(NotFound):
        decline_tariff(tariff_id=tariff.id, reason="太低", by=hall.courier, at=noon)
    approved("freight.tariff", tariff, by=accountant, at=noon)
    with nothing_changes(), pytest.raises(refusals.ReasonMissing):
        decline_tariff(tariff_id=tariff.id, reason=" ", by=hall.courier, at=noon)
    assert decline_tariff(tariff_id=tariff.id, reason="太低", by=hall.courier, at=noon).state == "declined"


def test_what_the_house_rejects_goes_no_further(hall, manager, accountant, noon):
    tariff = propose_tariff(carrier_id=hall.carrier.id, wish=wish(hall), by=manager, at=noon)
    approved("freight.tariff", tariff, by=accountant, at=noon, verdict=Verdict.REJECT)
    tariff.refresh_from_db()
    assert tariff.state == "dropped"


def test_two_agreements_never_hold_on_the_same_day(hall, tariff, offered, manager, noon):
    following = offered(starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    with nothing_changes(), pytest.raises(refusals.PeriodTaken):
        confirm_tariff(tariff_id=following.id, by=hall.courier, at=noon)
    with nothing_changes(), pytest.raises(refusals.PeriodWrong):
        end_tariff(tariff_id=tariff.id, last_day=date(2026, 11, 2), reason="换价", by=manager, at=noon)
    end_tariff(tariff_id=tariff.id, last_day=date(2026, 12, 31), reason="换价", by=manager, at=noon)
    confirm_tariff(tariff_id=following.id, by=hall.courier, at=noon)
    days = sorted((one.period.lower, one.period.upper) for one in TariffInForce.objects.all())
    assert days == [(date(2026, 11, 1), date(2027, 1, 1)), (date(2027, 1, 1), date(2028, 1, 1))]


def test_freight_is_owed_and_explained_from_the_hand_over_on(hall, tariff, noon):
    hall.stock(hall.near, 1)
    (part,) = hall.allocate(hall.order(1))
    parcel = hall.packed(part)
    for _ in range(2):
        ship_parcel(
            shipment_id=parcel.id, carrier_id=hall.carrier.id, tracking_number="SF30000001",
            by=hall.keeper, at=noon,
        )  # fmt: skip
    accrual = Accrual.objects.get()
    assert (accrual.province, accrual.month, accrual.grams) == (hall.near.province, date(2026, 11, 1), 500)
    assert accrual.cod_fen == part.order.payable_fen, "the test's orders are paid at the door"
    (row,) = accrual.reckonings.all()
    assert sum(step["fen"] for step in row.explanation) == accrual.amount_fen
    assert {step["what"] for step in row.explanation} >= {"first_weight", "cash_on_delivery"}
    assert ledger.balance(accounts.COST).amount == accrual.amount_fen
    assert ledger.balance(accounts.accrued(hall.carrier.id)).amount == accrual.amount_fen
    assert not [one for one in trail.verify(noon) if one.table.startswith(("ledger", "freight"))]


def test_cash_is_charged_on_one_parcel_of_an_order(hall, tariff):
    hall.stock(hall.near, 1)
    hall.stock(hall.far, 1)
    parts = hall.allocate(hall.order(2))
    assert len(parts) == 2
    for place, part in enumerate(parts):
        parcel = hall.handed_over(hall.packed(part), f"SF4000000{place}")
        accrue_freight(shipment_id=parcel.id, by=hall.keeper, at=hall.at)
    assert sorted(Accrual.objects.values_list("cod_fen", flat=True)) == [0, parts[0].order.payable_fen]


def test_a_parcel_without_a_price_waits_for_one(hall, offered, noon):
    parcel = hall.shipped(1)
    with nothing_changes():
        assert accrue_freight(shipment_id=parcel.id, by=hall.keeper, at=noon) is None
    assert list(queries.unpriced(noon)) == [parcel]
    confirm_tariff(tariff_id=offered().id, by=hall.courier, at=noon)
    assert accrue_freight(shipment_id=parcel.id, by=hall.keeper, at=noon) is not None
    assert not queries.unpriced(noon).exists()


def test_a_parcel_that_weighs_otherwise_is_reckoned_again(hall, sent, manager, noon):
    (accrual,) = sent()
    before = accrual.amount_fen
    heavier = reweigh_parcel(accrual_id=accrual.id, grams=2100, reason="复核过磅", by=manager, at=noon)
    assert heavier.amount_fen == before + 3 * 150
    assert list(accrual.reckonings.order_by("number").values_list("number", "why", "grams")) == [
        (1, "handed_over", 500), (2, "weighed", 2100),
    ]  # fmt: skip
    lighter = reweigh_parcel(accrual_id=accrual.id, grams=500, reason="称错了", by=manager, at=noon)
    assert lighter.amount_fen == before == ledger.balance(accounts.COST).amount
    for grams in (0, 1_000_001):
        with nothing_changes(), pytest.raises(refusals.WeightWrong):
            reweigh_parcel(accrual_id=accrual.id, grams=grams, reason="x", by=manager, at=noon + DAY)


def test_a_parcel_scanned_onto_its_carriers_list_is_owed_for_at_once(hall, tariff):
    hall.stock(hall.near, 1)
    (part,) = hall.allocate(hall.order(1))
    parcel = hall.packed(part)
    terms = {"carrier_id": hall.carrier.id, "by": hall.keeper, "at": hall.at}
    listed = open_hand_over(warehouse_id=parcel.allocation.warehouse_id, **terms)
    for _ in range(2):
        load_and_ship(
            hand_over_id=listed.id,
            code=parcel.number,
            tracking_number="SF77777777",
            by=hall.keeper,
            at=hall.at,
        )
    assert Accrual.objects.get().shipment_id == parcel.id
    assert not queries.unpriced(hall.at).exists()
