"""Every try is spent before it is looked at: many at once get no more than one after the other."""

from datetime import datetime
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import Q

from zhanggui.identity.models import SignInTry
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.access import rules
from zhanggui.mechanisms.access.refusals import LockedOut
from zhanggui.mechanisms.access.rules import Origin
from zhanggui.schema.encrypted import keyed_hash

WRONG, RIGHT, LOCKED = SignInTry.Outcome.WRONG, SignInTry.Outcome.RIGHT, SignInTry.Outcome.LOCKED


def queue_for(name: str) -> None:
    """Wait, inside a transaction, until nobody else is counting under this name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def spend_try(name: str, origin: Origin, at: datetime) -> UUID:
    """Count a try under this name as wrong until ``was_right`` says otherwise. Raises ``LockedOut``.

    It is a transaction of its own, never part of another that might be taken back.
    """
    name_hash = keyed_hash(f"name:{name.lower()}")
    with transaction.atomic(durable=True):
        queue_for(name_hash)
        until = _locked_until(name_hash, origin, at)
        made = SignInTry.objects.create(
            name_hash=name_hash, address=origin.address, outcome=LOCKED if until else WRONG, at=at
        )
    if until:
        raise LockedOut(until=f"{until.astimezone(SHANGHAI):%H:%M}")
    return made.id


def was_right(try_id: UUID) -> None:
    """The try was right; the count of wrong ones begins anew."""
    SignInTry.objects.filter(id=try_id).update(outcome=RIGHT)


def _locked_until(name_hash: str, origin: Origin, at: datetime) -> datetime | None:
    mine = SignInTry.objects.filter(name_hash=name_hash)
    last = mine.filter(outcome=RIGHT).order_by("-at").values_list("at", flat=True).first()
    since = mine.filter(Q(at__gt=last) if last else Q())
    by_name = rules.locked_until(_wrong(since, at, rules.WRONG_TRIES), at)
    if by_name or origin.address is None:
        return by_name
    nearby = SignInTry.objects.filter(address=origin.address)
    limit = rules.WRONG_TRIES_PER_ADDRESS
    return rules.locked_until(_wrong(nearby, at, limit), at, limit)


def _wrong(tries: models.QuerySet[SignInTry], at: datetime, limit: int) -> list[datetime]:
    recent = tries.filter(outcome=WRONG, at__gt=at - rules.LOCK_OUT)
    return list(recent.order_by("-at").values_list("at", flat=True)[:limit])
