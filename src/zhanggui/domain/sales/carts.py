"""Lines of a cart as people and programs name them, and the cart itself, held while it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhanggui.domain.broadcast.queries import articles_of
from zhanggui.domain.catalog.queries import released_skus
from zhanggui.domain.sales import rules
from zhanggui.domain.sales.models import Cart
from zhanggui.domain.sales.states import Availability
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import Malformed, Refusal

Key = tuple[UUID, UUID | None]
"""A line of a cart: the SKU, and the article of a slot where it was put in from one."""


class CartMovedOn(Refusal):
    """Your cart was changed in another window. Please look at it again before you order."""

    code = "cart-moved-on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """So many pieces of one SKU, from a slot or from the shelf, as the customer has seen them."""

    sku_id: UUID
    slot_goods_id: UUID | None
    quantity: int
    announced_fen: Fen
    noted: Availability = Availability.AVAILABLE
    left_out: bool = False

    @property
    def place(self) -> Key:
        """Which line it is."""
        return self.sku_id, self.slot_goods_id

    @property
    def key(self) -> str:
        """The name of the line in forms."""
        return f"{self.sku_id}:{self.slot_goods_id}" if self.slot_goods_id else str(self.sku_id)


def known(lines: Sequence[Wanted]) -> list[Wanted]:
    """Of these lines, those of SKUs that exist, and of articles that are those SKUs."""
    skus = released_skus(line.sku_id for line in lines)
    slots = [line.slot_goods_id for line in lines if line.slot_goods_id is not None]
    articles = articles_of(slots) if slots else {}
    return [
        line
        for line in lines
        if line.sku_id in skus
        and (line.slot_goods_id is None or articles.get(line.slot_goods_id) == line.sku_id)
    ]


def held_cart(account_id: UUID, at: datetime) -> Cart:
    """The customer's cart, made if there is none, held until the transaction ends."""
    Cart.objects.get_or_create(account_id=account_id, defaults={"created_at": at, "changed_at": at})
    cart = Cart.objects.locked().get(account_id=account_id)
    cart.changed_at = at
    cart.save(update_fields=["changed_at"])
    return cart


def refuse_too_many_lines(cart: Cart) -> None:
    """Raise ``Malformed`` for a cart of more different things than one order may have."""
    if cart.lines.count() > rules.LINES_MAX:
        raise Malformed(field="cart", problem=f"at most {rules.LINES_MAX} different things")
