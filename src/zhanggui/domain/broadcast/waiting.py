"""Who waits for a sold-out article, and what is held for them: what the verbs of waiting share."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.broadcast import accounts
from zhanggui.domain.broadcast.models import SlotGoods, WaitingPlace
from zhanggui.domain.broadcast.notices import TURN_HAS_COME
from zhanggui.domain.broadcast.states import WAITING, WaitingState
from zhanggui.domain.inventory import accounts as stock
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, PendingGone, Transfer, Void
from zhanggui.mechanisms.trail import Subject


def hold_key(place_id: UUID) -> str:
    """The key of the entry that holds pieces for a place; its one transfer is what an order takes over."""
    return f"waiting:{place_id}:held"


def held_transfer(place_id: UUID) -> UUID:
    """The pending transfer that holds the pieces of an offer."""
    return ledger.transfer_id(hold_key(place_id), 0)


def letting_go(place_id: UUID, *, at: datetime) -> Entry:
    """The entry that gives the held pieces back to the quota; an order posts it together with its own."""
    return Entry(
        kind="broadcast.waiting_released",
        key=f"waiting:{place_id}:released",
        at=at,
        subject=Subject("broadcast.waitingplace", place_id),
        voids=[Void(held_transfer(place_id))],
    )


def hold(place: WaitingPlace, goods: SlotGoods, *, at: datetime) -> None:
    """Hold the pieces of a place for its time. Raises ``ledger.Insufficient``."""
    until = at + timedelta(minutes=norm("broadcast.waiting_minutes", on=at))
    quota = accounts.quota(goods.id, goods.sku_id)
    reserved = Transfer(stock.sold(goods.sku_id), quota, place.quantity, pending_until=until)
    entry = Entry(
        kind="broadcast.waiting_held",
        key=hold_key(place.id),
        at=at,
        subject=Subject("broadcast.waitingplace", place.id),
        transfers=[reserved],
    )
    with transaction.atomic():
        ledger.post(entry, by=SYSTEM)
    place.state = WAITING.after(place.state, "offer")
    place.offered_at, place.offered_until = at, until
    place.save(update_fields=["state", "offered_at", "offered_until"])


def tell(place: WaitingPlace, goods: SlotGoods, name: str, *, at: datetime) -> None:
    """Tell the customer that their turn has come, and until when."""
    until = place.offered_until or at
    values = {
        "goods": name,
        "number": goods.item_number,
        "quantity": str(place.quantity),
        "until": f"{until.astimezone(SHANGHAI):%H:%M}",
    }
    notice = Notice(
        kind=TURN_HAS_COME,
        account_id=place.customer_id,
        key=hold_key(place.id),
        values=values,
        about=Subject("broadcast.waitingplace", place.id),
    )
    send(notice=notice, by=SYSTEM, at=at)


def end(place: WaitingPlace, verb: str, *, at: datetime) -> None:
    """Let a place go, and what is held for it, if its time has not run out by itself."""
    was = place.state
    place.state, place.ended_at = WAITING.after(was, verb), at
    place.save(update_fields=["state", "ended_at"])
    if was == WaitingState.OFFERED:
        try:
            with transaction.atomic():
                ledger.post(letting_go(place.id, at=at), by=SYSTEM)
        except PendingGone:
            return


def close_all(goods_ids: list[UUID], *, at: datetime) -> int:
    """Nobody waits for these articles any more: they are off air. How many did."""
    places = list(WaitingPlace.objects.locked().filter(slot_goods__in=goods_ids, ended_at=None))
    for place in places:
        end(place, "close", at=at)
    return len(places)
