"""Which slots on air show an advertisement: as material beside the goods, or as the words of a short."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.advertising.queries import says_words_of
from zhanggui.domain.broadcast.models import Slot
from zhanggui.domain.broadcast.states import ProgrammeKind, SlotState


def on_air_with(asset_id: UUID) -> QuerySet[Slot]:
    """Slots on air that have it among their materials."""
    return Slot.objects.filter(state=SlotState.ON_AIR, materials__contains=[asset_id])


def scripted_by(asset_id: UUID) -> list[Slot]:
    """Shorts on air whose script is a version of it."""
    shorts = Slot.objects.filter(state=SlotState.ON_AIR, programme__kind=ProgrammeKind.SHORT)
    return [short for short in shorts if says_words_of(asset_id, short.script)]


def shows(asset_id: UUID, at: datetime) -> Sequence[str]:
    """The numbers of the slots on air that show it, as a place answers after a take-down."""
    return [slot.number for slot in (*on_air_with(asset_id), *scripted_by(asset_id))]
