"""What happens to members, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("members.points_earned", "{points} points for order {order}")
@dataclass(frozen=True, kw_only=True)
class PointsEarned:
    order: str
    points: int


@trail.fact("members.points_taken_back", "{points} points of order {order} were taken back")
@dataclass(frozen=True, kw_only=True)
class PointsTakenBack:
    order: str
    points: int
    owed: int


@trail.fact("members.points_expired", "{points} points expired")
@dataclass(frozen=True, kw_only=True)
class PointsExpired:
    points: int


@trail.fact("members.favourite_kept", "{sku} was kept as a favourite")
@dataclass(frozen=True, kw_only=True)
class FavouriteKept:
    sku: str


@trail.fact("members.favourite_dropped", "{sku} is a favourite no more")
@dataclass(frozen=True, kw_only=True)
class FavouriteDropped:
    sku: str


@trail.fact("members.seen_forgotten", "What was looked at is forgotten: {goods} goods")
@dataclass(frozen=True, kw_only=True)
class SeenForgotten:
    goods: int


@trail.fact("members.watch_set", "A member wants to be told about {sku}: {kind}")
@dataclass(frozen=True, kw_only=True)
class WatchSet:
    sku: str
    kind: str


@trail.fact("members.watch_withdrawn", "A member does not want to be told about {sku} any more")
@dataclass(frozen=True, kw_only=True)
class WatchWithdrawn:
    sku: str
    kind: str


@trail.fact("members.watch_served", "A member was told about {sku}: {kind}")
@dataclass(frozen=True, kw_only=True)
class WatchServed:
    sku: str
    kind: str


@trail.fact("members.profile_changed", "A member changed the profile")
@dataclass(frozen=True, kw_only=True)
class ProfileChanged:
    fields: tuple[str, ...]


@trail.fact("members.copy_taken", "A member took a copy of their data")
@dataclass(frozen=True, kw_only=True)
class CopyTaken:
    parts: tuple[str, ...]


@trail.fact("members.closure_asked", "A member asked for the account to be closed: {number}")
@dataclass(frozen=True, kw_only=True)
class ClosureWished:
    number: str


@trail.fact("members.account_closed", "A member's account was closed, and what need not be kept was removed")
@dataclass(frozen=True, kw_only=True)
class MemberForgotten:
    number: str
    points: int
