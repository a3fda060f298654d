"""What after-sales operations look up before they act."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from zhanggui.domain.aftersales import rules
from zhanggui.domain.aftersales.capabilities import SEE_RETURNS
from zhanggui.domain.aftersales.models import Finding, Return, ReturnLine
from zhanggui.domain.aftersales.purchases import Purchase, PurchaseLine
from zhanggui.domain.aftersales.rules import Bought, Entitlement, LineMoney
from zhanggui.domain.aftersales.states import COUNTED, Disposition, ReturnKind
from zhanggui.domain.catalog.states import ReturnPolicy
from zhanggui.domain.promotions.gifts import KeptLine, gift_charges
from zhanggui.identity.actor import Actor
from zhanggui.kernel.money import Fen, share
from zhanggui.kernel.refusal import NotFound


def held_return(return_id: UUID, *, by: Actor) -> Return:
    """The return, held until the transaction ends. ``NotFound`` for anybody it does not concern."""
    found = Return.objects.locked().filter(pk=return_id).first()
    if found is None or not may_see(found, by):
        raise NotFound
    return found


def may_see(found: Return, by: Actor) -> bool:
    """One's own return, or any for those whose work it is."""
    return found.customer_id == by.account_id or by.may(SEE_RETURNS)


def rights_on(line: PurchaseLine, signed_at: datetime | None) -> Entitlement:
    """The rights on one order line (with ``sku__goods__category`` loaded)."""
    bought = Bought(
        signed_at=signed_at,
        policy=ReturnPolicy(line.sku.goods.category.return_policy),
        exclusion_confirmed_at=line.no_return_confirmed_at,
    )
    return rules.entitlement(bought)


def pieces_counted(line_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many pieces of each line are in a return that was not refused or withdrawn."""
    rows = ReturnLine.objects.filter(line_id__in=list(line_ids), goods_return__state__in=COUNTED)
    return dict(rows.values_list("line_id").annotate(n=Sum("quantity")))


def pieces_refunded(line_ids: Iterable[UUID], *, of: UUID | None = None) -> Mapping[UUID, int]:
    """How many pieces of each line have been refunded, in all returns or ``of`` one."""
    rows = Finding.objects.filter(line__line_id__in=list(line_ids)).exclude(disposition=Disposition.SENT_BACK)
    if of is not None:
        rows = rows.filter(line__goods_return_id=of)
    return dict(rows.values_list("line__line_id").annotate(n=Sum("pieces")))


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


def gifts_kept(goods_return: Return, *, at_most: Fen) -> dict[str, Fen]:
    """What is charged for gifts that are kept, by order line, never more than is refunded.

    Only where goods come back without a reason, and while the order can still be returned: defects and
    goodwill cost the customer nothing.
    """
    order = goods_return.order
    if goods_return.kind != ReturnKind.NO_REASON or order.completed_at is not None:
        return {}
    lines = list(order.lines.select_related("sku__goods__category").order_by("position"))
    if not any(step["step"] == "gift" for line in lines for step in line.explanation):
        return {}
    back = pieces_refunded([line.id for line in lines])
    before: Counter[str] = Counter()
    for earlier in order.returns.exclude(pk=goods_return.pk):
        before.update(earlier.gift_charges)
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
