"""A member's pages: where they stand, what they keep, how they are told, how safe they are, what they ask."""

import json
import re
from datetime import timedelta

import pytest
from benchmarks.shelf import buyers

from tests.conftest import HouseClient
from tests.surfaces.storefront.test_buying import code_sent, into_the_cart, order_form, texts
from tests.surfaces.storefront.test_cart import sell
from tests.vocabulary import nothing_changes
from zhanggui.domain.members import accounts
from zhanggui.domain.members.models import Favourite, PointsGrant, PrivacyRequest, Seen, Watch
from zhanggui.domain.messaging.models import ChannelChoice
from zhanggui.domain.sales.models import Address, CartLine, Order
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, Consent, SecondFactor, SignIn
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.access import second_factors
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject
from zhanggui.schema.encrypted import keyed_hash

__all__ = ["texts"]
pytestmark = pytest.mark.django_db
PASSWORD = "a-rainy-day-2026"
MOBILE = "13800138000"
PAGES = [
    "/me/", "/me/points/", "/me/profile/", "/me/addresses/", "/me/favourites/", "/me/seen/", "/me/notices/",
    "/me/safety/", "/me/safety/password/", "/me/safety/app/", "/me/privacy/", "/me/privacy/closure/",
]  # fmt: skip


def give_points(buyer, points):
    move = Transfer(accounts.issued(buyer.account_id), accounts.points(buyer.account_id), points)
    subject = Subject("sales.order", new_id())
    ledger.post(
        Entry(kind="test", key=f"t:{subject.id}", at=clock.now(), subject=subject, transfers=[move]),
        by=SYSTEM,
    )


@pytest.fixture
def account(buyer):
    """The customer's account, with a number."""
    found = Account.objects.get(pk=buyer.account_id)
    found.mobile, found.mobile_hash = MOBILE, keyed_hash(MOBILE)
    found.save(update_fields=["mobile", "mobile_hash"])
    return found


@pytest.mark.parametrize("path", PAGES)
def test_each_page_opens_for_its_member_and_shows_others_the_door(client, signed_in, account, path):
    assert signed_in.get(path).status_code == 200
    stranger = HouseClient()
    assert stranger.get(path).headers["Location"].startswith("/sign-in/")


def test_points_pay_a_part_and_what_was_shown_is_charged(signed_in, shelf, buyer):
    give_points(buyer, 500)
    into_the_cart(signed_in, shelf[0])

    page = signed_in.post("/checkout/", {"points": "300"}).content.decode()
    payable = int(re.search(r'name="payable" value="(\d+)"', page)[1])
    assert payable == shelf[0].amount_fen + 10_00 - 300
    form = order_form(signed_in, shelf[0], points="300")
    with nothing_changes():
        assert signed_in.post("/checkout/", form).status_code == 422, "another total was shown"
    signed_in.post("/checkout/", {**form, "payable": str(payable)})

    order = Order.objects.get()
    assert (order.payable_fen, order.discount_fen) == (payable, 300)
    assert ledger.balance(accounts.points(buyer.account_id)).available == 200
    told = " ".join(re.sub(r"<[^>]+>", " ", signed_in.get("/me/points/").content.decode()).split())
    assert "+500 500" in told, "they came, and then there were so many"
    assert re.search(rf"结算抵扣 {order.number} .{{10,20}} -300 200", told), told
    assert "积分" in signed_in.get(f"/orders/{order.number}/").content.decode()


def test_a_favourite_is_kept_from_its_page_and_a_visitor_is_asked_in(client, signed_in, shelf, numbers):
    form = {"sku": str(shelf[0].sku_id), "next": f"/g/{numbers[0]}/"}
    signed_in.post("/me/favourites/keep", form)
    assert Favourite.objects.get().price_fen == shelf[0].amount_fen
    assert "商品 0" in signed_in.get("/me/favourites/").content.decode()

    signed_in.post("/me/favourites/", {"watch": str(shelf[0].sku_id), "kind": "price"})
    assert Watch.objects.get().price_fen == shelf[0].amount_fen
    assert HouseClient().post("/me/favourites/keep", form).headers["Location"].startswith("/sign-in/")
    signed_in.post("/me/favourites/", {"drop": str(shelf[0].sku_id)})
    assert not Favourite.objects.exists()


@pytest.mark.parametrize(
    ("sold", "offered", "kind"),
    [(0, "降价提醒", "price"), (12, "到货提醒", "stock")],
    ids=["there", "sold out"],
)
def test_from_its_page_one_asks_to_be_told(signed_in, shelf, numbers, sold, offered, kind):
    if sold:
        sell(shelf[0], sold)
    page = signed_in.get(f"/g/{numbers[0]}/").content.decode()
    assert offered in page
    form = re.search(r'name="kind" value="(\w+)".*?name="watch" value="([^"]+)"', page, re.DOTALL)
    signed_in.post("/me/favourites/", {"kind": form[1], "watch": form[2], "next": f"/g/{numbers[0]}/"})
    assert Watch.objects.get().kind == kind
    assert Watch.objects.get().sku_id == shelf[0].sku_id
    assert "商品 0" in signed_in.get("/me/favourites/").content.decode()


def test_what_a_member_looks_at_is_remembered_and_forgotten_and_of_visitors_nothing(
    client, signed_in, numbers
):
    HouseClient().get(f"/g/{numbers[1]}/")
    assert not Seen.objects.exists()
    signed_in.get(f"/g/{numbers[0]}/")
    assert numbers[0] in signed_in.get("/me/seen/").content.decode()
    signed_in.post("/me/seen/")
    assert not Seen.objects.exists()


def test_offers_are_off_until_agreed_to_and_each_way_can_be_refused(signed_in, account, texts):
    page = signed_in.get("/me/notices/").content.decode()
    assert not re.search(r'value="marketing:\w+" checked', page)
    signed_in.post("/me/notices/", {"want": ["watching:inbox", "watching:mail"]})
    refused = set(ChannelChoice.objects.exclude(refused_at=None).values_list("topic", "channel"))
    assert refused == {("watching", "sms"), *(("reminders", way) for way in ("sms", "mail", "inbox"))}

    signed_in.post("/me/privacy/", {"give": "marketing"})
    assert re.search(r'value="marketing:sms" checked', signed_in.get("/me/notices/").content.decode())
    signed_in.post("/me/privacy/", {"withdraw": "marketing"})
    assert not Consent.objects.filter(purpose="marketing", withdrawn_at=None).exists()


def test_the_address_book_adds_prefers_and_removes(signed_in, buyer):
    new = {
        "add": "1", "to-recipient": "李雷", "to-mobile": MOBILE, "to-province": "浙江省",
        "to-city": "杭州市", "to-district": "西湖区", "to-street": "文三路 1 号",
    }  # fmt: skip
    with nothing_changes():
        assert signed_in.post("/me/addresses/", {**new, "to-district": "浦东新区"}).status_code == 422
    signed_in.post("/me/addresses/", new)
    signed_in.post("/me/addresses/", {"prefer": str(buyer.address_id)})
    first = re.search(r'name="retire" value="([0-9a-f-]+)"', signed_in.get("/me/addresses/").content.decode())
    assert first[1] == str(buyer.address_id)
    signed_in.post("/me/addresses/", {"retire": str(buyer.address_id)})
    assert Address.objects.get(retired_at=None).recipient == "李雷"


def test_other_devices_are_signed_out_one_or_all(account):
    devices = [HouseClient() for _ in range(3)]
    for device in devices:
        device.force_login(account)
    page = devices[0].get("/me/safety/").content.decode()
    there = re.findall(r'name="end" value="([0-9a-f-]+)"', page)
    assert len(there) == 2, "this device is not among those to end"

    devices[0].post("/me/safety/", {"end": there[0]})
    assert SignIn.objects.filter(ended_at=None).count() == 2
    devices[0].post("/me/safety/", {"end_all": "1"})

    assert devices[0].get("/me/").status_code == 200
    assert {device.get("/me/").status_code for device in devices[1:]} == {302}


def test_nobody_ends_the_sign_in_of_another(signed_in, account):
    other = HouseClient()
    other.force_login(Account.objects.get(pk=buyers(1)[0].account_id))
    foreign = SignIn.objects.latest("begun_at")
    signed_in.post("/me/safety/", {"end": str(foreign.id)})
    assert other.get("/me/").status_code == 200


def test_a_password_is_set_by_a_code_and_opens_the_door_with_the_cart(signed_in, account, shelf):
    signed_in.post("/me/safety/password/", {"send": "1"})
    wrong = {"code": "000000", "new": PASSWORD}
    assert signed_in.post("/me/safety/password/", wrong).status_code == 422
    signed_in.post("/me/safety/password/", {"code": code_sent(), "new": PASSWORD})
    assert signed_in.get("/me/").status_code == 302, "everybody is out"

    visitor = HouseClient()
    into_the_cart(visitor, shelf[0], 2)
    bad = {"mobile": MOBILE, "password": "not-this-2026", "next": "/cart/"}
    assert visitor.post("/sign-in/password/", bad).status_code == 422
    answer = visitor.post("/sign-in/password/", {**bad, "password": PASSWORD})

    assert answer.headers["Location"] == "/cart/"
    assert CartLine.objects.get().quantity == 2


def test_an_authenticator_app_is_asked_for_once_it_is_set_up_and_until_it_is_dropped(signed_in, account):
    signed_in.get("/me/safety/app/")
    secret = SecondFactor.objects.get().secret
    page = signed_in.post("/me/safety/app/", {"code": second_factors.code_at(secret, clock.now())})
    assert "恢复码" in page.content.decode()

    visitor = HouseClient()
    visitor.post("/sign-in/", {"step": "number", "mobile": MOBILE})
    entry = {"step": "code", "mobile": MOBILE, "code": code_sent(), "next": "/orders/"}
    assert visitor.post("/sign-in/", entry).headers["Location"].startswith("/sign-in/code/")
    assert visitor.get("/orders/").status_code == 302, "not in yet"
    assert visitor.post("/sign-in/code/", {"code": "000000", "next": "/orders/"}).status_code == 422
    later = clock.now() + timedelta(seconds=30)
    answer = visitor.post(
        "/sign-in/code/", {"code": second_factors.code_at(secret, later), "next": "/orders/"}
    )
    assert answer.headers["Location"] == "/orders/"

    assert signed_in.post("/me/safety/app/", {"code": "000000"}).status_code == 422
    assert SecondFactor.objects.exists()


def test_a_copy_of_everything_is_ones_own_and_its_taking_is_kept(signed_in, account, buyer, shelf):
    into_the_cart(signed_in, shelf[0])
    give_points(buyer, 40)
    stranger = buyers(1)[0]

    copy = signed_in.post("/me/privacy/copy")

    told = json.loads(copy.content)
    assert told["account"]["mobile"] == MOBILE
    assert told["membership"]["points"] == 40
    assert [one["mobile"] for one in told["addresses"]]
    assert str(stranger.account_id) not in copy.content.decode()
    assert PrivacyRequest.objects.get(kind="copy").done_at is not None


def test_closing_the_account_is_asked_for_with_ones_own_tick(signed_in, account):
    with nothing_changes():
        assert signed_in.post("/me/privacy/closure/", {"reason": ""}).status_code == 422
    signed_in.post("/me/privacy/closure/", {"understood": "on", "reason": "不用了"})

    asked = PrivacyRequest.objects.get(kind="closure")
    assert asked.case.number in signed_in.get("/me/privacy/").content.decode()
    assert signed_in.post("/me/privacy/closure/", {"understood": "on"}).status_code == 422


def test_the_profile_is_corrected(signed_in, account):
    assert signed_in.post("/me/profile/", {"name": "王", "email": "nonsense"}).status_code == 422
    signed_in.post("/me/profile/", {"name": "王秀兰", "email": "wang@example.com"})
    account.refresh_from_db()
    assert (account.person.name, account.email) == ("王秀兰", "wang@example.com")
    assert not PointsGrant.objects.exists()
