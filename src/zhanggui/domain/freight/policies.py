"""Who looks at prices, budgets and differences before they count; and the cases of freight."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.freight import rules
from zhanggui.domain.freight.capabilities import (
    ACCEPT_DIFFERENCES,
    APPROVE_BUDGETS,
    APPROVE_TARIFFS,
    SUPERVISE,
)
from zhanggui.domain.freight.states import Gravity
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.cases import CasePolicy, Clocks, Closing, Rung
from zhanggui.mechanisms.trail import Subject


def _prices(tariff: Any) -> dict[str, Any]:
    return rules.tariff_content(tariff, tariff.zones.all())


def _of_carrier(tariff: Any) -> Subject:
    return Subject("partners.carrier", tariff.carrier_id)


def _offer(tariff_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.freight.operations.offer_tariff import offer_tariff

    offer_tariff(tariff_id=tariff_id, by=by, at=at)


def _no_tariff(tariff_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.freight.operations.drop_tariff import drop_tariff

    drop_tariff(tariff_id=tariff_id, by=by, at=at)


def _budget(budget_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.freight.operations.approve_budget import approve_budget

    approve_budget(budget_id=budget_id, by=by, at=at)


def _no_budget(budget_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.freight.operations.drop_budget import drop_budget

    drop_budget(budget_id=budget_id, by=by, at=at)


def _accept(acceptance_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.freight.operations.accept_differences import accept_differences

    accept_differences(acceptance_id=acceptance_id, by=by, at=at)


def _accept_not(acceptance_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.freight.operations.drop_acceptance import drop_acceptance

    drop_acceptance(acceptance_id=acceptance_id, by=by, at=at)


TARIFF = ApprovalPolicy(
    kind="freight.tariff",
    title="Freight agreement",
    steps=(
        Step(
            "approve",
            APPROVE_TARIFFS,
            title="Approve",
            checklist=(
                Check("negotiated", "The prices are those negotiated, and the market was asked"),
                Check("complete", "Every area we deliver to stands in a zone"),
                Check("levels", "The levels of service keep what we promise to customers"),
            ),
        ),
    ),
    deadline=timedelta(days=7),
    content=_prices,
    thread=_of_carrier,
    approved=_offer,
    rejected=_no_tariff,
    lapsed=_no_tariff,
)

BUDGET = ApprovalPolicy(
    kind="freight.budget",
    title="Freight budget",
    steps=(
        Step(
            "approve",
            APPROVE_BUDGETS,
            title="Approve",
            checklist=(
                Check("reckoned", "It follows from expected parcels and agreed prices"),
                Check("covered", "The plan of the house covers it"),
            ),
        ),
    ),
    deadline=timedelta(days=5),
    content=rules.budget_content,
    approved=_budget,
    rejected=_no_budget,
    lapsed=_no_budget,
)

ACCEPTANCE = ApprovalPolicy(
    kind="freight.acceptance",
    title="Differences on a carrier's bill",
    steps=(
        Step(
            "approve",
            ACCEPT_DIFFERENCES,
            title="Approve",
            checklist=(
                Check("shown", "The carrier has shown why it asks otherwise"),
                Check("agreement", "The agreement allows what it asks"),
            ),
        ),
    ),
    deadline=timedelta(days=7),
    content=rules.acceptance_content,
    approved=_accept,
    rejected=_accept_not,
    lapsed=_accept_not,
)

SUPERVISION = CasePolicy(
    kind="freight.supervision",
    title="Carrier below its level of service",
    prefix="CJ",
    severities={
        Gravity.MINOR: Clocks(
            respond=timedelta(days=2), answer=timedelta(days=7), resolve=timedelta(days=30)
        ),
        Gravity.MAJOR: Clocks(
            respond=timedelta(days=1), answer=timedelta(days=3), resolve=timedelta(days=15)
        ),
    },
    handling=SUPERVISE,
    escalation=(Rung(80, Role.COMPLIANCE_OFFICER), Rung(100, Role.EXECUTIVE)),
    closing=Closing(finding=True, rectification=True),
)
"""A carrier is heard, and says by when it does what it agreed to (B-7.2.4). The clocks are house policy."""

BUDGET_CASE = CasePolicy(
    kind="freight.budget_alarm",
    title="Freight budget nearly used up",
    prefix="YF",
    severities={
        Gravity.MINOR: Clocks(respond=timedelta(days=1), resolve=timedelta(days=5)),
        Gravity.MAJOR: Clocks(respond=timedelta(hours=4), resolve=timedelta(days=2)),
    },
    handling=SUPERVISE,
    escalation=(Rung(80, Role.FINANCE), Rung(100, Role.EXECUTIVE)),
    closing=Closing(finding=True, rectification=True),
)
"""What is to be done, before the budget is passed or, passed, with a reason (B-7.4.4)."""
