"""The bank has paid."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance import accounts, payables
from zhanggui.domain.finance.capabilities import PAY_OUT
from zhanggui.domain.finance.facts import PayoutPaid
from zhanggui.domain.finance.models import Payout
from zhanggui.domain.finance.payables import Payable
from zhanggui.domain.finance.refusals import ReasonMissing
from zhanggui.domain.finance.states import PAYOUT
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def record_payout(
    *, payout_id: UUID, bank_reference: str, failed: Sequence[str] = (), by: Actor, at: datetime
) -> Payout:
    """Book a payout as paid, by the bank's reference. Statements whose payment came back wait for the next.

    Done twice it is refused, so nobody is paid twice; ``due`` is guarded all the same.
    """
    by.require(PAY_OUT)
    payout = Payout.objects.locked().filter(pk=payout_id).first()
    if payout is None:
        raise NotFound
    if not bank_reference.strip():
        raise ReasonMissing
    payout.state = PAYOUT.after(payout.state, "pay")
    payout.paid_at, payout.bank_reference = at, bank_reference.strip()[:64]
    payout.save(update_fields=["state", "paid_at", "bank_reference"])
    statements = payables.of_payout(payout)
    if unknown := set(failed) - {statement.number for statement in statements}:
        raise NotFound(number=min(unknown))
    paid = [statement for statement in statements if statement.number not in failed]
    came_back = [statement for statement in statements if statement.number in failed]
    _settle(payout, paid, by, at)
    payables.let_go(came_back)
    fact = PayoutPaid(
        number=payout.number,
        bank_reference=payout.bank_reference,
        paid_fen=sum(statement.net_fen for statement in paid),
        failed=len(came_back),
    )
    trail.record(fact, on=payout, by=by, at=at)
    return payout


def _settle(payout: Payout, paid: Sequence[Payable], by: Actor, at: datetime) -> None:
    if not paid:
        return
    payables.paid(paid, at)
    entry = ledger.Entry(
        kind="finance.paid_out",
        key=f"payout:{payout.id}",
        at=at,
        subject=ledger.Subject.of(payout),
        transfers=[
            ledger.Transfer(debit=statement.account, credit=accounts.BANK, amount=statement.net_fen)
            for statement in paid
        ],
    )
    ledger.post(entry, by=by)
