"""The order an agent is writing: read from the form, said back to the caller, placed."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy, ngettext

from zhanggui.domain.campaigns.queries import link_of
from zhanggui.domain.campaigns.refusals import UnknownCode
from zhanggui.domain.campaigns.rules import read_code
from zhanggui.domain.delivery.collecting import collected_at
from zhanggui.domain.delivery.lanes import promise_to
from zhanggui.domain.delivery.models import PickupPoint
from zhanggui.domain.delivery.queries import point_called, points_for
from zhanggui.domain.delivery.refusals import OutOfArea
from zhanggui.domain.sales import rules
from zhanggui.domain.sales.models import Address, PaymentMethod, SalesChannel
from zhanggui.domain.sales.operations import AddressWish
from zhanggui.domain.sales.queries import address_of
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import mobile_number
from zhanggui.journeys import cash_on_delivery
from zhanggui.journeys.order_by_phone import PhoneOrder, order_by_phone
from zhanggui.journeys.order_wish import Announced, LineWish, OrderWish
from zhanggui.journeys.place_order import Placed
from zhanggui.journeys.quote import Quote, QuoteWish, quote
from zhanggui.kernel.ids import id_in, new_id
from zhanggui.kernel.money import FEN_MAX, Fen
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import Malformed, Refusal
from zhanggui.kernel.said import Said
from zhanggui.surfaces.design.shown import day_text, money_text
from zhanggui.surfaces.design.templatetags.design import said
from zhanggui.surfaces.phone_desk import articles
from zhanggui.surfaces.phone_desk.articles import Article

ADDRESS_FIELDS = ("recipient", "mobile", "province", "city", "district", "street")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the order being written."""

    article: Article
    quantity: int
    confirmed: bool

    @property
    def amount_fen(self) -> Fen:
        """What it costs."""
        return self.article.price_fen * self.quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Everything on the form, and what it comes to."""

    customer_id: UUID | None
    key: str
    method: str
    address: str
    new_address: dict[str, str] = field(default_factory=dict)
    agreed: bool = False
    rows: list[Row] = field(default_factory=list)
    call_id: UUID | None = None
    announced: Announced | None = None
    """What was read back, as the form carries it."""
    coupons: tuple[str, ...] = ()
    origin: str = ""
    """The code of a campaign, as the caller says it."""
    collect: str = ""
    """The code of the pick-up point, where nobody delivers to the caller's own address."""

    @property
    def wishes(self) -> tuple[LineWish, ...]:
        """The lines as an order wants them."""
        return tuple(
            LineWish(
                sku_id=row.article.sku_id,
                quantity=row.quantity,
                announced_fen=row.article.price_fen,
                slot_goods_id=row.article.slot_goods_id,
                no_return_confirmed=row.confirmed,
            )
            for row in self.rows
        )


def read(form: QueryDict, *, at: datetime) -> Entry:
    """What the form says. Raises ``Malformed`` and ``NotFound``."""
    rows = []
    for key, quantity in zip(form.getlist("line"), form.getlist("quantity"), strict=False):
        article = articles.chosen(key, at=at)
        pieces = whole_number(quantity, least=1, most=rules.QUANTITY_MAX)
        if pieces is None:
            raise Malformed(field=gettext("quantity"), problem=f"1–{rules.QUANTITY_MAX}")
        confirmed = f"{article.sku_id}" in form.getlist("no_return")
        rows.append(Row(article=article, quantity=pieces, confirmed=confirmed))
    return Entry(
        customer_id=id_in(form.get("customer", "")),
        key=form.get("key", "")[:40],
        method=form.get("method", ""),
        address=form.get("address", ""),
        new_address={name: form.get(name, "").strip()[:200] for name in ADDRESS_FIELDS},
        agreed=form.get("agreed") == "yes",
        rows=rows,
        call_id=id_in(form.get("call", "")),
        announced=_announced(form.get("announced", "")),
        coupons=tuple(code[:40] for code in form.getlist("coupon")[:20]),
        origin=read_code(form.get("origin", "")),
        collect=form.get("collect", "")[:12],
    )


def _announced(text: str) -> Announced | None:
    payable, _, gifts = text.partition(":")
    sum_fen, pieces = whole_number(payable, most=FEN_MAX), whole_number(gifts, most=99_999)
    return None if sum_fen is None or pieces is None else Announced(sum_fen, pieces)


def reckoned(entry: Entry, *, by: Actor, at: datetime) -> Quote | None:
    """What it comes to, with the best of the caller's coupons; ``None`` while nothing is on the form."""
    if not entry.rows:
        return None
    return quote(wish=QuoteWish(lines=entry.wishes, customer_id=entry.customer_id), by=by, at=at)


def place_of(entry: Entry) -> str:
    """Where it goes, as the agent reads it out."""
    to = _collected(entry) or _home(entry)
    return f"{to.province}{to.city}{to.district}{to.street} {to.recipient}".strip()


def _home(entry: Entry) -> Address | AddressWish:
    """The caller's own address: one we know, or the one that is being written."""
    known = id_in(entry.address)
    return (
        AddressWish(**entry.new_address) if known is None else address_of(known, account_id=entry.customer_id)
    )


def _collected(entry: Entry) -> AddressWish | None:
    """The pick-up point that the caller chose, if people of their province may collect there."""
    home = _home(entry)
    point = point_called(entry.collect, home.province) if entry.collect else None
    return collected_at(point, recipient=home.recipient, mobile=home.mobile) if point else None


def places_to_collect(entry: Entry, *, at: datetime) -> list[PickupPoint]:
    """Where the caller may collect, if nobody delivers to the address they gave."""
    province = _home(entry).province
    if not province or not entry.rows:
        return []
    try:
        promise_to(province, [row.article.sku_id for row in entry.rows], at=at)
    except OutOfArea:
        return points_for(province)
    return []


def _promise(entry: Entry, at: datetime) -> list[str]:
    """By when it arrives there, or why nothing goes there."""
    province = (_collected(entry) or _home(entry)).province
    if not province:
        return []
    try:
        promised = promise_to(province, [row.article.sku_id for row in entry.rows], at=at)
    except OutOfArea as refusal:
        return [said(refusal), *_where_to_collect(province)]
    return [gettext("It arrives on %(day)s at the latest.") % {"day": day_text(promised.on)}]


def _where_to_collect(province: str) -> list[str]:
    """The ways out, as the agent says them: where it can be collected, or that another address is needed."""
    said_of = gettext("You may collect it at %(name)s, %(place)s, open %(hours)s; bring an identity card.")
    return [
        said_of
        % {
            "name": point.name,
            "place": f"{point.province}{point.city}{point.district}{point.street}",
            "hours": point.hours,
        }
        for point in points_for(province)
    ]


def not_left(entry: Entry) -> list[str]:
    """What is written down but can no longer be had: nothing is read to the caller before it is settled."""
    return [
        ngettext(
            "Only one piece of %(name)s is left.",
            "Only %(count)d pieces of %(name)s are left.",
            row.article.left,
        )
        % {"name": row.article.name, "count": row.article.left}
        if row.article.left
        else gettext("%(name)s is sold out: offer the waiting list, and take the line off the order.")
        % {"name": row.article.name}
        for row in entry.rows
        if row.quantity > row.article.left
    ]


def read_back(entry: Entry, reckoning: Quote | None, *, at: datetime) -> list[str]:
    """The sentences the agent reads out before confirming."""
    sentences = [
        ngettext("%(name)s, one piece, %(amount)s.", "%(name)s, %(count)d pieces, %(amount)s.", row.quantity)
        % {"name": row.article.name, "count": row.quantity, "amount": money_text(row.amount_fen)}
        for row in entry.rows
    ]
    sentences += [
        gettext("%(name)s cannot be returned without a reason; do you agree?") % {"name": row.article.name}
        for row in entry.rows
        if row.article.needs_confirmation
    ]
    if reckoning is not None:
        sentences += _of_the_sum(reckoning)
        sentences.append(gettext("It goes to: %(place)s.") % {"place": place_of(entry)})
        sentences += _promise(entry, at)
    ways = {
        PaymentMethod.CASH_ON_DELIVERY: gettext("You pay at the door, after opening the parcel."),
        PaymentMethod.GATEWAY: gettext("You pay by a link that we send you now; it is good for 30 minutes."),
        PaymentMethod.BANK_TRANSFER: gettext("You pay by bank transfer, with a number in the note."),
    }
    if entry.method in PaymentMethod.values:
        sentences.append(ways[PaymentMethod(entry.method)])
    return sentences


def _of_the_sum(reckoning: Quote) -> list[str]:
    """Gifts, what is taken off, and what is left to pay."""
    sentences = [
        gettext("As a gift: %(name)s.") % {"name": line.name} for line in reckoning.lines if line.gift
    ]
    gifts_fen = sum(line.discount_fen for line in reckoning.lines if line.gift)
    if reckoning.discount_fen > gifts_fen:
        off = {"off": money_text(reckoning.discount_fen - gifts_fen)}
        sentences.append(gettext("%(off)s are taken off, your coupons included.") % off)
    total = {"total": money_text(reckoning.payable_fen), "freight": money_text(reckoning.freight_fen)}
    sentences.append(gettext("Altogether %(total)s, delivery %(freight)s included.") % total)
    return sentences


def at_the_door(entry: Entry, reckoning: Quote | None, *, at: datetime) -> Refusal | None:
    """Why the caller cannot pay at the door, said before they choose it; ``None`` if they can."""
    if reckoning is None or entry.customer_id is None:
        return None
    return cash_on_delivery.why_not(
        customer_id=entry.customer_id, area=place_of(entry), payable_fen=reckoning.payable_fen, at=at
    )


class NotReadBack(Refusal):
    """Read the order back and note that the caller agreed, before confirming it."""

    code = "not-read-back"
    status = 422


class CallerMissing(Refusal):
    """Find or register the caller first."""

    code = "caller-missing"
    status = 422


class PaymentUnchosen(Refusal):
    """Choose how the caller pays."""

    code = "payment-unchosen"
    status = 422


def place(entry: Entry, *, pay_address: str, by: Actor, at: datetime) -> Placed:
    """Place it on behalf of the caller, with what they agreed to."""
    if entry.customer_id is None:
        raise CallerMissing
    if entry.method not in PaymentMethod.values:
        raise PaymentUnchosen
    reckoning = reckoned(entry, by=by, at=at)
    if not entry.agreed or entry.announced is None:
        raise NotReadBack
    if entry.origin and link_of(entry.origin) is None:
        raise UnknownCode(code=entry.origin)
    known, collected = id_in(entry.address), _collected_checked(entry)
    order = PhoneOrder(
        wish=OrderWish(
            customer_id=entry.customer_id,
            channel=SalesChannel.PHONE,
            method=entry.method,
            address_id=known or new_id(),
            lines=entry.wishes,
            key=entry.key,
            consent="\n".join(read_back(entry, reckoning, at=at)),
            coupons=entry.coupons,
            origin=entry.origin,
            announced=entry.announced,
        ),
        address=collected or (None if known else _new_address(entry)),
        call_id=entry.call_id,
        pay_address=pay_address,
    )
    return order_by_phone(order=order, by=by, at=at)


def _collected_checked(entry: Entry) -> AddressWish | None:
    collected = _collected(entry)
    return collected and replace(collected, mobile=mobile_number(collected.mobile))


ADDRESS_LABELS = {
    "recipient": gettext_lazy("Recipient"),
    "mobile": gettext_lazy("Mobile number"),
    "province": gettext_lazy("Province"),
    "city": gettext_lazy("City"),
    "street": gettext_lazy("Street, house, flat"),
}
"""What an address cannot be without; some cities have no districts."""


class AddressUnfinished(Refusal):
    """Ask for what the address still lacks: {fields}."""

    code = "address-unfinished"
    status = 422


def _new_address(entry: Entry) -> AddressWish:
    lacking = [name for name in ADDRESS_LABELS if not entry.new_address[name]]
    if lacking:
        words = Said(", ".join(lacking), lambda: "、".join(str(ADDRESS_LABELS[name]) for name in lacking))
        raise AddressUnfinished(fields=words)
    return AddressWish(**{**entry.new_address, "mobile": mobile_number(entry.new_address["mobile"])})


def on_the_desk(entry: Entry, note: str) -> str:
    """What lay on the desk, in words, so that nobody has to ask the caller again."""
    lines = [
        gettext("On the order being written: %(number)s %(name)s × %(count)d")
        % {"number": row.article.number, "name": row.article.name, "count": row.quantity}
        for row in entry.rows
    ]
    if note:
        lines.append(gettext("The agent's note: %(note)s") % {"note": note})
    return "\n".join(lines)
