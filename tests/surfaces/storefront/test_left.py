"""A sign-in that ends while somebody writes loses nothing of what they wrote."""

import re
from html import unescape

import pytest

from tests.conftest import HouseClient
from tests.surfaces.storefront.test_buying import into_the_cart
from tests.surfaces.storefront.test_membership import MOBILE, account
from zhanggui.domain.care.models import Complaint
from zhanggui.domain.sales.models import Order
from zhanggui.identity.models import SignIn, TextMessage
from zhanggui.kernel import clock

__all__ = ["account"]
pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
LONG = "𠮷野家旁边的㐂铺 🀄 " * 90


def written(answer):
    """What the page would send on, and where."""
    page = answer.content.decode()
    form = page[page.index("<main") :]
    where = re.search(r'action="([^"]*)"', form[: form.index("</form>")])
    fields = [(name, unescape(value)) for name, value in HIDDEN.findall(form[: form.index("</form>")])]
    return (unescape(where[1]) if where else None), dict(fields)


def come_in(client, carried):
    """By code, step by step, with what came along."""
    page = client.post("/sign-in/", carried)
    _, carried = written(page)
    page = client.post("/sign-in/", {**carried, "mobile": MOBILE})
    _, carried = written(page)
    code = re.search(r"\d{6}", TextMessage.objects.latest("created_at").body)[0]
    return client.post("/sign-in/", {**carried, "mobile": MOBILE, "code": code})


def ended():
    SignIn.objects.update(ended_at=clock.now())


def test_a_complaint_is_sent_after_all(signed_in, account):
    ended()
    answer = signed_in.post("/complaint/", {"matter": "goods", "text": LONG})
    assert answer.status_code == 401
    where, carried = written(answer)
    assert where == "/sign-in/"

    where, fields = written(come_in(signed_in, carried))
    assert not Complaint.objects.exists()
    signed_in.post(where, fields)
    assert Complaint.objects.get().text == LONG.strip()


def test_a_checkout_is_as_it_was_and_orders_nothing_by_itself(signed_in, shelf, account):
    into_the_cart(signed_in, shelf[0])
    form = {
        "address": "new",
        "to-recipient": "㐂喜",
        "to-street": "文三路 1 号",
        "method": "gateway",
        "order": "1",
    }
    ended()
    _, carried = written(signed_in.post("/checkout/", form))
    where, fields = written(come_in(signed_in, carried))
    page = signed_in.post(where, fields).content.decode()

    assert where == "/checkout/"
    assert 'value="㐂喜"' in page
    assert 'value="gateway" checked' in page
    assert not Order.objects.exists()


def test_what_is_written_goes_to_no_other_house(client, signed_in):
    for where in ("https://example.com/", "//example.com/x", "javascript:alert(1)", ""):
        answer = signed_in.post("/sign-in/", {"left_at": where, "left": "a=b", "next": "/cart/"})
        assert answer.headers["Location"] == "/cart/", where
    assert HouseClient().post("/orders/1/cancel").headers["Location"].startswith("/sign-in/")
