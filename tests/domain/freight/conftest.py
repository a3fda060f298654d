"""A carrier with agreed prices, parcels it took, and the people who reckon with it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.domain.delivery.dispatch import Dispatch
from tests.people import somebody
from zhanggui.domain.freight.comparing import BillRow
from zhanggui.domain.freight.models import Accrual, Bill, Tariff
from zhanggui.domain.freight.operations.accrue_freight import accrue_freight
from zhanggui.domain.freight.operations.confirm_tariff import confirm_tariff
from zhanggui.domain.freight.operations.propose_tariff import TariffWish, propose_tariff
from zhanggui.domain.freight.operations.take_bill import BillPaper, take_bill
from zhanggui.domain.freight.rules import Levels, Surcharges, Table, Zone
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict

DAY = timedelta(days=1)
NEAR = Zone(
    code="near",
    provinces=("浙江省", "江苏省", "上海市", "北京市"),
    first_grams=1000,
    first_fen=600,
    step_grams=500,
    step_fen=150,
    hours=48,
)
FAR = Zone(
    code="far",
    provinces=("西藏自治区", "新疆维吾尔自治区"),
    first_grams=1000,
    first_fen=1800,
    step_grams=500,
    step_fen=700,
    hours=168,
    remote_fen=1000,
)
SURCHARGES = Surcharges(
    divisor=8000, fragile_fen=200, insurance_bp=30, insured_from_fen=50_000, cod_bp=100, cod_least_fen=300
)
LEVELS = Levels(on_time_permille=950, damaged_permille=5, lost_permille=2, complaints_permille=20, cod_days=7)


@pytest.fixture
def manager(db: None) -> Actor:
    return somebody("物流老吴", Role.LOGISTICS_MANAGER)


@pytest.fixture
def accountant(db: None) -> Actor:
    return somebody("会计", Role.FINANCE)


@pytest.fixture
def director(db: None) -> Actor:
    return somebody("负责人", Role.EXECUTIVE)


@pytest.fixture
def hall(noon: datetime, db: None) -> Dispatch:
    return Dispatch(noon)


def approved(kind: str, subject: Any, *, by: Actor, at: datetime, verdict: Verdict = Verdict.APPROVE) -> None:
    """Somebody decides on a version."""
    policy = approvals.policy_of(kind)
    step = policy.steps[0].code
    review = approvals.review_of(subject.id)
    assert review is not None
    judgement = Judgement(step=step, verdict=verdict, answers=policy.all_ok(step), note="看过了")
    approvals.decide(review_id=review.id, judgement=judgement, by=by, at=at)


def wish(hall: Dispatch, **change: Any) -> TariffWish:
    """Prices for where the test's customer lives and for Tibet, this month and the two after."""
    home = replace(NEAR, provinces=(*sorted({*NEAR.provinces, hall.near.province}),))
    plain: dict[str, Any] = {
        "table": Table(zones=(home, FAR), surcharges=SURCHARGES),
        "levels": LEVELS,
        "starts_on": date(2026, 11, 1),
        "ends_on": date(2027, 1, 31),
    }
    return TariffWish(**{**plain, **change})


@pytest.fixture
def offered(hall: Dispatch, manager: Actor, accountant: Actor, noon: datetime) -> Callable[..., Tariff]:
    """A freight agreement approved by the house."""

    def made(**change: Any) -> Tariff:
        at = noon - 40 * DAY
        tariff = propose_tariff(carrier_id=hall.carrier.id, wish=wish(hall, **change), by=manager, at=at)
        approved("freight.tariff", tariff, by=accountant, at=at)
        tariff.refresh_from_db()
        return tariff

    return made


@pytest.fixture
def tariff(offered: Callable[..., Tariff], hall: Dispatch, noon: datetime) -> Tariff:
    """A freight agreement in force."""
    made = offered()
    confirm_tariff(tariff_id=made.id, by=hall.courier, at=noon - 39 * DAY)
    made.refresh_from_db()
    return made


@pytest.fixture
def sent(hall: Dispatch, tariff: Tariff) -> Callable[..., list[Accrual]]:
    """Parcels on their way, and what they cost."""

    def made(count: int = 1, pieces: int = 1) -> list[Accrual]:
        found = []
        for place in range(count):
            number = f"SF2{Accrual.objects.count():07d}"
            parcel = hall.shipped(pieces, number)
            accrual = accrue_freight(shipment_id=parcel.id, by=hall.keeper, at=hall.at)
            assert accrual is not None, place
            found.append(Accrual.objects.get(pk=accrual.pk))
        return found

    return made


@pytest.fixture
def billed(hall: Dispatch, manager: Actor) -> Callable[..., Bill]:
    """A bill of the carrier for the month of noon, taken in when the month is over."""

    def made(rows: Sequence[tuple[str, int, int]], number: str = "ZD-11", days: int = 15) -> Bill:
        paper = BillPaper(number=number, month=date(2026, 11, 5), rows=[BillRow(*row) for row in rows])
        return take_bill(carrier_id=hall.carrier.id, paper=paper, by=manager, at=hall.at + days * DAY)

    return made


def asks(accrual: Accrual, **change: int) -> tuple[str, int, int]:
    """What a carrier that agrees with us would bill for this parcel."""
    return (
        accrual.tracking_number,
        change.get("grams", accrual.grams),
        change.get("fen", accrual.amount_fen),
    )
