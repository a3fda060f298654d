"""Scanning pieces into the trolley: what is scanned must be what lies on the list."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import PICK
from zhanggui.domain.delivery.facts import PieceScanned
from zhanggui.domain.delivery.models import PickList, ScannedPieces
from zhanggui.domain.delivery.refusals import EnoughPicked, ListTaken, WrongPiece
from zhanggui.domain.delivery.walking import stop_of
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def scan_pieces(
    *, pick_list_id: UUID, shelf_id: UUID, code: str, by: Actor, at: datetime, pieces: int = 1
) -> int:
    """Count pieces from one shelf; answers how many of it are in the trolley now.

    ``code`` is what the scanner read: the code of the SKU. Raises ``WrongPiece`` and ``EnoughPicked``.
    """
    by.require(PICK)
    pick_list = PickList.objects.locked().filter(pk=pick_list_id).first()
    if pick_list is None:
        raise NotFound
    if pick_list.picker_id != by.account_id or pick_list.finished_at is not None:
        raise ListTaken
    stop = stop_of(pick_list_id, shelf_id)
    if code.strip().upper() != stop.code.upper():
        raise WrongPiece(sku=stop.code, location=stop.location)
    # The list is held, so nobody else counts its pieces meanwhile.
    counted = ScannedPieces.objects.filter(pick_list=pick_list, shelf_id=shelf_id).first()
    counted = counted or ScannedPieces(pick_list=pick_list, shelf_id=shelf_id, pieces=0)
    if not counted.has_room_for(pieces, of=stop.wanted):
        raise EnoughPicked(pieces=stop.wanted)
    counted.pieces += pieces
    counted.save()
    fact = PieceScanned(sku=stop.code, location=stop.location, pieces=pieces)
    trail.record(fact, on=pick_list, by=by, at=at)
    return counted.pieces
