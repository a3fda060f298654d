"""What is still open with a supplier when the cooperation ends (EC-26, NT-03)."""

from dataclasses import dataclass
from datetime import date

from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.models import Statement
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.partners.queries import agreement_in_force
from zhanggui.domain.sales.models import OrderLine
from zhanggui.kernel import clock
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import ledger

COUNTED_MOST = 1000
"""Beyond so many it only matters that there are many; nobody counts them for a page."""


@dataclass(frozen=True, slots=True)
class Left:
    """Orders not complete, returns not finished, statements not paid, money we hold, until when it agreed."""

    orders: int
    returns: int
    statements: int
    deposit_fen: Fen
    due_fen: Fen
    agreed_until: date | None


def what_is_left(supplier: Supplier) -> Left:
    """What has to be done to the end although nothing more is sold; counted up to a thousand."""
    waiting = OrderLine.objects.filter(
        supplier=supplier, order__confirmed_at__isnull=False, order__completed_at=None, order__ended_at=None
    )
    open_returns = Return.objects.open().filter(lines__line__supplier=supplier)
    unpaid = Statement.objects.filter(supplier=supplier).exclude(state="paid")
    agreement = agreement_in_force(supplier.organisation_id, clock.now())
    return Left(
        orders=len(set(waiting.values_list("order_id", flat=True)[:COUNTED_MOST])),
        returns=len(set(open_returns.values_list("id", flat=True)[:COUNTED_MOST])),
        statements=unpaid[:COUNTED_MOST].count(),
        deposit_fen=ledger.balance(accounts.deposit(supplier.id)).amount,
        due_fen=ledger.balance(accounts.due(supplier.id)).amount,
        agreed_until=agreement.ends_on if agreement else None,
    )
