"""A form with a key counts once: sent again it leads where it led; refused, it may be mended."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.urls import reverse

from tests.conftest import HouseClient
from tests.people import somebody
from zhanggui.domain.catalog.models import Category
from zhanggui.identity.models import Account, SignInCode, SignInTry
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.access.operations.request_sign_in_code import request_sign_in_code
from zhanggui.mechanisms.access.operations.sign_in_by_code import sign_in_by_code
from zhanggui.mechanisms.access.operations.sign_in_by_password import sign_in_by_password
from zhanggui.mechanisms.access.rules import Origin
from zhanggui.surfaces.entrance.models import SentForm
from zhanggui.surfaces.entrance.sent_forms import REMEMBERED, forget_old_forms

pytestmark = pytest.mark.django_db(transaction=True)
START = "admin:catalog_category_start"


@pytest.fixture
def reviewer():
    return Account.objects.get(pk=somebody("白露", Role.PRODUCT_REVIEWER).account_id)


def desk_of(account):
    client = HouseClient()
    client.force_login(account)
    return client


@pytest.fixture
def form(reviewer):
    """A form of the console as it was drawn, filled in: what it is sent with, key included."""
    page = desk_of(reviewer).get(reverse(START, args=["new"])).content.decode()
    (key,) = re.findall(r'name="form_key" value="([^"]+)"', page)
    return {
        "form_key": key,
        "code": "lamps",
        "name_zh": "灯具",
        "name_en": "Lamps",
        "return_policy": "no_reason",
    }


def send(account, form):
    try:
        return desk_of(account).post(reverse(START, args=["new"]), form)
    finally:
        connections.close_all()


def test_sent_again_it_leads_where_it_led_and_says_so(reviewer, form):
    desk = desk_of(reviewer)
    first = desk.post(reverse(START, args=["new"]), form)
    again = desk.post(reverse(START, args=["new"]), {**form, "code": "torches"})

    assert (first.status_code, again["Location"]) == (302, first["Location"])
    assert list(Category.objects.values_list("code", flat=True)) == ["lamps"]
    assert "没有重复办理" in desk.get(again["Location"]).content.decode()


def test_eight_at_once_are_one(reviewer, form):
    with ThreadPoolExecutor(8) as several:
        answers = list(several.map(lambda _: send(reviewer, form), range(8)))

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, answers[0]["Location"])}
    assert Category.objects.count() == 1


def test_refused_it_may_be_mended_and_sent_with_the_same_key(reviewer, form):
    assert send(reviewer, {**form, "name_zh": ""}).status_code == 422
    assert not SentForm.objects.exists()

    assert send(reviewer, form).status_code == 302
    assert Category.objects.count() == 1


def test_the_key_of_one_says_nothing_about_anothers(reviewer, form):
    other = Account.objects.get(pk=somebody("白雪", Role.PRODUCT_REVIEWER).account_id)
    send(reviewer, form)

    torches = {"code": "torches", "name_zh": "手电", "name_en": "Torches"}
    assert send(other, form | torches).status_code == 302
    assert Category.objects.count() == 2


@pytest.mark.parametrize(
    ("door", "said"),
    [
        pytest.param("entrance:staff", {"name": "nobody", "password": "wrong"}, id="staff"),
        pytest.param("entrance:partners", {"name": "nobody", "password": "wrong"}, id="partners"),
        pytest.param(
            "storefront:sign_in_by_password",
            {"mobile": "13912345678", "password": "wrong"},
            id="customers",
        ),
    ],
)
def test_a_wrong_try_at_a_door_counts_whatever_key_is_written_into_the_form(door, said):
    answer = HouseClient().post(reverse(door), said | {"form_key": str(new_id())})

    assert answer.status_code == 422
    assert list(SignInTry.objects.values_list("outcome", flat=True)) == [SignInTry.Outcome.WRONG]
    assert not SentForm.objects.exists()


def test_nobody_goes_on_guessing_a_code_with_keys_of_their_own():
    request_sign_in_code(mobile="13912345678", origin=Origin(), at=clock.now())
    guess = {"step": "code", "mobile": "13912345678", "code": "000000"}

    for _ in range(2):
        HouseClient().post(reverse("storefront:sign_in"), guess | {"form_key": str(new_id())})

    assert SignInCode.objects.get().tries == 2


def test_a_try_is_never_part_of_what_may_be_taken_back():
    with pytest.raises(RuntimeError), transaction.atomic():
        sign_in_by_password(name="nobody", password="wrong", origin=Origin(), at=clock.now())
    with pytest.raises(RuntimeError), transaction.atomic():
        sign_in_by_code(mobile="13912345678", code="000000", origin=Origin(), at=clock.now())


def test_old_forms_are_forgotten(reviewer, form):
    send(reviewer, form)

    assert forget_old_forms(at=clock.now()) == 0
    assert forget_old_forms(at=clock.now() + REMEMBERED + timedelta(minutes=1)) == 1
