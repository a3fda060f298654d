"""A known caller's order by keyboard alone, in less than thirty seconds."""

import time

from zhanggui.domain.care.models import Call, Complaint
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.states import CallEventKind
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


def test_an_order_for_a_known_caller_without_the_mouse(opened, shoot, world):
    page = opened(world.agent)
    page.goto("/desk/")
    shoot(page, "desk-empty")
    began = time.monotonic()

    page.keyboard.type("138 0013 8000")
    page.keyboard.press("Enter")
    page.wait_for_selector("#caller [name=customer]", state="attached")
    page.wait_for_selector("#number:focus")
    page.keyboard.type("801")
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk-quantity:focus")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    page.keyboard.press("F6")
    page.keyboard.press("1")
    page.keyboard.press("F8")
    page.wait_for_selector(".desk-sentences")
    shoot(page, "desk")
    page.keyboard.press("F9")
    page.wait_for_selector("[data-done]")

    assert time.monotonic() - began < 30
    shoot(page, "desk-placed")
    order = Order.objects.get()
    assert (order.channel, order.customer_id) == ("phone", world.customer.id)
    assert order.lines.get().quantity == 2
    complain_on_a_ringing_call(page, shoot)


def complain_on_a_ringing_call(page, shoot):
    """The next call rings: accepted, noted, handed over to the complaints and ended, by keys alone."""
    now = clock.now()
    event = ToldEvent(
        name="c1-in", call="c1", kind=CallEventKind.INCOMING, happened_at=now, caller="13800138000"
    )
    receive_call_event(event=event, by=SYSTEM, at=now)
    page.keyboard.press("Escape")
    page.wait_for_selector("#accept")
    shoot(page, "desk-ringing")
    page.keyboard.press("F7")
    page.wait_for_selector("#caller [name=call]", state="attached")
    page.wait_for_selector("#number:focus")
    page.keyboard.press("Alt+n")
    page.keyboard.type("很急")
    page.keyboard.press("F10")
    page.wait_for_selector("#noted span")
    page.keyboard.type("送错了颜色")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#complained .tone-good")
    shoot(page, "desk-complaint")
    page.keyboard.press("Escape")
    page.wait_for_selector("#caller [name=call]", state="detached")

    call = Call.objects.get()
    assert (call.state, call.note) == ("ended", "很急")
    complaint = Complaint.objects.get()
    assert all(words in complaint.text for words in ("送错了颜色", "很急"))
    assert call.fruits.get().subject_id == complaint.id
