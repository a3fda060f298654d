"""A known caller's order by keyboard alone, in less than thirty seconds."""

import time

from zhanggui.domain.sales.models import Order


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
