"""A customer's own pages, and nobody else's."""

import pytest
from benchmarks.shelf import buyers

from tests.conftest import HouseClient
from tests.surfaces.storefront.test_buying import into_the_cart, order_form
from zhanggui.domain.care.models import Complaint
from zhanggui.domain.sales.models import Order
from zhanggui.identity.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(signed_in, shelf):
    into_the_cart(signed_in, shelf[0])
    signed_in.post("/checkout/", order_form(signed_in, shelf[0], method="gateway"))
    return Order.objects.get()


PAGES = ("", "placed/", "tracking/", "rating/", "return/")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page or "order")
def test_its_customer_sees_it(signed_in, order, page):
    assert signed_in.get(f"/orders/{order.number}/{page}").status_code == 200


@pytest.mark.parametrize(
    "page", [*PAGES, "../../pay/{}/", "../../pay/{}/result/"], ids=lambda page: page or "order"
)
def test_to_another_customer_it_is_not_there(order, page):
    stranger = HouseClient()
    stranger.force_login(Account.objects.get(pk=buyers(1)[0].account_id))
    path = (
        page.format(order.number).removeprefix("../..") if ".." in page else f"/orders/{order.number}/{page}"
    )

    assert stranger.get(path).status_code == 404


def test_a_visitor_is_asked_to_sign_in_and_brought_back(order):
    answer = HouseClient().get(f"/orders/{order.number}/")

    assert answer.headers["Location"] == f"/sign-in/?next=%2Forders%2F{order.number}%2F"


def test_cancelling_gives_the_goods_back(signed_in, order):
    signed_in.post(f"/orders/{order.number}/cancel")
    order.refresh_from_db()

    assert order.state == "cancelled"
    assert "订单已取消" in signed_in.get(f"/orders/{order.number}/").content.decode()


def test_paying_leads_to_the_page_of_that_payment_and_the_result_waits_for_its_word(signed_in, order):
    answer = signed_in.post(f"/pay/{order.number}/")

    payment = order.payments.get()
    assert answer.headers["Location"] == f"/pay/{order.number}/by/{payment.number}/"
    assert signed_in.get(answer.headers["Location"]).status_code == 200
    assert "等待付款结果" in signed_in.get(f"/pay/{order.number}/result/").content.decode()


def test_a_complaint_about_an_order(signed_in, order):
    form = {"matter": "delivery", "text": "还没有收到", "order": order.number}
    signed_in.post("/complaint/", form)

    assert Complaint.objects.get().order_id == order.id


def test_the_account_page_shows_a_masked_number(signed_in, buyer):
    Account.objects.filter(pk=buyer.account_id).update(mobile="13800138000")
    page = signed_in.get("/me/").content.decode()

    assert "138****8000" in page
    assert "13800138000" not in page
