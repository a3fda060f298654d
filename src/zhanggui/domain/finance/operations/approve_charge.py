"""Letting an approved charge take effect."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.capabilities import APPROVE_CHARGES
from zhanggui.domain.finance.facts import ChargeApproved
from zhanggui.domain.finance.models import Charge
from zhanggui.domain.finance.refusals import NotApproved
from zhanggui.domain.finance.states import CHARGE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, ledger, trail


@transaction.atomic
def approve_charge(*, charge_id: UUID, by: Actor, at: datetime) -> Charge:
    """Take the charge from the deposit now, or leave it for the next statement. The approval calls this.

    Raises ``ledger.Insufficient`` where the deposit does not cover it.
    """
    by.require(APPROVE_CHARGES)
    charge = Charge.objects.locked().select_related("supplier").get(pk=charge_id)
    if not approvals.is_approved(charge.id, charge.digest):
        raise NotApproved
    charge.state = CHARGE.after(charge.state, "approve")
    if charge.from_deposit:
        charge.state = CHARGE.after(charge.state, "settle")
        _take_from_deposit(charge, by, at)
    charge.decided_at = at
    charge.save(update_fields=["state", "decided_at"])
    fact = ChargeApproved(number=charge.number, amount_fen=charge.amount_fen)
    trail.record(fact, on=charge, by=by, at=at, thread=charge.supplier)
    return charge


def _take_from_deposit(charge: Charge, by: Actor, at: datetime) -> None:
    taken = ledger.Transfer(
        debit=accounts.deposit(charge.supplier_id), credit=accounts.CHARGES, amount=charge.amount_fen
    )
    entry = ledger.Entry(
        kind="finance.charged_to_deposit",
        key=f"charge:{charge.id}",
        at=at,
        subject=ledger.Subject.of(charge),
        transfers=[taken],
    )
    ledger.post(entry, by=by)
