"""Recording an expense of a campaign, within its approved budget."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns import accounts
from zhanggui.domain.campaigns.capabilities import SPEND
from zhanggui.domain.campaigns.facts import MoneySpent
from zhanggui.domain.campaigns.models import Campaign, Expense
from zhanggui.domain.campaigns.planning import held_campaign
from zhanggui.domain.campaigns.refusals import OverBudget, VoucherUsed
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("campaigns_voucher_once", VoucherUsed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What was paid for, to whom, on which invoice or contract, for which medium."""

    medium: Medium
    amount_fen: int
    what: str
    paid_to: str
    voucher: str


@transaction.atomic
def record_expense(*, campaign_id: UUID, spending: Spending, by: Actor, at: datetime) -> Expense:
    """Spend part of the budget; the ledger refuses more than is left: ``OverBudget``, ``VoucherUsed``."""
    by.require(SPEND)
    campaign = held_campaign(campaign_id)
    if spending.amount_fen <= 0 or not (spending.what.strip() and spending.voucher.strip()):
        raise Malformed(field="expense", problem="—")

    expense = Expense(
        campaign=campaign,
        medium=spending.medium,
        amount_fen=spending.amount_fen,
        what=spending.what.strip()[:200],
        paid_to=spending.paid_to.strip()[:120],
        voucher=spending.voucher.strip()[:60],
        recorded_by_id=by.account_id,
        recorded_at=at,
    )
    with refusing(), transaction.atomic():
        expense.save(force_insert=True)
    _spend(campaign, expense, by, at)

    fact = MoneySpent(number=campaign.number, medium=expense.medium, amount_fen=expense.amount_fen)
    trail.record(fact, on=expense, by=by, at=at, thread=campaign)
    return expense


def _spend(campaign: Campaign, expense: Expense, by: Actor, at: datetime) -> None:
    left = accounts.left(campaign.pk)
    available = ledger.balance(left).available
    entry = Entry(
        kind="campaigns.expense",
        key=f"campaign-expense:{expense.pk}",
        at=at,
        subject=trail.Subject.of(expense),
        transfers=[Transfer(accounts.spent(campaign.pk), left, expense.amount_fen)],
    )
    try:
        ledger.post(entry, by=by)
    except ledger.Insufficient as problem:
        raise OverBudget(left_fen=available) from problem
