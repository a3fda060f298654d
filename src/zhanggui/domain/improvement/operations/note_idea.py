"""Writing down an idea, wherever it came from."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.improvement.capabilities import NOTE_IDEAS
from zhanggui.domain.improvement.facts import IdeaNoted
from zhanggui.domain.improvement.keeping import next_number
from zhanggui.domain.improvement.models import Idea
from zhanggui.domain.improvement.states import IdeaSource
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def note_idea(*, title: str, text: str, came_from: IdeaSource, by: Actor, at: datetime) -> Idea:
    """Register it (B-10.3.2). Raises ``SayMore``."""
    by.require(NOTE_IDEAS)
    refuse_empty(title=title, text=text)
    idea = Idea.objects.create(
        number=next_number("CY"),
        title=title.strip(),
        idea_text=text.strip(),
        came_from=came_from.value,
        noted_by_id=by.account_id,
        noted_at=at,
    )

    trail.record(IdeaNoted(number=idea.number, title=idea.title), on=idea, by=by, at=at)
    return idea
