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


BETWEEN = """ WHERE slot.period && tstzrange(%(since)s, %(until)s)
   AND slot.state IN ('ready', 'on_air', 'ended')
 ORDER BY lower(slot.period), channel.code LIMIT %(limit)s"""


def between(since: datetime, until: datetime, *, limit: int = 60) -> list[ShownSlot]:
    """The programme guide: what is, was or will be on air in this time, in two statements."""
    window = {"since": since, "until": until, "limit": limit}
    return _with_goods([ShownSlot(**row) for row in _rows(SLOT_COLUMNS, SLOTS + BETWEEN, window)])


SHOWN_AS = """
SELECT goods.number
  FROM broadcast_slotgoods shown
  JOIN broadcast_slot slot ON slot.id = shown.slot_id AND slot.state IN ('on_air', 'ended')
  JOIN catalog_sku sku ON sku.id = shown.sku_id
  JOIN catalog_goods goods ON goods.id = sku.goods_id AND goods.published_version_id IS NOT NULL
 WHERE shown.item_number = %(item_number)s
 ORDER BY lower(slot.period) DESC LIMIT 1
"""


def shown_as(item_number: str) -> str:
    """The number of the goods that viewers last saw under this item number, for as long as they sell."""
    rows = fetch(SHOWN_AS, {"item_number": item_number})
    return str(rows[0][0]) if rows else ""


LAST_SHOWN = """
SELECT slot.number, lower(slot.period), programme.title, shown.item_number
  FROM broadcast_slotgoods shown
  JOIN broadcast_slot slot ON slot.id = shown.slot_id AND slot.state IN ('on_air', 'ended')
  JOIN broadcast_programme programme ON programme.id = slot.programme_id
 WHERE shown.sku_id = ANY (%(skus)s)
 ORDER BY lower(slot.period) DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Appearance:
    """When goods were last seen on air, and under which number."""

    slot: str
    at: datetime
    programme: str
    item_number: str


def last_shown(sku_ids: Sequence[UUID]) -> Appearance | None:
    """The latest programme in which one of these SKUs was shown."""
    rows = fetch(LAST_SHOWN, {"skus": list(sku_ids)})
    return Appearance(*rows[0]) if rows else None


def reminded(account_id: UUID, slot_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these slots of which this customer wants to be reminded."""
    rows = fetch(
        "SELECT slot_id FROM broadcast_reminder"
        " WHERE account_id = %(account)s AND slot_id = ANY (%(slots)s) AND dropped_at IS NULL",
        {"account": account_id, "slots": list(slot_ids)},
    )
    return frozenset(row[0] for row in rows)


def on_air_numbered(item_number: str) -> tuple[ShownSlot, ShownGoods] | None:
    """The thing on air that viewers call by this number."""
    for slot in running():
        for shown in slot.goods:
            if shown.item_number == item_number and not shown.off_air:
                return slot, shown
    return None
