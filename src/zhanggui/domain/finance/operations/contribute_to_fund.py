"""Putting money of the house into the protection fund."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.capabilities import BOOK_BANK
from zhanggui.domain.finance.facts import FundContributed
from zhanggui.domain.finance.refusals import BadAmount, ReasonMissing
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.mechanisms import ledger, trail


@transaction.atomic
def contribute_to_fund(*, amount_fen: Fen, bank_reference: str, by: Actor, at: datetime) -> None:
    """Book a transfer to the fund's bank account, by the bank's reference; the same again changes nothing.

    The money leaves the house's account, and from then on belongs to the customers (B-6.3.4).
    """
    by.require(BOOK_BANK)
    if not 0 < amount_fen <= FEN_MAX:
        raise BadAmount
    if not bank_reference.strip():
        raise ReasonMissing
    reference = bank_reference.strip()[:64]
    fund = trail.Subject("finance.fund", HOUSE)
    entry = ledger.Entry(
        kind="finance.fund_contributed",
        key=f"fund:{reference}",
        at=at,
        subject=fund,
        transfers=[
            ledger.Transfer(debit=accounts.FUND_BANK, credit=accounts.BANK, amount=amount_fen),
            ledger.Transfer(debit=accounts.CONTRIBUTED, credit=accounts.FUND, amount=amount_fen),
        ],
    )
    ledger.post(entry, by=by)
    fact = FundContributed(amount_fen=amount_fen, bank_reference=reference)
    trail.record(fact, on=fund, by=by, at=at)
