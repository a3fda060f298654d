"""The same call from several connections at the same moment, and a process that dies in the middle of one."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from tests.people import somebody
from tests.surfaces.api.test_house import HOME
from zhanggui.domain.sales.models import Address
from zhanggui.identity.roles import Role
from zhanggui.surfaces.api import orders
from zhanggui.surfaces.api.callers import forget_callers, token_for
from zhanggui.surfaces.api.models import Answer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def call():
    forget_callers()
    token = token_for(somebody("王秀兰", Role.CUSTOMER).account_id)

    def made(_number=0):
        try:
            program = Client(raise_request_exception=False)
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "a-1"}
            return program.post(
                "/api/addresses", json.dumps(HOME), content_type="application/json", headers=headers
            )
        finally:
            connections.close_all()

    return made


def test_eight_at_once_are_one_call_with_one_answer(call):
    with ThreadPoolExecutor(8) as several:
        answers = list(several.map(call, range(8)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == 7
    assert Address.objects.count() == 1


def test_a_failure_after_the_work_leaves_neither_the_work_nor_its_answer(call, monkeypatch):
    def fails(_address):
        raise RuntimeError("the process goes down here")

    monkeypatch.setattr(orders.queries, "masked", fails)
    assert call().status_code == 500
    assert (Address.objects.count(), Answer.objects.count()) == (0, 0)
    monkeypatch.undo()

    assert call().status_code == 201
    assert Address.objects.count() == 1
