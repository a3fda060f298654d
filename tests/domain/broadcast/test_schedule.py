"""The schedule is moved, copied and patterned; whatever overlaps is refused as a whole."""

from datetime import timedelta

import pytest

from tests.domain.broadcast.conftest import HOUR
from tests.vocabulary import nothing_changes
from zhanggui.domain.broadcast import refusals
from zhanggui.domain.broadcast.models import DayTemplate, Slot
from zhanggui.domain.broadcast.operations.apply_template import apply_template
from zhanggui.domain.broadcast.operations.arrange_goods import arrange_goods
from zhanggui.domain.broadcast.operations.change_article import Article, change_article
from zhanggui.domain.broadcast.operations.copy_days import Days, copy_days
from zhanggui.domain.broadcast.operations.copy_slot import copy_slot
from zhanggui.domain.broadcast.operations.drop_item import drop_item
from zhanggui.domain.broadcast.operations.move_slot import Place, move_slot
from zhanggui.domain.broadcast.operations.note_item import ItemWish, note_item
from zhanggui.domain.broadcast.operations.plan_rerun import plan_rerun
from zhanggui.domain.broadcast.operations.recheck_gates import recheck_gates
from zhanggui.domain.broadcast.operations.save_template import save_template
from zhanggui.domain.broadcast.states import ChannelClass, ItemKind
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import Malformed, NotAllowed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def moved(studio, slot, later, **where):
    place = Place(starts_at=slot.period.lower + later, ends_at=slot.period.upper + later, **where)
    return move_slot(slot_id=slot.id, to=place, by=studio.scheduler, at=studio.noon)


def test_a_slot_is_moved_in_time_and_to_another_channel(studio):
    slot = studio.plan()
    assert moved(studio, slot, 2 * HOUR).period.lower == studio.begins + 2 * HOUR
    other = studio.open(ChannelClass.ONLINE, "web")
    assert moved(studio, slot, HOUR, channel_id=other.id).channel == other


@pytest.mark.parametrize(
    ("later", "refusal"),
    [
        pytest.param(HOUR / 2, refusals.SlotsOverlap, id="onto its neighbour"),
        pytest.param(-2 * HOUR, refusals.SlotInThePast, id="into the past"),
    ],
)
def test_a_move_that_is_refused_changes_nothing(later, refusal, studio):
    slot = studio.plan()
    studio.plan(starts_at=studio.begins + HOUR, ends_at=studio.begins + 2 * HOUR)
    with nothing_changes(), pytest.raises(refusal):
        moved(studio, slot, later)


def test_what_was_submitted_stands_still(studio):
    goods = studio.ready()
    with nothing_changes(), pytest.raises(WrongState):
        moved(studio, goods.slot, HOUR)


def test_a_copy_has_the_goods_under_numbers_of_its_own_and_is_reviewed_anew(studio):
    goods = studio.ready()
    made = copy_slot(
        slot_id=goods.slot_id, starts_at=studio.begins + DAY, by=studio.scheduler, at=studio.noon
    )
    article = made.goods.get()
    assert (article.sku_id, article.quota, article.item_number) == (goods.sku_id, goods.quota, "100")
    assert (made.state, made.approved_plan, made.host) == ("planned", None, "林岚")


def test_a_day_is_copied_whole_or_not_at_all(studio):
    first = studio.plan()
    studio.plan(starts_at=studio.begins + 2 * HOUR, ends_at=studio.begins + 3 * HOUR)
    today = studio.noon.astimezone(SHANGHAI).date()
    days = Days(first=today, to=today + DAY)
    made = copy_days(channel_id=studio.channel.id, days=days, by=studio.scheduler, at=studio.noon)
    assert [slot.period.lower for slot in made] == [studio.begins + DAY, studio.begins + DAY + 2 * HOUR]

    with nothing_changes(), pytest.raises(refusals.SlotsOverlap):
        copy_days(channel_id=studio.channel.id, days=days, by=studio.scheduler, at=studio.noon)
    empty = Days(first=today + 3 * DAY, to=today + 4 * DAY)
    with nothing_changes(), pytest.raises(refusals.NothingToCopy):
        copy_days(channel_id=studio.channel.id, days=empty, by=studio.scheduler, at=studio.noon)
    assert first.period.lower == studio.begins


def test_a_template_plans_a_day_like_the_one_it_was_taken_from(studio):
    studio.plan()
    today = studio.noon.astimezone(SHANGHAI).date()
    kept = save_template(
        name="工作日", channel_id=studio.channel.id, day=today, by=studio.scheduler, at=studio.noon
    )
    made = apply_template(template_id=kept.id, day=today + DAY, by=studio.scheduler, at=studio.noon)
    assert [(slot.period.lower, slot.host) for slot in made] == [(studio.begins + DAY, "林岚")]
    with nothing_changes(), pytest.raises(refusals.SlotsOverlap):
        apply_template(template_id=kept.id, day=today + DAY, by=studio.scheduler, at=studio.noon)
    with nothing_changes(), pytest.raises(refusals.CodeTaken):
        save_template(
            name="工作日", channel_id=studio.channel.id, day=today, by=studio.scheduler, at=studio.noon
        )
    assert DayTemplate.objects.count() == 1


def test_the_running_order_is_arranged_also_on_air_by_who_runs_it(studio):
    slot = studio.plan()
    one, two = (studio.put(slot, studio.article(), number=n) for n in ("101", "102"))
    arrange_goods(slot_id=slot.id, order=[two.id, one.id], by=studio.scheduler, at=studio.noon)
    assert [goods.item_number for goods in slot.goods.order_by("position")] == ["102", "101"]
    with nothing_changes(), pytest.raises(Malformed):
        arrange_goods(slot_id=slot.id, order=[two.id, two.id], by=studio.scheduler, at=studio.noon)
    with nothing_changes(), pytest.raises(NotAllowed):
        arrange_goods(slot_id=slot.id, order=[one.id, two.id], by=studio.reviewer, at=studio.noon)


def test_an_article_is_planned_otherwise(studio):
    slot = studio.plan()
    goods, other = (studio.put(slot, studio.article(), number=n) for n in ("101", "102"))
    wish = Article(item_number="108", quota=5, minutes=15, cue="先看壶底")
    change_article(slot_goods_id=goods.id, article=wish, by=studio.scheduler, at=studio.noon)
    goods.refresh_from_db()
    assert (goods.item_number, goods.quota, goods.minutes, goods.cue) == ("108", 5, 15, "先看壶底")
    for wrong, refusal in (
        (Article(item_number="102", quota=5), refusals.ItemNumberTaken),
        (Article(item_number="1", quota=5), refusals.BadItemNumber),
        (Article(item_number="109", quota=0), Malformed),
        (Article(item_number="109", quota=5, minutes=721), Malformed),
    ):
        with nothing_changes(), pytest.raises(refusal):
            change_article(slot_goods_id=goods.id, article=wrong, by=studio.scheduler, at=studio.noon)
    assert other.item_number == "102"


def test_items_of_a_channel_do_not_overlap(studio):
    wish = ItemWish(
        kind=ItemKind.DRAMA, title="大宅门", starts_at=studio.begins, ends_at=studio.begins + HOUR
    )
    item = note_item(channel_id=studio.channel.id, item=wish, by=studio.scheduler, at=studio.noon)
    with nothing_changes(), pytest.raises(refusals.ItemsOverlap):
        note_item(channel_id=studio.channel.id, item=wish, by=studio.scheduler, at=studio.noon)
    drop_item(item_id=item.id, by=studio.scheduler, at=studio.noon)
    note_item(channel_id=studio.channel.id, item=wish, by=studio.scheduler, at=studio.noon)


def test_only_what_was_aired_is_shown_again(studio):
    slot = studio.plan()
    with nothing_changes(), pytest.raises(refusals.NotAiredYet):
        plan_rerun(slot_id=slot.id, starts_at=studio.begins + DAY, by=studio.scheduler, at=studio.noon)


def test_the_gate_is_asked_with_every_change_and_by_the_clock(studio):
    slot = studio.plan()
    assert slot.gate_failed == ["goods"]
    studio.put(slot, studio.article())
    slot.refresh_from_db()
    assert slot.gate_failed == []
    assert recheck_gates(by=SYSTEM, at=studio.noon) == 0

    Supplier.objects.update(trades_until=studio.begins)
    assert recheck_gates(by=SYSTEM, at=studio.noon) == 1
    assert Slot.objects.get(pk=slot.pk).gate_failed == ["saleable"]
