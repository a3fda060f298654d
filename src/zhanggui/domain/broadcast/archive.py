"""The archive of what was aired: made when a slot ends, kept as the law demands, changed by nobody."""

from datetime import date, datetime
from typing import Any

from zhanggui.domain.broadcast.holding import plan_content
from zhanggui.domain.broadcast.models import AirRecord, Slot
from zhanggui.domain.catalog.queries import on_air_goods
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import approvals


def keep_until(ended_at: datetime) -> date:
    """The day until which what ended then must be kept."""
    day = ended_at.astimezone(SHANGHAI).date()
    years = norm("broadcast.archive_years", on=ended_at)
    last = day.replace(month=2, day=28) if (day.month, day.day) == (2, 29) else day
    return last.replace(year=last.year + years)


def archive(slot: Slot, *, at: datetime) -> AirRecord:
    """Keep script, host, goods and prices of a slot as they were on air, with who approved it."""
    content = _content(slot)
    record = AirRecord(
        slot=slot,
        content=content,
        digest=approvals.digest_of(content),
        archived_at=at,
        keep_until=keep_until(at),
    )
    record.save(force_insert=True)
    return record


def _content(slot: Slot) -> dict[str, Any]:
    goods = list(slot.goods.select_related("price").order_by("position"))
    known = on_air_goods([one.sku_id for one in goods])
    return {
        **plan_content(slot, goods),
        "started_at": slot.started_at.isoformat() if slot.started_at else "",
        "ended_at": slot.ended_at.isoformat() if slot.ended_at else "",
        "approved_plan": str(slot.approved_plan_id or ""),
        "shown": [
            {
                "item_number": one.item_number,
                "name": known[one.sku_id].name or "",
                "sku": known[one.sku_id].sku_code,
                "price_fen": one.price.amount_fen if one.price else 0,
                "reference_fen": one.price.reference_fen if one.price else None,
                "off_air_at": one.off_air_at.isoformat() if one.off_air_at else "",
                "off_air_reason": one.off_air_reason,
            }
            for one in goods
        ],
    }
