"""Who asked to be reminded of a programme is told shortly before it, once."""

from datetime import timedelta

import pytest

from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.broadcast import on_air
from zhanggui.domain.broadcast.operations.ask_reminder import ask_reminder
from zhanggui.domain.broadcast.operations.cancel_slot import cancel_slot
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.drop_reminder import drop_reminder
from zhanggui.domain.broadcast.operations.send_reminders import AHEAD, send_reminders
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.refusals import NothingToRemindOf
from zhanggui.domain.messaging.models import Message
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotAllowed, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def slot(studio):
    slot = studio.plan()
    studio.put(slot, studio.article(30), number="801", quota=10)
    confirm_slot(slot_id=studio.reviewed(slot).id, by=studio.scheduler, at=studio.noon)
    slot.refresh_from_db()
    return slot


@pytest.fixture
def viewer():
    return somebody("王秀兰", Role.CUSTOMER)


def told(viewer):
    return list(Message.objects.filter(account_id=viewer.account_id).values_list("kind", flat=True))


def test_a_viewer_is_told_a_quarter_of_an_hour_ahead_and_once(studio, slot, viewer):
    ask_reminder(slot_id=slot.id, by=viewer, at=studio.noon)
    ask_reminder(slot_id=slot.id, by=viewer, at=studio.noon)

    assert send_reminders(by=SYSTEM, at=slot.period.lower - AHEAD - timedelta(seconds=1)) == 0
    assert send_reminders(by=SYSTEM, at=slot.period.lower - AHEAD) == 1
    assert send_reminders(by=SYSTEM, at=slot.period.lower - timedelta(minutes=1)) == 0
    assert set(told(viewer)) == {"broadcast.programme_begins"}


@pytest.mark.parametrize("then", ["drops it", "the slot is cancelled"])
def test_nobody_is_told_who_dropped_it_or_of_what_will_not_come(studio, slot, viewer, then):
    ask_reminder(slot_id=slot.id, by=viewer, at=studio.noon)
    if then == "drops it":
        drop_reminder(slot_id=slot.id, by=viewer, at=studio.noon)
    else:
        cancel_slot(slot_id=slot.id, reason="设备故障", by=studio.scheduler, at=studio.noon)

    assert send_reminders(by=SYSTEM, at=slot.period.lower - timedelta(minutes=5)) == 0
    assert told(viewer) == []


def test_a_dropped_reminder_can_be_asked_for_again(studio, slot, viewer):
    ask_reminder(slot_id=slot.id, by=viewer, at=studio.noon)
    drop_reminder(slot_id=slot.id, by=viewer, at=studio.noon)
    assert on_air.reminded(viewer.account_id, [slot.id]) == frozenset()
    ask_reminder(slot_id=slot.id, by=viewer, at=studio.noon)
    assert on_air.reminded(viewer.account_id, [slot.id]) == {slot.id}


def test_there_is_nothing_to_remind_of_once_it_has_begun(studio, slot, viewer):
    start_slot(slot_id=slot.id, by=studio.scheduler, at=slot.period.lower)
    with nothing_changes(), pytest.raises(NothingToRemindOf):
        ask_reminder(slot_id=slot.id, by=viewer, at=slot.period.lower)
    with nothing_changes(), pytest.raises(NotFound):
        drop_reminder(slot_id=slot.id, by=viewer, at=slot.period.lower)
    with nothing_changes(), pytest.raises(NotFound):
        ask_reminder(slot_id=new_id(), by=viewer, at=studio.noon)
    with nothing_changes(), pytest.raises(NotAllowed):
        ask_reminder(slot_id=slot.id, by=studio.scheduler, at=studio.noon)


def test_what_was_seen_on_air_is_found_by_its_number_afterwards(studio, slot):
    assert on_air.shown_as("801") == ""
    start_slot(slot_id=slot.id, by=studio.scheduler, at=slot.period.lower)
    goods = slot.goods.get().sku.goods
    assert on_air.shown_as("801") == goods.number
    seen = on_air.last_shown([slot.goods.get().sku_id])
    assert seen is not None
    assert (seen.item_number, seen.at) == ("801", slot.period.lower)


def test_the_guide_holds_what_was_is_and_will_be(studio, slot):
    day = timedelta(days=1)
    assert [one.number for one in on_air.between(studio.noon - day, studio.noon + day)] == [slot.number]
    assert on_air.between(studio.noon + day, studio.noon + 2 * day) == []
