"""Returns and complaints through the API: each for whom they concern, and for nobody else."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from tests.domain.aftersales.conftest import (
    agent,
    buyer,
    customer,
    deliver,
    keeper,
    order,
    outsider,
    thing,
    warehouse,
    wish,
)
from tests.domain.invoicing.conftest import classed, house, issued
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SetClock
from zhanggui.kernel.ids import new_id
from zhanggui.surfaces.api.callers import forget_callers, token_for

__all__ = [
    "agent", "buyer", "classed", "customer", "deliver", "house", "keeper", "order", "outsider", "thing",
    "warehouse", "wish",
]  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(noon):
    """Call the API as somebody; what came back as JSON, with its status."""
    tokens = {}
    with clock.using(SetClock(noon + timedelta(hours=1))):
        forget_callers()

        def calling(by, method, address, body=None, **headers):
            token = tokens.setdefault(by.account_id, None) or token_for(by.account_id)
            tokens[by.account_id] = token
            answer = Client().generic(
                method,
                f"/api/{address}",
                json.dumps(body) if body is not None else "",
                content_type="application/json",
                headers={"Authorization": f"Bearer {token}", "Accept-Language": "en", **headers},
            )
            return answer.status_code, json.loads(answer.content or "null")

        yield calling


def test_a_return_from_asking_to_refund(call, order, customer, outsider, keeper, warehouse, thing):
    status, rights = call(customer, "GET", f"returns/rights/{order.number}")
    assert (status, rights[0]["left"], rights[0]["excluded"]) == (200, 3, None)
    asked = {"order": order.number, "pieces": [{"line": rights[0]["line"], "quantity": 2}]}
    key = {"Idempotency-Key": new_id().hex}
    status, made = call(customer, "POST", "returns", asked, **key)
    assert (status, made["state"], made["freight_bearer"]) == (201, "approved", "customer")
    assert call(customer, "POST", "returns", asked, **key)[1]["number"] == made["number"]

    number = made["number"]
    assert call(outsider, "GET", f"returns/{number}")[0] == 404
    parcel = {"carrier": "顺丰", "tracking": "SF1"}
    assert call(outsider, "POST", f"returns/{number}/parcel", parcel)[0] == 404
    assert call(customer, "POST", f"returns/{number}/parcel", parcel)[1]["state"] == "sent"
    receipt = {"warehouse": str(warehouse.id)}
    assert call(customer, "POST", f"returns/{number}/receipt", receipt)[0] == 403
    assert call(keeper, "POST", f"returns/{number}/receipt", receipt)[1]["state"] == "received"
    found = {"found": [{"line": rights[0]["line"], "disposition": "restock", "pieces": 2}]}
    status, done = call(keeper, "POST", f"returns/{number}/inspection", found)
    assert (status, done["state"], done["refund_fen"]) == (200, "finished", 2 * thing.amount_fen)
    status, problem = call(keeper, "POST", f"returns/{number}/inspection", found)
    assert (status, problem["code"]) == (409, "wrong-state")
    assert [one["number"] for one in call(customer, "GET", "returns")[1]] == [number]


def test_an_agent_decides_and_unpacking_is_no_reason(call, order, customer, agent):
    line = str(order.lines.get().id)
    asked = {
        "order": order.number, "kind": "quality", "reason": "漏水", "pieces": [{"line": line, "quantity": 1}],
    }  # fmt: skip
    status, made = call(customer, "POST", "returns", asked, **{"Idempotency-Key": new_id().hex})
    assert (status, made["state"]) == (201, "requested")
    no = {"refusal": "no_defect", "note": "已拆封"}
    assert call(customer, "POST", f"returns/{made['number']}/decision", no)[0] == 403
    status, problem = call(agent, "POST", f"returns/{made['number']}/decision", no)
    assert (status, problem["code"]) == (422, "opened-is-no-reason")
    assert call(agent, "POST", f"returns/{made['number']}/decision", {})[1]["state"] == "approved"
    assert call(customer, "POST", f"returns/{made['number']}/withdrawal")[1]["state"] == "withdrawn"


def test_an_agent_asks_for_a_customer_who_agreed_to_the_sum(call, order, customer, agent, outsider, thing):
    rights = call(agent, "GET", f"returns/rights/{order.number}")[1][0]
    plain = rights["offered"][0]
    assert (plain["remedy"], plain["refusal"], "25" in plain["source"]) == ("return", None, True)
    asked = {"order": order.number, "pieces": [{"line": rights["line"], "quantity": 2}]}
    told = call(agent, "POST", "returns/expected", asked)[1]
    assert (told["refund_fen"], told["announced_fen"]) == (2 * thing.amount_fen, -2 * thing.amount_fen)
    assert told["ways"] == [{"method": "gateway", "fen": 2 * thing.amount_fen}]
    assert call(outsider, "POST", "returns/expected", asked)[0] == 404
    key = {"Idempotency-Key": new_id().hex}
    status, problem = call(agent, "POST", "returns", asked, **key)
    assert (status, problem["code"]) == (422, "agreement-unspoken")
    agreed = asked | {"consent": "退 2 件；顾客同意", "announced_fen": -1}
    status, problem = call(agent, "POST", "returns", agreed, **{"Idempotency-Key": new_id().hex})
    assert (status, problem["code"]) == (409, "total-changed")
    agreed["announced_fen"] = told["announced_fen"]
    key = {"Idempotency-Key": new_id().hex}
    status, made = call(agent, "POST", "returns", agreed, **key)
    assert (status, made["state"]) == (201, "approved")
    assert call(agent, "POST", "returns", agreed, **key)[1]["number"] == made["number"]
    assert [one["number"] for one in call(customer, "GET", "returns")[1]] == [made["number"]]


def test_a_complaint_both_ways(call, order, customer, outsider, agent):
    status, made = call(customer, "POST", "complaints", {"text": "壶嘴漏水", "order": order.number})
    assert (status, made["state"], made["order"]) == (201, "open", order.number)
    number = made["number"]
    assert call(outsider, "GET", f"complaints/{number}")[0] == 404
    assert call(outsider, "POST", f"complaints/{number}/messages", {"text": "?"})[0] == 404
    assert call(outsider, "POST", "complaints", {"text": "!", "order": order.number})[0] == 404
    word = {"text": "您好", "kind": "respond"}
    assert call(customer, "POST", f"complaints/{number}/messages", word)[0] == 403
    assert call(agent, "POST", f"complaints/{number}/messages", word)[1]["responded_at"] is not None
    found = {"finding": "确有裂纹", "cause": "goods_defect"}
    status, problem = call(agent, "POST", f"complaints/{number}/solution", found)
    assert (status, problem["code"]) == (422, "reply-missing")
    for kind in ("answer", "note"):
        call(agent, "POST", f"complaints/{number}/messages", {"text": "补发一套", "kind": kind})
    assert call(agent, "POST", f"complaints/{number}/solution", found)[1]["state"] == "closed"
    status, again = call(customer, "POST", f"complaints/{number}/reopening", {"reason": "又漏了"})
    assert (status, again["state"]) == (200, "in_progress")
    assert "note" not in [event["verb"] for event in again["events"]]
    assert [one["number"] for one in call(customer, "GET", "complaints")[1]] == [number]


def test_an_invoice_is_asked_for_and_read_by_whom_it_concerns(call, order, customer, outsider, classed, noon):
    classed()
    wrong = {"order": order.number, "kind": "firm", "title": "某公司", "code": "91310105MA1FW8R3KX"}
    assert call(customer, "POST", "invoices", wrong)[0] == 422
    status, asked = call(customer, "POST", "invoices", {"order": order.number, "title": "王小明"})
    assert (status, asked["invoice"]["total_fen"]) == (200, order.payable_fen)
    number = asked["invoice"]["number"]
    issued(Invoice.objects.get(), noon + timedelta(hours=1))
    status, shown = call(customer, "GET", f"invoices/{number}")
    assert (status, len(shown["platform_number"]), shown["lines"][0]["rate_bp"]) == (200, 20, 1300)
    assert [one["number"] for one in call(customer, "GET", f"invoices?order={order.number}")[1]] == [number]
    for address in (f"invoices/{number}", f"invoices/{number}/page", f"invoices?order={order.number}"):
        assert call(outsider, "GET", address)[0] == 404
    assert call(outsider, "POST", "invoices", {"order": order.number, "title": "别人"})[0] == 404
