"""Creating a programme: a show that is repeated in slots."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.broadcast.capabilities import PLAN_SLOTS
from zhanggui.domain.broadcast.facts import ProgrammeCreated
from zhanggui.domain.broadcast.models import Programme
from zhanggui.domain.broadcast.refusals import CodeTaken
from zhanggui.domain.broadcast.states import ProgrammeKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def create_programme(
    *,
    code: str,
    title: str,
    kind: ProgrammeKind = ProgrammeKind.HOME_SHOPPING,
    synopsis: str = "",
    by: Actor,
    at: datetime,
) -> Programme:
    """Add a programme. Raises ``CodeTaken``."""
    by.require(PLAN_SLOTS)
    if Programme.objects.filter(code=code).exists():
        raise CodeTaken(taken=code)

    programme = Programme(code=code, title=title, kind=kind, synopsis=synopsis, created_at=at)
    programme.save(force_insert=True)

    fact = ProgrammeCreated(code=code, title=title, kind=kind)
    trail.record(fact, on=programme, by=by, at=at)
    return programme
