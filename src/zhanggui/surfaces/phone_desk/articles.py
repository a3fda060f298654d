"""What an agent types as a number: the number on the screen, or the number of the goods."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.domain.broadcast import on_air
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.pricing.queries import offers_of
from zhanggui.journeys import claims
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One thing that can be put on the order, at the price and stock of this moment."""

    sku_id: UUID
    slot_goods_id: UUID | None
    number: str
    name: str
    price_fen: Fen
    left: int
    return_policy: str

    @property
    def key(self) -> str:
        """What the form sends."""
        return f"{self.sku_id}:{self.slot_goods_id or ''}:{self.price_fen}"

    @property
    def needs_confirmation(self) -> bool:
        """Whether the agent reads out that it cannot go back, and the caller says yes (CP-03)."""
        return self.return_policy == "confirmed_exclusion"


def find(text: str, *, at: datetime) -> list[Article]:
    """The things sold under this number; several where goods come in several kinds. Raises ``NotFound``."""
    number = text.strip()[:12]
    shown = on_air.on_air_numbered(number)
    if shown is not None:
        return _articles([(shown[1].sku_id, shown[1].id)], number, at)
    skus = Sku.objects.filter(goods__number=number, released_at__isnull=False, retired_at=None)
    found = _articles(
        [(sku, None) for sku in skus.order_by("position").values_list("id", flat=True)], number, at
    )
    if not found:
        raise NotFound
    return found


def chosen(key: str, *, at: datetime) -> Article:
    """The article a row of the form names, with its offer of now. Raises ``NotFound`` and ``Malformed``."""
    sku, slot, price = _parsed(key)
    found = _articles([(sku, slot)], "", at)
    if not found:
        raise NotFound
    article = found[0]
    return Article(
        sku_id=article.sku_id,
        slot_goods_id=article.slot_goods_id,
        number=article.number,
        name=article.name,
        price_fen=price,
        left=article.left,
        return_policy=article.return_policy,
    )


def _parsed(key: str) -> tuple[UUID, UUID | None, Fen]:
    try:
        sku, slot, price = key.split(":")
        fen = int(price)
        if not 0 < fen <= FEN_MAX:
            raise ValueError
        return UUID(sku), UUID(slot) if slot else None, fen
    except ValueError:
        raise Malformed(field="line", problem="it is not one of the form's") from None


def _articles(wanted: list[tuple[UUID, UUID | None]], number: str, at: datetime) -> list[Article]:
    from_slot = any(slot for _, slot in wanted)
    offers = offers_of([sku for sku, _ in wanted], at=at, from_slot=from_slot)
    sources = {pair: claims.source(*pair) for pair in wanted}
    stock = ledger.balances(sources.values())
    articles = []
    for sku, slot in wanted:
        offer = offers.get(sku)
        if offer is not None and offer.may_be_sold and offer.amount_fen is not None:
            articles.append(
                Article(
                    sku_id=sku,
                    slot_goods_id=slot,
                    number=number or offer.goods_number,
                    name=f"{offer.name} {offer.sku_name}".strip(),
                    price_fen=offer.amount_fen,
                    left=max(stock[sources[sku, slot]].available, 0),
                    return_policy=offer.return_policy,
                )
            )
    return articles
