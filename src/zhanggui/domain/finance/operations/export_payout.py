"""Writing the payments of a payout out for the bank, with account numbers in full."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.finance import payables
from zhanggui.domain.finance.capabilities import PAY_OUT
from zhanggui.domain.finance.facts import PayoutExported
from zhanggui.domain.finance.models import Payout
from zhanggui.domain.finance.refusals import NotApproved
from zhanggui.domain.partners.queries import bank_accounts
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True)
class BankPayment:
    """One payment, as a bank wants it."""

    holder: str
    account_number: str
    bank: str
    branch: str
    amount_fen: Fen
    purpose: str


@transaction.atomic
def export_payout(*, number: str, by: Actor, at: datetime) -> Sequence[BankPayment]:
    """The payments of an approved payout. Whoever takes them out is on record."""
    by.require(PAY_OUT)
    payout = Payout.objects.filter(number=number).first()
    if payout is None:
        raise NotFound
    if payout.approved_at is None:
        raise NotApproved
    statements = payables.of_payout(payout)
    given = bank_accounts(statement.organisation_id for statement in statements)
    trail.record(PayoutExported(number=payout.number, payments=len(statements)), on=payout, by=by, at=at)
    return [
        BankPayment(
            account.holder, account.account_number, account.bank, account.branch, one.net_fen, one.number
        )
        for one in statements
        for account in [given[one.organisation_id]]
    ]
