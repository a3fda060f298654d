"""The house's commission of agreed statements, invoiced to the suppliers."""

from datetime import datetime

from zhanggui.domain.finance.queries import commissions_to_invoice
from zhanggui.domain.invoicing.operations.invoice_commission import Commission, invoice_commission
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import ledger


def invoice_commissions(*, by: Actor, at: datetime) -> int:
    """Ask for the invoice of every agreed statement that has none; how many.

    A firm without a credit code cannot be named: it stays among what is not invoiced, for finance to see.
    """
    asked = 0
    for statement in commissions_to_invoice():
        firm = statement.supplier.organisation
        commission = Commission(
            statement=statement,
            firm_name=firm.name,
            firm_code=firm.uscc or "",
            amount_fen=statement.commission_fen,
            last_day=(statement.until - ledger.JUST_BEFORE).astimezone(SHANGHAI).date(),
        )
        try:
            invoice_commission(commission=commission, by=by, at=at)
        except Refusal:
            continue
        asked += 1
    return asked
