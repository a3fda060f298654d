"""The fund pays a customer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.capabilities import PAY_CLAIMS
from zhanggui.domain.finance.facts import ClaimPaid
from zhanggui.domain.finance.models import FundClaim
from zhanggui.domain.finance.refusals import FundTooSmall, ReasonMissing
from zhanggui.domain.finance.states import CLAIM
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def pay_claim(*, claim_id: UUID, bank_reference: str, by: Actor, at: datetime) -> FundClaim:
    """Book the payment of an approved claim, by the bank's reference.

    Done twice it is refused. Raises ``FundTooSmall``: the fund pays nothing it does not have.
    """
    by.require(PAY_CLAIMS)
    claim = FundClaim.objects.locked().filter(pk=claim_id).first()
    if claim is None:
        raise NotFound
    if not bank_reference.strip():
        raise ReasonMissing
    claim.state = CLAIM.after(claim.state, "pay")
    claim.paid_at, claim.bank_reference = at, bank_reference.strip()[:64]
    claim.save(update_fields=["state", "paid_at", "bank_reference"])
    paid = ledger.Transfer(debit=accounts.FUND, credit=accounts.FUND_BANK, amount=claim.amount_fen)
    entry = ledger.Entry(
        kind="finance.claim_paid",
        key=f"claim:{claim.id}",
        at=at,
        subject=ledger.Subject.of(claim),
        transfers=[paid],
    )
    try:
        ledger.post(entry, by=by)
    except ledger.Insufficient as problem:
        raise FundTooSmall from problem
    fact = ClaimPaid(number=claim.number, amount_fen=claim.amount_fen, bank_reference=claim.bank_reference)
    trail.record(fact, on=claim, by=by, at=at, thread=trail.Subject("sales.order", claim.order_id))
    return claim
