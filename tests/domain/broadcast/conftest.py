"""A channel, a programme, and goods that can be shown."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from tests import shop
from tests.people import somebody
from zhanggui.domain.broadcast.models import Channel, Programme, Slot, SlotGoods
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.create_programme import create_programme
from zhanggui.domain.broadcast.operations.note_item import ItemWish, note_item
from zhanggui.domain.broadcast.operations.open_channel import ChannelTerms, open_channel
from zhanggui.domain.broadcast.operations.plan_slot import plan_slot
from zhanggui.domain.broadcast.operations.put_goods_on_slot import SlotGoodsWish, put_goods_on_slot
from zhanggui.domain.broadcast.operations.submit_slot import submit_slot
from zhanggui.domain.broadcast.policies import SLOT_REVIEW
from zhanggui.domain.broadcast.states import ChannelClass, ItemKind, ProgrammeKind
from zhanggui.domain.broadcast.terms import SlotWish
from zhanggui.domain.catalog.models import Sku
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Judgement, Verdict

HOUR = timedelta(hours=1)


@dataclass
class Studio:
    """The people and things of an evening on air. It begins an hour after ``noon``."""

    noon: datetime
    scheduler: Actor
    reviewer: Actor
    host: Actor
    channel: Channel
    programme: Programme
    who: shop.Seller

    @property
    def begins(self) -> datetime:
        return self.noon + HOUR

    def open(self, channel_class: ChannelClass, code: str) -> Channel:
        return open_channel(
            terms=ChannelTerms(
                code=code,
                name="东方购物",
                channel_class=channel_class,
                licence_number="沪广证字001",
                licensed_from=date(2020, 1, 1),
                licensed_to=date(2027, 12, 31),
            ),
            by=somebody("合规", Role.COMPLIANCE_OFFICER),
            at=self.noon,
        )

    def public_service(self, channel: Channel) -> None:
        """Public-service advertising of a day that keeps its share, before the slot and in the evening."""
        for place in range(5):
            starts_at = self.noon - 3 * HOUR if place == 4 else self.noon + 7 * HOUR + place * HOUR / 4
            item = ItemWish(
                kind=ItemKind.PUBLIC_SERVICE,
                title="节约用水",
                starts_at=starts_at,
                ends_at=starts_at + HOUR / 60,
            )
            note_item(channel_id=channel.id, item=item, by=self.scheduler, at=self.noon)

    def plan(self, **change: object) -> Slot:
        wish = {
            "channel_id": self.channel.id,
            "programme_id": self.programme.id,
            "starts_at": self.begins,
            "ends_at": self.begins + HOUR,
            "host_id": self.host.person_id,
            "script": "今天介绍龙泉青瓷茶具, 七日内无理由退货, 验货付款。",
        }
        return plan_slot(wish=SlotWish(**{**wish, **change}), by=self.scheduler, at=self.noon)  # type: ignore[arg-type]

    def put(self, slot: Slot, sku: Sku, number: str = "101", quota: int = 10) -> SlotGoods:
        wish = SlotGoodsWish(sku_id=sku.id, item_number=number, quota=quota)
        return put_goods_on_slot(slot_id=slot.id, wish=wish, by=self.scheduler, at=self.noon)

    def article(self, pieces: int = 50, **wish: object) -> Sku:
        """A SKU that is on sale, with stock."""
        sku = shop.on_sale(self.who, self.noon - HOUR, **wish)  # type: ignore[arg-type]
        if pieces:
            shop.stocked(sku, pieces, self.noon)
        return sku

    def approve(self, slot: Slot, at: datetime | None = None) -> None:
        plan = slot.plans.order_by("-number")[0]
        review = approvals.review_of(plan.id)
        assert review is not None
        judgement = Judgement(step="review", verdict=Verdict.APPROVE, answers=SLOT_REVIEW.all_ok("review"))
        approvals.decide(review_id=review.id, judgement=judgement, by=self.reviewer, at=at or self.noon)

    def reviewed(self, slot: Slot) -> Slot:
        submit_slot(slot_id=slot.id, by=self.scheduler, at=self.noon)
        self.approve(slot)
        return slot

    def ready(self, quota: int = 10, pieces: int = 50) -> SlotGoods:
        """One article on a confirmed slot."""
        slot = self.plan()
        goods = self.put(slot, self.article(pieces), quota=quota)
        self.confirm(slot)
        goods.refresh_from_db()
        return goods

    def confirm(self, slot: Slot) -> None:
        """Reviewed by somebody else, and confirmed."""
        confirm_slot(slot_id=self.reviewed(slot).id, by=self.scheduler, at=self.noon)


@pytest.fixture
def studio(noon: datetime) -> Studio:
    scheduler = somebody("编播", Role.PROGRAMME_SCHEDULER)
    programme = create_programme(
        code="evening", title="晚间好物", kind=ProgrammeKind.HOME_SHOPPING, by=scheduler, at=noon
    )
    made = Studio(
        noon=noon,
        scheduler=scheduler,
        reviewer=somebody("节目审核", Role.AD_REVIEWER),
        host=somebody("林岚", Role.HOST),
        channel=None,  # type: ignore[arg-type]
        programme=programme,
        who=shop.seller(),
    )
    made.channel = made.open(ChannelClass.SHOPPING, "east")
    return made
