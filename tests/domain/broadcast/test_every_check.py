"""Each named check of the gate, turned red by what really happens: seen at once, refused when the slot is
submitted and when it goes on air, with its rule and where the rule comes from."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from django.db import transaction

from tests import ads, shop
from tests.domain.broadcast.conftest import HOUR, Studio
from tests.people import somebody
from tests.vocabulary import behind_the_back, nothing_changes
from zhanggui.domain.advertising.models import Asset
from zhanggui.domain.advertising.operations.take_down_ad import take_down_ad
from zhanggui.domain.advertising.states import AssetKind, Medium
from zhanggui.domain.broadcast.models import Channel, ChannelItem, Slot, SlotGoods
from zhanggui.domain.broadcast.operations.change_article import Article, change_article
from zhanggui.domain.broadcast.operations.change_slot import change_slot
from zhanggui.domain.broadcast.operations.create_programme import create_programme
from zhanggui.domain.broadcast.operations.drop_item import drop_item
from zhanggui.domain.broadcast.operations.move_slot import Place, move_slot
from zhanggui.domain.broadcast.operations.note_item import ItemWish, note_item
from zhanggui.domain.broadcast.operations.recheck_gates import recheck_gates
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.operations.submit_slot import submit_slot
from zhanggui.domain.broadcast.operations.take_goods_off_slot import take_goods_off_slot
from zhanggui.domain.broadcast.operations.take_off_air import take_off_air
from zhanggui.domain.broadcast.queries import gate_of
from zhanggui.domain.broadcast.refusals import GateClosed
from zhanggui.domain.broadcast.remedies import REMEDIES
from zhanggui.domain.broadcast.states import ChannelClass, ItemKind, ProgrammeKind, SlotState
from zhanggui.domain.broadcast.terms import terms_of
from zhanggui.domain.catalog.models import Goods, Sku
from zhanggui.domain.catalog.operations.change_category import change_category
from zhanggui.domain.catalog.operations.create_category import CategoryTerms
from zhanggui.domain.catalog.operations.stop_sale import stop_sale
from zhanggui.domain.catalog.states import LegalClass, StopCause
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.domain.training.models import Certificate
from zhanggui.domain.training.operations.revoke_certificate import revoke_certificate
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.surfaces.design.templatetags.design import said

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
SPOKEN = "龙泉青瓷茶具，七日内无理由退货，验货付款。"


@dataclass
class Planned:
    """A slot in which everything is in order, and what belongs to it."""

    studio: Studio
    slot: Slot
    goods: SlotGoods

    @property
    def ready(self) -> bool:
        return Slot.objects.get(pk=self.slot.pk).state == SlotState.READY

    def change(self, **terms: object) -> None:
        change = replace(terms_of(Slot.objects.get(pk=self.slot.pk)), **terms)  # type: ignore[arg-type]
        change_slot(slot_id=self.slot.pk, change=change, by=self.studio.scheduler, at=self.studio.noon)

    def note(self, kind: ItemKind, since: timedelta, minutes: int) -> None:
        """Something else runs on the channel, so long after the slot begins."""
        begins = self.slot.period.lower + since
        wish = ItemWish(kind=kind, title="大宅门", starts_at=begins, ends_at=begins + minutes * MINUTE)
        note_item(channel_id=self.slot.channel_id, item=wish, by=self.studio.scheduler, at=self.studio.noon)

    def stop(self, cause: StopCause) -> None:
        keeper = somebody("质检", Role.QUALITY_INSPECTOR, Role.PRICE_MANAGER)
        goods_id = self.goods.sku.goods_id
        stop_sale(goods_id=goods_id, cause=cause, reason="抽检", by=keeper, at=self.studio.noon)

    def becomes(self, legal_class: LegalClass) -> None:
        """The category turns out to be another class of the law."""
        category = self.goods.sku.goods.category
        terms = CategoryTerms(
            code=category.code,
            name_zh=category.name_zh,
            name_en=category.name_en,
            legal_class=legal_class,
        )
        by = somebody("类目", Role.PRODUCT_REVIEWER)
        change_category(category_id=category.pk, terms=terms, reason="核定", by=by, at=self.studio.noon)


def show(studio: Studio, **wish: object) -> Planned:
    """An hour on the shopping channel, with an approved film shown in it."""
    film = ads.public(studio.noon - timedelta(days=1))
    slot = studio.plan(materials=(film.pk,), **wish)
    return Planned(studio, slot, studio.put(slot, studio.article()))


def short(studio: Studio, kind: ChannelClass, since: timedelta = HOUR) -> Planned:
    """Two minutes of advertising whose words are approved, on a day with its share of public service."""
    channel = studio.open(kind, "other")
    programme = create_programme(
        code="p", title="短片", kind=ProgrammeKind.SHORT, by=studio.scheduler, at=studio.noon
    )
    sku, begins = studio.article(), studio.noon + since
    spoken = {"words": SPOKEN, "headline": "", "goods": (sku.goods_id,), "media": (Medium.TELEVISION,)}
    ads.public(studio.noon - timedelta(days=1), kind=AssetKind.SCRIPT, **spoken)
    slot = studio.plan(
        channel_id=channel.id,
        programme_id=programme.id,
        starts_at=begins,
        ends_at=begins + 2 * MINUTE,
        script=SPOKEN,
    )
    studio.public_service(channel)
    return Planned(studio, slot, studio.put(slot, sku))


def satellite(studio: Studio) -> Planned:
    return short(studio, ChannelClass.SATELLITE)


def general(studio: Studio) -> Planned:
    return short(studio, ChannelClass.GENERAL)


def for_pupils(studio: Studio) -> Planned:
    return short(studio, ChannelClass.EDUCATION)


def evening(studio: Studio) -> Planned:
    """At half past seven."""
    return short(studio, ChannelClass.GENERAL, 7.5 * HOUR)


def beside(one: Planned, *starts: timedelta) -> None:
    """The same short, planned more often on the day."""
    for since in starts:
        begins = one.slot.period.lower + since
        one.studio.plan(
            channel_id=one.slot.channel_id,
            programme_id=one.slot.programme_id,
            starts_at=begins,
            ends_at=begins + MINUTE,
            script=SPOKEN,
        )


def no_public_service(one: Planned, hours: range) -> None:
    for item in ChannelItem.objects.filter(kind=ItemKind.PUBLIC_SERVICE):
        if item.period.lower.hour + 8 in hours:
            drop_item(item_id=item.pk, by=one.studio.scheduler, at=one.studio.noon)


def lose_certificate(one: Planned) -> None:
    held = Certificate.objects.get(person_id=one.slot.host_person_id)
    keeper = somebody("培训", Role.COMPLIANCE_OFFICER)
    revoke_certificate(certificate_id=held.pk, reason="违规", by=keeper, at=one.studio.noon)


def take_down(one: Planned) -> None:
    reviewer = somebody("广告审核", Role.AD_REVIEWER)
    take_down_ad(asset_id=Asset.objects.get().pk, finding=ads.BAD, by=reviewer, at=one.studio.noon)


def take_goods_away(one: Planned) -> None:
    by, at = one.studio.scheduler, one.studio.noon
    if one.ready:
        take_off_air(slot_goods_id=one.goods.pk, reason="召回", by=by, at=at)
    else:
        take_goods_off_slot(slot_goods_id=one.goods.pk, by=by, at=at)


def want_more(one: Planned) -> None:
    wish = Article(item_number="101", quota=51, minutes=0, cue="")
    change_article(slot_goods_id=one.goods.pk, article=wish, by=one.studio.scheduler, at=one.studio.noon)


def cheaper_half_way(one: Planned) -> None:
    begins = one.slot.period.lower
    prices = {"kind": PriceKind.ON_AIR, "starts_at": begins, "ends_at": begins + HOUR / 2}
    shop.priced(one.studio.who, one.studio.noon, {one.goods.sku: 19_900}, **prices)


def forget_the_maker(one: Planned) -> None:
    """Information without its maker is not published at all; somebody took it out of the table."""
    with behind_the_back() as change:
        change("UPDATE catalog_goodsversion SET maker_address = ''")


def move_to_the_evening(one: Planned) -> None:
    begins = one.slot.period.lower + 6 * HOUR
    place = Place(starts_at=begins, ends_at=begins + MINUTE)
    move_slot(slot_id=one.slot.pk, to=place, by=one.studio.scheduler, at=one.studio.noon)


def longer(one: Planned) -> None:
    one.change(ends_at=one.slot.period.lower + 4 * MINUTE)


def channel_is(one: Planned, **change: object) -> None:
    Channel.objects.filter(pk=one.slot.channel_id).update(**change)


@dataclass(frozen=True)
class Red:
    """One check: its rule, the slot it is asked of, and what turns it red."""

    code: str
    rule: str
    slot: Callable[[Studio], Planned]
    turn: Callable[[Planned], object]


YESTERDAY = timedelta(days=1)
ANY_TIME = [
    Red("licence", "TV-10", show, lambda s: channel_is(s, licensed_to=(s.studio.noon - YESTERDAY).date())),
    Red("channel_class", "TV-10", show, lambda s: channel_is(s, channel_class=ChannelClass.NEWS)),
    Red("host_certified", "TV-09", show, lose_certificate),
    Red("materials", "AD-14", show, take_down),
    Red("goods", "B-5.3.4", show, take_goods_away),
    Red("published", "B-2.2.5", show, lambda s: Sku.objects.update(released_at=None)),
    Red("saleable", "B-2.1.2", show, lambda s: s.stop(StopCause.QUALITY)),
    Red(
        "documents",
        "EC-03",
        show,
        lambda s: Goods.objects.update(papers_valid_to=(s.studio.noon - YESTERDAY).date()),
    ),
    Red("category", "TV-06", show, lambda s: s.becomes(LegalClass.SLIMMING)),
    Red("category", "TV-12", show, lambda s: s.becomes(LegalClass.INFANT_FORMULA)),
    Red("maker", "TV-06", show, forget_the_maker),
    Red("minors", "TV-05", for_pupils, lambda s: s.becomes(LegalClass.ALCOHOL)),
    Red("price", "B-4.2.3", show, cheaper_half_way),
    Red("price_lawful", "B-4.4.1", show, lambda s: s.stop(StopCause.PRICE)),
    Red("script_approved", "AD-14", general, take_down),
    Red("drama", "TV-13", general, lambda s: s.note(ItemKind.DRAMA, -HOUR / 2, 60)),
    Red("ad_minutes", "TV-02", general, lambda s: s.note(ItemKind.COMMERCIAL, 3 * MINUTE, 11)),
    Red("prime_time", "TV-02", evening, lambda s: s.note(ItemKind.COMMERCIAL, 25 * MINUTE, 17)),
    Red("public_evening", "TV-03", general, lambda s: no_public_service(s, range(19, 20))),
    Red("public_service", "TV-03", general, lambda s: s.note(ItemKind.COMMERCIAL, HOUR, 300)),
    Red("per_hour", "TV-04", satellite, lambda s: beside(s, 10 * MINUTE)),
    Red("repeats", "TV-04", satellite, lambda s: beside(s, HOUR, 2 * HOUR, 3 * HOUR)),
]
WHILE_PLANNED = [
    Red("host", "TV-09", show, lambda s: s.change(host_id=None)),
    Red("script", "TV-09", show, lambda s: s.change(script="")),
    Red("words", "TV-08", show, lambda s: s.change(script=f"快速透脂。{SPOKEN}")),
    Red("promises", "TV-07", show, lambda s: s.change(script="青瓷茶具, 七日退货")),
    Red("script_words", "AD-01", show, lambda s: s.change(script=f"国家级青瓷。{SPOKEN}")),
    Red("ai_label", "AD-25", show, lambda s: s.change(ai_parts=("voice",))),
    Red("stock", "TV-07", show, want_more),
    Red("hours", "TV-04", satellite, move_to_the_evening),
    Red("length", "TV-04", satellite, longer),
]


def named(red: Red) -> str:
    return f"{red.rule} {red.code}"


def refused(checks: list[str], sentence: str, red: Red) -> None:
    assert checks == [red.code]
    (line,) = sentence.splitlines()[1:]
    law = line.rpartition("[")[2]
    assert law.startswith(f"{red.rule} ")
    assert len(law) > len(red.rule) + 4


def refused_when_submitted(red: Red, one: Planned) -> None:
    """Seen at once on the slot and on its page; and not submitted."""
    studio = one.studio
    recheck_gates(by=SYSTEM, at=studio.noon)
    assert Slot.objects.get(pk=one.slot.pk).gate_failed == [red.code]
    (check,) = (
        found for found in gate_of(one.slot.pk, by=studio.scheduler, at=studio.noon) if not found.passed
    )
    assert (check.code, check.rule) == (red.code, red.rule)
    with nothing_changes(), pytest.raises(GateClosed) as closed:
        submit_slot(slot_id=one.slot.pk, by=studio.scheduler, at=studio.noon)
    refused(closed.value.details["checks"], said(closed.value), red)


@pytest.mark.parametrize("red", WHILE_PLANNED, ids=named)
def test_a_check_of_what_is_written_is_seen_at_once_and_refuses_the_plan(red, studio):
    one = red.slot(studio)
    assert Slot.objects.get(pk=one.slot.pk).gate_failed == []
    red.turn(one)
    refused_when_submitted(red, one)


@pytest.mark.parametrize("red", ANY_TIME, ids=named)
def test_a_check_of_what_may_change_refuses_the_plan_and_the_moment_of_going_live(red, studio):
    one = red.slot(studio)
    before = transaction.savepoint()
    red.turn(one)
    refused_when_submitted(red, one)
    transaction.savepoint_rollback(before)

    studio.confirm(one.slot)
    red.turn(one)
    with nothing_changes(), pytest.raises(GateClosed) as closed:
        start_slot(slot_id=one.slot.pk, by=studio.scheduler, at=one.slot.period.lower)
    refused(closed.value.details["checks"], said(closed.value), red)


def test_no_check_is_left_out():
    """Only a re-run is refused where its story is told (``tests/journeys/test_slot_report.py``)."""
    assert {red.code for red in (*ANY_TIME, *WHILE_PLANNED)} | {"rerun"} == set(REMEDIES)
