"""Who looks at money before it moves: nobody charges, pays out or settles by what only one person wrote."""

from datetime import datetime, timedelta
from uuid import UUID

from zhanggui.domain.finance import rules
from zhanggui.domain.finance.capabilities import (
    APPROVE_CHARGES,
    APPROVE_PAYOUTS,
    APPROVE_TERMS,
    DECIDE_CLAIMS,
)
from zhanggui.domain.finance.operations.agree_terms import agree_terms
from zhanggui.domain.finance.operations.approve_charge import approve_charge
from zhanggui.domain.finance.operations.approve_claim import approve_claim
from zhanggui.domain.finance.operations.approve_payout import approve_payout
from zhanggui.domain.finance.operations.drop_charge import drop_charge
from zhanggui.domain.finance.operations.drop_claim import drop_claim
from zhanggui.domain.finance.operations.drop_payout import drop_payout
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step


def _agree(terms_id: UUID, by: Actor, at: datetime) -> None:
    agree_terms(terms_id=terms_id, by=by, at=at)


def _charge(charge_id: UUID, by: Actor, at: datetime) -> None:
    approve_charge(charge_id=charge_id, by=by, at=at)


def _no_charge(charge_id: UUID, by: Actor, at: datetime) -> None:
    drop_charge(charge_id=charge_id, by=by, at=at)


def _pay(payout_id: UUID, by: Actor, at: datetime) -> None:
    approve_payout(payout_id=payout_id, by=by, at=at)


def _no_payout(payout_id: UUID, by: Actor, at: datetime) -> None:
    drop_payout(payout_id=payout_id, by=by, at=at)


def _claim(claim_id: UUID, by: Actor, at: datetime) -> None:
    approve_claim(claim_id=claim_id, by=by, at=at)


def _no_claim(claim_id: UUID, by: Actor, at: datetime) -> None:
    drop_claim(claim_id=claim_id, by=by, at=at)


TERMS = ApprovalPolicy(
    kind="finance.terms",
    title="Settlement terms",
    steps=(
        Step(
            "approve",
            APPROVE_TERMS,
            title="Approve",
            checklist=(
                Check("agreed", "The terms are those agreed with the supplier in writing"),
                Check("rates", "Commission and shares follow the policy of the house"),
            ),
        ),
    ),
    deadline=timedelta(days=5),
    content=rules.terms_content,
    approved=_agree,
)

CHARGE = ApprovalPolicy(
    kind="finance.charge",
    title="Charge to a supplier",
    steps=(
        Step(
            "approve",
            APPROVE_CHARGES,
            title="Approve",
            checklist=(
                Check("ground", "The agreement allows it, and the evidence shows what happened"),
                Check("heard", "The supplier was told and heard"),
                Check("amount", "The amount follows the agreement"),
            ),
        ),
    ),
    deadline=timedelta(days=7),
    content=rules.charge_content,
    approved=_charge,
    rejected=_no_charge,
    lapsed=_no_charge,
)

PAYOUT = ApprovalPolicy(
    kind="finance.payout",
    title="Payout to suppliers",
    steps=(
        Step(
            "approve",
            APPROVE_PAYOUTS,
            title="Approve",
            checklist=(
                Check(
                    "confirmed",
                    "Every statement was confirmed by its supplier, or its time to object is over",
                ),
                Check("account", "The bank accounts are those of the firms themselves"),
                Check("covered", "The bank account covers the sum"),
            ),
        ),
    ),
    deadline=timedelta(days=3),
    content=lambda payout: {"items": payout.items},
    approved=_pay,
    rejected=_no_payout,
    lapsed=_no_payout,
)

FUND_CLAIM = ApprovalPolicy(
    kind="finance.fund_claim",
    title="Claim on the protection fund",
    steps=(
        Step(
            "decide",
            DECIDE_CLAIMS,
            title="Decision",
            checklist=(
                Check("harm", "The customer was harmed, and the records show it"),
                Check("amount", "The amount is what the customer lost"),
                Check("recourse", "It was asked who has to make it good to the fund"),
            ),
            approvers=2,
        ),
    ),
    deadline=timedelta(days=15),
    content=rules.claim_content,
    approved=_claim,
    rejected=_no_claim,
    lapsed=_no_claim,
)
"""Two people, neither of them who proposed it, decide what the fund pays (B-6.3.4)."""
