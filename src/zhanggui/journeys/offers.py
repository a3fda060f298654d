"""Everything order placement must know, in one statement: offers, slots, stock, the address, the number."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import Cursor

from zhanggui.domain.pricing.queries import FROM_A_SLOT, IN_THE_SHOP, OFFERS_SQL, Offer
from zhanggui.identity.roles import Role, capability
from zhanggui.journeys import claims
from zhanggui.journeys.order_wish import LineWish, OrderWish

HISTORY = capability("journeys.replay_history", Role.SERVICE)
"""Order more pieces at once than a customer may: histories of wholesale hold such orders."""

READ = f"""
SELECT about.*, offer.*
  FROM (SELECT nextval('sales_order_number') AS sequence,
               (SELECT a.province FROM sales_address a
                 WHERE a.id = %(address)s AND a.account_id IS NOT DISTINCT FROM %(customer)s::uuid
                   AND a.retired_at IS NULL) AS province,
               (SELECT o.id FROM sales_order o WHERE o.request_key = %(request_key)s) AS earlier,
               (SELECT jsonb_object_agg(b.account_id, b.debits_posted - b.credits_posted - b.credits_pending)
                  FROM ledger_balance b WHERE b.account_id = ANY (%(accounts)s)) AS stock,
               (SELECT jsonb_object_agg(g.id, jsonb_build_array(g.sku_id, s.id))
                  FROM broadcast_slotgoods g JOIN broadcast_slot s ON s.id = g.slot_id
                 WHERE g.id = ANY (%(slot_goods)s) AND g.off_air_at IS NULL
                   AND s.state IN ('ready', 'on_air') AND s.period @> %(at)s::timestamptz) AS slots
       ) about
  LEFT JOIN ({OFFERS_SQL}) offer ON TRUE
"""  # noqa: S608
ABOUT = 5
"""How many columns of ``READ`` are about the order, before those of the offer."""


@dataclass(frozen=True, slots=True)
class Context:
    """What was read."""

    sequence: int
    province: str | None
    """Where it goes; none if the address is not the customer's."""
    earlier: UUID | None
    stock: dict[str, int]
    slots: dict[str, list[str]]
    offers: dict[UUID, Offer]

    def offer(self, wish: LineWish) -> Offer | None:
        """The offer for a line; none for an unknown SKU, or a slot that does not sell it now."""
        if wish.slot_goods_id is not None:
            sold = self.slots.get(str(wish.slot_goods_id))
            if sold is None or sold[0] != str(wish.sku_id):
                return None
        return self.offers.get(wish.sku_id)

    def available(self, wish: LineWish) -> int:
        """What was left at the moment of reading. The guarded account has the last word."""
        return self.stock.get(str(claims.source(wish.sku_id, wish.slot_goods_id).id), 0)

    def slot_of(self, slot_goods_id: UUID | None) -> UUID | None:
        """The slot something is bought from."""
        return UUID(self.slots[str(slot_goods_id)][1]) if slot_goods_id is not None else None


def read(wish: OrderWish, *, request_key: str, at: datetime) -> Context:
    """Read it, in one round trip, with a statement the server has prepared."""
    slot_goods = [line.slot_goods_id for line in wish.lines if line.slot_goods_id is not None]
    parameters: dict[str, Any] = {
        "address": wish.address_id,
        "customer": wish.customer_id,
        "request_key": request_key,
        "accounts": [claims.source(line.sku_id, line.slot_goods_id).id for line in wish.lines],
        "slot_goods": slot_goods,
        "skus": [line.sku_id for line in wish.lines],
        "at": at,
        "kinds": FROM_A_SLOT if slot_goods else IN_THE_SHOP,
    }
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        rows = cursor.execute(READ, parameters, prepare=True).fetchall()
    sequence, province, earlier, stock, slots = rows[0][:ABOUT]
    offers = [Offer(*row[ABOUT:]) for row in rows if row[ABOUT] is not None]
    return Context(
        sequence,
        province,
        earlier,
        json.loads(stock or "{}"),
        json.loads(slots or "{}"),
        {offer.sku_id: offer for offer in offers},
    )
