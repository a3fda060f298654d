"""Deciding an objection: the supplier is right, in part perhaps, or it is not."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.finance.capabilities import DECIDE_OBJECTIONS
from zhanggui.domain.finance.facts import ObjectionRejected, ObjectionUpheld
from zhanggui.domain.finance.models import Objection, Statement
from zhanggui.domain.finance.operations.propose_charge import ChargeWish, propose_charge
from zhanggui.domain.finance.reach import held_statement
from zhanggui.domain.finance.refusals import AlreadyDecided, ReasonMissing
from zhanggui.domain.finance.states import STATEMENT, ChargeKind
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said to the supplier. ``credit_fen`` above zero upholds the objection by so much."""

    words: str
    credit_fen: Fen = 0


@transaction.atomic
def decide_objection(*, objection_id: UUID, answer: Answer, by: Actor, at: datetime) -> Objection:
    """Answer an objection. A line never changes: what is owed back is a credit, which somebody else approves.

    When the last objection of a statement is answered, the supplier may confirm it.
    """
    by.require(DECIDE_OBJECTIONS)
    objection = Objection.objects.locked().select_related("line").filter(pk=objection_id).first()
    if objection is None:
        raise NotFound
    if objection.upheld_at or objection.rejected_at:
        raise AlreadyDecided
    if not answer.words.strip():
        raise ReasonMissing
    statement = held_statement(objection.line.statement_id, by=by)
    objection.answer, objection.decided_by_id = answer.words.strip()[:400], by.account_id
    position = objection.line.position
    fact: ObjectionUpheld | ObjectionRejected
    if answer.credit_fen > 0:
        objection.upheld_at = at
        objection.credit = propose_charge(wish=_credit(statement, position, answer), by=by, at=at)
        fact = ObjectionUpheld(number=statement.number, position=position, credit_fen=answer.credit_fen)
    else:
        objection.rejected_at = at
        fact = ObjectionRejected(number=statement.number, position=position)
    objection.save()
    _resolve(statement)
    trail.record(fact, on=statement, by=by, at=at, reason=answer.words, thread=statement.supplier)
    return objection


def _credit(statement: Statement, position: int, answer: Answer) -> ChargeWish:
    return ChargeWish(
        supplier_id=statement.supplier_id,
        kind=ChargeKind.CREDIT,
        amount_fen=answer.credit_fen,
        reason=answer.words,
        evidence=f"{statement.number} / {position}",
    )


def _resolve(statement: Statement) -> None:
    still_open = Objection.objects.filter(line__statement=statement, upheld_at=None, rejected_at=None)
    if not still_open.exists():
        statement.state = STATEMENT.after(statement.state, "resolve")
        statement.save(update_fields=["state"])
