"""Every request knows who asks, and asks the database once at most."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings as house_settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from tests.conftest import HouseClient
from zhanggui.identity.actor import PUBLIC_ACCOUNT, SYSTEM
from zhanggui.identity.models import Account, SignIn
from zhanggui.identity.roles import Role
from zhanggui.kernel.clock import SetClock
from zhanggui.mechanisms.access.operations.revoke_role import revoke_role
from zhanggui.mechanisms.access.operations.sign_out import sign_out
from zhanggui.mechanisms.access.operations.sign_out_everywhere import sign_out_everywhere
from zhanggui.mechanisms.access.web import SESSION_KEY, WhoAsks, current_sign_in, origin_of

Staff = Callable[..., Account]


def asked(client: HouseClient, path: str = "/console/") -> HttpRequest:
    """The request as a view would see it."""
    request = RequestFactory().get(path)
    cookie = client.cookies.get(house_settings.SESSION_COOKIE_NAME)
    request.session = SessionStore(cookie.value if cookie else None)
    WhoAsks(lambda _: HttpResponse())(request)
    return request


def actor_of(request: HttpRequest) -> UUID:
    return request.actor.account_id  # type: ignore[attr-defined, no-any-return]


def test_somebody_signed_in_is_known_in_one_query(
    staff: Staff, client: HouseClient, set_clock: SetClock, django_assert_num_queries: Callable[..., object]
) -> None:
    account = staff("li.na", Role.FINANCE, Role.RISK_MANAGER)
    client.force_login(account)

    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        request = asked(client)
        actor = request.actor  # type: ignore[attr-defined]
        assert (actor.account_id, actor.via) == (account.id, "console")
        assert actor.roles == {Role.FINANCE, Role.RISK_MANAGER}
        assert request.user.is_staff
        assert str(request.user) == "li.na"


def test_a_visitor_costs_no_query(
    db: None, client: HouseClient, django_assert_num_queries: Callable[..., object]
) -> None:
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        request = asked(client, "/")
        assert actor_of(request) == PUBLIC_ACCOUNT
        assert not request.user.is_authenticated


def test_a_revoked_role_is_gone_at_the_next_request(
    staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    account = staff("li.na", Role.FINANCE)
    client.force_login(account)
    revoke_role(account_id=account.id, role=Role.FINANCE, by=SYSTEM, at=set_clock.now())

    assert asked(client).actor.roles == frozenset()  # type: ignore[attr-defined]


def test_a_copied_cookie_is_worth_nothing_after_signing_out(
    staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    account = staff("li.na")
    client.force_login(account)
    sign_in_id = current_sign_in(asked(client))
    assert sign_in_id

    sign_out(sign_in_id=sign_in_id, by=account.actor(), at=set_clock.now())

    assert actor_of(asked(client)) == PUBLIC_ACCOUNT


def test_signing_out_everywhere_ends_every_device(
    staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    account = staff("li.na")
    other = HouseClient()
    for each in (client, other):
        each.force_login(account)

    assert sign_out_everywhere(by=account.actor(), at=set_clock.now()) == 2
    assert {actor_of(asked(client)), actor_of(asked(other))} == {PUBLIC_ACCOUNT}


def test_staff_who_are_away_for_half_an_hour_are_out(
    staff: Staff, client: HouseClient, set_clock: SetClock
) -> None:
    account = staff("li.na", Role.FINANCE)
    client.force_login(account)

    for _ in range(3):
        set_clock.move(timedelta(minutes=29))
        assert actor_of(asked(client)) == account.id
    set_clock.move(timedelta(minutes=31))
    assert actor_of(asked(client)) == PUBLIC_ACCOUNT
    assert SignIn.objects.get().ended_at


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param("not-a-uuid", id="no identifier"),
        pytest.param("00000000-0000-7000-8000-000000000001", id="the house itself"),
    ],
)
def test_a_sign_in_that_is_not_there_opens_nothing(forged: str, db: None, client: HouseClient) -> None:
    session = client.session
    session[SESSION_KEY] = forged
    session.save()
    client.cookies[house_settings.SESSION_COOKIE_NAME] = session.session_key

    assert actor_of(asked(client)) == PUBLIC_ACCOUNT


def test_an_uncompleted_sign_in_opens_nothing(staff: Staff, client: HouseClient, noon: datetime) -> None:
    client.force_login(staff("li.na"))
    SignIn.objects.update(completed_at=None)

    assert actor_of(asked(client)) == PUBLIC_ACCOUNT


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("0192f3c1-aaaa-7bbb-8ccc-0123456789ab", True, id="a proper one is kept"),
        pytest.param("x\r\nSet-Cookie: a=b", False, id="a header injection is replaced"),
        pytest.param("9" * 10_000, False, id="an endless one is replaced"),
    ],
)
def test_requests_are_numbered(given: str, kept: bool) -> None:
    request = RequestFactory().get("/", headers={"X-Request-ID": given})
    request.session = SessionStore(None)
    response = WhoAsks(lambda _: HttpResponse())(request)

    assert (response["X-Request-ID"] == given) is kept


@pytest.mark.parametrize(
    ("proxied", "forwarded", "address"),
    [
        pytest.param(False, "6.6.6.6", "127.0.0.1", id="without a proxy nobody chooses their address"),
        pytest.param(True, "6.6.6.6, 203.0.113.9", "203.0.113.9", id="behind it, the address it has seen"),
        pytest.param(True, "nonsense", None, id="what is no address is left out"),
    ],
)
def test_limits_by_address_cannot_be_talked_away(
    proxied: bool, forwarded: str, address: str | None, settings: Settings
) -> None:
    settings.HTTPS = proxied
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    assert origin_of(request).address == address
