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
    if not 0 < pieces <= stop.wanted - stop.scanned:
        raise EnoughPicked(pieces=stop.wanted)
    counted, _ = ScannedPieces.objects.get_or_create(
        pick_list=pick_list, shelf_id=shelf_id, defaults={"pieces": 0}
    )
    counted.pieces = stop.scanned + pieces
    counted.save(update_fields=["pieces"])
    fact = PieceScanned(sku=stop.code, location=stop.location, pieces=pieces)
    trail.record(fact, on=pick_list, by=by, at=at)
    return counted.pieces
