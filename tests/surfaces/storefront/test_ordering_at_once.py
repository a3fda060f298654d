"""Impatient fingers, two windows, two devices: over real connections, one cart is one order."""

import re
import urllib.parse
import urllib.request
from collections import Counter
from http.cookiejar import Cookie, CookieJar
from urllib.error import HTTPError

import pytest
from benchmarks.shelf import buyers, change_price, goods_on_sale

from tests.conftest import HouseClient
from tests.crowd import Crowd
from zhanggui.domain.inventory import accounts
from zhanggui.domain.sales.models import CartLine, Order
from zhanggui.identity.models import Account
from zhanggui.kernel import clock
from zhanggui.mechanisms import ledger

pytestmark = pytest.mark.django_db(transaction=True)


def _cookie(session: str) -> Cookie:
    unset = ("port", "expires", "comment", "comment_url")
    rest = {**dict.fromkeys(unset), "version": 0, "path": "/", "secure": False, "discard": True, "rest": {}}
    told = {f"{name}_specified": False for name in ("port", "domain", "path")}
    domain = {"domain": "localhost.local", "domain_initial_dot": False}
    return Cookie(name="sessionid", value=session, **domain, **rest, **told)


class Window:
    """A window of a browser in which a customer is signed in."""

    def __init__(self, address: str, session: str) -> None:
        self.address = address
        jar = CookieJar()
        jar.set_cookie(_cookie(session))
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open

    def get(self, path: str) -> str:
        with self.open(f"{self.address}{path}", timeout=60) as answer:
            return answer.read().decode()

    def post(self, path: str, form: dict[str, str]) -> str:
        """Where it led to in the end."""
        try:
            with self.open(
                f"{self.address}{path}", urllib.parse.urlencode(form).encode(), timeout=60
            ) as answer:
                return answer.url.removeprefix(self.address)
        except HTTPError as refused:
            return str(refused.code)

    def checkout(self) -> dict[str, str]:
        """The form of the checkout page, filled in."""
        page = self.get("/checkout/")
        form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        address = re.search(r'name="address" value="([0-9a-f-]{36})"', page)[1]
        return {**form, "address": address, "method": "cash_on_delivery", "invoice-kind": "", "order": "1"}


@pytest.fixture
def thing(db):
    return goods_on_sale(1, pieces=50)[0]


@pytest.fixture
def window(live_server, thing):
    """Windows of one customer who has two pieces in the cart."""
    buyer = buyers(1)[0]
    account = Account.objects.get(pk=buyer.account_id)
    client = HouseClient()
    client.force_login(account)
    key = str(thing.sku_id)
    client.post("/cart/put", {"choice": key, "quantity": 2, f"price:{key}": thing.amount_fen})
    return lambda: Window(live_server.url, client.cookies["sessionid"].value)


def left(thing):
    return ledger.balance(accounts.sellable(thing.sku_id)).available


def test_one_form_sent_eight_times_at_once_is_one_order(window, thing):
    one = window()
    form = one.checkout()
    with Crowd(8) as crowd:
        ended = crowd.do([lambda: one.post("/checkout/", form)] * 8)

    order = Order.objects.get()
    assert order.lines.get().quantity == 2
    assert left(thing) == 48
    assert {where for where in ended if order.number in where}, ended
    assert all(order.number in where or where in {"/cart/", "422"} for where in ended), ended


def test_two_windows_with_the_same_cart_order_it_once(window, thing):
    windows = [window() for _ in range(4)]
    forms = [one.checkout() for one in windows]
    assert len({form["key"] for form in forms}) == 4
    with Crowd(4) as crowd:
        pairs = zip(windows, forms, strict=True)
        ended = crowd.do([lambda one=one, form=form: one.post("/checkout/", form) for one, form in pairs])

    assert Order.objects.count() == 1, ended
    assert left(thing) == 48
    assert not CartLine.objects.exists()
    assert Counter("/placed/" in where for where in ended)[True] == 1


def test_a_number_changed_in_the_other_window_is_said_not_ordered(window, thing):
    one, other = window(), window()
    form = one.checkout()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', other.get("/cart/"))[1]
    key = str(thing.sku_id)
    other.post("/cart/", {"csrfmiddlewaretoken": token, "line": key, "take": key, f"quantity:{key}": "9"})

    assert one.post("/checkout/", form) == "422"
    assert not Order.objects.exists()
    assert left(thing) == 50


def test_a_price_that_changed_in_between_is_said_not_charged(window, thing):
    one = window()
    form = one.checkout()
    change_price(thing, thing.amount_fen - 100, at=clock.now())

    assert one.post("/checkout/", form) == "422"
    assert not Order.objects.exists()

    one.post("/checkout/", one.checkout())
    assert Order.objects.get().goods_fen == 2 * (thing.amount_fen - 100)


def test_going_back_and_sending_again_shows_the_order_that_was_placed(window, thing):
    one = window()
    form = one.checkout()
    one.post("/checkout/", form)
    order = Order.objects.get()

    again = one.post("/checkout/", {**form, "method": "gateway"})

    assert again == f"/orders/{order.number}/"
    assert Order.objects.count() == 1
    assert left(thing) == 48
