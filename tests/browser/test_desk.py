"""A phone agent: an order in under thirty seconds, a whole call by keys alone, an order on a phone."""

import time
from datetime import timedelta

import pytest

from tests import offers
from tests.browser.conftest import PHONE
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.care.models import Call, Complaint
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.states import CallEventKind
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.payments.operations import PaymentWish, open_payment
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.domain.sales.queries import addresses_of
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import TextMessage
from zhanggui.journeys.finish_orders import confirm_delivery
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.receive_payment import receive_payment
from zhanggui.kernel import clock

FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  return one !== document.body && one.matches(":focus-visible") && style.outlineStyle !== "none"
    && parseFloat(style.outlineWidth) >= 2;
}"""


def press(page, *keys):
    """Press keys one after the other; where they lead can be seen."""
    for key in keys:
        page.keyboard.press(key)
        assert page.evaluate(FOCUS), f"after {key} nobody sees where the desk is"


@pytest.fixture
def bought(world):
    """What the caller bought before, paid, and signed for an hour ago."""
    now, sku = clock.now(), Sku.objects.get(goods__number=world.numbers[4], position=1)
    price = offers_of([sku.id], at=now)[sku.id].amount_fen
    wish = OrderWish(
        customer_id=world.customer.id,
        channel="web",
        method="gateway",
        address_id=addresses_of(world.customer.id)[0].id,
        lines=(LineWish(sku_id=sku.id, quantity=2, announced_fen=price),),
        key="before",
    )
    by = world.customer.actor(via="web")
    placed = place_order(wish=wish, by=by, at=now)
    payment = open_payment(order_id=placed.id, wish=PaymentWish(), by=by, at=now)
    receive_payment(payment_id=payment.id, gateway_trade="T1", by=SYSTEM, at=now)
    note_shipped(order_id=placed.id, by=SYSTEM, at=now)
    return confirm_delivery(order_id=placed.id, by=SYSTEM, at=now)


def rings(name):
    """Somebody calls, as the telephone system tells it."""
    now = clock.now()
    event = ToldEvent(
        name=f"{name}-in", call=name, kind=CallEventKind.INCOMING, happened_at=now, caller="13800138000"
    )
    receive_call_event(event=event, by=SYSTEM, at=now)


def test_an_order_for_a_known_caller_and_a_whole_call_without_the_mouse(opened, shoot, world, bought):
    offers.held(
        offers.announced(clock.now() - timedelta(minutes=5), offers.OFF_20), world.customer.id, clock.now()
    )
    page = opened(world.agent)
    page.goto("/desk/")
    shoot(page, "desk-empty")
    page.keyboard.press("?")
    page.wait_for_selector("#keys[open]")
    shoot(page, "desk-keys")
    page.keyboard.press("Escape")
    page.wait_for_selector("#mobile:focus")
    orders_in_half_a_minute(page, shoot, world)

    rings("c1")
    page.keyboard.press("Escape")
    page.wait_for_selector("#accept")
    shoot(page, "desk-ringing")
    press(page, "F2")
    page.keyboard.press("F7")
    page.wait_for_selector("#caller [name=call]", state="attached")
    page.wait_for_selector(f"#caller :text('{bought.number}')")
    pays_by_link_as_the_door_is_closed(page, shoot, world)
    another_order_is_begun_and_left(page, world)
    is_noted_and_handed_over(page, shoot)
    gives_something_back(page, shoot, bought)
    page.keyboard.press("Escape")
    page.wait_for_selector("#caller [name=call]", state="detached")
    what_the_call_bore(bought)


def orders_in_half_a_minute(page, shoot, world):
    began = time.monotonic()
    page.keyboard.type("138 0013 8000")
    page.keyboard.press("Enter")
    page.wait_for_selector("#caller [name=customer]", state="attached")
    page.wait_for_selector("#number:focus")
    page.keyboard.type("801")
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk-quantity:focus")
    page.keyboard.type("2")
    press(page, "Enter", "F6", "1", "F8")
    page.wait_for_selector(".desk-sentences")
    shoot(page, "desk")
    page.keyboard.press("F9")
    page.wait_for_selector("[data-done]:focus-visible")

    assert time.monotonic() - began < 30
    shoot(page, "desk-placed")
    order = Order.objects.latest("placed_at")
    assert (order.channel, order.customer_id) == ("phone", world.customer.id)
    assert (order.lines.get().quantity, order.discount_fen) == (2, 2000)


def pays_by_link_as_the_door_is_closed(page, shoot, world):
    """Stock, promise and price at once; at the door is too much, and why is said; so the link goes out."""
    page.wait_for_selector("#number:focus")
    page.keyboard.type(world.numbers[5])
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk-quantity:focus")
    assert page.locator(".desk-line td.num").nth(1).inner_text() == "60"
    page.keyboard.type("5")
    press(page, "Enter", "F4", "F6", "1")
    page.wait_for_selector("#quote :text('货到付款最多')")
    page.wait_for_selector("#quote :text('最迟')")
    press(page, "F8")
    page.keyboard.press("F9")
    page.wait_for_selector("#outcome :text('货到付款最多')")
    shoot(page, "desk-not-at-the-door")
    press(page, "F6", "2")
    page.wait_for_selector("#quote :text('付款链接')")
    page.keyboard.press("F9")
    page.wait_for_selector("#outcome [data-done]:focus-visible")
    assert (
        f"/pay/{Order.objects.latest('placed_at').number}/" in TextMessage.objects.latest("created_at").body
    )


def another_order_is_begun_and_left(page, world):
    """F3 begins the next for the same caller; a number that is none leaves the hand where it types."""
    page.keyboard.press("F3")
    page.wait_for_selector("#outcome:empty", state="attached")
    page.wait_for_selector("#number:focus")
    assert page.locator("#lines tr").count() == 0
    page.keyboard.type("99999")
    page.keyboard.press("Enter")
    page.wait_for_selector("#lines [data-refused]")
    page.wait_for_selector("#number:focus")
    page.keyboard.type(world.numbers[5])
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk-quantity:focus")
    assert page.locator("#lines [data-refused]").count() == 0
    press(page, "Tab", "Enter")
    page.wait_for_selector("#number:focus")
    assert page.locator("#lines tr").count() == 0


def is_noted_and_handed_over(page, shoot):
    """The note and a complaint, with everything that lay on the desk."""
    press(page, "Alt+n")
    page.keyboard.type("很急")
    press(page, "F10")
    page.wait_for_selector("#noted span")
    page.keyboard.type("送错了颜色")
    press(page, "Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#complained .tone-good")
    shoot(page, "desk-complaint")


def gives_something_back(page, shoot, bought):
    """Rights with their law, how much goes back and how, read back, opened."""
    press(page, "Alt+s")
    for _ in range(8):
        if page.evaluate("document.activeElement.value") == str(bought.id):
            break
        press(page, "ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#case [name=way]:focus")
    page.wait_for_selector("#case :text('消费者权益保护法 25')")
    shoot(page, "desk-rights")
    press(page, "1")
    page.wait_for_selector("#case-questions #pieces")
    press(page, "Enter", "Enter", "Enter")
    page.keyboard.type("想要别的")
    press(page, "F8")
    page.wait_for_selector("#case-quote :text('原路退回')")
    shoot(page, "desk-after-sales")
    page.keyboard.press("F9")
    page.wait_for_selector("#case-outcome [data-done]")
    assert page.locator("#caller-cases .code").inner_text() == Return.objects.get().number
    shoot(page, "desk-case-open")


def what_the_call_bore(bought):
    """The call ended, with its note, and what came of it."""
    call, case, complaint = Call.objects.get(), Return.objects.get(), Complaint.objects.get()
    assert (call.state, call.note) == ("ended", "很急")
    assert all(words in complaint.text for words in ("送错了颜色", "很急"))
    assert set(call.fruits.values_list("result", flat=True)) == {"order", "complaint", "after_sales"}
    assert (case.order_id, case.state, "想要别的" in case.reason) == (bought.id, "approved", True)


def test_an_agent_on_a_phone_takes_an_order(opened, shoot, world):
    page = opened(world.agent, size=PHONE)
    page.goto("/desk/")
    page.fill("#mobile", "13800138000")
    page.click("form:has(#mobile) .btn")
    page.wait_for_selector("#number:focus")
    page.fill("#number", "802")
    page.press("#number", "Enter")
    page.wait_for_selector(".desk-line")
    page.check("[name=method][value=gateway]")
    page.wait_for_selector("#quote :text('付款链接')")
    page.check("#agreed")
    shoot(page, "desk-order")
    page.click("#confirm")
    page.wait_for_selector("#outcome [data-done]")
    shoot(page, "desk-placed")
    assert Order.objects.get().channel == "phone"
