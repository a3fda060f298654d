"""Which box is proposed for the pieces of a parcel."""

from collections.abc import Sequence
from uuid import UUID

from zhanggui.domain.packing.models import BoxType
from zhanggui.domain.packing.reach import sizes
from zhanggui.domain.packing.rules import Tried, chosen, propose


def tried(pieces: dict[UUID, int]) -> Sequence[Tried]:
    """The boxes from the smallest up, with why each does or not; none while a piece was never measured."""
    known = sizes(pieces)
    measured = [size for size in known if size is not None]
    if len(measured) < len(known):
        return ()
    return propose(measured, [box.box for box in BoxType.objects.filter(retired_at=None)])


def proposed(pieces: dict[UUID, int]) -> BoxType | None:
    """The smallest box that holds them."""
    box = chosen(tried(pieces))
    return None if box is None else BoxType.objects.get(code=box.code)
