"""A producer plans by keyboard, repairs what the gate finds, goes live, takes goods off, reads the report."""

from datetime import date, timedelta

import pytest

from tests.browser.conftest import PHONE
from tests.people import somebody
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.operations.open_channel import ChannelTerms, open_channel
from zhanggui.domain.broadcast.policies import SLOT_REVIEW
from zhanggui.domain.broadcast.states import ChannelClass
from zhanggui.domain.catalog.models import Sku
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict

STEP = timedelta(minutes=5)


@pytest.fixture
def channel(world):
    terms = ChannelTerms(
        code="west",
        name="西部购物",
        channel_class=ChannelClass.SHOPPING,
        licence_number="广证字002",
        licensed_from=date(2020, 1, 1),
        licensed_to=date(2040, 1, 1),
    )
    return open_channel(terms=terms, by=somebody("合规", Role.COMPLIANCE_OFFICER), at=clock.now())


def soon():
    """The next five minutes but one, by the clock in Shanghai."""
    now = clock.now().astimezone(SHANGHAI)
    return now.replace(minute=now.minute // 5 * 5, second=0, microsecond=0) + 2 * STEP


def does(page, slot, act, **answers):
    """Fill in the page of an act, and send it."""
    page.goto(f"/console/broadcast/slot/{slot.pk}/act/{act}/")
    for name, value in answers.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("el => el.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(value)
    page.locator(".desk-form button[type=submit]").click()
    page.wait_for_url(f"**/slot/{slot.pk}/change/")


def planned(page, channel, begins):
    """A slot of forty minutes, planned on the console: three things are missing."""
    at = "%Y-%m-%dT%H:%M"
    ends = (begins + timedelta(minutes=40)).strftime(at)
    page.goto(f"/console/broadcast/slot/start/plan/?starts_at={begins.strftime(at)}&ends_at={ends}")
    page.select_option("[name=channel]", str(channel.pk))
    page.select_option("[name=programme]", index=1)
    page.fill("[name=script]", "青瓷茶具")
    page.locator(".desk-form button[type=submit]").click()
    page.wait_for_url("**/change/")
    assert page.locator("#gate .row-bad").count() == 3
    return Slot.objects.get(channel=channel)


def move_by_keys(page, slot, begins):
    """Five minutes to one side, and five minutes longer, by the keyboard."""
    page.goto(f"/console/schedule/?day={begins:%Y-%m-%d}&channel=west")
    page.locator("[data-moves]").focus()
    page.keyboard.press(
        "Shift+ArrowLeft" if begins.hour == 23 and begins.minute == 55 else "Shift+ArrowRight"
    )
    page.keyboard.press("Shift+Alt+ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text("已移动。").wait_for(state="attached")
    moved = Slot.objects.get(pk=slot.pk)
    assert abs(moved.period.lower - begins) == STEP
    assert moved.period.upper - moved.period.lower == timedelta(minutes=45)


def make_shorter_by_mouse(page, slot):
    """The end of the block is dragged: to the left, where there is room at every hour of the day."""
    block = page.locator("[data-moves]").bounding_box()
    lane = page.locator("[data-lane]:has([data-moves])").bounding_box()
    y, end = block["y"] + block["height"] / 2, block["x"] + block["width"] - 3
    page.mouse.move(end, y)
    page.mouse.down()
    page.mouse.move(end - lane["width"] / 1440 * 5, y)
    page.mouse.move(end - lane["width"] / 1440 * 15, y, steps=3)
    with page.expect_response("**/schedule/move/"):
        page.mouse.up()
    page.get_by_text("已移动。").wait_for(state="attached")
    shorter = Slot.objects.get(pk=slot.pk).period
    assert shorter.upper - shorter.lower == timedelta(minutes=30)


def repair(page, slot, world):
    """A host, a script that keeps its promises, and goods: nothing is missing any more."""
    sku = Sku.objects.get(goods__number=world.numbers[4], position=1)
    page.goto(f"/console/broadcast/slot/{slot.pk}/act/change/")
    page.select_option("[name=host]", index=1)
    page.fill("[name=script]", "青瓷茶具，七日内可退货，验货付款。")
    page.locator(".desk-form button[type=submit]").click()
    page.wait_for_url("**/change/")
    does(page, slot, "put", sku=sku.pk, item_number="901", quota="5", minutes="20", cue="先看釉色")
    assert page.locator("#gate .row-bad").count() == 0


def go_live(page, slot):
    """Submitted by one, approved by another, confirmed and started."""
    does(page, slot, "submit")
    review = approvals.review_of(Slot.objects.get(pk=slot.pk).plans.get().pk)
    judgement = Judgement(step="review", verdict=Verdict.APPROVE, answers=SLOT_REVIEW.all_ok("review"))
    reviewer = somebody("审查", Role.AD_REVIEWER)
    approvals.decide(review_id=review.pk, judgement=judgement, by=reviewer, at=clock.now())
    does(page, slot, "confirm")
    does(page, slot, "start")


def on_a_phone(opened, shoot, world, slot):
    """From the corridor: the day, the gate and the rundown are read, and an article is taken off at once."""
    phone = opened(world.scheduler, size=PHONE)
    for name, path in {
        "schedule": f"schedule/?day={slot.period.lower.astimezone(SHANGHAI):%Y-%m-%d}&channel=west",
        "slot": f"broadcast/slot/{slot.pk}/change/",
        "rundown": f"schedule/{slot.pk}/rundown/",
    }.items():
        phone.goto(f"/console/{path}")
        shoot(phone, f"producer-{name}")
    phone.goto("/control-room/?channel=west")
    shoot(phone, "producer-room")
    phone.get_by_role("button", name="调整 901").click()
    phone.locator("dialog[open] form:has(.btn-danger) [name=reason]").fill("包装破损")
    shoot(phone, "producer-take-off")
    phone.get_by_role("button", name="立即下播").click()
    phone.locator(".room-off").wait_for()
    assert Slot.objects.get(pk=slot.pk).goods.get().off_air_reason == "包装破损"


def test_an_hour_of_a_producer(opened, shoot, world, channel):
    page, begins = opened(world.scheduler), soon()
    slot = planned(page, channel, begins)
    shoot(page, "producer-gate-red")
    move_by_keys(page, slot, begins)
    make_shorter_by_mouse(page, slot)
    shoot(page, "producer-schedule")
    page.goto(f"/console/schedule/?day={begins:%Y-%m-%d}&channel=west&view=week")
    shoot(page, "producer-week")
    repair(page, slot, world)
    page.goto(f"/console/schedule/{slot.pk}/rundown/")
    shoot(page, "producer-rundown")
    go_live(page, slot)

    page.goto("/control-room/?channel=west")
    page.get_by_role("button", name="调整 901").click()
    page.fill("dialog[open] [name=quota]", "9")
    page.locator("dialog[open] form:has([name=quota]) [name=reason]").fill("加播")
    shoot(page, "producer-room")
    page.get_by_role("button", name="设定配额").click()
    page.locator("[data-left]", has_text="9").wait_for()
    on_a_phone(opened, shoot, world, slot)
    does(page, slot, "end")
    page.get_by_role("link", name="播后报告").click()
    page.get_by_role("heading", name="与往期对比").wait_for()
    assert "包装破损" in page.locator("tr:has(b:text-is('901'))").inner_text()
    shoot(page, "producer-report")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    shoot(page, "producer-report")
