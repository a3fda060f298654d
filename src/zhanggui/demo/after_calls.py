"""Callers who want something after the sale: an agent tells them what it comes to, and opens the case."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from zhanggui.demo.aftersales import untouched_lines
from zhanggui.demo.cast import staff
from zhanggui.demo.story import has_come
from zhanggui.demo.trade import delivered, signed_at
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.states import Cause, Remedy, ReturnKind
from zhanggui.domain.care.models import Call
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.note_call import note_call
from zhanggui.domain.care.operations.receive_call_event import ToldEvent, receive_call_event
from zhanggui.domain.care.states import CallEventKind
from zhanggui.domain.sales.models import OrderLine
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.ask_for_customer import CaseForCustomer, ask_for_customer, weigh
from zhanggui.kernel.money import yuan

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def cases_are_opened_by_telephone() -> None:
    """One gives something back by right; one keeps what is dented, and would take something for it."""
    back = next(
        (line for line in _fresh_lines() if line.sku.goods.category.return_policy == "no_reason"), None
    )
    dented = next((line for line in untouched_lines() if line.unit_fen >= 5_000), None)
    if back is not None:
        wish = _wish(back, ReturnKind.NO_REASON, Remedy.RETURN, Cause.CHANGED_MIND, "颜色与家里不搭")
        _opened("by-phone-1", back, wish)
    if dented is not None:
        wish = _wish(dented, ReturnKind.QUALITY, Remedy.REFUND_ONLY, Cause.DAMAGED, "有轻微划痕，愿意留下")
        _opened("by-phone-2", dented, wish)


def _fresh_lines() -> Iterator[OrderLine]:
    """What was signed for a day or more ago, can still be returned, and nobody has asked about."""
    for order in reversed(delivered()):
        line = order.lines.select_related("sku__goods__category", "order").first()
        open_still = order.completed_at is None and not order.returns.exists()
        if line is not None and open_still and has_come(signed_at(order) + DAY + 5 * MINUTE):
            yield line


def _wish(line: OrderLine, kind: ReturnKind, remedy: Remedy, cause: Cause, reason: str) -> ReturnWish:
    return ReturnWish(
        order_id=line.order_id,
        kind=kind,
        pieces=(Pieces(line.pk, 1),),
        key=f"phone-{line.order.number}",
        reason=reason,
        remedy=remedy,
        cause=cause,
        asked_fen=800 if remedy == Remedy.REFUND_ONLY else None,
        consent=f"电话复述：{line.name} 1 件，{reason}；顾客答：同意。",
    )


def _opened(name: str, line: OrderLine, wish: ReturnWish) -> None:
    """The call, what was told, and the case."""
    agent, at = staff("agent"), signed_at(line.order) + DAY
    call = _call(name, line, at)
    told = weigh(wish=wish, by=agent, at=at + MINUTE)
    case = CaseForCustomer(
        wish=wish,
        announced_fen=told.announced_fen,
        caller_id=line.order.customer_id,
        call_id=call.id,
    )
    asked = ask_for_customer(case=case, by=agent, at=at + 2 * MINUTE)
    note = f"已复述应退 {yuan(told.refund_fen)} 元，顾客同意，售后单 {asked.number}"
    note_call(call_id=call.id, text=note, by=agent, at=at + 2 * MINUTE)
    _told(name, CallEventKind.ENDED, at + 3 * MINUTE, "")


def _call(name: str, line: OrderLine, at: datetime) -> Call:
    _told(name, CallEventKind.INCOMING, at, line.order.address.mobile)
    waiting = Call.objects.get(reference=name)
    return accept_call(call_id=waiting.id, by=staff("agent"), at=at + timedelta(seconds=9))


def _told(name: str, kind: CallEventKind, at: datetime, number: str) -> None:
    event = ToldEvent(name=f"{name}-{kind}", call=name, kind=kind, happened_at=at, caller=number)
    receive_call_event(event=event, by=SYSTEM, at=at)
