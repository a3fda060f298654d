"""Whose matter a contact is, and what it is about: read once, with the right to see it."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.apps import apps

from zhanggui.domain.care.capabilities import HANDLE
from zhanggui.domain.care.refusals import NobodyToReach
from zhanggui.domain.sales import queries as sales
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.cases.handling import said
from zhanggui.mechanisms.trail import Subject

__all__ = ["About", "about", "said"]


class Wish(Protocol):
    """What a complaint and a question have in common."""

    @property
    def customer_id(self) -> UUID | None: ...
    @property
    def caller(self) -> str: ...
    @property
    def order_id(self) -> UUID | None: ...
    @property
    def line_id(self) -> UUID | None: ...
    @property
    def goods_id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The customer, the order and the goods that a contact is about."""

    customer_id: UUID | None
    caller: str
    order_id: UUID | None
    goods_id: UUID | None
    amount_fen: Fen

    @property
    def thread(self) -> Subject | None:
        """The story in whose timeline it shows."""
        return Subject(type="sales.order", id=self.order_id) if self.order_id else None

    def columns(self) -> dict[str, Any]:
        """As columns of a complaint or a question."""
        return {
            "customer_id": self.customer_id,
            "caller": self.caller or None,
            "order_id": self.order_id,
            "goods_id": self.goods_id,
        }


def about(wish: Wish, *, by: Actor) -> About:
    """Find what the wish is about. Raises ``NotFound`` for what is not theirs, and ``NobodyToReach``."""
    _refuse_unknown(wish)
    serves = by.may(HANDLE) or Role.SERVICE in by.roles
    customer_id = wish.customer_id if serves else by.account_id
    goods_id, amount_fen = wish.goods_id, 0
    if wish.order_id is not None:
        order = sales.order_concerning(wish.order_id, by=by)
        customer_id = customer_id or order.customer_id
        amount_fen = order.payable_fen
        lines = list(order.lines.select_related("sku"))
        if wish.line_id is not None:
            lines = [line for line in lines if line.id == wish.line_id]
        if not lines or (customer_id is not None and order.customer_id not in (None, customer_id)):
            raise NotFound
        if goods_id is None and len(lines) == 1:
            goods_id = lines[0].sku.goods_id
    if customer_id is None and not wish.caller.strip() and wish.order_id is None:
        raise NobodyToReach
    return About(
        customer_id=customer_id,
        caller=wish.caller.strip()[:200],
        order_id=wish.order_id,
        goods_id=goods_id,
        amount_fen=amount_fen,
    )


def _refuse_unknown(wish: Wish) -> None:
    """Refuse what the wish names and nobody knows. The order, and whose line it is, are looked at above."""
    if wish.line_id is not None and wish.order_id is None:
        raise NotFound
    if wish.customer_id is not None and not Account.objects.filter(pk=wish.customer_id).exists():
        raise NotFound
    goods = apps.get_model("catalog", "Goods").objects
    if wish.goods_id is not None and not goods.filter(pk=wish.goods_id).exists():
        raise NotFound
