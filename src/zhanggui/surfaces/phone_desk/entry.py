"""The order an agent is writing: read from the form, said back to the caller, placed."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from zhanggui.domain.sales import rules
from zhanggui.domain.sales.models import PaymentMethod, SalesChannel
from zhanggui.domain.sales.operations import AddressWish
from zhanggui.domain.sales.queries import address_of
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import mobile_number
from zhanggui.journeys.order_wish import LineWish, OrderWish
from zhanggui.journeys.place_order import Placed, place_order
from zhanggui.journeys.place_order_at import place_order_at
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import Malformed, Refusal
from zhanggui.surfaces.design.shown import money_text
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
    """Everything on the form."""

    customer_id: UUID | None
    key: str
    method: str
    address: str
    new_address: dict[str, str] = field(default_factory=dict)
    agreed: bool = False
    rows: list[Row] = field(default_factory=list)

    @property
    def goods_fen(self) -> Fen:
        return sum(row.amount_fen for row in self.rows)

    @property
    def freight_fen(self) -> Fen:
        return rules.freight(self.goods_fen) if self.rows else 0

    @property
    def payable_fen(self) -> Fen:
        return self.goods_fen + self.freight_fen


def read(form: QueryDict, *, at: datetime) -> Entry:
    """What the form says. Raises ``Malformed`` and ``NotFound``."""
    rows = []
    for key, quantity in zip(form.getlist("line"), form.getlist("quantity"), strict=False):
        article = articles.chosen(key, at=at)
        if not quantity.isdecimal() or not 1 <= int(quantity) <= rules.QUANTITY_MAX:
            raise Malformed(field=gettext("quantity"), problem=f"1–{rules.QUANTITY_MAX}")
        said = f"{article.sku_id}" in form.getlist("no_return")
        rows.append(Row(article=article, quantity=int(quantity), confirmed=said))
    return Entry(
        customer_id=_uuid(form.get("customer", "")),
        key=form.get("key", "")[:40],
        method=form.get("method", ""),
        address=form.get("address", ""),
        new_address={name: form.get(name, "").strip()[:200] for name in ADDRESS_FIELDS},
        agreed=form.get("agreed") == "yes",
        rows=rows,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def place_of(entry: Entry) -> str:
    """Where it goes, as the agent reads it out."""
    known = _uuid(entry.address)
    if known is None:
        given = entry.new_address
        parts = (given[name] for name in ("province", "city", "district", "street"))
        return f"{''.join(parts)} {given['recipient']}".strip()
    address = address_of(known, account_id=entry.customer_id)
    return f"{address.province}{address.city}{address.district}{address.street} {address.recipient}"


def read_back(entry: Entry) -> list[str]:
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
    if entry.rows:
        total = {"total": money_text(entry.payable_fen), "freight": money_text(entry.freight_fen)}
        sentences.append(gettext("Altogether %(total)s, delivery %(freight)s included.") % total)
        sentences.append(gettext("It goes to: %(place)s.") % {"place": place_of(entry)})
    ways = {
        PaymentMethod.CASH_ON_DELIVERY: gettext("You pay at the door, after opening the parcel."),
        PaymentMethod.GATEWAY: gettext("You pay by a link that we send you now; it is good for 30 minutes."),
    }
    if entry.method in PaymentMethod.values:
        sentences.append(ways[PaymentMethod(entry.method)])
    return sentences


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


def place(entry: Entry, *, by: Actor, at: datetime) -> Placed:
    """Place it on behalf of the caller, with what they agreed to."""
    if entry.customer_id is None:
        raise CallerMissing
    if entry.method not in PaymentMethod.values:
        raise PaymentUnchosen
    if not entry.agreed:
        raise NotReadBack
    agent = by.acting_for(entry.customer_id)
    known = _uuid(entry.address)
    wish = _wish(entry, known or new_id())
    if known is not None:
        return place_order(wish=wish, by=agent, at=at)
    return place_order_at(wish=wish, address=_new_address(entry), by=agent, at=at)


def _wish(entry: Entry, address_id: UUID) -> OrderWish:
    return OrderWish(
        customer_id=entry.customer_id,
        channel=SalesChannel.PHONE,
        method=entry.method,
        address_id=address_id,
        lines=tuple(
            LineWish(
                sku_id=row.article.sku_id,
                quantity=row.quantity,
                announced_fen=row.article.price_fen,
                slot_goods_id=row.article.slot_goods_id,
                no_return_confirmed=row.confirmed,
            )
            for row in entry.rows
        ),
        key=entry.key,
        consent="\n".join(read_back(entry)),
    )


def _new_address(entry: Entry) -> AddressWish:
    return AddressWish(**{**entry.new_address, "mobile": mobile_number(entry.new_address["mobile"])})
