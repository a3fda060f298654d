"""Pictures of every main page of shop, desk and control room, at the width of a desk and of a phone."""

import re

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_finding import serious

LATIN = re.compile(r"[A-Za-z]{3,}")
KEPT = {"English", "Enter", "Esc"}
"""Words that stay Latin in Chinese: the name of the other language, and of keys."""


def untranslated(page) -> set[str]:
    """Latin words that a reader of Chinese would meet, code and data apart."""
    text = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const found = [];
          while (walker.nextNode()) {
            const parent = walker.currentNode.parentElement;
            if (parent.closest('script,style,.code,code,kbd,[lang=en]')) continue;
            found.push(walker.currentNode.data);
          }
          for (const el of document.querySelectorAll('[aria-label],[placeholder],[title],img[alt]')) {
            if (el.closest('[lang=en]')) continue;
            found.push(el.ariaLabel ?? '', el.placeholder ?? '', el.title ?? '', el.alt ?? '');
          }
          return found.join('\\n');
        }"""
    )
    return set(LATIN.findall(text)) - KEPT


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_for_everybody(opened, shoot, world, size):
    page = opened(size=size)
    number = world.numbers[0]
    paths = {
        "home": "/",
        "goods-list": "/goods/",
        "goods": f"/g/{number}/",
        "search": "/search/?q=电饭煲",
        "nothing-found": "/search/?q=不存在的东西",
        "programme": "/programme/",
        "licences": "/licences/",
        "rules": "/rules/membership/",
        "cart-empty": "/cart/",
        "sign-in": "/sign-in/",
        "style": "/style/",
    }
    for name, path in paths.items():
        page.goto(path)
        shoot(page, name)
        if name != "style":
            assert untranslated(page) <= {"SKU", "YP", "GB"}, path


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_customer_buys_and_follows_the_order(opened, shoot, world, size):
    page = opened(world.customer, size=size)
    page.goto(f"/g/{world.numbers[1]}/")
    page.click("button[value=cart]")
    shoot(page, "cart")
    assert serious(page) == []
    page.goto("/checkout/")
    shoot(page, "checkout")
    assert serious(page) == []
    page.check("input[name=method][value=cash_on_delivery]")
    page.click(".receipt button")
    page.wait_for_url("**/placed/")
    shoot(page, "placed")
    page.click(".result .btn-primary")
    shoot(page, "order")
    assert untranslated(page) == set()
    for name, path in {"orders": "/orders/", "me": "/me/", "complaint": "/complaint/"}.items():
        page.goto(path)
        shoot(page, name)
        assert untranslated(page) == set(), path
        assert serious(page) == [], path


def test_the_shop_in_the_dark(opened, shoot):
    page = opened(color_scheme="dark")
    page.goto("/")
    shoot(page, "home-dark")
    page.goto("/style/")
    shoot(page, "style-dark")


def test_the_control_room_follows_the_orders(opened, shoot, world):
    page = opened(world.scheduler)
    page.goto("/control-room/")
    shoot(page, "control-room")
    assert untranslated(page) == set()
    assert page.locator("tbody tr").count() == 4
