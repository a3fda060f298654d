"""What was taken down is shown nowhere from that moment, has its case, and stays in the archive."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests import ads
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.advertising import places, queries
from zhanggui.domain.advertising.models import Publication, TakeDown
from zhanggui.domain.advertising.operations.complain_of_ad import Grievance, complain_of_ad
from zhanggui.domain.advertising.operations.confirm_gone import confirm_gone
from zhanggui.domain.advertising.operations.take_down_ad import Finding, take_down_ad
from zhanggui.domain.advertising.refusals import NotPublic, WhatWasFound
from zhanggui.domain.advertising.states import EndCause, Gravity, Ground
from zhanggui.identity.actor import PUBLIC, SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms.cases.models import Case

pytestmark = pytest.mark.django_db

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def reviewer():
    return somebody("广告审核", Role.AD_REVIEWER)


def test_it_is_shown_nowhere_from_that_moment_and_its_case_is_open(noon, reviewer):
    asset = ads.public(noon)
    take_down_ad(asset_id=asset.pk, finding=ads.BAD, by=reviewer, at=noon + DAY)

    assert not queries.is_showable(asset.pk, noon + DAY)
    assert queries.showable([asset.pk], noon + DAY) == frozenset()
    case = Case.objects.get(kind="advertising.violation")
    assert (case.thread_id, case.severity, case.respond_by) == (
        asset.pk,
        Gravity.MAJOR,
        noon + DAY + timedelta(hours=1),
    )


def test_it_stays_in_the_archive_for_the_years_of_the_law(noon, reviewer):
    asset = ads.public(noon)
    take_down_ad(asset_id=asset.pk, finding=ads.BAD, by=reviewer, at=noon + DAY)

    kept = Publication.objects.get(asset=asset)
    assert kept.end_cause == EndCause.TAKEN_DOWN
    assert kept.keep_until.year == (noon + DAY).year + 3
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM advertising_assetversion WHERE id = %s", [kept.version_id])


def test_every_place_is_asked_whether_it_is_gone(noon, reviewer, monkeypatch):
    shown = ["on the home page"]
    monkeypatch.setattr(
        places, "_places", {"columns": lambda asset_id, at: shown, "air": lambda asset_id, at: []}
    )
    asset = ads.public(noon)
    taken = take_down_ad(asset_id=asset.pk, finding=ads.BAD, by=reviewer, at=noon + DAY)

    assert confirm_gone(by=SYSTEM, at=noon + DAY + 2 * SECOND) == []
    taken.refresh_from_db()
    assert taken.places == {"air": [], "columns": ["on the home page"]}

    shown.clear()
    assert confirm_gone(by=SYSTEM, at=noon + DAY + 30 * SECOND) == [taken]
    assert TakeDown.objects.get().gone_at == noon + DAY + 30 * SECOND
    with nothing_changes():
        assert confirm_gone(by=SYSTEM, at=noon + DAY + 60 * SECOND) == []


REFUSED = {
    "without a finding": (Finding(ground=Ground.UNTRUE, gravity=Gravity.MAJOR, what=" "), WhatWasFound),
    "by somebody else": (ads.BAD, NotAllowed),
}


@pytest.mark.parametrize(("finding", "refusal"), REFUSED.values(), ids=REFUSED)
def test_a_take_down_is_refused(finding, refusal, noon, reviewer):
    asset = ads.public(noon)
    by = somebody("仓库", Role.WAREHOUSE_KEEPER) if refusal is NotAllowed else reviewer
    with nothing_changes(), pytest.raises(refusal):
        take_down_ad(asset_id=asset.pk, finding=finding, by=by, at=noon)


def test_what_is_not_public_is_not_taken_down(noon, reviewer):
    draft = ads.drafted(noon)
    with nothing_changes(), pytest.raises(NotPublic):
        take_down_ad(asset_id=draft.asset_id, finding=ads.BAD, by=reviewer, at=noon)


def test_anybody_who_saw_it_may_complain_and_a_customer_can_follow(noon):
    asset = ads.public(noon)
    told = Grievance(ground=Ground.UNTRUE, what="图片与实物不符")
    by_visitor = complain_of_ad(asset_id=asset.pk, grievance=told, by=PUBLIC, at=noon)
    customer = somebody("顾客", Role.CUSTOMER)
    by_customer = complain_of_ad(asset_id=asset.pk, grievance=told, by=customer, at=noon)

    cases = {case.number: case.party_id for case in Case.objects.filter(kind="advertising.complaint")}
    assert cases == {by_visitor.number: None, by_customer.number: customer.account_id}
    assert by_customer.version_id == asset.published_version_id


def test_what_was_never_shown_cannot_be_complained_of(noon):
    draft = ads.drafted(noon)
    with nothing_changes(), pytest.raises(NotPublic):
        complain_of_ad(
            asset_id=draft.asset_id, grievance=Grievance(ground=Ground.UNTRUE, what="…"), by=PUBLIC, at=noon
        )
