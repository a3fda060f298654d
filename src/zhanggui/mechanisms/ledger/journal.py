"""The books by entry: what was posted about a thing, and what an entry moved."""

from uuid import UUID

from zhanggui.mechanisms.ledger.models import BookedEntry, BookedTransfer


def entries_about(subject_id: UUID) -> list[BookedEntry]:
    """Everything that was posted about one thing, in the order of its time."""
    return list(BookedEntry.objects.filter(subject_id=subject_id).order_by("at", "recorded_at"))


def transfers_of(entry_id: UUID) -> list[BookedTransfer]:
    """The transfers of one entry, found by the transaction that wrote both."""
    entry = BookedEntry.objects.filter(pk=entry_id).first()
    if entry is None:
        return []
    return list(BookedTransfer.objects.filter(xid=entry.xid, entry_id=entry_id).order_by("id"))
