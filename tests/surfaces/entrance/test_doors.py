"""The doors in a browser's eyes: who comes in, where they land, and what is said to those who do not."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.conftest import HouseClient
from tests.mechanisms.access.conftest import PASSWORD, staff
from tests.vocabulary import nothing_changes
from zhanggui.domain.catalog.models import Category
from zhanggui.identity.models import Account, Organisation, SignIn, TextMessage
from zhanggui.identity.roles import Role
from zhanggui.kernel.clock import SetClock
from zhanggui.mechanisms.access import second_factors
from zhanggui.mechanisms.access.operations.prepare_second_factor import prepare_second_factor
from zhanggui.mechanisms.access.operations.set_second_factor import set_second_factor
from zhanggui.surfaces.entrance.templatetags.entrance import device

__all__ = ["staff"]

Staff = Callable[..., Account]


@pytest.fixture(autouse=True)
def _no_second_factor_needed(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = "optional"


def test_staff_land_in_the_console(staff: Staff, client: HouseClient, set_clock: SetClock) -> None:
    staff("li.na", Role.FINANCE)
    answer = client.post("/console/login/", {"name": "li.na", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/console/")


def test_partners_land_in_their_portal(
    staff: Staff, client: HouseClient, set_clock: SetClock, noon: datetime
) -> None:
    account = staff("li.na")
    account.organisation = Organisation.objects.create(kind="supplier", name="一家", created_at=noon)
    account.save()
    account.grants.create(role=Role.SUPPLIER, granted_by=account, granted_at=noon)
    answer = client.post("/partners/login/", {"name": "li.na", "password": PASSWORD})
    assert answer["Location"] == "/partners/"


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [
        pytest.param("/console/approvals/", "/console/approvals/", id="a page of ours"),
        pytest.param("https://evil.example/", "/console/", id="another site"),
        pytest.param("//evil.example/", "/console/", id="another site in disguise"),
        pytest.param("javascript:alert(1)", "/console/", id="a script"),
    ],
)
def test_after_signing_in_one_lands_where_one_wanted_but_never_elsewhere(
    wanted: str, lands: str, staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    staff("li.na", Role.FINANCE)
    answer = client.post("/console/login/", {"name": "li.na", "password": PASSWORD, "next": wanted})
    assert answer["Location"] == lands


def test_a_probe_that_asks_for_the_head_of_a_door_finds_it_open(client: HouseClient) -> None:
    assert client.head(reverse("entrance:staff")).status_code == 200


def test_a_wrong_password_is_told_in_chinese_beside_the_form(
    staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    staff("li.na")
    answer = client.post("/console/login/", {"name": "li.na", "password": "wrong"})
    assert answer.status_code == 422
    assert "登录名与密码不匹配" in answer.content.decode()
    assert "wrong" not in answer.content.decode().replace("field-wrong", "")


def test_the_second_factor_stands_between_password_and_console(
    staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    account = staff("li.na", Role.FINANCE)
    now = set_clock.now()
    secret = prepare_second_factor(account=account, at=now).secret
    set_second_factor(account=account, code=second_factors.code_at(secret, now), at=now)

    answer = client.post("/console/login/", {"name": "li.na", "password": PASSWORD})
    assert answer["Location"] == reverse("entrance:second_factor")
    assert client.get("/my/account/").status_code == 302, "not in yet"
    answer = client.post(reverse("entrance:second_factor"), {"code": "000000"})
    assert answer.status_code == 422
    answer = client.post(reverse("entrance:second_factor"), {"code": second_factors.code_at(secret, now)})
    assert answer["Location"] == "/console/"
    assert client.get("/my/account/").status_code == 200


def test_where_it_is_due_one_sets_it_up_on_the_way_in(
    staff: Staff, client: HouseClient, set_clock: SetClock, settings: Settings
) -> None:
    settings.STAFF_SECOND_FACTOR = "required"
    account = staff("li.na", Role.FINANCE)
    client.post("/console/login/", {"name": "li.na", "password": PASSWORD})
    assert client.get(reverse("entrance:second_factor"))["Location"] == reverse("entrance:set_up")
    assert "<svg" in client.get(reverse("entrance:set_up")).content.decode()

    secret = account.second_factor.secret
    code = second_factors.code_at(secret, set_clock.now())
    shown = client.post(reverse("entrance:set_up"), {"code": code}).content.decode()
    assert shown.count("<li>") >= 8
    answer = client.post(reverse("entrance:second_factor"), {"code": code})
    assert answer["Location"] == "/console/"


@pytest.mark.parametrize("guarded", [False, True], ids=["by password", "with a second factor"])
def test_what_was_written_before_the_sign_in_ended_goes_through_the_door_and_is_done(
    guarded: bool, staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    account = staff("li.na", Role.PRODUCT_REVIEWER)
    if guarded:
        secret = prepare_second_factor(account=account, at=set_clock.now()).secret
        code = second_factors.code_at(secret, set_clock.now())
        set_second_factor(account=account, code=code, at=set_clock.now())
    client.force_login(account)
    there, lamps = reverse("admin:catalog_category_start", args=["new"]), {"code": "lamps", "name_zh": "灯具"}
    set_clock.move(timedelta(minutes=31))

    with nothing_changes():
        told = client.post(there, lamps | {"name_en": "Lamps", "return_policy": "no_reason"})
    assert (told.status_code, "登录已失效" in told.content.decode()) == (401, True)
    asked = client.post(reverse("entrance:staff"), hidden(told))
    answer = client.post(reverse("entrance:staff"), hidden(asked) | {"name": "li.na", "password": PASSWORD})
    if guarded:
        code = second_factors.code_at(secret, set_clock.now())
        answer = client.post(reverse("entrance:second_factor"), hidden(answer) | {"code": code})
    assert client.post(there, hidden(answer)).status_code == 302

    assert Category.objects.get().name_zh == "灯具"


def hidden(answer: HttpResponse) -> dict[str, str]:
    """What the form of this page takes along unseen."""
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    return {name: unescape(value) for name, value in found}


def test_a_part_of_a_page_leads_its_page_to_the_door_when_the_sign_in_has_ended(
    staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    client.force_login(staff("li.na", Role.CS_AGENT))
    set_clock.move(timedelta(minutes=31))

    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/?q=1"}
    answer = client.post("/desk/place", {"pieces": "1"}, headers=headers)

    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/console/login/?next=%2Fdesk%2F")


def test_signing_out_needs_a_form_and_ends_the_row(
    staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    client.force_login(staff("li.na"))
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert SignIn.objects.get().ended_at


def test_changing_the_password_and_leaving_everywhere(
    staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    client.force_login(staff("li.na"))
    answer = client.post("/my/account/", {"old": PASSWORD, "new": "short"})
    assert answer.status_code == 422
    answer = client.post("/my/account/", {"old": PASSWORD, "new": "another-rainy-day-7"})
    assert answer.status_code == 302
    assert client.get("/my/account/").status_code == 302
    client.force_login(Account.objects.get(username="li.na"))
    assert client.post("/my/account/out-everywhere/").status_code == 302
    assert not SignIn.objects.filter(ended_at=None).exists()


def test_forms_from_elsewhere_are_refused(staff: Staff, set_clock: SetClock) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/console/login/", {"name": "li.na", "password": PASSWORD}).status_code == 403


@pytest.mark.parametrize(
    ("demo", "status"),
    [pytest.param(True, 200, id="shown in the demo"), pytest.param(False, 404, id="nowhere else")],
)
def test_short_messages_are_shown_to_developers_only(
    demo: bool, status: int, client: HouseClient, settings: Settings, noon: datetime, db: None
) -> None:
    settings.DEMO = demo
    TextMessage.objects.create(recipient="13800001234", body="验证码 123456", purpose="x", created_at=noon)
    answer = client.get("/dev/sms/")
    assert answer.status_code == status
    assert ("123456" in answer.content.decode()) is demo
    assert "13800001234" not in answer.content.decode()


@pytest.mark.parametrize(
    ("agent", "shown"),
    [
        pytest.param(
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140", "Edge · Windows", id="Edge"
        ),
        pytest.param("Mozilla/5.0 (iPhone; CPU iPhone OS 18) Safari/604.1", "Safari · iPhone", id="a phone"),
        pytest.param("curl/8.5", "curl/8.5", id="a program"),
        pytest.param("", "—", id="nothing"),
    ],
)
def test_devices_are_named_as_people_know_them(agent: str, shown: str) -> None:
    assert device(agent) == shown
