"""Reads about returns, for the customer, the agents, the warehouse and the cockpit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from zhanggui.domain.aftersales.capabilities import SEE_RETURNS
from zhanggui.domain.aftersales.models import CasePicture, Finding, Return, ReturnAlarm
from zhanggui.domain.aftersales.reading import may_see, pieces_counted, rights_of
from zhanggui.domain.aftersales.rules import Entitlement, why_not
from zhanggui.domain.aftersales.states import OPEN, Disposition, Remedy, ReturnKind, ReturnState
from zhanggui.domain.sales import queries as sales
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.documents.operations.read_document import Content, read_document
from zhanggui.schema.compiled import Compiled, Given

_TAKEN_BACK: Compiled[tuple[UUID, Fen]] = Compiled(
    lambda: (
        Finding.objects.filter(line__goods_return__order=Given("order"))
        .exclude(disposition=Disposition.SENT_BACK)
        .values_list("line__line__supplier_id")
        .annotate(fen=Sum(F("pieces") * F("line__line__unit_fen")))
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returnable:
    """One order line with the rights on it and the pieces that can still come back."""

    line_id: UUID
    name: str
    left: int
    to_repair: int
    rights: Entitlement


def returnable(order_id: UUID, *, by: Actor) -> list[Returnable]:
    """What of an order can come back, until when, by which right. Raises ``NotFound``."""
    order = sales.order_concerning(order_id, by=by)
    lines = list(order.lines.select_related("sku__goods__category").order_by("position"))
    gone = pieces_counted(line.id for line in lines)
    rights = rights_of(lines, order.delivered_at)
    mended = pieces_counted((line.id for line in lines), Remedy.REPAIR)
    return [
        Returnable(
            line_id=line.id,
            name=line.name,
            left=line.quantity - gone.get(line.id, 0),
            to_repair=line.quantity - mended.get(line.id, 0),
            rights=rights[line.id],
        )
        for line in lines
    ]


def plain_right(goods_return: Return) -> bool:
    """Whether nothing is left to decide: it was never sent, or may come back without a reason, in time."""
    order, remedy = goods_return.order, Remedy(goods_return.remedy)
    if remedy == Remedy.REFUND_ONLY:
        return order.shipped_at is None
    if goods_return.kind != ReturnKind.NO_REASON:
        return False
    lines = [one.line for one in goods_return.lines.select_related("line__sku__goods__category")]
    rights = rights_of(lines, order.delivered_at).values()
    return all(
        why_not(remedy, ReturnKind.NO_REASON, one, goods_return.requested_at) is None for one in rights
    )


def returns_of(account_id: UUID) -> QuerySet[Return]:
    """A customer's returns, the latest first."""
    mine = Return.objects.filter(customer_id=account_id).select_related("order", "exchange__order")
    return mine.prefetch_related("lines__line").order_by("-requested_at")


def returns_of_order(order_id: UUID) -> QuerySet[Return]:
    """The returns of one order, in order."""
    return Return.objects.filter(order_id=order_id).prefetch_related("lines__line").order_by("requested_at")


def asked_as(key: str, *, order_id: UUID) -> Return | None:
    """What was asked of this order under this key, if it was."""
    return Return.objects.filter(request_key=key, order_id=order_id).first()


def replaced_by(order_id: UUID) -> Return | None:
    """The case whose goods this order replaces, if it does."""
    return Return.objects.filter(exchange__order_id=order_id).first()


def return_numbered(number: str, *, by: Actor) -> Return:
    """A return by its number, with its lines and findings. ``NotFound`` for anybody it does not concern."""
    found = (
        Return.objects.filter(number=number)
        .select_related("order__address", "warehouse", "exchange__order", "repair")
        .prefetch_related("lines__line", "lines__findings", "alarms", "pictures__paper")
        .first()
    )
    if found is None or not may_see(found, by):
        raise NotFound
    return found


def picture_content(number: str, picture_id: UUID, *, by: Actor, at: datetime) -> Content:
    """A picture of a case, for those whom the case concerns. Raises ``NotFound``."""
    picture = CasePicture.objects.filter(pk=picture_id, goods_return__number=number).first()
    if picture is None or not may_see(picture.goods_return, by):
        raise NotFound
    return read_document(document_id=picture.paper_id, by=SYSTEM, at=at)


def open_returns(by: Actor) -> QuerySet[Return]:
    """The desk: what is still to be done, refunds that fall due first on top."""
    by.require(SEE_RETURNS)
    found = Return.objects.open().select_related("order").prefetch_related("lines__line", "alarms")
    return found.order_by(F("refund_by").asc(nulls_last=True), "requested_at")


def late(at: datetime) -> QuerySet[Return]:
    """Returns whose goods are back and whose refund is overdue, the longest waiting first."""
    return Return.objects.awaiting_refund().filter(refund_by__lt=at).order_by("refund_by")


def alarms() -> QuerySet[ReturnAlarm]:
    """Every delay noticed, the latest first."""
    return ReturnAlarm.objects.select_related("goods_return__order").order_by("-due_at")


def orders_with_open_returns() -> QuerySet[Return, UUID]:
    """The orders that something is still coming back from: they are not complete. Repairs do not count."""
    return Return.objects.open().exclude(remedy=Remedy.REPAIR).values_list("order_id", flat=True)


def taken_back_by_supplier(order_id: UUID) -> Mapping[UUID, Fen]:
    """What goods of an order were taken back, at their price, by supplier."""
    return dict(_TAKEN_BACK.all(order=order_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFigures:
    """How returns were dealt with over a period."""

    requested: int
    refused: int
    finished: int
    refunded_in_time: int
    refunded_late: int
    open_late: int
    handled_late: int


def figures(*, since: datetime, until: datetime) -> ReturnFigures:
    """Returns requested in the period, judged at its end."""
    asked = Return.objects.filter(requested_at__gte=since, requested_at__lte=until)
    finished = asked.filter(state=ReturnState.FINISHED)
    breached = Q(alarms__alarm="handling_breach")
    return ReturnFigures(
        requested=asked.count(),
        refused=asked.filter(state=ReturnState.REFUSED).count(),
        finished=finished.count(),
        refunded_in_time=finished.filter(finished_at__lte=F("refund_by")).count(),
        refunded_late=finished.filter(finished_at__gt=F("refund_by")).count(),
        open_late=asked.filter(state__in=OPEN, refund_by__lt=until).count(),
        handled_late=asked.filter(breached).distinct().count(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WentBack:
    """Pieces of an order line that were taken back in a finished return, and the money for them."""

    return_id: UUID
    line_id: UUID
    pieces: int
    goods_fen: Fen
    """What had been paid for the pieces themselves, without their freight."""
    refund_fen: Fen
    """What went back for them, with their freight where it was owed."""
    gifts_fen: Fen
    """What the whole return was short by, for gifts that were kept."""


def went_back(order_id: UUID, *, until: datetime) -> list[WentBack]:
    """Everything of an order that was taken back and refunded so far, in the order it was."""
    found = (
        Finding.objects.filter(line__goods_return__order_id=order_id)
        .filter(line__goods_return__finished_at__lte=until)
        .exclude(disposition=Disposition.SENT_BACK)
        .select_related("line__goods_return", "line__line")
        .order_by("line__goods_return__finished_at", "id")
    )
    return [
        WentBack(
            return_id=one.line.goods_return_id,
            line_id=one.line.line_id,
            pieces=one.pieces,
            goods_fen=min(one.line.line.unit_fen * one.pieces - one.discount_fen, one.refund_fen),
            refund_fen=one.refund_fen,
            gifts_fen=sum(one.line.goods_return.gift_charges.values()),
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class Finished:
    """A return that is over, with money that went back."""

    return_id: UUID
    order_id: UUID
    at: datetime


def finished_between(since: datetime, until: datetime) -> list[Finished]:
    """Returns that brought money back and were finished in this time, the first first."""
    over = Return.objects.filter(finished_at__range=(since, until), refund_fen__gt=0)
    rows = over.order_by("finished_at").values_list("id", "order_id", "finished_at")
    return [Finished(number, order, at) for number, order, at in rows if at is not None]


def order_of_finished(return_id: UUID) -> UUID | None:
    """The order of a return that is over; none if it is not."""
    over = Return.objects.filter(pk=return_id, finished_at__isnull=False)
    return over.values_list("order_id", flat=True).first()


def replacements_for(numbers: Collection[str]) -> Mapping[UUID, str]:
    """The orders that replaced goods of these returns, each with the number of its return."""
    exchanged = Return.objects.filter(number__in=numbers, exchange__order__isnull=False)
    return dict(exchanged.values_list("exchange__order", "number"))


def asked_by_province(*, since: datetime, until: datetime) -> Mapping[str, int]:
    """Returns asked for in a span of time, by the province their order went to."""
    asked = Return.objects.filter(requested_at__gte=since, requested_at__lt=until)
    rows = asked.values_list("order__address__province").annotate(many=Count("id"))
    return dict(rows.order_by("order__address__province"))
