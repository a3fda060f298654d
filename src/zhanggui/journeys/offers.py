"""Everything order placement must know, in one statement: offers, slots, stock, promotions, the address."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from zhanggui.domain.delivery.lanes import HOUSES_SQL, LANES_SQL, begins, known
from zhanggui.domain.delivery.promising import LaneDays
from zhanggui.domain.members import accounts as members
from zhanggui.domain.pricing.queries import ASKED_SQL, Offer, offers_sql
from zhanggui.domain.promotions.queries import (
    COUPONS_SQL,
    GIFTS_SQL,
    PROMOTIONS_SQL,
    HeldCoupon,
    InForce,
    held_coupons,
    in_force,
)
from zhanggui.identity.actor import HOUSE
from zhanggui.identity.roles import Role, capability
from zhanggui.journeys import claims
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.schema.prepared import fetch

HISTORY = capability("journeys.replay_history", Role.SERVICE)
"""Order more pieces at once than a customer may: histories of wholesale hold such orders."""

PROVINCE = "(SELECT a.province FROM sales_address a WHERE a.id = %(address)s)"
ORDER = f"""
nextval('sales_order_number'),
(SELECT a.province FROM sales_address a
  WHERE a.id = %(address)s AND a.account_id IS NOT DISTINCT FROM %(customer)s::uuid
    AND a.retired_at IS NULL),
(SELECT o.id FROM sales_order o WHERE o.request_key = %(request_key)s),
({LANES_SQL.format(province=PROVINCE)}),
({HOUSES_SQL.format(province=PROVINCE, skus="%(skus)s")})
"""  # noqa: S608
NO_ORDER = "0, NULL, NULL, NULL, NULL"
LEFT = "CASE b.side WHEN 'debit' THEN b.debits_posted - b.credits_posted - b.credits_pending"
ABOUT = f"""
(SELECT jsonb_object_agg(b.account_id, {LEFT} ELSE b.credits_posted - b.debits_posted - b.debits_pending END)
   FROM ledger_balance b WHERE b.account_id = ANY (%(accounts)s)),
(SELECT jsonb_object_agg(g.id, jsonb_build_array(g.sku_id, s.id,
        g.off_air_at IS NULL AND s.state = 'on_air' AND s.period @> %(at)s::timestamptz,
        EXISTS (SELECT FROM broadcast_waitingplace w
                 WHERE w.slot_goods_id = g.id AND w.ended_at IS NULL AND w.state = 'waiting'),
        (SELECT jsonb_build_array(w.id, w.quantity) FROM broadcast_waitingplace w
          WHERE w.slot_goods_id = g.id AND w.ended_at IS NULL AND w.state = 'offered'
            AND w.customer_id = %(customer)s::uuid AND w.offered_until > %(at)s::timestamptz)))
   FROM broadcast_slotgoods g JOIN broadcast_slot s ON s.id = g.slot_id WHERE g.id = ANY (%(slot_goods)s)),
({PROMOTIONS_SQL}), ({COUPONS_SQL}),
CASE WHEN %(coupons)s::text[] = '{{}}' THEN FALSE ELSE NOT EXISTS (
    SELECT FROM sales_order o
     WHERE o.customer_id = %(customer)s::uuid AND o.state NOT IN ('cancelled', 'expired')) END,
(SELECT jsonb_object_agg(gift.sku_id, {LEFT} END)
   FROM ({GIFTS_SQL}) gift
   JOIN ledger_account a ON a.owner = %(house)s AND a.kind = 'inventory.sellable'
        AND a.unit = 'sku:' || gift.sku_id
   JOIN ledger_balance b ON b.account_id = a.id)
"""  # noqa: S608
ASKED = f"{ASKED_SQL} UNION SELECT gift.sku_id, FALSE FROM ({GIFTS_SQL}) gift"  # noqa: S608
COLUMNS = 11
"""How many columns are about the order, before those of the offer."""


def _statement(order: str) -> LiteralString:
    names = ", ".join(f"c{number}" for number in range(COLUMNS))
    text = (
        f"SELECT about.*, offer.* FROM (SELECT {order}, {ABOUT}) AS about({names})"  # noqa: S608
        f" LEFT JOIN ({offers_sql(ASKED)}) offer ON TRUE"
    )
    return text


READ, LOOK = _statement(ORDER), _statement(NO_ORDER)


@dataclass(frozen=True, slots=True)
class Context:
    """What was read."""

    sequence: int
    province: str | None
    """Where it goes; none if the address is not the customer's."""
    earlier: UUID | None
    lanes: Mapping[str, LaneDays]
    """What carriers have shown on the ways there."""
    origin: str | None
    """Where it will be sent from, if one warehouse has it all."""
    stock: dict[str, int]
    slots: dict[str, list[Any]]
    promotions: Sequence[InForce]
    coupons: Sequence[HeldCoupon]
    new_member: bool
    gifts: dict[str, int]
    """How many pieces of each SKU that is a gift are left."""
    offers: dict[tuple[UUID, bool], Offer] = field(default_factory=dict)

    def offer(self, wish: LineWish) -> Offer | None:
        """The offer for a line; none for an unknown SKU, or one that its slot does not show."""
        if wish.slot_goods_id is not None:
            sold = self.slots.get(str(wish.slot_goods_id))
            if sold is None or sold[0] != str(wish.sku_id):
                return None
        return self.offers.get((wish.sku_id, wish.slot_goods_id is not None))

    def is_on_air(self, wish: LineWish) -> bool:
        """Whether the slot of a line is on air at this moment: its price and its quota hold no longer."""
        return wish.slot_goods_id is None or bool(self.slots[str(wish.slot_goods_id)][2])

    def available(self, wish: LineWish) -> int:
        """What was left for this customer at the moment of reading. The guarded account has the last word.

        While others wait for an article, there is nothing but what is held for oneself.
        """
        left = self.stock.get(str(claims.source(wish.sku_id, wish.slot_goods_id).id), 0)
        if wish.slot_goods_id is None:
            return left
        waited_for, held = self.slots[str(wish.slot_goods_id)][3:5]
        return (0 if waited_for else left) + (held[1] if held else 0)

    def held_place(self, slot_goods_id: UUID | None) -> UUID | None:
        """The place in the waiting list whose offer this customer takes by ordering."""
        held = self.slots[str(slot_goods_id)][4] if slot_goods_id is not None else None
        return UUID(held[0]) if held else None

    def points(self, customer_id: UUID | None) -> int:
        """What the customer had of points at the moment of reading, where it was asked for."""
        return 0 if customer_id is None else self.stock.get(str(members.points(customer_id).id), 0)

    def slot_of(self, slot_goods_id: UUID | None) -> UUID | None:
        """The slot something is bought from."""
        return UUID(self.slots[str(slot_goods_id)][1]) if slot_goods_id is not None else None


def read(wish: OrderWish, *, request_key: str, at: datetime) -> Context:
    """Read it, in one round trip, with a statement the server has prepared."""
    parameters = _about(wish.lines, wish.customer_id, wish.points, at)
    return _read(
        READ,
        parameters | {"address": wish.address_id, "request_key": request_key, "coupons": list(wish.coupons)},
    )


def look(
    lines: Sequence[LineWish], *, customer_id: UUID | None, coupons: Sequence[str] | None, at: datetime
) -> Context:
    """The same without an order: for a quote. Without ``coupons``, all that the customer has."""
    parameters = _about(lines, customer_id, 1, at)
    return _read(LOOK, parameters | {"coupons": None if coupons is None else list(coupons)})


def _about(lines: Sequence[LineWish], customer_id: UUID | None, points: int, at: datetime) -> dict[str, Any]:
    accounts = [claims.source(line.sku_id, line.slot_goods_id).id for line in lines]
    if points and customer_id is not None:
        accounts.append(members.points(customer_id).id)
    pairs = {(line.sku_id, line.slot_goods_id is not None): None for line in lines}
    return {
        "customer": customer_id,
        "accounts": accounts,
        "slot_goods": [line.slot_goods_id for line in lines if line.slot_goods_id is not None],
        "skus": [sku for sku, _ in pairs],
        "from_slot": [from_slot for _, from_slot in pairs],
        "at": at,
        "house": HOUSE,
    }


def _read(statement: LiteralString, parameters: dict[str, Any]) -> Context:
    rows = fetch(statement, parameters)
    sequence, province, earlier, lanes, houses, *about = rows[0][:COLUMNS]
    stock, slots, promotions, coupons, new_member, gifts = about
    offers = [Offer(*row[COLUMNS:]) for row in rows if row[COLUMNS] is not None]
    return Context(
        sequence=sequence,
        province=province,
        earlier=earlier,
        lanes=known(json.loads(lanes)) if lanes else {},
        origin=begins(province, json.loads(houses)) if houses and province else None,
        stock=json.loads(stock or "{}"),
        slots=json.loads(slots or "{}"),
        promotions=in_force(json.loads(promotions)) if promotions else (),
        coupons=held_coupons(json.loads(coupons)) if coupons else (),
        new_member=new_member,
        gifts=json.loads(gifts or "{}"),
        offers={(offer.sku_id, offer.from_slot): offer for offer in offers},
    )
