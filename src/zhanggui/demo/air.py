"""Channels, programmes, and evenings on air: planned, reviewed, confirmed, aired."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from zhanggui.demo.cast import staff
from zhanggui.demo.firms import judge
from zhanggui.demo.story import on_day
from zhanggui.demo.world import told
from zhanggui.domain.broadcast.models import Channel, Programme, Slot
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.create_programme import create_programme
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.open_channel import ChannelTerms, open_channel
from zhanggui.domain.broadcast.operations.plan_slot import plan_slot
from zhanggui.domain.broadcast.operations.put_goods_on_slot import SlotGoodsWish, put_goods_on_slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.operations.store_recording import store_recording
from zhanggui.domain.broadcast.operations.submit_slot import submit_slot
from zhanggui.domain.broadcast.states import ChannelClass
from zhanggui.domain.broadcast.terms import SlotWish
from zhanggui.domain.catalog.models import Sku
from zhanggui.kernel import clock

SCRIPT = (
    "开场问候，报销售者名称。逐件展示：产地、规格、材质与用法，现场演示，只说检测报告里有的。"
    "口播：签收次日起七日内可无理由退货，支持验货后付款；剩余数量以屏幕为准。"
)
PROGRAMMES = (
    ("KITCHEN", "掌柜厨房", "一口好锅，一碗好饭。", ("cookware", "kitchen-appliance", "grain")),
    ("HOME", "家的温度", "床品与生活电器，住得更舒服。", ("bedding", "living-appliance")),
    ("STYLE", "今日穿搭", "大衣、冲锋衣与箱包。", ("womenswear", "menswear", "bags")),
    ("HARVEST", "产地直播", "从茶园和果园直接到您家。", ("tea", "fruit")),
    (
        "DIGITAL",
        "数码好物",
        "手机、手表，老人也会用。",
        ("phone", "wearable", "personal-appliance", "skincare"),
    ),
    ("JEWEL", "玉见", "一料一证。", ("jewellery",)),
)
QUOTA = 40
TARGET_FEN = 3_600_000


def the_channel_opens() -> None:
    """A licensed shopping channel and a stream on the house's own pages, with their programmes."""
    by, at = staff("compliance"), on_day(3, 9)
    for code, name, kind in (
        ("ZG1", "掌柜购物频道", ChannelClass.SHOPPING),
        ("ZGW", "掌柜网络直播", ChannelClass.ONLINE),
    ):
        terms = ChannelTerms(
            code=code,
            name=name,
            channel_class=kind,
            licence_number=f"广购字 {code} 号",
            licensed_from=at.date(),
            licensed_to=(at + timedelta(days=900)).date(),
        )
        open_channel(terms=terms, by=by, at=at)
    for code, title, synopsis, _categories in PROGRAMMES:
        create_programme(code=code, title=title, synopsis=synopsis, by=staff("scheduler"), at=at)


def plan(
    channel: str, programme: str, starts_at: datetime, ends_at: datetime, *, numbers_from: int, at: datetime
) -> Slot:
    """A slot with its goods, reviewed and confirmed."""
    by = staff("scheduler")
    code, _title, _synopsis, categories = next(row for row in PROGRAMMES if row[0] == programme)
    wish = SlotWish(
        channel_id=Channel.objects.get(code=channel).pk,
        programme_id=Programme.objects.get(code=code).pk,
        starts_at=starts_at,
        ends_at=ends_at,
        host_id=staff("host").person_id,
        script=SCRIPT,
        target_fen=TARGET_FEN,
    )
    slot = plan_slot(wish=wish, by=by, at=at)
    for place, sku in enumerate(_skus(categories)):
        goods = SlotGoodsWish(sku_id=sku.pk, item_number=str(numbers_from + place), quota=QUOTA)
        put_goods_on_slot(slot_id=slot.pk, wish=goods, by=by, at=at)
    submitted = submit_slot(slot_id=slot.pk, by=by, at=at + timedelta(hours=1))
    judge(submitted.pk, "review", staff("ad-reviewer"), at + timedelta(hours=3))
    return confirm_slot(slot_id=slot.pk, by=by, at=at + timedelta(hours=4))


def _skus(categories: tuple[str, ...]) -> list[Any]:
    models = [
        row["model"] for row in told("goods")["goods"] if "air" in row and row["category"] in categories
    ]
    skus = Sku.objects.filter(goods__published_version__model__in=models, position=1)
    return sorted(skus, key=lambda sku: sku.code)


def air(slot: Slot) -> None:
    """The slot goes on air at its time."""
    start_slot(slot_id=slot.pk, by=staff("scheduler"), at=slot.period.lower)


def close(slot: Slot) -> None:
    """The slot ends at its time; what is left of its quotas goes back to sale, and its recording is filed."""
    by, at = staff("scheduler"), slot.period.upper
    end_slot(slot_id=slot.pk, by=by, at=at)
    sha256 = hashlib.sha256(slot.number.encode()).hexdigest()
    reference = f"media://archive/{slot.number}.mxf"
    store_recording(slot_id=slot.pk, reference=reference, sha256=sha256, by=by, at=at + timedelta(hours=1))


def tonight_and_the_days_after() -> None:
    """One slot is on air now, others follow tonight and in the next days."""
    now = clock.now().replace(second=0, microsecond=0)
    live = plan(
        "ZG1",
        "KITCHEN",
        now - timedelta(minutes=20),
        now + timedelta(hours=3),
        numbers_from=800,
        at=now - timedelta(hours=12),
    )
    air(live)
    for place, (programme, hours) in enumerate(
        (("HARVEST", 4), ("HOME", 8), ("STYLE", 24), ("DIGITAL", 30), ("JEWEL", 50))
    ):
        starts = now + timedelta(hours=hours)
        plan(
            "ZG1",
            programme,
            starts,
            starts + timedelta(hours=2),
            numbers_from=810 + place * 10,
            at=now - timedelta(hours=11),
        )
