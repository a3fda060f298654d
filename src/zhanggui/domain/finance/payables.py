"""What a payout pays: confirmed statements, of suppliers and of carriers alike."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.models import Payout, Statement
from zhanggui.domain.finance.states import STATEMENT, StatementState
from zhanggui.domain.freight import accounts as freight
from zhanggui.domain.freight import paying
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms.ledger import AccountRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Payable:
    """A statement that somebody is paid by: how much, from which account, and whose it is."""

    id: UUID
    number: str
    organisation_id: UUID
    name: str
    net_fen: Fen
    account: AccountRef
    of_carrier: bool


def confirmed(numbers: Collection[str] = ()) -> list[Payable]:
    """Confirmed statements that wait for payment, held: those of these numbers, or all of them."""
    suppliers: Any = Statement.objects.payable().locked()
    carriers: Any = paying.confirmed().locked()  # type: ignore[attr-defined]
    if numbers:
        suppliers, carriers = suppliers.filter(number__in=numbers), carriers.filter(number__in=numbers)
    return _both(suppliers, carriers)


def of_payout(payout: Payout) -> list[Payable]:
    """The statements of a payout."""
    return _both(Statement.objects.filter(payout=payout), paying.of_payout(payout.id))


def take_in(payables: Iterable[Payable], payout: Payout) -> None:
    """They are paid by this payout, and by no other."""
    ours, theirs = _apart(payables)
    state = STATEMENT.after(StatementState.CONFIRMED, "propose_payout")
    Statement.objects.filter(pk__in=ours).update(payout=payout, state=state)
    paying.take_in(theirs, payout)


def let_go(payables: Iterable[Payable]) -> None:
    """They wait for another payout."""
    ours, theirs = _apart(payables)
    state = STATEMENT.after(StatementState.IN_PAYOUT, "drop_payout")
    Statement.objects.filter(pk__in=ours).update(payout=None, state=state)
    paying.let_go(theirs)


def paid(payables: Iterable[Payable], at: datetime) -> None:
    """The bank has paid them."""
    ours, theirs = _apart(payables)
    state = STATEMENT.after(StatementState.IN_PAYOUT, "pay")
    Statement.objects.filter(pk__in=ours).update(state=state, paid_at=at)
    paying.paid(theirs, at)


def _both(suppliers: Any, carriers: Any) -> list[Payable]:
    found = [
        _payable(one, one.supplier, accounts.due(one.supplier_id), of_carrier=False)
        for one in suppliers.select_related("supplier__organisation").order_by("number")
    ]
    found += [
        _payable(one, one.carrier, freight.due(one.carrier_id), of_carrier=True)
        for one in carriers.select_related("carrier__organisation").order_by("number")
    ]
    return found


def _payable(statement: Any, partner: Any, account: AccountRef, *, of_carrier: bool) -> Payable:
    return Payable(
        id=statement.pk,
        number=statement.number,
        organisation_id=partner.organisation_id,
        name=str(partner),
        net_fen=statement.net_fen,
        account=account,
        of_carrier=of_carrier,
    )


def _apart(payables: Iterable[Payable]) -> tuple[Sequence[UUID], Sequence[UUID]]:
    known = list(payables)
    return [one.id for one in known if not one.of_carrier], [one.id for one in known if one.of_carrier]
