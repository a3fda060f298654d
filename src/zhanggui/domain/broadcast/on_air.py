"""What is on air now and what comes next, with price and pieces left: for shop, desk and control room."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from zhanggui.kernel.money import Fen
from zhanggui.schema.prepared import fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGoods:
    """One thing in a slot, as viewers see it. ``left`` is what its quota still holds."""

    id: UUID
    sku_id: UUID
    position: int
    item_number: str
    quota: int
    off_air: bool
    goods_number: str
    name: str
    sku_name: str
    picture: UUID | None
    price_fen: Fen
    reference_fen: Fen | None
    left: int

    @property
    def sold(self) -> int:
        """Pieces that buyers have taken, unpaid reservations included."""
        return max(self.quota - self.left, 0)

    @property
    def may_be_bought(self) -> bool:
        """Whether a viewer who calls now can have one."""
        return self.left > 0 and not self.off_air


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSlot:
    """One run of a programme, with its goods in their order."""

    id: UUID
    number: str
    state: str
    starts_at: datetime
    ends_at: datetime
    channel: str
    channel_code: str
    programme: str
    programme_code: str
    host: str
    goods: list[ShownGoods] = field(default_factory=list)


SLOTS = """
SELECT slot.id, slot.number, slot.state, lower(slot.period) AS starts_at, upper(slot.period) AS ends_at,
       channel.name AS channel, channel.code AS channel_code,
       programme.title AS programme, programme.code AS programme_code, slot.host
  FROM broadcast_slot slot
  JOIN broadcast_channel channel ON channel.id = slot.channel_id
  JOIN broadcast_programme programme ON programme.id = slot.programme_id
"""
RUNNING = " WHERE slot.state = 'on_air' ORDER BY lower(slot.period), channel.code LIMIT %(limit)s"
COMING = """ WHERE slot.state = 'ready' AND upper(slot.period) > %(at)s
 ORDER BY lower(slot.period), channel.code LIMIT %(limit)s"""
GOODS = """
SELECT shown.slot_id, shown.id, shown.sku_id, shown.position, shown.item_number, shown.quota,
       shown.off_air_at IS NOT NULL AS off_air, goods.number AS goods_number, version.name,
       sku.name AS sku_name, picture.small AS picture, price.amount_fen AS price_fen, price.reference_fen,
       coalesce(balance.debits_posted - balance.credits_posted - balance.credits_pending, 0) AS left
  FROM broadcast_slotgoods shown
  JOIN catalog_sku sku ON sku.id = shown.sku_id
  JOIN catalog_goods goods ON goods.id = sku.goods_id
  JOIN catalog_goodsversion version ON version.id = goods.published_version_id
  JOIN pricing_price price ON price.id = shown.price_id
  LEFT JOIN LATERAL (SELECT small FROM catalog_picture p WHERE p.version_id = version.id
                      ORDER BY p.position LIMIT 1) picture ON TRUE
  LEFT JOIN ledger_account account ON account.owner = shown.id AND account.kind = 'broadcast.quota'
        AND account.unit = 'sku:' || shown.sku_id
  LEFT JOIN ledger_balance balance ON balance.account_id = account.id
 WHERE shown.slot_id = ANY (%(slots)s)
 ORDER BY shown.position, shown.item_number
"""


SLOT_COLUMNS = (
    "id",
    "number",
    "state",
    "starts_at",
    "ends_at",
    "channel",
    "channel_code",
    "programme",
    "programme_code",
    "host",
)
GOODS_COLUMNS = (
    "slot_id",
    "id",
    "sku_id",
    "position",
    "item_number",
    "quota",
    "off_air",
    "goods_number",
    "name",
    "sku_name",
    "picture",
    "price_fen",
    "reference_fen",
    "left",
)


def _rows(columns: tuple[str, ...], sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in fetch(sql, parameters)]


def _with_goods(slots: Sequence[ShownSlot]) -> list[ShownSlot]:
    by_id = {slot.id: slot for slot in slots}
    for row in _rows(GOODS_COLUMNS, GOODS, {"slots": list(by_id)}) if by_id else ():
        by_id[row.pop("slot_id")].goods.append(ShownGoods(**row))
    return list(slots)


def running(*, limit: int = 8) -> list[ShownSlot]:
    """What is on air now, channel by channel, in two statements."""
    return _with_goods([ShownSlot(**row) for row in _rows(SLOT_COLUMNS, SLOTS + RUNNING, {"limit": limit})])


def coming(*, at: datetime, limit: int = 8) -> list[ShownSlot]:
    """What comes next, the soonest first, in two statements."""
    return _with_goods(
        [ShownSlot(**row) for row in _rows(SLOT_COLUMNS, SLOTS + COMING, {"at": at, "limit": limit})]
    )


def on_air_numbered(item_number: str) -> tuple[ShownSlot, ShownGoods] | None:
    """The thing on air that viewers call by this number."""
    for slot in running():
        for shown in slot.goods:
            if shown.item_number == item_number and not shown.off_air:
                return slot, shown
    return None
