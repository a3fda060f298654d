"""What after-sales operations look up before they act."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, Sum

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.capabilities import SEE_RETURNS
from zhanggui.domain.aftersales.models import (
    Exchange,
    Finding,
    GuaranteeTerm,
    Repair,
    Return,
    ReturnLine,
)
from zhanggui.domain.aftersales.purchases import Purchase, PurchaseLine
from zhanggui.domain.aftersales.rules import Asked, Bought, Entitlement, Guarantee, LineMoney, Repaired
from zhanggui.domain.aftersales.states import (
    COUNTED,
    Disposition,
    Fault,
    GuaranteeClass,
    Outcome,
    RefusalReason,
    Remedy,
    ReturnKind,
    ReturnState,
)
from zhanggui.domain.catalog.states import ReturnPolicy
from zhanggui.domain.delivery.queries import pieces_made_good
from zhanggui.domain.promotions.gifts import KeptLine, gift_charges
from zhanggui.domain.sales.states import OrderState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen, share
from zhanggui.kernel.refusal import NotFound


def held_return(return_id: UUID, *, by: Actor) -> Return:
    """The return, held until the transaction ends. ``NotFound`` for anybody it does not concern."""
    found = Return.objects.locked().filter(pk=return_id).first()
    if found is None or not may_see(found, by):
        raise NotFound
    return found


def held_repair(goods_return: Return) -> Repair:
    """The repair of a held case. ``NotFound`` where none was begun."""
    repair = Repair.objects.locked().filter(goods_return=goods_return).first()
    if repair is None:
        raise NotFound
    return repair


def worth_of(goods_return: Return) -> Fen:
    """The most that can go back for a case: what was paid for its pieces; all, for what never arrived."""
    order = goods_return.order
    if order.delivered_at is None:
        return int(order.payable_fen)
    paid = money_by_line(order)
    lines = {one.line_id: one.quantity for one in goods_return.lines.all()}
    before = pieces_refunded(lines)
    return sum(
        rules.refund_fen(
            paid[line_id], pieces=pieces, before=before.get(line_id, 0), kind=ReturnKind.NO_REASON
        )
        for line_id, pieces in lines.items()
    )


def may_see(found: Return, by: Actor) -> bool:
    """One's own return, or any for those whose work it is."""
    return found.customer_id == by.account_id or by.may(SEE_RETURNS)


def rights_on(line: PurchaseLine, signed_at: datetime | None) -> Entitlement:
    """The rights on one order line (with ``sku__goods__category`` loaded)."""
    return rights_of([line], signed_at)[line.id]


def rights_of(lines: Sequence[PurchaseLine], signed_at: datetime | None) -> Mapping[UUID, Entitlement]:
    """The rights on lines of one order, in two statements however many they are."""
    terms, repairs = terms_of(lines, signed_at), repairs_of(line.id for line in lines)
    return {
        line.id: rules.entitlement(
            Bought(
                signed_at=signed_at,
                policy=ReturnPolicy(line.sku.goods.category.return_policy),
                exclusion_confirmed_at=line.no_return_confirmed_at,
                guarantee=terms.get(line.sku.goods.category.path),
                repairs=tuple(repairs.get(line.id, ())),
            )
        )
        for line in lines
    }


def terms_of(lines: Sequence[PurchaseLine], on: datetime | None) -> Mapping[str, Guarantee]:
    """The three-guarantee terms that were in force, by the path of the category; the nearest counts."""
    if on is None:
        return {}
    paths = {line.sku.goods.category.path for line in lines}
    roots = {path: _above(path) for path in paths}
    known = {
        term.category.path: Guarantee(kind=GuaranteeClass(term.kind), promised_months=term.promised_months)
        for term in GuaranteeTerm.objects.filter(
            Q(ended_at=None) | Q(ended_at__gt=on),
            category__path__in={one for above in roots.values() for one in above},
            set_at__lte=on,
        ).select_related("category")
    }
    nearest = {
        path: next((known[one] for one in above if one in known), None) for path, above in roots.items()
    }
    return {path: term for path, term in nearest.items() if term is not None}


def _above(path: str) -> list[str]:
    """A category's path and those above it, the nearest first."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:n]) + "/" for n in range(len(parts), 0, -1)]


def repairs_of(line_ids: Iterable[UUID]) -> Mapping[UUID, Sequence[Repaired]]:
    """The repairs of each line that have ended."""
    rows = ReturnLine.objects.filter(
        line_id__in=list(line_ids), goods_return__repair__ended_at__isnull=False
    ).select_related("goods_return__repair")
    found: dict[UUID, list[Repaired]] = {}
    for row in rows:
        case, repair = row.goods_return, row.goods_return.repair
        assert case.received_at is not None
        assert repair.ended_at is not None
        done = Repaired(
            fault=Fault(repair.fault),
            outcome=Outcome(repair.outcome),
            kept_from=case.received_at,
            kept_until=repair.handed_back_at or repair.ended_at,
        )
        found.setdefault(row.line_id, []).append(done)
    return found


def pieces_counted(line_ids: Iterable[UUID], remedy: Remedy = Remedy.RETURN) -> Mapping[UUID, int]:
    """How many pieces of each line cannot be asked for: they are in a case, or have been given up.

    What never arrived is among them.
    What was repaired is the customer's again. What was kept for money is not returned later, but mended.
    """
    lines = list(line_ids)
    rows = ReturnLine.objects.filter(line_id__in=lines, goods_return__state__in=COUNTED)
    kept = [Remedy.REPAIR, Remedy.REFUND_ONLY] if remedy == Remedy.REPAIR else [Remedy.REPAIR]
    rows = rows.exclude(goods_return__state=ReturnState.FINISHED, goods_return__remedy__in=kept)
    asked = dict(rows.values_list("line_id").annotate(n=Sum("quantity")))
    return Counter(asked) + Counter(pieces_made_good(lines))


def pieces_refunded(line_ids: Iterable[UUID], *, of: UUID | None = None) -> Mapping[UUID, int]:
    """How many pieces of each line have been refunded, in all returns or ``of`` one."""
    rows = Finding.objects.filter(line__line_id__in=list(line_ids)).exclude(disposition=Disposition.SENT_BACK)
    if of is not None:
        rows = rows.filter(line__goods_return_id=of)
    return dict(rows.values_list("line__line_id").annotate(n=Sum("pieces")))


def pieces_given_up(line_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many pieces the customer does not have any more, nor others of the same goods in their place."""
    swapped = Q(
        line__goods_return__exchange__settled_at__isnull=False,
        line__goods_return__exchange__sku__goods=F("line__line__sku__goods"),
    )
    rows = Finding.objects.filter(line__line_id__in=list(line_ids)).exclude(disposition=Disposition.SENT_BACK)
    rows = rows.exclude(pk__in=rows.filter(swapped).values("pk"))
    return dict(rows.values_list("line__line_id").annotate(n=Sum("pieces")))


def stands(goods_return: Return, at: datetime) -> Exchange | None:
    """The exchange of a case while its replacement can be had; None where it is off, or never was."""
    exchange = Exchange.objects.select_related("order", "sku").filter(goods_return=goods_return).first()
    if exchange is None or exchange.order is None:
        return None
    order = exchange.order
    over = order.state == OrderState.PLACED and order.expires_at is not None and order.expires_at <= at
    return None if over or order.state in {OrderState.CANCELLED, OrderState.EXPIRED} else exchange


def is_lawful(goods_return: Return, refusal: RefusalReason) -> bool:
    """Whether a ground to refuse holds for every line of a case, by what the records say."""
    asked = Asked(
        ReturnKind(goods_return.kind),
        goods_return.requested_at,
        Remedy(goods_return.remedy),
        goods_return.cause,
    )
    lines = [one.line for one in goods_return.lines.select_related("line__sku__goods__category")]
    rights = rights_of(lines, goods_return.order.delivered_at)
    return all(rules.may_refuse(refusal, asked, one) for one in rights.values())


def is_like_for_like(exchange: Exchange, line: PurchaseLine) -> bool:
    """Whether other pieces of the same goods replace those that come back."""
    return bool(exchange.sku.goods_id == line.sku.goods_id)


def money_by_line(order: Purchase) -> Mapping[UUID, LineMoney]:
    """What was paid for each line. Freight and discount of the whole order are shared by the lines' value."""
    lines = list(order.lines.order_by("position"))
    freights = _shared(order.freight_fen, [line.freight_fen for line in lines], lines)
    discounts = _shared(order.discount_fen, [line.discount_fen for line in lines], lines)
    return {
        line.id: LineMoney(
            quantity=line.quantity, amount_fen=line.amount_fen, discount_fen=discount, freight_fen=freight
        )
        for line, discount, freight in zip(lines, discounts, freights, strict=True)
    }


def _shared(total: Fen, given: Sequence[Fen], lines: Sequence[PurchaseLine]) -> Sequence[Fen]:
    """The parts as they stand on the lines, or else the total, shared."""
    return given if sum(given) == total else share(total, [line.amount_fen for line in lines])


def gifts_kept(goods_return: Return, *, at_most: Fen, at: datetime) -> dict[str, Fen]:
    """What is charged for gifts that are kept, by order line, never more than is refunded.

    Only where goods come back without a reason, and while the order can still be returned: defects and
    goodwill cost the customer nothing.
    """
    if goods_return.kind != ReturnKind.NO_REASON or stands(goods_return, at):
        return {}
    order = goods_return.order
    earlier = order.returns.exclude(pk=goods_return.pk)
    return gifts_due(order, also_back={}, earlier=earlier, at_most=at_most)


def gifts_due(
    order: Purchase, *, also_back: Mapping[UUID, int], earlier: Iterable[Return], at_most: Fen
) -> dict[str, Fen]:
    """What gifts of an order come to that are kept, when these pieces are ``also_back``, by order line."""
    lines = list(order.lines.select_related("sku__goods__category").order_by("position"))
    gifts = any(step["step"] == "gift" for line in lines for step in line.explanation)
    if not gifts or order.completed_at is not None:
        return {}
    back = Counter(pieces_given_up([line.id for line in lines])) + Counter(also_back)
    before: Counter[str] = Counter()
    for one in earlier:
        before.update(one.gift_charges)
    due = gift_charges([_kept(line, back.get(line.id, 0), before[str(line.id)]) for line in lines])
    charged: dict[str, Fen] = {}
    for line_id, fen in due.items():
        charged[str(line_id)] = min(fen, at_most - sum(charged.values()))
    return {line_id: fen for line_id, fen in charged.items() if fen > 0}


def _kept(line: PurchaseLine, back: int, charged: Fen) -> KeptLine:
    return KeptLine(
        id=line.id,
        sku=str(line.sku.pk),
        category=line.sku.goods.category.path,
        supplier=str(line.supplier_id),
        quantity=line.quantity,
        unit_fen=line.unit_fen,
        explanation=line.explanation,
        kept=line.quantity - back,
        charged_fen=charged,
    )
