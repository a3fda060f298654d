"""Filing the recording of a slot: where it lies, and its fingerprint."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast.archive import keep_until
from zhanggui.domain.broadcast.capabilities import RUN_SLOTS
from zhanggui.domain.broadcast.facts import RecordingStored
from zhanggui.domain.broadcast.holding import held_slot
from zhanggui.domain.broadcast.models import Recording
from zhanggui.domain.broadcast.refusals import NotAiredYet
from zhanggui.domain.broadcast.states import SlotState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@transaction.atomic
def store_recording(*, slot_id: UUID, reference: str, sha256: str, by: Actor, at: datetime) -> Recording:
    """Say where the recording of an aired slot lies (NT-04, LV-01). It is kept as long as the archive.

    Raises ``NotAiredYet``, ``RecordingKnown``, ``Malformed``.
    """
    by.require(RUN_SLOTS)
    slot = held_slot(slot_id)
    if slot.state != SlotState.ENDED or slot.started_at is None or slot.ended_at is None:
        raise NotAiredYet
    if not re.fullmatch(r"[0-9a-f]{64}", sha256.strip().lower()):
        raise RecordingUnproved
    if not reference.strip():
        raise RecordingNowhere

    recording = Recording(
        slot=slot,
        reference=reference.strip()[:200],
        sha256=sha256.strip().lower(),
        stored_by_id=by.account_id,
        stored_at=at,
        keep_until=keep_until(slot.ended_at),
    )
    with refusing(), transaction.atomic():
        recording.save(force_insert=True)

    fact = RecordingStored(number=slot.number, reference=recording.reference)
    trail.record(fact, on=slot, by=by, at=at)
    return recording


class RecordingUnproved(Refusal):
    """The SHA-256 of the recording has 64 digits from 0 to f. Copy it whole."""

    code = "recording-unproved"
    status = 422


class RecordingNowhere(Refusal):
    """Say where the recording lies."""

    code = "recording-nowhere"
    status = 422
