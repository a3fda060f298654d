"""Whatever anybody of any role sends to any address of the API: a described answer, never an error of ours.

The requests are made up by schemathesis from the API's own description: well-formed and malformed ones.
"""

import os
from functools import cache
from typing import Any
from zlib import crc32

import pytest
import schemathesis
from django.core.signals import request_finished, request_started  # exempt: see the fixture below
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.people import firm, somebody
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.surfaces.api.callers import forget_callers, token_for
from zhanggui.surfaces.api.house import api

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "3"))
"""Requests for each role and operation; a nightly run asks for more. Every role sends others of its own."""

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
WHO = [None, *sorted(set(Role) - {Role.SERVICE})]


def account_of(role: Role) -> str:
    firms = {Role.SUPPLIER: Organisation.Kind.SUPPLIER, Role.CARRIER: Organisation.Kind.CARRIER}
    organisation = firm("杭州西湖茶业有限公司", firms[role]) if role in firms else None
    return token_for(somebody("某人", role, organisation=organisation).account_id)


@cache
def described() -> list[st.SearchStrategy[Any]]:
    """The requests of every operation. What they may look like is worked out once, which takes a while."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    schema.config.generation.update(modes=list(schemathesis.GenerationMode))
    operations = [found.ok() for found in schema.get_all_operations()]
    modes = schemathesis.GenerationMode
    return [st.one_of([one.as_strategy(generation_mode=mode) for mode in modes]) for one in operations]


@pytest.fixture
def _the_connection_stays_open():
    """A request over WSGI would close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_the_connection_stays_open")
@pytest.mark.parametrize("role", WHO, ids=lambda role: role.value if role else "nobody")
def test_every_operation_answers_as_described(role, settings):
    settings.API_REQUESTS_PER_SECOND = 10_000
    forget_callers()
    headers = {"Authorization": f"Bearer {account_of(role)}"} if role else {}
    assert described()
    for requests in described():
        ask(requests, headers, crc32(str(role).encode()))


def ask(requests, headers, first):
    @seed(first)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=requests)
    def answers(case):
        case.call_and_validate(headers=headers, checks=CHECKS)

    answers()


def test_calls_are_listed_by_what_they_do():
    operations = [one for path in api.get_openapi_schema()["paths"].values() for one in path.values()]
    placing = api.get_openapi_schema()["paths"]["/api/orders"]["post"]

    assert placing["summary"] == "Place an order"
    assert placing["description"].startswith("Send the same")
    assert not any(one["summary"].endswith(".") or "  " in one["description"] for one in operations)
