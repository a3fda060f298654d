"""Objecting to one line of a statement."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import ANSWER_STATEMENTS
from zhanggui.domain.finance.facts import LineObjected
from zhanggui.domain.finance.models import Objection, StatementLine
from zhanggui.domain.finance.reach import held_statement
from zhanggui.domain.finance.refusals import AlreadyObjected, ReasonMissing
from zhanggui.domain.finance.states import STATEMENT
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("finance_objection_line_id_key", AlreadyObjected)


@transaction.atomic
def object_to_line(*, statement_id: UUID, position: int, reason: str, by: Actor, at: datetime) -> Objection:
    """Say that a line of one's own statement is wrong, and why. It is not confirmed until that is decided."""
    by.require(ANSWER_STATEMENTS)
    statement = held_statement(statement_id, by=by)
    line = StatementLine.objects.filter(statement=statement, position=position).first()
    if line is None:
        raise NotFound
    if not reason.strip():
        raise ReasonMissing
    statement.state = STATEMENT.after(statement.state, "object")
    statement.save(update_fields=["state"])
    with refusing():
        objection = Objection.objects.create(
            line=line, reason=reason.strip()[:400], raised_by_id=by.account_id, raised_at=at
        )
    fact = LineObjected(number=statement.number, position=position)
    trail.record(fact, on=statement, by=by, at=at, reason=reason, thread=statement.supplier)
    return objection
