"""Each control of advertisements is green over what was done in order, and red when its clause is broken."""

from datetime import date, timedelta

import pytest

from tests import ads
from tests.people import somebody
from tests.vocabulary import behind_the_back
from zhanggui.domain.advertising import controls
from zhanggui.domain.advertising.operations.confirm_gone import confirm_gone
from zhanggui.domain.advertising.operations.take_down_ad import take_down_ad
from zhanggui.domain.advertising.rules import Excused
from zhanggui.domain.advertising.states import Excuse
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.controls import Status

pytestmark = pytest.mark.django_db

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def shown(noon):
    """One advertisement that is public with a proven excuse, and one that was taken down and is gone."""
    evidence = ads.paper("ad_evidence", valid_to=date(2027, 6, 30))
    excuse = Excused(
        key="absolute.first:销量第一", reason=Excuse.FACT, why="行业协会统计", evidence=evidence.pk
    )
    public = ads.public(noon, headline="2025年本市青瓷销量第一", excuses=(excuse,))
    gone = ads.public(noon)
    reviewer = somebody("广告审核", Role.AD_REVIEWER)
    take_down_ad(asset_id=gone.pk, finding=ads.BAD, by=reviewer, at=noon + DAY)
    confirm_gone(by=SYSTEM, at=noon + DAY + 5 * SECOND)
    return public


BROKEN = {
    "forbidden words crept in": (
        controls.lawful_words,
        "UPDATE advertising_assetversion SET words = '根治失眠，一次见效'",
        Status.BROKEN,
    ),
    "shown after its last day": (
        controls.lawful_words,
        "UPDATE advertising_asset SET showable_to = '2026-01-01' WHERE published_version_id IS NOT NULL",
        Status.BROKEN,
    ),
    "the proof was withdrawn": (
        controls.proven_claims,
        "UPDATE documents_document SET withdrawn_at = now(), withdrawn_by_id = filed_by_id",
        Status.BROKEN,
    ),
    "another text than was approved": (
        controls.reviewed,
        "UPDATE advertising_assetversion SET digest = repeat('0', 64)",
        Status.BROKEN,
    ),
    "nobody screened it": (controls.reviewed, "DELETE FROM advertising_screening", Status.BROKEN),
    "the archive forgets too soon": (
        controls.archived,
        "UPDATE advertising_publication SET keep_until = ended_at::date WHERE ended_at IS NOT NULL",
        Status.BROKEN,
    ),
    "still shown somewhere": (
        controls.taken_down_at_once,
        "UPDATE advertising_takedown SET gone_at = NULL",
        Status.BROKEN,
    ),
    "gone after an hour": (
        controls.taken_down_at_once,
        "UPDATE advertising_takedown SET gone_at = taken_at + interval '1 hour'",
        Status.AT_RISK,
    ),
    "no case was opened": (
        controls.taken_down_at_once,
        "UPDATE cases_case SET subject_id = gen_random_uuid()",
        Status.BROKEN,
    ),
}


@pytest.mark.parametrize(("control", "broken", "status"), BROKEN.values(), ids=BROKEN)
def test_a_clause_is_kept_until_it_is_broken(control, broken, status, shown, noon):
    later = noon + 2 * DAY
    assert control(later).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    assert control(later).status == status
