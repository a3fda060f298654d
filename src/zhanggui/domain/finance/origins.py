"""From a statement to the transfers of the ledger that it sums up: each line, and what the statement booked.

A supplier looks through this at its own accounts only: what it had earned, what is due to it, and the tax its
invoice answers for.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from zhanggui.domain.aftersales.queries import replacements_for
from zhanggui.domain.finance import accounts
from zhanggui.domain.finance.models import Statement, StatementLine
from zhanggui.domain.finance.states import LineKind
from zhanggui.domain.payments import queries as payments
from zhanggui.domain.payments.accounts import supplier_payable
from zhanggui.mechanisms.ledger.journal import Moved, moved_about

TAKEN = {
    LineKind.CHARGE: accounts.CHARGES_TAKEN.code,
    LineKind.FREIGHT: accounts.FREIGHT_BORNE.code,
}
"""What a statement itself took, line by line, and where it went."""
Moves = Mapping[UUID, Sequence[Moved]]
"""By line: the transfers on the supplier's account that it comes from."""


def moves_of_lines(statement: Statement, lines: Collection[StatementLine]) -> Moves:
    """The transfers behind each of these lines of one statement, in the order of their time.

    A sale: what its order earned the supplier. A return: what the supplier gave back for it. A charge, or a
    share of freight: what this statement took for them. What was carried over: what the statement before it
    booked. Lines of one order share its transfers. The number of queries does not grow with the lines.
    """
    about = {line.id: set(_subjects(line)) for line in lines}
    for returned, more in _money_back(lines).items():
        about[returned] |= more
    before = _carried_from(statement) if any(line.kind == LineKind.CARRIED for line in lines) else None
    for line in lines:
        if line.kind == LineKind.CARRIED and before is not None:
            about[line.id].add(before)
    subjects = {subject for known in about.values() for subject in known}
    moved = moved_about(subjects, on=[supplier_payable(statement.supplier_id)])
    return {
        line.id: sorted(
            (one for subject in about[line.id] for one in moved.get(subject, ()) if _is_of(line, one)),
            key=lambda one: (one.at, one.transfer_id),
        )
        for line in lines
    }


def moves_of_statement(statement: Statement) -> Sequence[Moved]:
    """What the statement itself booked, and by which transfer it was paid."""
    supplier = statement.supplier_id
    settled = moved_about([statement.id], on=[supplier_payable(supplier), accounts.vat_awaited(supplier)])
    paid: Mapping[UUID, Sequence[Moved]] = {}
    if statement.payout_id is not None and statement.paid_at is not None:
        paid = moved_about([statement.payout_id], on=[accounts.due(supplier)])
    return [one for known in (*settled.values(), *paid.values()) for one in known]


def _subjects(line: StatementLine) -> Sequence[UUID]:
    """What the entries behind a line were about, as far as the line itself says."""
    if line.kind in TAKEN:
        return [line.statement_id]
    if line.finding is not None:
        return [line.finding.line.goods_return_id]
    if line.order_line is not None:
        return [line.order_line.order_id]
    return []


def _is_of(line: StatementLine, moved: Moved) -> bool:
    """Of all that a statement booked, a charge shows what was taken for charges, and freight likewise."""
    return line.kind not in TAKEN or moved.other_kind == TAKEN[LineKind(line.kind)]


def _money_back(lines: Collection[StatementLine]) -> Mapping[UUID, set[UUID]]:
    """The refunds of returned goods by line, and the payments carried over to what replaced them."""
    returned = {line.id: line.finding.line.goods_return for line in lines if line.finding is not None}
    if not returned:
        return {}
    numbers = {one.number for one in returned.values()}
    orders = {one.order_id for one in returned.values()}
    found: defaultdict[str, set[UUID]] = defaultdict(set)
    for number, refund in payments.refunds_because_of(numbers, orders):
        found[number].add(refund)
    replaced = replacements_for(numbers)
    for order, payment in payments.carried_to(replaced) if replaced else ():
        found[replaced[order]].add(payment)
    return {line: found[one.number] for line, one in returned.items()}


def _carried_from(statement: Statement) -> UUID | None:
    """The statement before, which left its balance to this one."""
    earlier = Statement.objects.filter(supplier=statement.supplier_id, until__lt=statement.until)
    found: UUID | None = earlier.order_by("-until").values_list("pk", flat=True).first()
    return found
