"""The house's commission of agreed statements, invoiced to the suppliers; what went back is taken off.

A statement's commission is invoiced over what it sold. Where goods come back after it, a later statement
gives their commission back: the law wants a red letter over the first invoice, not less on the next one.
"""

from collections.abc import Callable
from datetime import datetime

from zhanggui.domain.finance.queries import CommissionPart, commissions_to_invoice, commissions_to_take_back
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.operations.invoice_commission import Commission, invoice_commission
from zhanggui.domain.invoicing.operations.reverse_commission import ClawBack, reverse_commission
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import ledger


def invoice_commissions(*, by: Actor, at: datetime) -> int:
    """Ask for the invoice of every agreed statement that has none, then for the red letters over what went
    back; how many were asked for.

    A firm without a credit code cannot be named, and what is not issued cannot be taken back: such a one
    stays among what is to be invoiced, for finance to see and for the next time.
    """
    asked = sum(_tried(_invoice, part, by, at) for part in commissions_to_invoice(at))
    return asked + sum(_tried(_take_back, part, by, at) for part in commissions_to_take_back(at))


def _invoice(part: CommissionPart, by: Actor, at: datetime) -> Invoice:
    statement = part.statement
    firm = statement.supplier.organisation
    commission = Commission(
        statement=statement,
        firm_name=firm.name,
        firm_code=firm.uscc or "",
        amount_fen=part.fen,
        last_day=(statement.until - ledger.JUST_BEFORE).astimezone(SHANGHAI).date(),
    )
    return invoice_commission(commission=commission, by=by, at=at)


def _take_back(part: CommissionPart, by: Actor, at: datetime) -> Invoice:
    claw = ClawBack(statement=part.sold_in, clawed_in=part.statement, amount_fen=-part.fen)
    return reverse_commission(claw=claw, by=by, at=at)


def _tried(
    ask: Callable[[CommissionPart, Actor, datetime], Invoice], part: CommissionPart, by: Actor, at: datetime
) -> int:
    try:
        ask(part, by, at)
    except Refusal:
        return 0
    return 1
