"""What every request passes, and what those who watch from outside are told."""

import pytest
import structlog
from django.db.utils import OperationalError
from django.test import Client, RequestFactory
from structlog.testing import capture_logs

from tests.people import somebody
from zhanggui.identity.actor import PUBLIC
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed, Refusal
from zhanggui.surfaces.entrance import health, request_log
from zhanggui.surfaces.entrance.problems import RefusalPages

pytestmark = pytest.mark.django_db


def broken() -> None:
    raise OperationalError("gone")


def test_the_house_is_well_when_database_jobs_and_ledger_answer():
    answer = Client().get("/healthz")

    assert answer.status_code == 200
    assert {name: part["ok"] for name, part in answer.json()["parts"].items()} == {
        "database": True,
        "jobs": True,
        "ledger": True,
    }


@pytest.mark.parametrize("part", ["database", "jobs", "ledger"])
def test_the_house_is_not_well_when_one_part_does_not_answer(part, monkeypatch):
    monkeypatch.setitem(health.PARTS, part, broken)

    answer = Client().get("/healthz")

    assert answer.status_code == 503
    assert [name for name, state in answer.json()["parts"].items() if not state["ok"]] == [part]


def test_figures_are_for_this_machine():
    answer = Client().get("/metrics", REMOTE_ADDR="127.0.0.1")

    assert answer.status_code == 200
    assert b"zhanggui_requests_total" in answer.content
    assert b"zhanggui_workers 0.0" in answer.content


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        pytest.param("203.0.113.9", {}, id="from elsewhere"),
        pytest.param("127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, id="through a proxy on this machine"),
    ],
)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        pytest.param(None, 404, id="for nobody"),
        pytest.param(Role.CUSTOMER, 404, id="for a customer"),
        pytest.param(Role.SYSTEM_ADMIN, 200, id="for the system administrator"),
    ],
)
def test_from_elsewhere_figures_are_for_those_with_the_role(address, headers, role, status, client):
    if role:
        client.force_login(Account.objects.get(pk=somebody("某人", role).account_id))

    assert client.get("/metrics", REMOTE_ADDR=address, headers=headers).status_code == status


def test_each_request_leaves_one_line_without_what_was_typed():
    with capture_logs() as lines:
        # A logger that was used before keeps its processors.
        request_log.log = structlog.get_logger("zhanggui.request")
        answer = Client().get("/healthz?mobile=13900000001", headers={"X-Request-ID": "abcd-1234"})

    (line,) = [line for line in lines if line["event"] == "answered"]
    assert (line["path"], line["status"]) == ("/healthz", 200)
    assert "13900000001" not in str(line)
    assert answer["X-Request-ID"] == "abcd-1234"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        pytest.param("/nothing-here", "<h1>页面不存在</h1>", id="a page for people"),
        pytest.param("/api/nothing-here", '"status": 404', id="a problem document for programs"),
    ],
)
def test_an_unknown_address_is_told_in_the_readers_form(path, form):
    answer = Client().get(path)

    assert answer.status_code == 404
    assert form in answer.content.decode()


def test_a_failure_of_ours_tells_the_number_of_the_request_and_nothing_else(monkeypatch):
    def fails(_request: object) -> None:
        raise ZeroDivisionError("secret inside")

    monkeypatch.setattr("django.core.handlers.base.BaseHandler.resolve_request", lambda *_: (fails, (), {}))
    answer = Client(raise_request_exception=False).get("/", headers={"X-Request-ID": "abcd-1234"})

    assert answer.status_code == 500
    assert "abcd-1234" in answer.content.decode()
    assert "secret inside" not in answer.content.decode()


def test_a_form_without_its_token_says_that_it_has_expired():
    answer = Client(enforce_csrf_checks=True).post("/i18n/setlang/", {"language": "en"})

    assert answer.status_code == 403
    assert "表单已过期" in answer.content.decode()


@pytest.mark.parametrize(
    ("refusal", "status"),
    [pytest.param(NotAllowed(), 403, id="not allowed"), pytest.param(Refusal(), 409, id="any other")],
)
def test_a_refusal_that_a_page_did_not_expect_is_a_sentence(refusal, status):
    request = RequestFactory().get("/console/")
    request.actor = PUBLIC

    answer = RefusalPages(lambda _: None).process_exception(request, refusal)

    assert answer.status_code == status
