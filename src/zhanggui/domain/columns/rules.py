"""What a column must hold by its kind, what it must not say, and for whom it stands: pure functions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhanggui.domain.advertising.screening import Context, screen
from zhanggui.domain.columns.states import Audience, ColumnKind, GoodsOrder, Place

LIST_MAX = 24
"""The most goods one column shows."""
TEXT_MAX = 8_000
POSITION_MAX = 999
MARKED = frozenset({ColumnKind.BANNER, ColumnKind.GOODS, ColumnKind.ARTICLE})
"""Only these can be paid for: what they show is marked 广告, and who pays is named. What is on air, what
comes next, floors and licences are nobody's to buy."""
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
_LINK = re.compile(r"/(?![/\\])[^\s]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a column says and shows. Which fields count, its kind decides."""

    text: str = ""
    link: str = ""
    """An address of the shop itself, such as ``/g/10001/``."""
    picture_small: UUID | None = None
    picture_large: UUID | None = None
    generated_by_ai: bool = False
    ai_label: str = ""
    """The words that say so, as the advertisement has them."""
    asset: UUID | None = None
    """The approved advertisement that a banner shows; words, picture and link are then its own."""
    asset_number: str = ""
    asset_digest: str = ""
    """What of it was bound: another version of the advertisement is not this banner."""
    paid_by: str = ""
    """Who pays for the place; it is then marked as an advertisement (广告)."""
    numbers: tuple[str, ...] = ()
    """Goods put together by hand, in this order."""
    category: str = ""
    order: str = GoodsOrder.NEWEST
    limit: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnTerms:
    """One version of a column as it is written."""

    title: str
    kind: ColumnKind
    position: int
    starts_at: datetime
    ends_at: datetime | None = None
    place: Place = Place.HOME
    place_key: str = ""
    """The code of the category, or the words searched for, where that is the place."""
    audience: Audience = Audience.EVERYBODY
    content: Content = field(default_factory=Content)


def is_column_code(code: str) -> bool:
    """Whether a column can be called so: small letters, digits and hyphens."""
    return _CODE.fullmatch(code) is not None


def wrong(terms: ColumnTerms) -> list[str]:
    """The fields that cannot be so, whatever is still to be written."""
    content = terms.content
    found = []
    if not 0 < len(terms.title.strip()) <= 60:
        found.append("title")
    if not 0 <= terms.position <= POSITION_MAX:
        found.append("position")
    if terms.ends_at is not None and terms.ends_at <= terms.starts_at:
        found.append("ends_at")
    if (terms.place == Place.HOME) != (not terms.place_key) or len(terms.place_key) > 60:
        found.append("place_key")
    if len(content.text) > TEXT_MAX:
        found.append("text")
    if content.link and not _LINK.fullmatch(content.link[:300]):
        found.append("link")
    if not 1 <= content.limit <= LIST_MAX or len(content.numbers) > LIST_MAX:
        found.append("limit")
    if content.order not in set(GoodsOrder):
        found.append("order")
    if len(content.paid_by) > 120 or (content.paid_by and terms.kind not in MARKED):
        found.append("paid_by")
    return found


def wanting(terms: ColumnTerms) -> list[str]:
    """The fields a column of this kind may not be without when it goes to review."""
    content = terms.content
    needed: Mapping[ColumnKind, Iterable[tuple[str, object]]] = {
        ColumnKind.BANNER: (
            ("asset", content.asset),
            ("picture", content.picture_large),
            ("link", content.link),
        ),
        ColumnKind.ARTICLE: (("text", content.text.strip()),),
    }
    return [name for name, value in needed.get(terms.kind, ()) if not value]


def forbidden(terms: ColumnTerms, *, on: date) -> list[str]:
    """Words the advertising law does not allow in what is shown to promote, however they are written."""
    said = {"title": terms.title, "text": terms.content.text}
    report = screen(said, Context(on=on, media=frozenset({"shop"})))
    return [hit.found for hit in report.prohibited]


def audiences(*, signed_in: bool, has_ordered: bool) -> frozenset[Audience]:
    """Which audiences a reader belongs to."""
    of_all = {Audience.EVERYBODY, Audience.MEMBERS if signed_in else Audience.VISITORS}
    return frozenset(of_all if has_ordered else {*of_all, Audience.NEWCOMERS})


def plain(content: Content) -> dict[str, Any]:
    """The content as plain values: what is stored, and what a digest is taken of."""
    told = {name: _plain(value) for name, value in asdict(content).items()}
    return {name: value for name, value in told.items() if value or name not in OF_ADVERTISEMENTS}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, UUID | GoodsOrder) else value


OF_ADVERTISEMENTS = frozenset({"asset", "asset_number", "asset_digest", "ai_label"})
"""Said only where there is one, so that the digest of any other column is what it always was."""
DOCUMENTS = ("picture_small", "picture_large", "asset")


def content_of(stored: Mapping[str, Any]) -> Content:
    """The content as it was stored."""
    named = {name: UUID(stored[name]) if stored.get(name) else None for name in DOCUMENTS}
    return Content(**{**stored, **named, "numbers": tuple(stored.get("numbers", ()))})
