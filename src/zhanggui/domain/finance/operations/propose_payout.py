"""Proposing to pay what is confirmed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhanggui.domain.finance import payables
from zhanggui.domain.finance.capabilities import PROPOSE_PAYOUTS
from zhanggui.domain.finance.facts import PayoutProposed
from zhanggui.domain.finance.models import Payout
from zhanggui.domain.finance.numbers import next_number
from zhanggui.domain.finance.payables import Payable
from zhanggui.domain.finance.refusals import NoBankAccount, NothingToPayOut
from zhanggui.domain.finance.states import PayoutState
from zhanggui.domain.partners.queries import bank_accounts
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def propose_payout(*, numbers: Sequence[str] = (), by: Actor, at: datetime) -> Payout:
    """Gather confirmed statements into one payout, all of them if none is named, and ask for its approval.

    Suppliers and carriers are paid alike: by statements that they agreed to.
    """
    by.require(PROPOSE_PAYOUTS)
    statements = payables.confirmed(numbers)
    if not statements:
        raise NothingToPayOut
    _refuse_unreachable(statements)
    items = [[statement.number, statement.net_fen] for statement in statements]
    payout = Payout.objects.create(
        number=next_number("FK", at),
        state=PayoutState.PROPOSED,
        total_fen=sum(statement.net_fen for statement in statements),
        items=items,
        digest=approvals.digest_of({"items": items}),
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    payables.take_in(statements, payout)
    approvals.submit(approvals.policy_of("finance.payout"), payout, by=by, at=at)
    fact = PayoutProposed(number=payout.number, statements=len(items), total_fen=payout.total_fen)
    trail.record(fact, on=payout, by=by, at=at)
    return payout


def _refuse_unreachable(statements: Sequence[Payable]) -> None:
    wanted = {statement.organisation_id: statement.name for statement in statements}
    for organisation in wanted.keys() - bank_accounts(wanted).keys():
        raise NoBankAccount(name=wanted[organisation])
