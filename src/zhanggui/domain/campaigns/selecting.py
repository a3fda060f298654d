"""Finding whom a segment describes, portion by portion; and how many that may be, from a sample."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from math import sqrt
from operator import and_, or_
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from zhanggui.domain.campaigns.segments import (
    Agreed,
    All,
    AnyOf,
    Bought,
    Joined,
    Keeps,
    Lives,
    Not,
    Segment,
    Silent,
    Spent,
)
from zhanggui.domain.messaging.standing import CONSENT
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.models import Account, Consent
from zhanggui.identity.roles import Role

SAMPLE = 2_000
"""Customers looked at for an estimate, however many there are."""
BOUGHT = (OrderState.CONFIRMED, OrderState.COMPLETED)


def condition(segment: Segment, *, at: datetime) -> Q:
    """The segment as a condition on accounts. Every atom is a look into an index by account."""
    match segment:
        case All(parts):
            return reduce(and_, (condition(part, at=at) for part in parts))
        case AnyOf(parts):
            return reduce(or_, (condition(part, at=at) for part in parts))
        case Not(part):
            return ~condition(part, at=at)
        case Bought():
            return Q(Exists(_bought(segment, at)))
        case Silent(days=days):
            lately = _rows("sales.Order").filter(
                customer=OuterRef("pk"), placed_at__gt=at - timedelta(days=days)
            )
            return ~Q(Exists(lately.filter(state__in=BOUGHT)))
        case Spent():
            return Q(Exists(_spent(segment, at)))
        case Joined(days=days):
            return Q(created_at__gt=at - timedelta(days=days))
        case Agreed():
            given = Consent.objects.filter(person=OuterRef("person"), purpose=CONSENT, withdrawn_at=None)
            return Q(Exists(given))
        case Keeps(category=category):
            kept = _rows("members.Favourite").filter(account=OuterRef("pk"))
            return Q(Exists(kept.filter(_below("sku__goods__category", category))))
        case Lives(provinces=provinces):
            homes = _rows("sales.Address").filter(
                account=OuterRef("pk"), retired_at=None, province__in=provinces
            )
            return Q(Exists(homes))


def _rows(model: str) -> QuerySet[Any]:
    """The rows of another package, only ever asked about."""
    rows: QuerySet[Any] = apps.get_model(model)._default_manager.all()
    return rows


def _bought(wanted: Bought, at: datetime) -> QuerySet[Any]:
    orders = _rows("sales.Order").filter(customer=OuterRef("pk"), state__in=BOUGHT)
    if wanted.days:
        orders = orders.filter(placed_at__gt=at - timedelta(days=wanted.days))
    if wanted.at_least_fen:
        orders = orders.filter(payable_fen__gte=wanted.at_least_fen)
    if wanted.channel:
        orders = orders.filter(channel=wanted.channel)
    if wanted.category:
        orders = orders.filter(_below("lines__sku__goods__category", wanted.category))
    return orders


def _below(category: str, code: str) -> Q:
    """In this category or anywhere below it."""
    if not code:
        return Q()
    return Q(**{f"{category}__path__startswith": f"{code}/"}) | Q(
        **{f"{category}__path__contains": f"/{code}/"}
    )


def _spent(wanted: Spent, at: datetime) -> QuerySet[Any]:
    since = at - timedelta(days=wanted.days)
    lately = (
        _rows("members.PointsGrant").filter(account=OuterRef("pk"), earned_at__gt=since).values("account")
    )
    kept = lately.annotate(kept=Coalesce(Sum(F("paid_fen") - F("returned_fen")), 0))
    return kept.filter(kept__gte=wanted.at_least_fen)


def customers() -> Q:
    """Customers whose account stands."""
    return Q(disabled_at=None, grants__role=Role.CUSTOMER, grants__revoked_at=None)


def next_accounts(
    segment: Segment, *, after: UUID | None, most: int, at: datetime
) -> tuple[list[UUID], UUID | None]:
    """Whom the segment describes among the next ``most`` customers, and where to go on; ``None`` at the end.

    It goes by the key over the accounts, so that a portion costs the same wherever it stands.
    """
    reach = Account.objects.filter(customers())
    if after is not None:
        reach = reach.filter(pk__gt=after)
    keys = list(reach.order_by("pk").values_list("pk", flat=True)[:most])
    if not keys:
        return [], None
    found = Account.objects.filter(pk__in=keys).filter(condition(segment, at=at))
    return list(found.order_by("pk").values_list("pk", flat=True)), keys[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many a segment may describe: of how many looked at, how many it did, and what that means for all.

    ``low`` and ``high`` hold in nineteen of twenty samples; where all were looked at they are exact.
    """

    looked_at: int
    described: int
    about: int
    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        """Whether everybody was looked at."""
        return self.low == self.high == self.about


def estimate(segment: Segment, *, at: datetime) -> Estimate:
    """Judge by a sample of the customers: the cost is the same for ten thousand and for ten million."""
    everybody = _about_how_many()
    keys = _sampled(everybody)
    found = Account.objects.filter(customers(), pk__in=keys)
    looked_at = found.count()
    described = found.filter(condition(segment, at=at)).count()
    if everybody <= SAMPLE:
        return Estimate(
            looked_at=looked_at, described=described, about=described, low=described, high=described
        )
    share = described / max(looked_at, 1)
    reach = everybody * looked_at / max(len(keys), 1)
    spread = 1.96 * sqrt(max(share * (1 - share), 1 / max(looked_at, 1)) / max(looked_at, 1))
    return Estimate(
        looked_at=looked_at,
        described=described,
        about=round(reach * share),
        low=max(round(reach * (share - spread)), 0),
        high=min(round(reach * (share + spread)), round(reach)),
    )


def _about_how_many() -> int:
    """Accounts, as the database last counted them; counted now only where they are few."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = 'identity_account'::regclass")
        known = int(cursor.fetchone()[0])
    if known > SAMPLE:
        return known
    return len(Account.objects.order_by().values_list("pk")[: SAMPLE + 1])


def _sampled(everybody: int) -> list[UUID]:
    """Some accounts from everywhere in the table."""
    if everybody <= SAMPLE:
        return list(Account.objects.order_by().values_list("pk", flat=True))
    percent = min(100.0 * SAMPLE * 1.2 / everybody, 100.0)
    with connection.cursor() as cursor:
        method = "BERNOULLI" if everybody < 100 * SAMPLE else "SYSTEM"
        cursor.execute(
            f"SELECT id FROM identity_account TABLESAMPLE {method} (%s) REPEATABLE (7) LIMIT %s",  # noqa: S608
            [percent, SAMPLE * 2],
        )
        return [pk for (pk,) in cursor.fetchall()]
