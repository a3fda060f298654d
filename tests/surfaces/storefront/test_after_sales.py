"""After the sale, in the shop: rights with reasons, an exchange from the choice to the payment, my cases."""

import io
from datetime import timedelta

import pytest
from benchmarks.shelf import buyers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests import swaps
from tests.domain.aftersales.conftest import agent, deliver, keeper, warehouse
from tests.journeys.conftest import customer, thing, wish
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.set_guarantee_term import TermWish, set_guarantee_term
from zhanggui.domain.aftersales.states import GuaranteeClass
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.sales.models import Order
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.surfaces.design.shown import price_html

__all__ = ["agent", "customer", "deliver", "keeper", "thing", "warehouse", "wish"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def noon():
    """Yesterday: goods of an order signed for then can still be returned."""
    return clock.now() - timedelta(days=1)


@pytest.fixture
def order(deliver) -> Order:
    return deliver()


@pytest.fixture
def guaranteed(thing, noon):
    category = Sku.objects.get(pk=thing.sku_id).goods.category
    return set_guarantee_term(
        wish=TermWish(category_id=category.id, kind=GuaranteeClass.APPLIANCE),
        by=somebody("客服主管", Role.CS_SUPERVISOR),
        at=noon - timedelta(days=30),
    )


def png() -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (40, 30), (180, 40, 40)).save(held, "PNG")
    return SimpleUploadedFile("破损.png", held.getvalue(), "image/png")


def text(answer) -> str:
    return answer.content.decode()


def test_the_page_of_rights_offers_what_is_due_and_says_why_not(signed_in, order):
    page = text(signed_in.get(f"/orders/{order.number}/after-sales/"))
    line = order.lines.get().id
    assert f"/orders/{order.number}/exchange/{line}/" in page
    assert f"/orders/{order.number}/repair/{line}/" not in page
    assert "不在三包保修范围内" in page
    assert "消费者权益保护法 25" in page


def test_an_exchange_from_the_choice_to_the_difference(signed_in, order, thing):
    red = swaps.variant(thing, dearer_fen=500)
    line = order.lines.get().id
    address = f"/orders/{order.number}/exchange/{line}/"
    page = text(signed_in.get(address))
    assert "需补差价 ¥5.00" in page
    form = {
        "choice": f"{red.sku_id}:500",
        "pieces": "1",
        "kind": "no_reason",
        "cause": "does_not_fit",
        "key": "k1",
    }
    answer = signed_in.post(address, form)
    case = Return.objects.get()
    assert answer["Location"] == f"/returns/{case.number}/"
    assert signed_in.post(address, form)["Location"] == answer["Location"], "sent twice, asked once"
    page = text(signed_in.get(f"/returns/{case.number}/"))
    other = swaps.replacement(case)
    assert f"/pay/{other.number}/" in page
    assert str(price_html(500)) in text(signed_in.get(f"/pay/{other.number}/"))
    signed_in.post(f"/returns/{case.number}/sent", {"withdraw": "1"})
    case.refresh_from_db()
    assert (case.state, swaps.replacement(case).state) == ("withdrawn", "cancelled")


def test_another_difference_than_was_shown_is_asked_again(signed_in, order, thing):
    red = swaps.variant(thing, dearer_fen=500)
    address = f"/orders/{order.number}/exchange/{order.lines.get().id}/"
    with nothing_changes():
        answer = signed_in.post(address, {"choice": f"{red.sku_id}:0", "pieces": "1", "key": "k2"})
    assert answer.status_code == 422


def test_a_repair_with_pictures_and_a_courier(guaranteed, signed_in, order):
    line = order.lines.get().id
    signed_in.post(f"/orders/{order.number}/repair/{line}/", {"pieces": "1", "reason": "不通电", "key": "r1"})
    case = Return.objects.get()
    assert (case.remedy, case.state) == ("repair", "requested")
    signed_in.post(f"/returns/{case.number}/pictures", {"pictures": [png(), png()]})
    picture = case.pictures.all()[0]
    shown = signed_in.get(f"/returns/{case.number}/pictures/{picture.id}")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    Return.objects.filter(pk=case.pk).update(state="approved")
    page = text(signed_in.get(f"/returns/{case.number}/"))
    time = page.partition('<select class="input" id="time"')[2].partition('value="')[2].partition('"')[0]
    signed_in.post(f"/returns/{case.number}/pickup", {"time": time})
    case.refresh_from_db()
    assert case.way_back == "picked_up"
    with nothing_changes():
        signed_in.post(f"/returns/{case.number}/pickup", {"time": "2020-01-01T09:00"})


def keeps(order, yuan):
    return {
        "line": str(order.lines.get().id),
        "pieces": "1",
        "cause": "damaged",
        "reason": "一处凹痕",
        "yuan": yuan,
        "key": "m1",
    }


@pytest.mark.parametrize(
    "yuan",
    [
        pytest.param("多少都行", id="words"),
        pytest.param("3.505", id="half a fen"),
        pytest.param("-3.50", id="below nothing"),
        pytest.param("²", id="a digit that stands for no number"),
    ],
)
def test_a_sum_that_is_none_is_refused_and_not_read_as_all_the_money(signed_in, order, yuan):
    with nothing_changes():
        answer = signed_in.post(f"/orders/{order.number}/money-back/", keeps(order, yuan))
    assert answer.status_code == 422


def test_money_for_what_is_kept(signed_in, order):
    signed_in.post(f"/orders/{order.number}/money-back/", keeps(order, "3.50"))
    case = Return.objects.get()
    assert (case.remedy, case.asked_fen, case.state) == ("refund_only", 350, "requested")
    assert case.number in text(signed_in.get("/returns/"))


def test_a_list_of_many_cases_asks_as_often_as_a_list_of_few(signed_in, order, deliver, thing):
    def ask(number: int) -> None:
        form = {
            f"pieces:{order.lines.get().id}": "1",
            "kind": "no_reason",
            "cause": "changed_mind",
            "key": f"l{number}",
        }
        signed_in.post(f"/orders/{order.number}/return/", form)

    ask(1)
    told = text(signed_in.get(f"/returns/{Return.objects.get().number}/"))
    assert told.index("我们已同意") < told.index("您提交了申请"), "the latest first, of one moment too"
    signed_in.get("/returns/")
    with CaptureQueriesContext(connection) as few:
        signed_in.get("/returns/")
    ask(2)
    ask(3)
    with CaptureQueriesContext(connection) as many:
        signed_in.get("/returns/")
    assert Return.objects.count() == 3
    assert len(many) == len(few)


def test_a_stranger_sees_and_does_nothing(client, signed_in, order, thing):
    red = swaps.variant(thing)
    line = order.lines.get().id
    signed_in.post(
        f"/orders/{order.number}/exchange/{line}/",
        {"choice": f"{red.sku_id}:0", "pieces": "1", "cause": "does_not_fit", "key": "s1"},
    )
    case = Return.objects.get()
    signed_in.post(f"/returns/{case.number}/pictures", {"pictures": [png()]})
    picture = case.pictures.get()
    client.logout()
    client.force_login(Account.objects.get(pk=buyers(1)[0].account_id))
    reads = (
        f"/orders/{order.number}/after-sales/", f"/orders/{order.number}/money-back/",
        f"/orders/{order.number}/exchange/{line}/", f"/orders/{order.number}/repair/{line}/",
        f"/returns/{case.number}/", f"/returns/{case.number}/pictures/{picture.id}",
    )  # fmt: skip
    for address in reads:
        assert client.get(address).status_code == 404, address
    with nothing_changes():
        for verb in ("sent", "pickup", "pictures"):
            answer = client.post(f"/returns/{case.number}/{verb}", {"withdraw": "1", "pictures": png()})
            assert answer.status_code == 404, verb
    assert case.number not in text(client.get("/returns/"))
