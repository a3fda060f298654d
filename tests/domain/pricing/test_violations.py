"""Price violations: found, stopped where grave, put right, and kept on record (B-4.4)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import shop
from tests.people import somebody
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.domain.catalog.operations.resume_sale import resume_sale
from zhanggui.domain.catalog.states import StopCause
from zhanggui.domain.pricing import controls
from zhanggui.domain.pricing.models import PriceViolation
from zhanggui.domain.pricing.operations.report_price_violation import (
    ViolationReport,
    report_price_violation,
)
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.domain.pricing.states import Gravity, ViolationKind
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Malformed, NotAllowed, NotFound
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.refusals import RectificationMissing
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def sku(noon):
    return shop.on_sale(shop.seller(), noon - HOUR)


@pytest.fixture
def officer():
    return somebody("合规", Role.COMPLIANCE_OFFICER)


def reported(sku, officer, at, gravity=Gravity.MAJOR):
    report = ViolationReport(
        goods_id=sku.goods_id,
        kind=ViolationKind.FALSE_REFERENCE,
        gravity=gravity,
        what="划线价 399 元, 近七日最低成交价 299 元",
    )
    return report_price_violation(report=report, by=officer, at=at)


def case_of(violation):
    return Case.objects.get(subject_id=violation.id)


def settled(case, officer, at):
    cases.assign(case_id=case.id, owner_id=officer.account_id, by=officer, at=at)
    cases.respond(case_id=case.id, text="已受理", by=officer, at=at)
    solution = cases.Solution(finding="划线价录入错误", rectification="已更正并复核同类商品")
    cases.resolve(case_id=case.id, solution=solution, by=officer, at=at)
    cases.close(case_id=case.id, by=officer, at=at)


def test_a_grave_violation_stops_the_sale_and_runs_on_clocks(sku, officer, noon):
    violation = reported(sku, officer, noon)
    assert offers_of([sku.id], at=noon)[sku.id].stops == ["stopped_price"]
    assert case_of(violation).respond_by == noon + HOUR


def test_a_minor_one_leaves_the_goods_on_sale(sku, officer, noon):
    reported(sku, officer, noon, Gravity.MINOR)
    assert offers_of([sku.id], at=noon)[sku.id].may_be_sold


def test_it_is_not_closed_without_a_rectification(sku, officer, noon):
    case = case_of(reported(sku, officer, noon))
    cases.assign(case_id=case.id, owner_id=officer.account_id, by=officer, at=noon)
    cases.respond(case_id=case.id, text="已受理", by=officer, at=noon)
    with nothing_changes(), pytest.raises(RectificationMissing):
        cases.resolve(case_id=case.id, solution=cases.Solution(finding="属实"), by=officer, at=noon)


def test_after_it_is_put_right_the_sale_goes_on_by_somebodys_word(sku, officer, noon):
    violation = reported(sku, officer, noon)
    settled(case_of(violation), officer, noon + HOUR)
    assert not offers_of([sku.id], at=noon + HOUR)[sku.id].may_be_sold
    resume_sale(goods_id=sku.goods_id, cause=StopCause.PRICE, reason="已复核", by=officer, at=noon + HOUR)
    assert offers_of([sku.id], at=noon + HOUR)[sku.id].may_be_sold


def test_a_report_that_cannot_be_is_refused(sku, officer, noon):
    customer = somebody("顾客", Role.CUSTOMER)
    nothing_said = ViolationReport(
        goods_id=sku.goods_id, kind=ViolationKind.BAIT, gravity=Gravity.MINOR, what=" "
    )
    nowhere = ViolationReport(goods_id=new_id(), kind=ViolationKind.BAIT, gravity=Gravity.MINOR, what="x")
    for report, by, refusal in (
        (nothing_said, officer, Malformed),
        (nowhere, officer, NotFound),
        (nowhere, customer, NotAllowed),
    ):
        with nothing_changes(), pytest.raises(refusal):
            report_price_violation(report=report, by=by, at=noon)


def test_the_record_stays(sku, officer, noon):
    reported(sku, officer, noon)
    with nothing_changes(), pytest.raises(DatabaseError), transaction.atomic():
        PriceViolation.objects.all().delete()


@pytest.mark.parametrize(
    ("control", "broken"),
    [
        pytest.param(
            controls.grave_ones_stop, "UPDATE catalog_stopsale SET lifted_at = now()", id="B-4.4.2 sold on"
        ),
        pytest.param(
            controls.violations_recorded, "UPDATE cases_case SET kind = 'x'", id="B-4.4.4 its case is gone"
        ),
    ],
)
def test_a_clause_is_kept_until_it_is_broken(control, broken, sku, officer, noon):
    reported(sku, officer, noon)
    assert control(noon).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    assert control(noon).status == Status.BROKEN


def test_rectification_is_judged(sku, officer, noon):
    assert controls.violations_rectified(noon).status == Status.NO_DATA
    case = case_of(reported(sku, officer, noon))
    assert controls.violations_rectified(noon).status == Status.KEPT
    assert controls.violations_rectified(noon + timedelta(days=8)).status == Status.AT_RISK
    settled(case, officer, noon)
    with behind_the_back() as change:
        change("UPDATE cases_case SET rectification = ''")
    assert controls.violations_rectified(noon).status == Status.BROKEN


def test_the_kinds_are_defined_and_looked_for(sku, noon):
    assert controls.violations_defined(noon).status == Status.KEPT
    shop.priced(
        shop.seller_of(sku),
        noon,
        {sku: 19_900},
        kind=shop.PriceKind.PROMOTION,
        ends_at=noon + HOUR,
    )
    with behind_the_back() as change:
        change("UPDATE pricing_price SET amount_fen = 100 WHERE kind = 'normal'")
    assert controls.violations_defined(noon).status == Status.AT_RISK
