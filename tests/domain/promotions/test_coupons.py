"""Coupons: claimed, told by a code, or handed out; never more than were announced, whoever asks at once."""

from datetime import timedelta

import pytest

from tests import offers
from tests.crowd import Crowd
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.promotions import accounts, queries
from zhanggui.domain.promotions.models import Coupon
from zhanggui.domain.promotions.operations.expire_coupons import expire_coupons
from zhanggui.domain.promotions.operations.issue_coupon import issue_coupon
from zhanggui.domain.promotions.operations.suspend_promotion import suspend_promotion
from zhanggui.domain.promotions.operations.void_coupon import void_coupon
from zhanggui.domain.promotions.refusals import HadAlready, NoneLeft, NotForClaiming, NotRunning
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import ledger, trail

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def member(db):
    return somebody("会员", Role.CUSTOMER)


def claim(promotion, by, at, **more):
    return issue_coupon(promotion_id=promotion.id, holder_id=by.account_id, by=by, at=at, **more)


def test_a_member_claims_as_many_as_one_may_have(member, noon):
    promotion = offers.announced(noon, offers.OFF_20, per_member=2, valid_days=3)
    first, second = claim(promotion, member, noon), claim(promotion, member, noon + HOUR)

    assert (first.ordinal, second.ordinal, first.code == second.code) == (1, 2, False)
    assert first.valid_until == noon + 3 * DAY
    assert ledger.balance(accounts.left(promotion.id)).available == 18
    with nothing_changes(), pytest.raises(HadAlready):
        claim(promotion, member, noon + HOUR)
    assert list(queries.coupons_of(member, member.account_id)) == [second, first]
    assert [told.name for told in trail.timeline(first)] == ["promotions.coupon_issued"]


def test_a_coupon_holds_no_longer_than_its_promotion(member, noon):
    promotion = offers.announced(noon, offers.OFF_20, valid_days=30)
    assert claim(promotion, member, noon).valid_until == promotion.period.upper


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("way", "said", "refusal"),
    [
        pytest.param("claimed", "", None, id="open to all"),
        pytest.param("by_code", "", NotForClaiming, id="a code that was not said"),
        pytest.param("by_code", "WRONG", NotForClaiming, id="another code"),
        pytest.param("by_code", "tea2026", None, id="its code in small letters"),
        pytest.param("by_agent", "", NotForClaiming, id="only from agents"),
    ],
)
def test_members_come_by_a_coupon_as_announced(way, said, refusal, member, noon):
    promotion = offers.announced(noon, offers.OFF_20, way=way, claim_code="TEA2026")
    if refusal is None:
        assert claim(promotion, member, noon, claim_code=said).way == way
        return
    with nothing_changes(), pytest.raises(refusal):
        claim(promotion, member, noon, claim_code=said)


def test_agents_hand_out_and_nobody_claims_for_others(member, noon):
    promotion = offers.announced(noon, offers.OFF_20, way="by_agent")
    agent = somebody("坐席", Role.CS_AGENT)
    given = {"promotion_id": promotion.id, "at": noon}
    assert issue_coupon(**given, holder_id=member.account_id, by=agent).way == "by_agent"
    other = somebody("别人", Role.CUSTOMER)
    for who, by in ((member.account_id, other), (new_id(), agent)):
        with nothing_changes(), pytest.raises(NotFound):
            issue_coupon(**given, holder_id=who, by=by)
    with nothing_changes(), pytest.raises(NotFound):
        queries.coupons_of(other, member.account_id)
    keeper = somebody("仓管", Role.WAREHOUSE_KEEPER)
    with nothing_changes(), pytest.raises(NotAllowed):
        claim(promotion, keeper, noon)


def test_what_does_not_run_gives_no_coupons(member, noon):
    promotion = offers.announced(noon, offers.OFF_20)
    reduction = offers.announced(noon)
    with nothing_changes(), pytest.raises(NotRunning):
        claim(promotion, member, promotion.period.upper)
    with nothing_changes(), pytest.raises(NotForClaiming):
        claim(reduction, member, noon)
    suspend_promotion(promotion_id=promotion.id, reason="停", by=SYSTEM, at=noon)
    with nothing_changes(), pytest.raises(NotRunning):
        claim(promotion, member, noon)


def test_coupons_run_out_or_are_taken_back_with_a_reason(member, noon):
    promotion = offers.announced(noon, offers.OFF_20, per_member=3, valid_days=1)
    mistaken, old = claim(promotion, member, noon), claim(promotion, member, noon)
    supervisor = somebody("主管", Role.CS_SUPERVISOR)
    void_coupon(coupon_id=mistaken.id, reason="误发", by=supervisor, at=noon)
    assert [expire_coupons(by=SYSTEM, at=noon + DAY) for _ in range(2)] == [1, 0]
    states = dict(Coupon.objects.values_list("pk", "state"))
    assert states == {mistaken.pk: "voided", old.pk: "expired"}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_hundred_clients_on_the_last_twenty_take_exactly_twenty(noon):
    promotion = offers.announced(noon, offers.OFF_20, total=20)
    members = [somebody(f"会员{n}", Role.CUSTOMER) for n in range(200)]
    with Crowd(16) as crowd:
        answers = crowd.do([lambda by=by: claim(promotion, by, noon) for by in members])

    taken = [one for one in answers if isinstance(one, Coupon)]
    assert len(taken) == 20
    assert sum(isinstance(one, NoneLeft) for one in answers) == 180
    assert Coupon.objects.count() == 20
    assert ledger.balance(accounts.left(promotion.id)).available == 0
    assert ledger.balance(accounts.taken(promotion.id)).amount == 20


@pytest.mark.django_db(transaction=True)
def test_one_member_in_many_tabs_has_no_more_than_one_may(noon):
    promotion = offers.announced(noon, offers.OFF_20, per_member=2)
    member = somebody("会员", Role.CUSTOMER)
    with Crowd(8) as crowd:
        answers = crowd.do([lambda: claim(promotion, member, noon) for _ in range(16)])
    assert all(isinstance(one, Coupon | HadAlready) for one in answers)
    assert 1 <= sum(isinstance(one, Coupon) for one in answers) <= 2
    assert Coupon.objects.count() == 20 - ledger.balance(accounts.left(promotion.id)).available
