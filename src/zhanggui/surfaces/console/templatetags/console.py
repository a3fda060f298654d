"""Words that console pages need: kinds of review, clocks, and verbs of cases."""

from datetime import datetime
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from zhanggui.domain.inventory.goods_accounts import Moved
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.rules import Running
from zhanggui.surfaces.console.present import SLUG
from zhanggui.surfaces.console.words import choice_word
from zhanggui.surfaces.design import shown

register = template.Library()

CLOCKS = {
    "respond": gettext_lazy("Respond"),
    "answer": gettext_lazy("Answer"),
    "resolve": gettext_lazy("Resolve"),
}
VERBS = {
    "open": gettext_lazy("Opened"),
    "assign": gettext_lazy("Handed to"),
    "respond": gettext_lazy("Responded"),
    "answer": gettext_lazy("Answered"),
    "resolve": gettext_lazy("Resolved"),
    "close": gettext_lazy("Closed"),
    "reopen": gettext_lazy("Reopened"),
    "hear": gettext_lazy("The other side wrote"),
    "note": gettext_lazy("Note"),
    "escalate": gettext_lazy("Escalated"),
    "regrade": gettext_lazy("Severity changed"),
    "breach": gettext_lazy("Overdue"),
}


@register.simple_tag
def kind_word(kind: str) -> str:
    """What a kind of review is called."""
    try:
        return gettext(approvals.policy_of(kind).title)
    except KeyError:
        return kind


@register.filter
def said_word(text: str) -> str:
    """What was said in a case. What a program found, it says in codes, by commas: they are put into words."""
    codes = text.split(", ")
    return "、".join(map(choice_word, codes)) if all(map(SLUG.fullmatch, codes)) else text


@register.simple_tag
def clock_word(clock: str) -> str:
    """What a clock is called."""
    return str(CLOCKS.get(str(clock), clock))


@register.simple_tag
def verb_word(verb: str) -> str:
    """What was done in a case."""
    return str(VERBS.get(verb, verb))


@register.simple_tag
def clock_badge(running: Running, now: datetime) -> SafeString:
    """How a clock stands: in time, running, overdue."""
    if running.late(now):
        return format_html('<span class="badge tone-bad">{}</span>', gettext("overdue"))
    if running.stopped_at is not None:
        return format_html('<span class="badge tone-good">{}</span>', gettext("in time"))
    return format_html('<span class="badge tone-waiting">{}</span>', gettext("running"))


@register.simple_tag
def next_clock(case: Case, now: datetime) -> SafeString:
    """The clock that runs out next, and when."""
    running = [clock for clock in case.clocks() if clock.stopped_at is None]
    if not running:
        return SafeString("—")
    first = min(running, key=lambda clock: clock.due_at)
    tone = "bad" if first.late(now) else "waiting"
    return format_html(
        '<span class="badge tone-{}">{} {}</span>',
        tone,
        CLOCKS[first.clock.value],
        shown.time_html(first.due_at, "short"),
    )


MOVEMENTS = {
    "inventory.inspected": gettext_lazy("Passed the inspection"),
    "inventory.held": gettext_lazy("Put on hold"),
    "inventory.withheld": gettext_lazy("Missing or unfit, though sold"),
    "inventory.hold_release": gettext_lazy("Released from hold"),
    "inventory.corrected": gettext_lazy("Correction after a count"),
    "inventory.spot_check": gettext_lazy("Spot check"),
    "inventory.transfer_left": gettext_lazy("Transfer: left"),
    "inventory.transfer_arrived": gettext_lazy("Transfer: arrived"),
    "inventory.supplier_return_left": gettext_lazy("Back to the supplier"),
    "inventory.scrap_left": gettext_lazy("Scrapped"),
    "inventory.move_left": gettext_lazy("Moved to another location"),
    "delivery.shipped": gettext_lazy("Sent to a customer"),
    "delivery.taken_back": gettext_lazy("Came back undelivered"),
    "aftersales.decided": gettext_lazy("Returned by a customer"),
}
PAPERS = {
    "receipt": gettext_lazy("Purchase receipt"),
    "count": gettext_lazy("Stock count"),
    "correction": gettext_lazy("Stock correction"),
    "customer_return": gettext_lazy("Customer return"),
    "customer_exchange": gettext_lazy("Customer exchange"),
    "customer_repair": gettext_lazy("Customer repair"),
    "customer_refund_only": gettext_lazy("Refund without return"),
    "transfer": gettext_lazy("Transfer order"),
    "supplier_return": gettext_lazy("Return to supplier"),
    "scrap": gettext_lazy("Scrap order"),
    "move": gettext_lazy("Move order"),
}


@register.simple_tag
def movement_word(kind: str) -> str:
    """Why pieces came to a shelf or left it."""
    return str(MOVEMENTS.get(kind, kind))


@register.simple_tag
def movement_link(moved: Moved) -> SafeString:
    """The same, linked to what it was about if that has a page."""
    app, _, model = moved.subject_type.partition(".")
    try:
        where = reverse(f"admin:{app}_{model}_change", args=[moved.subject_id])
    except NoReverseMatch:
        return format_html("{}", movement_word(moved.kind))
    return format_html('<a href="{}">{}</a>', where, movement_word(moved.kind))


@register.simple_tag
def document_word(kind: str) -> str:
    """What a goods document is called."""
    return str(PAPERS.get(kind, kind))


@register.simple_tag
def check_word(title: str) -> str:
    """What a check of the gate is called."""
    return gettext(title)


@register.simple_tag
def share_of_day(moment: datetime) -> str:
    """How much of the day in Shanghai has gone, in percent."""
    local = moment.astimezone(SHANGHAI)
    return f"{(local.hour * 60 + local.minute) / 14.4:.3f}"


@register.simple_tag
def minutes_of(period: Any) -> int:
    """How many minutes a period lasts."""
    return round((period.upper - period.lower).total_seconds() / 60)


@register.simple_tag
def choice_said(value: str) -> str:
    """A choice in words."""
    return choice_word(value)


@register.filter
def permille(value: int) -> str:
    """Thousandths as percent with one decimal."""
    return f"{value / 10:.1f}%"
