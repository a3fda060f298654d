"""One article: its SKUs with price and stock of this moment in one statement, and what its version says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.documents import queries
from zhanggui.mechanisms.documents.types import PICTURE
from zhanggui.mechanisms.ledger import HOUSE
from zhanggui.schema.prepared import fetch
from zhanggui.surfaces.design.kept import Kept
from zhanggui.surfaces.storefront import licensing


@dataclass(frozen=True, slots=True)
class Choice:
    """One SKU as the buy box offers it; where it is on air now, with the terms of the slot."""

    version_id: UUID
    trades: bool
    stopped: bool
    sku_id: UUID
    code: str
    name: str
    kind: str | None
    normal_fen: Fen | None
    normal_reference_fen: Fen | None
    stock: int
    slot_goods_id: UUID | None
    item_number: str | None
    air_fen: Fen | None
    air_reference_fen: Fen | None
    air_left: int | None
    air_ends_at: datetime | None

    @property
    def on_air(self) -> bool:
        """Whether a viewer can buy it from the slot now."""
        return self.slot_goods_id is not None and (self.air_left or 0) > 0

    @property
    def waited_for(self) -> bool:
        """Whether it is on air and sold out there, so that viewers can only queue for it."""
        return self.slot_goods_id is not None and not self.on_air and self.trades and not self.stopped

    @property
    def price_fen(self) -> Fen | None:
        """What a customer pays now."""
        return self.air_fen if self.on_air else self.normal_fen

    @property
    def price_kind(self) -> str:
        """Which kind of price that is: promotions name the kinds they go together with."""
        return "on_air" if self.on_air else self.kind or ""

    @property
    def reference_fen(self) -> Fen | None:
        """The price it is compared with, if any (PX-04)."""
        return self.air_reference_fen if self.on_air else self.normal_reference_fen

    @property
    def left(self) -> int:
        """How many can be had on these terms."""
        return (self.air_left or 0) if self.on_air else self.stock

    @property
    def may_be_bought(self) -> bool:
        """Whether nothing speaks against buying it now."""
        return self.trades and not self.stopped and self.price_fen is not None and self.left > 0

    @property
    def key(self) -> str:
        """What the form sends: the SKU, and the slot it is bought from."""
        return f"{self.sku_id}:{self.slot_goods_id}" if self.on_air else str(self.sku_id)


CHOICES = """
SELECT goods.published_version_id, coalesce(supplier.trades_until > %(at)s, FALSE),
       EXISTS (SELECT FROM catalog_stopsale s WHERE s.goods_id = goods.id AND s.lifted_at IS NULL),
       sku.id, sku.code, sku.name, price.kind, price.amount_fen, price.reference_fen,
       coalesce(stock.debits_posted - stock.credits_posted - stock.credits_pending, 0),
       air.id, air.item_number, air.amount_fen, air.reference_fen, air.left, air.ends_at
  FROM catalog_goods goods
  JOIN partners_supplier supplier ON supplier.id = goods.supplier_id
  JOIN catalog_sku sku ON sku.goods_id = goods.id AND sku.released_at IS NOT NULL AND sku.retired_at IS NULL
  LEFT JOIN LATERAL (
      SELECT p.kind, p.amount_fen, p.reference_fen FROM pricing_price p
       WHERE p.sku_id = sku.id AND p.period @> %(at)s::timestamptz AND p.kind IN ('promotion', 'normal')
       ORDER BY p.kind = 'normal' LIMIT 1) price ON TRUE
  LEFT JOIN ledger_account account ON account.owner = %(house)s AND account.kind = 'inventory.sellable'
       AND account.unit = 'sku:' || sku.id
  LEFT JOIN ledger_balance stock ON stock.account_id = account.id
  LEFT JOIN LATERAL (
      SELECT shown.id, shown.item_number, p.amount_fen, p.reference_fen, upper(slot.period) AS ends_at,
             b.debits_posted - b.credits_posted - b.credits_pending AS left
        FROM broadcast_slotgoods shown
        JOIN broadcast_slot slot ON slot.id = shown.slot_id AND slot.state = 'on_air'
             AND slot.period @> %(at)s::timestamptz
        JOIN pricing_price p ON p.id = shown.price_id
        JOIN ledger_account a ON a.owner = shown.id AND a.kind = 'broadcast.quota'
        JOIN ledger_balance b ON b.account_id = a.id
       WHERE shown.sku_id = sku.id AND shown.off_air_at IS NULL LIMIT 1) air ON TRUE
 WHERE goods.number = %(number)s AND goods.published_version_id IS NOT NULL
 ORDER BY sku.position, sku.code
"""


def choices(number: str, *, at: datetime) -> list[Choice]:
    """The SKUs of published goods. Raises ``NotFound``."""
    rows = [Choice(*row) for row in fetch(CHOICES, {"number": number, "at": at, "house": HOUSE})]
    if not rows:
        raise NotFound
    return rows


_bodies: Kept[dict[str, Any]] = Kept(size=4_000, seconds=60)


def body(version_id: UUID) -> dict[str, Any]:
    """What the version says, drawn once a minute: gallery and everything below the buy box."""
    return _bodies.get((version_id, get_language()), lambda: _draw(version_id))


def _draw(version_id: UUID) -> dict[str, Any]:
    version = GoodsVersion.objects.select_related(
        "goods__category__parent", "goods__supplier__organisation"
    ).get(pk=version_id)
    context = {
        "version": version,
        "goods": version.goods,
        "category": version.goods.category,
        "english": get_language() == "en",
        "pictures": list(version.pictures.all()),
        "seller": version.goods.supplier,
        "papers": _papers(version),
    }
    drawn: dict[str, Any] = {
        part: _part(part, context) for part in ("goods_gallery", "goods_title", "goods_body")
    }
    return {
        **drawn,
        "name": version.name,
        "return_policy": version.goods.category.return_policy,
        "version": version,
        "pictured": [picture.large for picture in version.pictures.all()],
    }


def _part(part: str, context: dict[str, Any]) -> SafeString:
    return mark_safe(render_to_string(f"storefront/parts/{part}.html", context))  # noqa: S308


def _papers(version: GoodsVersion) -> list[dict[str, Any]]:
    """The seller's papers that the public may see, and the quality report of this version."""
    names = licensing.titles()
    held = queries.current(version.goods.supplier.organisation_id).exclude(type=PICTURE.code)
    return [
        {
            "id": paper.id,
            "title": names.get(paper.type, paper.type),
            "number": paper.number,
            "valid_to": paper.valid_to,
            "released_at": paper.released_at,
        }
        for paper in held.order_by("type", "-filed_at")
        if paper.released_at is not None or paper.id == version.quality_report
    ]
