"""A customer without a mouse: found, bought, paid, rated, sent back and complained about by keys alone."""

import pytest

from tests.browser.test_buyer import code_sent, paying
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.care.models import Complaint, Rating
from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.models import Payment
from zhanggui.domain.sales.models import Order
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.receive_notice import act_on
from zhanggui.kernel import clock

__all__ = ["paying"]

STOPS_MAX = 90
HERE = """() => {
  const one = document.activeElement;
  if (one === document.body) return "nothing has the focus";
  const what = one.outerHTML.slice(0, 120);
  // A radio button that is drawn by its label shows its focus there.
  const shown = [one.labels?.[0], one].find((other) => {
    if (!other) return false;
    const style = getComputedStyle(other);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || (style.boxShadow !== "none" && one.matches(":focus-visible"));
  });
  if (!shown) return "nobody sees the focus on " + what;
  const box = shown.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 20)];
  if (box.width < 2 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) return "out of sight: " + what;
  const top = document.elementFromPoint(x, y);
  return shown.contains(top) || top?.contains(shown) ? "" : "covered: " + what;
}"""


class Keys:
    """A page under somebody's fingers. Wherever the focus stops, it can be seen."""

    def __init__(self, page):
        self.page = page

    def press(self, key):
        """One key, and where it led to."""
        self.page.keyboard.press(key)
        assert self.page.evaluate(HERE) == ""

    def to(self, selector):
        """On with Tab until this is reached: no trap on the way, no detour around the whole page."""
        for _ in range(STOPS_MAX):
            self.press("Tab")
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
        pytest.fail(f"{selector} was not reached on {self.page.url}")

    def skip(self):
        """Past the head of the page, by its first link; a form sent from there leads there again."""
        if self.page.url.endswith("#main"):
            return
        self.press("Tab")
        assert self.page.evaluate("document.activeElement.className") == "skip"
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector("#main:focus")

    def follow(self, selector, address):
        """To this link or button of the content, and through it."""
        self.skip()
        self.to(selector)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(address)

    def choose(self, name, value):
        """A choice among several, by the arrows."""
        self.to(f"input[name={name}]")
        self.page.keyboard.press("Space")
        while self.page.locator(f"input[name={name}]:checked").get_attribute("value") != value:
            self.press("ArrowDown")


def finds(keys, world):
    keys.page.goto("/")
    keys.to("#q")
    keys.page.keyboard.type("801")
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_url(f"**/g/{world.numbers[0]}/")


def orders(keys):
    page = keys.page
    keys.follow("button[value=cart]", "**/cart/**")
    keys.skip()
    keys.to("[data-step='1']")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cart-lines input[value='2']")
    keys.to(".cart-sum .btn-primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/**")
    keys.to("input[name=mobile]")
    page.keyboard.type("13800138000")
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=code]")
    keys.to("input[name=code]")
    page.keyboard.type(code_sent())
    page.keyboard.press("Enter")
    page.wait_for_url("**/checkout/**")
    keys.skip()
    keys.choose("method", "gateway")
    keys.to("button[name=order]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pay/**")


def pays(keys):
    page = keys.page
    keys.follow("main form button", "**/gateway/**")
    page.keyboard.press("Tab")
    while not page.evaluate("document.activeElement.matches('form button')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/**")
    payment = Payment.objects.get()
    act_on("gateway", gateway.connected("gateway").query(payment.number, at=clock.now()), at=clock.now())


def receives_and_rates(keys, order):
    page, here = keys.page, f"**/orders/{order.number}/**"
    page.goto("/")
    keys.to("a[href='/orders/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/orders/**")
    keys.follow(f"a[href='/orders/{order.number}/']", here)
    keys.skip()
    keys.to("form[action$='/received'] button")
    page.keyboard.press("Enter")
    page.wait_for_selector("a[href$='/rating/']")
    keys.follow("a[href$='/rating/']", "**/rating/")
    keys.skip()
    keys.choose("score", "4")
    keys.to("textarea[name=text]")
    page.keyboard.type("和节目里一样好")
    keys.to("main form button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".own-stars")


def sends_back(keys, order):
    page = keys.page
    keys.follow("a[href$='/after-sales/']", "**/after-sales/")
    keys.follow("a[href$='/return/']", "**/return/")
    keys.skip()
    keys.to("input[name^=pieces]")
    page.keyboard.press("ArrowUp")
    keys.choose("kind", "no_reason")
    keys.to("#cause")
    page.keyboard.press("ArrowDown")
    keys.to("main form .btn-primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/returns/**")


def complains(keys, order):
    page = keys.page
    page.goto(f"/orders/{order.number}/")
    keys.follow("a[href^='/complaint/']", "**/complaint/**")
    keys.skip()
    keys.to("textarea[name=text]")
    page.keyboard.type("说好的试用装没有寄来")
    keys.to("main form button")
    page.keyboard.press("Enter")
    page.wait_for_selector("a[href^='/complaints/']")


def test_a_customer_without_a_mouse(opened, world, paying):
    keys = Keys(opened())
    finds(keys, world)
    orders(keys)
    pays(keys)
    order = Order.objects.get()
    assert (order.lines.get().quantity, order.state) == (2, "confirmed")

    note_shipped(order_id=order.id, by=SYSTEM, at=clock.now())
    receives_and_rates(keys, order)
    assert Rating.objects.get().score == 4
    sends_back(keys, order)
    assert Return.objects.get().lines.get().quantity == 1
    complains(keys, order)
    assert Complaint.objects.get().text == "说好的试用装没有寄来"
