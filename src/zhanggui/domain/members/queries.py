"""Reads about members: what they have, where they stand, what they keep and wait for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from zhanggui.domain.members import accounts, rules
from zhanggui.domain.members.models import Favourite, PointsGrant, PrivacyRequest, Seen, Watch
from zhanggui.domain.members.rules import Level
from zhanggui.kernel.money import Fen
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import ledger

YEAR, LATELY, SECOND = timedelta(days=365), timedelta(days=90), timedelta(seconds=1)
MOVES_MAX = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a member stands: points, and the level that a year of buying holds."""

    points: int
    owed: int
    growth_fen: Fen
    level: Level
    following: Level | None
    levels: tuple[Level, ...]

    @property
    def missing_fen(self) -> Fen:
        """How much more reaches the next level."""
        return self.following.from_fen - self.growth_fen if self.following else 0


def levels(at: datetime) -> tuple[Level, ...]:
    """The levels of members in force, the lowest first."""
    names = ("member.level_codes", "member.level_from_yuan", "member.level_percent")
    return rules.levels_of(*(norm(name, on=at) for name in names))


def growth(account_id: UUID, at: datetime) -> Fen:
    """What a member has bought and kept in the twelve months up to now."""
    lately = PointsGrant.objects.filter(account_id=account_id, earned_at__gt=at - YEAR, earned_at__lte=at)
    return lately.aggregate(fen=Sum(F("paid_fen") - F("returned_fen")))["fen"] or 0


def level_of(account_id: UUID, at: datetime) -> Level:
    """The level a member holds now."""
    return rules.level_at(growth(account_id, at), levels(at))


def points_of(account_id: UUID) -> int:
    """How many points a member can spend now."""
    return ledger.balance(accounts.points(account_id)).available


def standing(account_id: UUID, at: datetime) -> Standing:
    """Everything a member's page says about points and level."""
    known, bought = levels(at), growth(account_id, at)
    held = ledger.balances([accounts.points(account_id), accounts.owed(account_id)])
    level = rules.level_at(bought, known)
    return Standing(
        points=held[accounts.points(account_id)].available,
        owed=held[accounts.owed(account_id)].amount,
        growth_fen=bought,
        level=level,
        following=rules.level_after(level, known),
        levels=known,
    )


def grants_of(account_id: UUID) -> QuerySet[PointsGrant]:
    """What a member's orders brought, the latest first."""
    return PointsGrant.objects.filter(account_id=account_id).order_by("-earned_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsMove:
    """Points that came or went, by which kind of entry, about what, and how many there were afterwards."""

    at: datetime
    kind: str
    change: int
    left: int
    subject: ledger.Subject


def points_moves(account_id: UUID, at: datetime) -> list[PointsMove]:
    """What the ledger moved on a member's points in the last ninety days, the latest first."""
    page = ledger.statement(accounts.points(account_id), at - LATELY, at + SECOND, limit=MOVES_MAX)
    return [
        PointsMove(
            at=line.at,
            kind=line.kind,
            change=line.credit - line.debit,
            left=line.balance,
            subject=line.subject,
        )
        for line in reversed(page.lines)
    ]


def members_with_points_to_sweep(at: datetime, *, after: UUID | None, limit: int) -> list[UUID]:
    """Members of whom some points have come to their end, in the order of their identifiers."""
    due = PointsGrant.objects.filter(expires_at__lte=at, swept_at=None)
    if after is not None:
        due = due.filter(account_id__gt=after)
    return list(due.order_by("account_id").values_list("account_id", flat=True).distinct()[:limit])


def favourites_of(account_id: UUID) -> QuerySet[Favourite]:
    """A member's favourites, the latest first."""
    kept = Favourite.objects.filter(account_id=account_id).select_related("sku__goods")
    return kept.order_by("-kept_at")


def is_favourite(account_id: UUID, sku_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these SKUs a member keeps."""
    kept = Favourite.objects.filter(account_id=account_id, sku_id__in=list(sku_ids))
    return set(kept.values_list("sku_id", flat=True))


def seen_by(account_id: UUID) -> list[UUID]:
    """The goods a member looked at, the latest first."""
    looked = Seen.objects.filter(account_id=account_id).order_by("-seen_at")
    return list(looked.values_list("goods_id", flat=True)[: rules.SEEN_MAX])


def watches_of(account_id: UUID) -> QuerySet[Watch]:
    """What a member waits to be told about."""
    waiting = Watch.objects.filter(account_id=account_id, served_at=None, withdrawn_at=None)
    return waiting.select_related("sku__goods").order_by("-wished_at")


def watched_skus(*, after: UUID | None, limit: int) -> list[UUID]:
    """SKUs that somebody waits for, in the order of their identifiers."""
    waiting = Watch.objects.filter(served_at=None, withdrawn_at=None)
    if after is not None:
        waiting = waiting.filter(sku_id__gt=after)
    return list(waiting.order_by("sku_id").values_list("sku_id", flat=True).distinct()[:limit])


def watches_due(sku_id: UUID, *, price_fen: Fen, in_stock: bool) -> list[UUID]:
    """Whose wish has come true, the oldest first."""
    waiting = Watch.objects.filter(sku_id=sku_id, served_at=None, withdrawn_at=None)
    fallen = waiting.filter(kind=Watch.Kind.PRICE, price_fen__gt=price_fen)
    back = waiting.filter(kind=Watch.Kind.STOCK) if in_stock else waiting.none()
    return list((fallen | back).order_by("wished_at").values_list("id", flat=True))


def privacy_requests_of(account_id: UUID) -> QuerySet[PrivacyRequest]:
    """What a member has asked about their data, the latest first."""
    return PrivacyRequest.objects.filter(account_id=account_id).select_related("case").order_by("-asked_at")
