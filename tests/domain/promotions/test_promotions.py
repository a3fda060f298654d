"""A promotion is planned by one, examined by another, approved by a third; then nothing of it changes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from tests import offers, shop
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.promotions import accounts, queries
from zhanggui.domain.promotions.models import Promotion, PromotionPlan
from zhanggui.domain.promotions.operations.end_promotion import end_promotion
from zhanggui.domain.promotions.operations.resume_promotion import resume_promotion
from zhanggui.domain.promotions.operations.suspend_promotion import suspend_promotion
from zhanggui.domain.promotions.operations.withdraw_plan import withdraw_plan
from zhanggui.domain.promotions.refusals import (
    BadPromotionPeriod,
    BadTerms,
    BundleNotLower,
    LimitsMissing,
    RulesMissing,
    UnknownGoods,
)
from zhanggui.domain.promotions.rules import (
    Bundle,
    CouponTerms,
    FullReduction,
    Gift,
    NthPiece,
    Scope,
    Tier,
)
from zhanggui.domain.promotions.states import COUPON, PLAN, PROMOTION, REDEMPTION
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms import approvals, ledger, trail
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.approvals.refusals import AuthorCannotApprove

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def names(thing):
    return [told.name for told in trail.timeline(thing)]


def test_three_people_stand_behind_a_promotion_and_its_limit_is_in_the_books(noon):
    plan = offers.planned(noon, offers.OFF_20, total=20)
    offers.judge_plan(plan, "examine", noon)
    assert not Promotion.objects.exists()
    offers.judge_plan(plan, "approve", noon + HOUR)

    promotion = Promotion.objects.get()
    assert (promotion.period.lower, promotion.period.upper) == (noon + HOUR, plan.ends_at)
    assert ledger.balance(accounts.left(promotion.id)).available == 20
    assert names(promotion) == ["promotions.announced"]
    assert list(queries.running(noon + HOUR)) == [promotion]
    assert not queries.running(plan.ends_at).exists()


def test_nobody_approves_their_own_plan(noon):
    both = somebody("两职", Role.PROGRAMME_SCHEDULER, Role.PRICE_MANAGER)
    plan = offers.planned(noon, by=both)
    with nothing_changes(), pytest.raises(AuthorCannotApprove):
        offers.judge_plan(plan, "examine", noon, by=both)


def test_an_announced_plan_cannot_be_rewritten(noon):
    promotion = offers.announced(noon)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE promotions_promotionplan SET title = '满100减20'")
    assert promotion.plan.title == "满100减30"


def test_only_an_approved_plan_can_be_announced(noon):
    plan = offers.planned(noon)
    with pytest.raises(DatabaseError):
        Promotion.objects.create(plan=plan, kind=plan.kind, period=(noon, noon + DAY), announced_at=noon)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"title": " "}, RulesMissing, id="no title"),
        pytest.param({"rules_text": ""}, RulesMissing, id="no rules"),
        pytest.param({"aim": ""}, RulesMissing, id="no aim"),
        pytest.param({"terms": FullReduction(())}, BadTerms, id="no tier"),
        pytest.param({"terms": FullReduction((Tier(30_00, 30_00),))}, BadTerms, id="everything off"),
        pytest.param({"terms": NthPiece(1, 50)}, BadTerms, id="every first piece"),
        pytest.param({"terms": NthPiece(2, 100)}, BadTerms, id="nothing off the second"),
        pytest.param({"terms": CouponTerms()}, BadTerms, id="a coupon over nothing"),
        pytest.param({"terms": CouponTerms(off_fen=5, percent_off=5)}, BadTerms, id="amount and percent"),
        pytest.param({"starts_at": -HOUR}, BadPromotionPeriod, id="from an hour ago"),
        pytest.param({"ends_at": -HOUR}, BadPromotionPeriod, id="ends before it starts"),
        pytest.param({"terms": offers.OFF_20, "total": None}, LimitsMissing, id="coupons without end"),
        pytest.param({"terms": offers.OFF_20, "per_member": None}, LimitsMissing, id="all to one member"),
        pytest.param({"total": 0}, LimitsMissing, id="for nobody"),
        pytest.param({"terms": Gift(100_00, str(new_id()))}, UnknownGoods, id="a gift that is no SKU"),
        pytest.param({"scope": Scope(suppliers=frozenset({"nobody"}))}, UnknownGoods, id="no such supplier"),
        pytest.param({"scope": Scope(categories=frozenset({"x/"}))}, UnknownGoods, id="no such category"),
    ],
)
def test_a_plan_that_nobody_could_keep_is_refused(change, refusal, noon):
    known = {name: noon + value if isinstance(value, timedelta) else value for name, value in change.items()}
    planner = somebody("策划", Role.PROGRAMME_SCHEDULER)
    terms = known.pop("terms", offers.OFF_30)
    with nothing_changes(), pytest.raises(refusal):
        offers.planned(noon, terms, by=planner, **known)


def test_a_bundle_costs_less_than_its_pieces(noon):
    who = shop.seller()
    pot, cups = (shop.on_sale(who, noon - DAY, amount_fen=fen) for fen in (299_00, 99_00))
    parts = {str(pot.pk): 1, str(cups.pk): 1}
    planner = somebody("策划", Role.PROGRAMME_SCHEDULER)
    with nothing_changes(), pytest.raises(BundleNotLower) as told:
        offers.planned(noon, Bundle(parts, 398_00), by=planner)
    assert str(told.value.details["normal"]) == "398.00"
    assert offers.announced(noon, Bundle(parts, 397_99)).kind == "bundle"


def test_a_plan_taken_back_rejected_or_left_lying_is_never_announced(noon):
    planner = somebody("策划", Role.PROGRAMME_SCHEDULER)
    back = offers.planned(noon, by=planner)
    withdraw_plan(plan_id=back.id, reason="改期", by=planner, at=noon)

    refused = offers.planned(noon)
    review = approvals.review_of(refused.id)
    judgement = Judgement(
        step="examine",
        verdict=Verdict.REJECT,
        answers=offers.PROMOTION_PLAN.all_ok("examine"),
        note="规则不清",
    )
    approvals.decide(review_id=review.id, judgement=judgement, by=somebody("审", Role.PRICE_MANAGER), at=noon)
    lying = offers.planned(noon, ends_at=noon + 30 * DAY)
    approvals.expire(at=noon + 6 * DAY, by=SYSTEM)

    states = {plan.id: plan.state for plan in PromotionPlan.objects.all()}
    assert states == {back.id: "withdrawn", refused.id: "rejected", lying.id: "withdrawn"}
    assert not Promotion.objects.exists()


def test_a_promotion_is_stopped_at_once_goes_on_and_ends(noon):
    promotion = offers.announced(noon)
    officer = somebody("合规", Role.COMPLIANCE_OFFICER)
    said = {"promotion_id": promotion.id, "by": officer}
    suspend_promotion(**said, reason="规则有歧义", at=noon + HOUR)
    assert not queries.running(noon + HOUR).exists()
    resume_promotion(**said, reason="已更正说明", at=noon + 2 * HOUR)
    assert queries.running(noon + 2 * HOUR).exists()
    end_promotion(**said, reason="提前结束", at=noon + 3 * HOUR)
    promotion.refresh_from_db()
    assert (promotion.state, promotion.period.upper) == ("ended", noon + 3 * HOUR)
    with nothing_changes(), pytest.raises(WrongState):
        resume_promotion(**said, reason="又想继续", at=noon + 4 * HOUR)
    customer = somebody("客", Role.CUSTOMER)
    with nothing_changes(), pytest.raises(NotAllowed):
        suspend_promotion(promotion_id=promotion.id, reason="", by=customer, at=noon + HOUR)


def test_every_life_is_walked_by_its_table():
    lives = (PLAN, PROMOTION, COUPON, REDEMPTION)
    for life in lives:
        states = {state for state, _ in life.table} | set(life.table.values())
        for state in states:
            for verb in life.verbs():
                if (state, verb) in life.table:
                    assert life.after(state, verb) == life.table[(state, verb)]
                else:
                    with pytest.raises(WrongState):
                        life.after(state, verb)
