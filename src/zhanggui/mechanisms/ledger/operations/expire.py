"""Letting go of reservations whose time is over."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from zhanggui.identity.actor import SYSTEM
from zhanggui.mechanisms.ledger.entries import Entry, Void
from zhanggui.mechanisms.ledger.operations.post import post
from zhanggui.mechanisms.trail import Subject

DUE = """
    SELECT pending.id, entry.subject_type, entry.subject_id
    FROM ledger_pending pending JOIN ledger_entry entry ON entry.id = pending.entry_id
    WHERE pending.until <= %s
    ORDER BY pending.id
    LIMIT %s
    FOR UPDATE OF pending SKIP LOCKED
"""


@transaction.atomic
def expire(at: datetime, limit: int = 500) -> list[UUID]:
    """Void pending transfers that timed out by ``at``, up to ``limit``; their identifiers.

    One entry each, under the subject that reserved. What somebody is posting at this moment is left alone.
    """
    with connection.cursor() as cursor:
        cursor.execute(DUE, [at, limit])
        due = cursor.fetchall()
    if due:
        post(*(_ending(pending, Subject(*subject), at) for pending, *subject in due), by=SYSTEM)
    return [pending for pending, *_ in due]


def _ending(pending: UUID, subject: Subject, at: datetime) -> Entry:
    return Entry(
        kind="ledger.expired", key=f"ledger.expired/{pending}", at=at, subject=subject, voids=[Void(pending)]
    )
