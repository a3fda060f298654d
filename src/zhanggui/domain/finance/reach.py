"""Finding what finance works on, for those it concerns."""

from uuid import UUID

from zhanggui.domain.finance.capabilities import SEE_BOOKS
from zhanggui.domain.finance.models import Statement
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


def may_see(statement: Statement, by: Actor) -> bool:
    """A supplier sees its own statements once they were sent; who keeps the books sees all."""
    if by.may(SEE_BOOKS):
        return True
    own = by.organisation_id is not None and statement.supplier.organisation_id == by.organisation_id
    return own and statement.sent_at is not None


def held_statement(statement_id: UUID, *, by: Actor) -> Statement:
    """The statement, held until the transaction ends. ``NotFound`` for anybody it does not concern."""
    found = (
        Statement.objects.locked().select_related("supplier__organisation").filter(pk=statement_id).first()
    )
    if found is None or not may_see(found, by):
        raise NotFound
    return found
