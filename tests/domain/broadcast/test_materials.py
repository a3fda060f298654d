"""What was taken down leaves the slot that is on air, and its place says so."""

from datetime import timedelta

import pytest

from tests import ads
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.advertising.operations.take_down_ad import take_down_ad
from zhanggui.domain.advertising.places import where_shown
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.operations.withdraw_material import withdraw_material
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role

pytestmark = pytest.mark.django_db


def test_a_material_that_is_taken_down_leaves_the_slot_on_air(studio, noon):
    asset = ads.public(noon - timedelta(days=1))
    slot = studio.plan(materials=(asset.pk,))
    goods = studio.put(slot, studio.article())
    studio.confirm(slot)
    start_slot(slot_id=goods.slot_id, by=studio.scheduler, at=studio.begins)
    on_air = Slot.objects.get(pk=slot.pk)
    assert where_shown(asset.pk, studio.begins)["air"] == [on_air.number]

    reviewer = somebody("广告审核", Role.AD_REVIEWER)
    take_down_ad(asset_id=asset.pk, finding=ads.BAD, by=reviewer, at=studio.begins)
    assert withdraw_material(asset_id=asset.pk, number=asset.number, by=SYSTEM, at=studio.begins) == [on_air]

    assert where_shown(asset.pk, studio.begins)["air"] == []
    with nothing_changes():
        assert withdraw_material(asset_id=asset.pk, number=asset.number, by=SYSTEM, at=studio.begins) == []
