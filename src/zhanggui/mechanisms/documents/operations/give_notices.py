"""Warning that papers run out, and saying that they have: each once."""

from datetime import datetime, timedelta

from django.db import transaction

from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents import rules
from zhanggui.mechanisms.documents.facts import DocumentExpired, DocumentRunsOut
from zhanggui.mechanisms.documents.filing import owner_of
from zhanggui.mechanisms.documents.models import Document, Notice


def give_notices(*, at: datetime) -> int:
    """Tell 60, 30 and 7 days ahead that a paper runs out, and once that it has run out.

    A paper that was replaced or withdrawn is left alone. After days without a run, only the nearest warning
    is given. Each paper is its own transaction, so that an interrupted run goes on where it stopped.
    """
    today = at.astimezone(SHANGHAI).date()
    near = Document.objects.filter(
        valid_to__lte=today + timedelta(days=max(rules.WARN_DAYS)), replaced_by=None, withdrawn_at=None
    ).exclude(notices__days=0)
    return sum(_notice(document, at) for document in near.order_by("valid_to", "pk").iterator())


@transaction.atomic
def _notice(document: Document, at: datetime) -> bool:
    assert document.valid_to is not None
    days = rules.warning_due(document.valid_to, at.astimezone(SHANGHAI).date())
    if days is None:
        return False
    Document.objects.locked().get(pk=document.pk)
    _, first = Notice.objects.get_or_create(document=document, days=days, defaults={"given_at": at})
    if first:
        trail.record(_told(document, days), on=document, by=SYSTEM, at=at, thread=owner_of(document))
    return first


def _told(document: Document, days: int) -> DocumentRunsOut | DocumentExpired:
    known = {
        "type": document.type,
        "number": document.number,
        "valid_to": str(document.valid_to),
        "organisation": str(document.organisation_id or ""),
    }
    return DocumentRunsOut(days=days, **known) if days else DocumentExpired(**known)
