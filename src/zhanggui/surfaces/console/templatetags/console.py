"""Words that console pages need: kinds of review, clocks, and verbs of cases."""

from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.cases.rules import Running
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


@register.simple_tag
def check_word(title: str) -> str:
    """What a check of the gate is called."""
    return gettext(title)
