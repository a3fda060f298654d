"""A supplier that has earned something, and the people who settle with it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.domain.aftersales.conftest import (
    agent,
    buyer,
    customer,
    deliver,
    keeper,
    thing,
    warehouse,
    wish,
)
from tests.people import somebody
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.aftersales.operations.approve import approve
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.states import Disposition, ReturnKind
from zhanggui.domain.finance.models import Statement
from zhanggui.domain.finance.operations.draw_statements import draw_statements
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.finance.states import Cycle
from zhanggui.domain.partners.models import BankAccount, Supplier
from zhanggui.domain.sales.models import Order
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.roles import Role
from zhanggui.journeys.finish_orders import complete_orders
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import request_return
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict

__all__ = [
    "agent", "buyer", "customer", "deliver", "keeper", "thing", "warehouse", "wish",
]  # fmt: skip

DAY = timedelta(days=1)


@pytest.fixture
def accountant(db: None) -> Actor:
    return somebody("会计", Role.FINANCE)


@pytest.fixture
def director(db: None) -> Actor:
    return somebody("负责人", Role.EXECUTIVE)


@pytest.fixture
def supplier(thing: Any) -> Supplier:
    """Whose the thing is, with a bank account."""
    found = Supplier.objects.select_related("organisation").get(pk=thing.supplier_id)
    BankAccount.objects.create(
        organisation=found.organisation,
        bank="招商银行",
        holder=found.organisation.name,
        account_number="6225880000001234",
        last_four="1234",
        given_by_id=SYSTEM.account_id,
        given_at=datetime(2026, 1, 1).astimezone(),
    )
    return found


@pytest.fixture
def seller(supplier: Supplier) -> Actor:
    """Somebody of the supplier."""
    return somebody("供应商财务", Role.SUPPLIER, organisation=supplier.organisation)


@pytest.fixture
def sold(deliver: Callable[..., Order], noon: datetime) -> Callable[..., Order]:
    """An order delivered, kept, and complete nine days later."""

    def made(quantity: int = 3, **more: Any) -> Order:
        made_order = deliver(quantity, **more)
        complete_orders(by=SYSTEM, at=noon + 9 * DAY)
        made_order.refresh_from_db()
        return made_order

    return made


@pytest.fixture
def give_back(customer: Actor) -> Callable[..., Return]:
    """Ask to return some pieces of an order."""

    def asked(
        order: Order, pieces: int, at: datetime, kind: ReturnKind = ReturnKind.NO_REASON, reason: str = ""
    ) -> Return:
        wanted = ReturnWish(
            order_id=order.id,
            kind=kind,
            pieces=(Pieces(order.lines.get().id, pieces),),
            key=new_id().hex,
            reason=reason,
        )
        return request_return(wish=wanted, by=customer, at=at)

    return asked


@pytest.fixture
def defect(
    give_back: Callable[..., Return], agent: Actor, keeper: Actor, warehouse: Any
) -> Callable[..., None]:
    """Pieces that come back with a fault after their order was complete."""

    def returned(order: Order, pieces: int, at: datetime) -> None:
        found = give_back(order, pieces, at, kind=ReturnKind.QUALITY, reason="壶嘴漏水")
        approve(return_id=found.id, by=agent, at=at)
        receive_return(return_id=found.id, warehouse_id=warehouse.id, by=keeper, at=at)
        seen = [Found(line_id=order.lines.get().id, disposition=Disposition.SCRAP, pieces=pieces)]
        finish_return(return_id=found.id, found=seen, by=keeper, at=at)

    return returned


def month_end(noon: datetime) -> datetime:
    """A moment after the end of the month in which orders of noon are complete."""
    return (noon + 9 * DAY).replace(day=1, hour=4) + 32 * DAY


def drawn(at: datetime) -> Statement | None:
    """The statement of the only supplier that has one."""
    made = draw_statements(cycle=Cycle.MONTH, by=SYSTEM, at=at)
    return made[0] if made else None


def sent(at: datetime) -> Statement:
    """The same, sent."""
    statement = drawn(at)
    assert statement is not None
    return send_statement(statement_id=statement.id, by=SYSTEM, at=at)


def approved(kind: str, subject: Any, *, by: Actor, at: datetime) -> None:
    """Somebody approves a version."""
    policy = approvals.policy_of(kind)
    step = policy.steps[0].code
    answers = policy.all_ok(step)
    review = approvals.review_of(subject.id)
    assert review is not None
    judgement = Judgement(step=step, verdict=Verdict.APPROVE, answers=answers)
    approvals.decide(review_id=review.id, judgement=judgement, by=by, at=at)
