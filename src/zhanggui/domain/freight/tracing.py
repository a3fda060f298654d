"""From a line of a carrier's statement to the transfers of the ledger behind it."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from zhanggui.domain.freight import accounts
from zhanggui.domain.freight.models import Acceptance, BillLine, FreightStatement
from zhanggui.domain.freight.states import AcceptanceState
from zhanggui.mechanisms.ledger.journal import Moved, moved_about


def moves_of_lines(
    statement: FreightStatement, lines: Collection[BillLine]
) -> Mapping[UUID, Sequence[Moved]]:
    """What the parcel of each line earned the carrier, and the transfer by which it was agreed to be paid.

    A bill's agreed lines, and the lines of one acceptance, share that transfer. At most two queries.
    """
    accepted = _acceptances(lines)
    agreed_by = {line.id: _acceptance_of(line, accepted) or line.bill_id for line in lines}
    about = {line.id: [line.accrual_id, line.id, agreed_by[line.id]] for line in lines}
    subjects = {subject for known in about.values() for subject in known if subject}
    carrier = statement.carrier_id
    moved = moved_about(subjects, on=[accounts.accrued(carrier), accounts.due(carrier)])
    return {
        line.id: [
            one for subject in about[line.id] if subject for one in moved.get(subject, ()) if _said_once(one)
        ]
        for line in lines
    }


def _said_once(moved: Moved) -> bool:
    """What went from earned to due is told by the account it is paid from."""
    return (moved.account_kind, moved.other_kind) != (accounts.ACCRUED.code, accounts.DUE.code)


def moves_of_statement(statement: FreightStatement) -> Sequence[Moved]:
    """The transfer by which the statement was paid, once it was."""
    if statement.payout_id is None or statement.paid_at is None:
        return []
    paid = moved_about([statement.payout_id], on=[accounts.due(statement.carrier_id)])
    return [one for known in paid.values() for one in known]


def _acceptances(lines: Collection[BillLine]) -> Mapping[UUID, Sequence[Acceptance]]:
    found: dict[UUID, list[Acceptance]] = {}
    known = Acceptance.objects.filter(bill__in={line.bill_id for line in lines})
    for one in known.filter(state=AcceptanceState.APPROVED):
        found.setdefault(one.bill_id, []).append(one)
    return found


def _acceptance_of(line: BillLine, known: Mapping[UUID, Sequence[Acceptance]]) -> UUID | None:
    covering = (one.pk for one in known.get(line.bill_id, ()) if line.position in one.lines_asked)
    return next(covering, None)
