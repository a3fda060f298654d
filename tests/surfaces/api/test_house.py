"""The API as a whole: who may come in, how it says no, and what happens when a call comes twice."""

import base64
import json

import pytest
from django.test import Client

from tests.people import LONG_AGO, somebody
from zhanggui.domain.sales.models import Address
from zhanggui.identity.actor import PUBLIC, SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed
from zhanggui.mechanisms.access.operations.issue_client import issue_client
from zhanggui.surfaces.api.callers import forget_callers, token_for
from zhanggui.surfaces.api.house import api
from zhanggui.surfaces.api.idempotency import answer_once

pytestmark = pytest.mark.django_db

HOME = {
    "recipient": "王秀兰",
    "mobile": "13900000001",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "street": "文三路1号",
}


@pytest.fixture(autouse=True)
def _nobody_is_remembered():
    forget_callers()


@pytest.fixture
def customer():
    return somebody("王秀兰", Role.CUSTOMER)


@pytest.fixture
def program(customer):
    """A program that calls in the customer's name."""
    return Client(headers={"Authorization": f"Bearer {token_for(customer.account_id)}"})


def post(program, path, body, **headers):
    return program.post(
        path, json.dumps(body), content_type="application/json", headers=headers, follow=False
    )


def token(client_id, client_secret):
    pair = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
    return Client().post(
        "/api/oauth/token", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {pair}"}
    )


def test_a_program_gets_a_token_for_its_credentials_and_acts_with_the_roles_of_its_account(customer, noon):
    made = issue_client(account_id=customer.account_id, name="呼叫中心", by=SYSTEM, at=noon)

    answer = token(made.client_id, made.client_secret)

    assert answer.status_code == 200
    program = Client(headers={"Authorization": f"Bearer {answer.json()['access_token']}"})
    assert program.get("/api/orders").json() == []


@pytest.mark.parametrize(
    ("right_id", "right_secret"),
    [
        pytest.param(True, False, id="with another secret"),
        pytest.param(False, True, id="as another program"),
    ],
)
def test_a_program_gets_no_token(customer, noon, right_id, right_secret):
    made = issue_client(account_id=customer.account_id, name="呼叫中心", by=SYSTEM, at=noon)

    answer = token(
        made.client_id if right_id else "somebody", made.client_secret if right_secret else "guess"
    )

    assert answer.status_code == 401


def test_only_the_security_administrator_issues_credentials(customer, noon):
    with pytest.raises(NotAllowed):
        issue_client(account_id=customer.account_id, name="呼叫中心", by=PUBLIC, at=noon)


def test_the_token_of_a_disabled_account_opens_nothing(program, customer):
    Account.objects.filter(pk=customer.account_id).update(disabled_at=LONG_AGO)

    answer = program.get("/api/orders")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        pytest.param("zh-hans", "请登录，或提供有效的令牌。", id="in Chinese"),
        pytest.param("en", "Please sign in, or send a valid token.", id="in English"),
    ],
)
def test_a_stranger_is_told_so_in_their_language(language, title):
    answer = Client().get("/api/orders", headers={"Accept-Language": language})

    assert answer.status_code == 401
    assert answer["Content-Type"].startswith("application/problem+json")
    assert answer.json()["title"] == title


def test_the_same_call_with_the_same_key_happens_once(program):
    first = post(program, "/api/addresses", HOME, **{"Idempotency-Key": "a-1"})
    again = post(program, "/api/addresses", HOME, **{"Idempotency-Key": "a-1"})

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Idempotency-Replayed"] == "true"
    assert Address.objects.count() == 1


def test_another_call_with_the_same_key_is_refused_and_changes_nothing(program):
    post(program, "/api/addresses", HOME, **{"Idempotency-Key": "a-1"})

    other = post(program, "/api/addresses", HOME | {"street": "文三路2号"}, **{"Idempotency-Key": "a-1"})

    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    assert Address.objects.count() == 1


def test_the_key_of_one_account_says_nothing_about_anothers(program):
    neighbour = somebody("邻居", Role.CUSTOMER)
    theirs = Client(headers={"Authorization": f"Bearer {token_for(neighbour.account_id)}"})
    post(program, "/api/addresses", HOME, **{"Idempotency-Key": "a-1"})

    assert post(theirs, "/api/addresses", HOME, **{"Idempotency-Key": "a-1"}).status_code == 201
    assert Address.objects.count() == 2


def test_a_refused_call_may_be_mended_under_its_key(program):
    wrong = post(program, "/api/addresses", HOME | {"mobile": "1"}, **{"Idempotency-Key": "a-1"})
    right = post(program, "/api/addresses", HOME, **{"Idempotency-Key": "a-1"})

    assert 400 <= wrong.status_code < 500
    assert right.status_code == 201


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"{", 400, id="half a body"),
        pytest.param(b"\xff\xfe", 400, id="not UTF-8"),
        pytest.param(b'{"street": NaN}', 400, id="no number"),
        pytest.param(b"[" * 5000 + b"]" * 5000, 400, id="nested without end"),
        pytest.param(json.dumps(HOME | {"street": "a\x00b"}).encode(), 400, id="a NUL"),
        pytest.param(json.dumps(HOME | {"street": "\ud83d"}).encode(), 400, id="half a surrogate pair"),
        pytest.param(
            json.dumps(HOME | {"street": "长" * 10_000}).encode(), 422, id="ten thousand characters"
        ),
        pytest.param(json.dumps(HOME | {"postcode": 1}).encode(), 422, id="a number for a text"),
        pytest.param(json.dumps(HOME | {"colour": "red"}).encode(), 422, id="a field nobody knows"),
        pytest.param(b" " * 3_000_000, 413, id="three megabytes"),
    ],
)
def test_a_body_that_cannot_be_taken_is_a_problem_and_leaves_nothing(program, body, status):
    answer = program.post("/api/addresses", body, content_type="application/json")

    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/problem+json")
    assert Address.objects.count() == 0


def test_one_caller_cannot_ask_without_end(program, settings):
    settings.API_REQUESTS_PER_SECOND = 2

    statuses = [program.get("/api/orders").status_code for _ in range(8)]

    assert statuses[:4] == [200] * 4
    assert statuses[-1] == 429


def test_an_address_of_the_api_that_does_not_exist_is_a_problem_too(program):
    answer = program.get("/api/nothing")

    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("application/problem+json")


def test_the_description_and_its_pages_come_from_here():
    description = Client().get("/api/openapi.json").json()
    pages = Client().get("/api/docs").content.decode()

    assert description["openapi"].startswith("3.1")
    assert all("default" in op["responses"] for path in description["paths"].values() for op in path.values())
    assert "/static/ninja/swagger-ui-bundle.js" in pages
    assert "cdn" not in pages


READS_ONLY = {"quoted", "weighed"}
"""Questions that are asked by POST."""


def test_every_call_that_changes_something_may_be_repeated_under_a_key():
    unprotected = [
        f"{method} {path}"
        for path, view in operations_of(api)
        for operation in view.operations
        for method in operation.methods
        if method != "GET" and operation.include_in_schema and not has_a_key(operation)
    ]

    assert unprotected == []


def operations_of(house):
    return [
        (f"/{prefix}{path}", view)
        for prefix, router in house._routers
        for path, view in router.path_operations.items()
    ]


def has_a_key(operation):
    own = any("Idempotency-Key" in str(model.model_fields) for model in operation.models)
    return (
        own
        or answer_once in getattr(operation, "_run_decorators", ())
        or operation.view_func.__name__ in READS_ONLY
    )
