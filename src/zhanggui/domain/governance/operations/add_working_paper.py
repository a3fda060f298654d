"""Adding a working paper to an audit."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import AUDIT
from zhanggui.domain.governance.facts import PaperAdded
from zhanggui.domain.governance.keeping import file_paper, held_audit, refuse_empty
from zhanggui.domain.governance.models import WorkingPaper
from zhanggui.domain.governance.states import AUDIT as LIFE
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.uploads import Upload


@transaction.atomic
def add_working_paper(*, audit_id: UUID, title: str, paper: Upload, by: Actor, at: datetime) -> WorkingPaper:
    """File a paper of the fieldwork, sealed, with its hash. Raises ``SayMore`` and those of papers."""
    by.require(AUDIT)
    audit = held_audit(audit_id)
    LIFE.after(audit.state, "record")
    refuse_empty(title=title)
    document = file_paper(paper, by=by, at=at)

    working = WorkingPaper.objects.create(
        audit=audit,
        document=document,
        title=title.strip()[:120],
        sha256=document.sha256,
        added_by_id=by.account_id,
        added_at=at,
    )

    fact = PaperAdded(number=audit.number, title=working.title, sha256=working.sha256)
    trail.record(fact, on=working, by=by, at=at, thread=audit)
    return working
