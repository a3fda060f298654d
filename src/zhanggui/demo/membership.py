"""Members in the demo world: they register, keep and wait for things, spend points, use their rights."""

import re
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from zhanggui.demo.cast import customers
from zhanggui.demo.paying import pays
from zhanggui.demo.pictures.studio import product
from zhanggui.demo.story import on_day
from zhanggui.demo.trade import PROMOTION_DAY, actor_of_customer, delivered
from zhanggui.demo.world import told
from zhanggui.domain.care.operations.rate import Opinion
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.members import queries as members
from zhanggui.domain.members.operations.ask_for_closure import ask_for_closure
from zhanggui.domain.members.operations.change_profile import Profile, change_profile
from zhanggui.domain.members.operations.keep_favourite import keep_favourite
from zhanggui.domain.members.operations.note_seen import note_seen
from zhanggui.domain.members.operations.watch_sku import WatchWish, watch_sku
from zhanggui.domain.messaging.operations.choose_channel import choose_channel
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.domain.payments.operations.open_payment import PaymentWish, open_payment
from zhanggui.domain.pricing.queries import Offer, offers_of
from zhanggui.domain.sales.operations import put_in_cart
from zhanggui.domain.sales.queries import addresses_of
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.mobile import mobile_number
from zhanggui.identity.models import Account, TextMessage
from zhanggui.journeys.copy_of_data import copy_of_data
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.quote import QuoteWish, quote
from zhanggui.journeys.rate_order import rate_order
from zhanggui.journeys.tell_watchers import tell_watchers
from zhanggui.kernel import clock
from zhanggui.mechanisms.access.applicants import Registration
from zhanggui.mechanisms.access.operations.give_consent import give_consent
from zhanggui.mechanisms.access.operations.register_customer import register_customer
from zhanggui.mechanisms.access.operations.request_sign_in_code import request_sign_in_code
from zhanggui.mechanisms.access.rules import Origin
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.schema.encrypted import keyed_hash


def members_make_themselves_at_home() -> None:
    """What members do besides ordering, in the last week of the story."""
    wishes_come_true()
    carts_fill()
    points_are_spent()
    pictures_are_hung()
    rights_are_used()


def newcomers_register() -> None:
    """Two people register on the web with a code, each with their own consents."""
    for place, person in enumerate(told("people")["newcomer"]):
        if Account.objects.filter(mobile_hash=keyed_hash(mobile_number(person["mobile"]))).exists():
            continue
        at, origin = on_day(30 + place, 20, 10), Origin("203.0.113.20", "Mozilla/5.0 (iPhone) Safari")
        request_sign_in_code(mobile=person["mobile"], origin=origin, at=at)
        written = TextMessage.objects.filter(created_at=at).latest("id").body
        code = re.search(r"\d{6}", written or "")
        assert code is not None
        registration = Registration(
            mobile=person["mobile"], code=code[0], name=person["name"], purposes=tuple(person["agrees"])
        )
        register_customer(registration=registration, origin=origin, at=at + timedelta(minutes=1))


def wishes_come_true() -> None:
    """Somebody waited for the promotion, and is told when it begins; others go on waiting."""
    before, after = on_day(PROMOTION_DAY - 1, 20), on_day(PROMOTION_DAY, 9)
    skus = list(Sku.objects.filter(released_at__isnull=False, retired_at=None).order_by("code"))
    then, now = (offers_of([sku.pk for sku in skus], at=at) for at in (before, after))
    fallen = [sku for sku in skus if _price(now, sku.pk) < _price(then, sku.pk)]
    for member, sku in zip(customers()[:3], fallen, strict=False):
        watch_sku(wish=WatchWish(sku.pk, "price"), by=member, at=before)
    tell_watchers(by=SYSTEM, at=after)
    for member, sku in zip(customers()[3:7], skus[2::3], strict=False):
        watch_sku(wish=WatchWish(sku.pk, "price"), by=member, at=on_day(33, 21))


def _price(offers: Mapping[UUID, Offer], sku: UUID) -> int:
    offer = offers.get(sku)
    return (offer.amount_fen if offer else None) or 0


def carts_fill() -> None:
    """Carts, favourites and what was looked at; a price in the first cart has fallen since it was put in."""
    at = on_day(33, 21, 30)
    skus = list(Sku.objects.filter(released_at__isnull=False, retired_at=None).order_by("code"))
    offers = offers_of([sku.pk for sku in skus], at=at)
    for place, member in enumerate(customers()[:6]):
        for step in range(3):
            sku = skus[(place * 3 + step * 5) % len(skus)]
            offer: Offer | None = offers.get(sku.pk)
            if offer is None or not offer.may_be_sold or not offer.amount_fen:
                continue
            note_seen(goods_id=sku.goods_id, by=member, at=at + timedelta(minutes=step))
            if step < 2:
                keep_favourite(sku_id=sku.pk, price_fen=offer.amount_fen, by=member, at=at)
            was = offer.amount_fen + (20_00 if step == place == 0 else 0)
            if step != 1:
                put_in_cart(
                    sku_id=sku.pk,
                    slot_goods_id=None,
                    quantity=1 + step % 2,
                    announced_fen=was,
                    by=member,
                    at=at,
                )


def points_are_spent() -> None:
    """The member with the most points pays a part with them."""
    at = on_day(34, 8, 40)
    if at > clock.now():
        return
    member = max(customers(), key=lambda each: members.points_of(each.account_id))
    sku = Sku.objects.filter(released_at__isnull=False, retired_at=None).order_by("code")[0]
    offer = offers_of([sku.pk], at=at)[sku.pk]
    line = LineWish(sku_id=sku.pk, quantity=1, announced_fen=offer.amount_fen or 0, no_return_confirmed=True)
    wanted = QuoteWish(lines=[line], customer_id=member.account_id, points=1_000)
    quoted = quote(wish=wanted, by=member, at=at)
    if not quoted.points or not all(one.available for one in quoted.lines):
        return
    wish = OrderWish(
        customer_id=member.account_id,
        channel="web",
        method="gateway",
        address_id=addresses_of(member.account_id)[0].pk,
        lines=(line,),
        key="demo-points",
        coupons=tuple(quoted.used_coupons),
        points=quoted.points,
        announced=quoted.announced,
    )
    placed = place_order(wish=wish, by=member, at=at)
    payment = open_payment(order_id=placed.id, wish=PaymentWish(), by=member, at=at)
    pays(payment, at=at)


def pictures_are_hung() -> None:
    """Some show what they got."""
    for place, order in enumerate(delivered()[-40::12]):
        at = on_day(34, 7, place)
        if at > clock.now():
            return
        painted = product("thermos" if place % 2 else "tea_set", seed=900 + place, angle=2)
        opinion = Opinion(order_id=order.pk, score=5, text="实物和节目里一样，包装很好，附图。")
        picture = Upload(f"shared-{place}.webp", painted, "image/webp")
        rate_order(opinion=opinion, pictures=[picture], by=actor_of_customer(order), at=at)


def rights_are_used() -> None:
    """One agrees to offers, one refuses text messages, one takes a copy of their data, one leaves."""
    everybody = customers()
    at = on_day(34, 7, 30)
    change_profile(profile=Profile(everybody[0].name, "wangxiulan@example.com"), by=everybody[0], at=at)
    give_consent(purpose="marketing", channel="web", by=everybody[0], at=at)
    choose_channel(topic=Topic.WATCHING, channel=Channel.SMS, wanted=False, by=everybody[1], at=at)
    copy_of_data(by=everybody[2], at=at)
    ask_for_closure(reason="搬到国外，不再使用", by=everybody[-1], at=at)
