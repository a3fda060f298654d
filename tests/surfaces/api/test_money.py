"""Finance and suppliers by their programs: what was paid, and statements with their lines; nobody else's."""

from datetime import timedelta

import pytest

from tests.domain.finance.conftest import (
    DAY,
    accountant,
    agent,
    buyer,
    customer,
    defect,
    deliver,
    director,
    give_back,
    keeper,
    month_end,
    seller,
    sent,
    sold,
    supplier,
    thing,
    warehouse,
    wish,
)
from tests.domain.finance.test_settlement import terms
from tests.people import firm, somebody
from tests.surfaces.api.test_after_the_sale import call
from zhanggui.domain.finance.models import Statement
from zhanggui.domain.finance.operations.draw_statements import draw_statements
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.finance.states import Cycle
from zhanggui.domain.payments.models import Payment
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.kernel.clock import SHANGHAI

__all__ = [
    "accountant", "agent", "buyer", "call", "customer", "defect", "deliver", "director", "give_back",
    "keeper", "seller", "sold", "supplier", "terms", "thing", "warehouse", "wish",
]  # fmt: skip
pytestmark = pytest.mark.django_db


def pages(call, by, address, rows):
    """Every row of a list, read two at a time, and how many requests that took."""
    found, after, asked = [], "", 0
    while asked == 0 or after:
        sign = "&" if "?" in address else "?"
        status, page = call(by, "GET", f"{address}{sign}limit=2" + (f"&after={after}" if after else ""))
        assert status == 200, page
        found, after, asked = found + page[rows], page["next"], asked + 1
    return found, asked


def test_what_was_paid_on_a_day_is_read_page_by_page(call, deliver, accountant, customer, supplier, noon):
    orders = [deliver(1) for _ in range(3)]
    paid = list(Payment.objects.filter(state="paid").order_by("paid_at", "pk"))
    assert len({one.order_id for one in paid}) == len(orders)
    day = paid[0].paid_at.astimezone(SHANGHAI).date()
    address = f"payments?method={paid[0].method}&day={day}"
    found, asked = pages(call, accountant, address, "payments")
    assert [one["number"] for one in found] == [one.number for one in paid]
    assert asked == 2
    assert {one["order"] for one in found} == {order.number for order in orders}
    assert sum(one["amount_fen"] for one in found) == sum(one.amount_fen for one in paid)
    other = f"payments?method={paid[0].method}&day={day + timedelta(days=1)}"
    assert call(accountant, "GET", other)[1] == {"payments": [], "next": None}
    assert call(accountant, "GET", f"{address}&after=nothing")[0] == 404
    assert call(customer, "GET", address)[0] == 403


def test_a_supplier_reads_confirms_and_disputes_its_statements(
    call, sold, defect, terms, supplier, seller, accountant, noon
):
    order, at = sold(3), month_end(noon)
    first = sent(at)
    defect(order, 1, at + DAY)
    (second,) = draw_statements(cycle=Cycle.MONTH, by=SYSTEM, at=at + 31 * DAY)
    own = call(seller, "GET", "statements")[1]["statements"]
    assert [one["number"] for one in own] == [first.number], "the second was not sent yet"
    every, _ = pages(call, accountant, "statements", "statements")
    assert [one["number"] for one in every] == [second.number, first.number]
    send_statement(statement_id=second.id, by=SYSTEM, at=at + 31 * DAY)

    status, shown = call(seller, "GET", f"statements/{first.number}")
    assert (status, shown["net_fen"], shown["invoices"]) == (200, first.net_fen, [])
    lines, _ = pages(call, seller, f"statements/{first.number}/lines", "lines")
    assert sum(one["net_fen"] for one in lines) == first.net_fen
    assert (lines[0]["order"], lines[0]["order_line"]) == (order.number, 1)
    back, _ = pages(call, seller, f"statements/{second.number}/lines", "lines")
    assert [one["goods_return"] for one in back if one["kind"] == "return"] == [order.returns.get().number]

    for one, told in ((first, lines), (second, back)):
        moved = {move["transfer"]: move["change_fen"] for line in told for move in line["moves"]}
        assert sum(moved.values()) == one.books_fen != 0, "the transfers behind its lines are what it settles"
    booked = call(seller, "GET", f"statements/{first.number}")[1]["moves"]
    assert [(one["entry"], one["change_fen"]) for one in booked if one["other_account"] == "2202.02"] == [
        ("finance.settled", -first.net_fen)
    ]

    said = {"position": 1, "reason": "数量不对"}
    assert call(seller, "POST", f"statements/{first.number}/objections", said)[1]["state"] == "disputed"
    assert call(seller, "GET", f"statements/{first.number}/lines")[1]["lines"][0]["objection"] == "数量不对"
    assert call(seller, "POST", f"statements/{first.number}/confirmation")[0] == 409
    assert Statement.objects.get(pk=first.pk).state == "disputed"


def test_nobody_reads_or_answers_the_statements_of_others(call, sold, terms, supplier, customer, noon):
    sold(1)
    statement = sent(month_end(noon))
    rival = somebody("别家", Role.SUPPLIER, organisation=firm("别家公司"))
    assert call(rival, "GET", "statements")[1] == {"statements": [], "next": None}
    assert call(rival, "GET", f"statements?after={statement.number}")[0] == 404
    said = {"position": 1, "reason": "数量不对"}
    for method, address, body in (
        ("GET", "", None), ("GET", "/lines", None), ("POST", "/confirmation", None),
        ("POST", "/objections", said),
    ):  # fmt: skip
        for stranger in (rival, customer):
            assert call(stranger, method, f"statements/{statement.number}{address}", body)[0] == 404
    assert call(customer, "GET", "statements")[0] == 403
    statement.refresh_from_db()
    assert statement.state == "issued"
