"""Words and drawings of the cockpit and of the trail's pages."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy

from zhanggui.mechanisms.controls import Clause, Records, Standing, Verdict
from zhanggui.mechanisms.trail.models import Seal
from zhanggui.surfaces.console import navigation
from zhanggui.surfaces.console.present import html
from zhanggui.surfaces.design import shown, states

register = template.Library()

KINDS = {
    "software-feature": gettext_lazy("a function of the platform"),
    "record-keeping": gettext_lazy("records that are kept"),
    "organisational-duty": gettext_lazy("a duty of the organisation"),
    "disclosure": gettext_lazy("disclosure to the public"),
    "technical-control": gettext_lazy("a technical control"),
}
CHANGES = {
    "I": gettext_lazy("inserted"),
    "U": gettext_lazy("changed"),
    "D": gettext_lazy("deleted"),
    "B": gettext_lazy("taken over as it was"),
}
DOORS = {
    "door": gettext_lazy("Door"),
    "job": gettext_lazy("background job"),
    "web": gettext_lazy("web page"),
    "console": gettext_lazy("console"),
    "desk": gettext_lazy("phone desk"),
    "phone": gettext_lazy("phone desk"),
    "api": gettext_lazy("programming interface"),
    "demo": gettext_lazy("example world"),
    "replay": gettext_lazy("replay"),
    "migration": gettext_lazy("installation"),
}
FINDINGS = {
    "altered": (gettext_lazy("altered"), gettext_lazy("is not what was recorded")),
    "missing": (gettext_lazy("missing"), gettext_lazy("was recorded and is not there")),
    "inserted": (gettext_lazy("slipped in"), gettext_lazy("is there and was not recorded")),
    "silent": (gettext_lazy("silent"), gettext_lazy("was changed without an operation telling of it")),
    "guard-off": (gettext_lazy("guard off"), gettext_lazy("a trigger is switched off")),
    "guard-missing": (gettext_lazy("guard missing"), gettext_lazy("a trigger is not there")),
    "unknown-key": (gettext_lazy("other key"), gettext_lazy("was sealed with another key than ours")),
    "unverified": (gettext_lazy("not verified"), gettext_lazy("could not be verified")),
    "ledger": (gettext_lazy("books"), gettext_lazy("is not what the transfers say")),
}
ACTORS = {"system": gettext_lazy("the house itself"), "public": gettext_lazy("the public")}
CODE_SHOWN = 16


@register.simple_tag
def clause_title(clause: Clause) -> str:
    """The clause by its name, in the reader's language."""
    return clause.title_zh if (get_language() or "").startswith("zh") else clause.title


@register.simple_tag
def clause_address(clause: Clause) -> str:
    """The page of one clause."""
    return reverse("admin:cockpit_clause", args=clause.id.split("-"))


@register.simple_tag(takes_context=True)
def way_to_rows(context: Mapping[str, Any], records: Records) -> SafeString:
    """A link to the rows behind a figure, for those who may see them.

    Where nothing offends, it leads to everything that was judged.
    """
    said = (
        gettext("%(many)s records") % {"many": shown.number_text(records.count)}
        if records.count
        else gettext("what was judged")
    )
    if records.url and navigation.may_open(admin.site, context["request"], records.url):
        return format_html('<a class="nowrap" href="{}">{}</a>', records.url, said)
    return format_html('<span class="quiet">{}</span>', said if records.count else "—")


@register.simple_tag
def words(message: str) -> str:
    """A message of a control in the reader's language (the tag of Django stumbles over a % sign)."""
    return gettext(message) if message else ""


@register.filter
def telling(standing: Standing) -> Verdict | None:
    """The control that decides how a clause stands: the first of those that stand as it does."""
    return next((one for one in standing.verdicts if one.evidence.status is standing.status), None)


@register.simple_tag
def kind_of_clause(kind: str) -> str:
    return str(KINDS.get(kind, kind))


@register.simple_tag
def change_word(change: str) -> str:
    return str(CHANGES.get(change, change))


@register.simple_tag
def via_word(via: str) -> str:
    """The door through which it was done."""
    return str(DOORS.get(via, via))


@register.simple_tag
def actor_word(name: str) -> str:
    """Who did it; the house's own accounts have no person's name."""
    return str(ACTORS.get(name, name))


@register.simple_tag
def finding_word(kind: str) -> str:
    return str(FINDINGS[kind][0]) if kind in FINDINGS else kind


@register.simple_tag
def finding_said(finding: Mapping[str, str]) -> str:
    """What is wrong with the row, and which columns or numbers it is about if the verifier named them."""
    if finding["kind"] not in FINDINGS:
        return finding["what"]
    detail = finding["what"].partition(": ")[2]
    said = str(FINDINGS[finding["kind"]][1])
    return f"{said}: {detail}" if detail else said


@register.simple_tag
def thing_word(subject_type: str) -> str:
    """What kind of thing a fact is about."""
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return gettext(subject_type)


@register.simple_tag
def figure(value: Any) -> str:
    """A figure of a control as people read it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return shown.number_text(value)
    return f"{value:.1f}" if isinstance(value, float) else gettext(str(value))


@register.simple_tag
def figures(verdict: Verdict) -> SafeString:
    """All figures of one control, in a line."""
    if verdict.error:
        return format_html('<span class="badge tone-bad">{}</span>', gettext("could not be asked"))
    pairs = [(gettext(name), figure(value)) for name, value in verdict.evidence.figures.items()]
    return format_html_join("，", '<span class="nowrap">{} <strong class="figure">{}</strong></span>', pairs)


@register.simple_tag
def cell_of(name: str, value: Any) -> SafeString:
    """A value of a fact."""
    return html(name, value)


@register.simple_tag
def plain(value: Any) -> SafeString:
    """A column of a row as the database holds it."""
    if value is None:
        return SafeString('<span class="quiet">—</span>')
    if isinstance(value, list | Mapping):
        return format_html("<code>{}</code>", json.dumps(value, ensure_ascii=False))
    return format_html("{}", value)


@register.simple_tag
def short_code(seal: Seal) -> str:
    """The beginning of a seal's code, enough to compare by eye."""
    return bytes(seal.code).hex()[:CODE_SHOWN]


@register.simple_tag
def standing_plot(days: Sequence[Mapping[str, Any]]) -> SafeString:
    """One bar a day, in parts of a hundred, broken below, kept above; each says itself in words."""
    step = 600 / max(len(days), 30)
    bars = format_html_join("", "{}", ((_bar(day, i * step, step),) for i, day in enumerate(days)))
    return format_html(
        '<svg class="standing" viewBox="0 0 600 100" preserveAspectRatio="none" role="img" aria-label="{}">'
        "{}</svg>",
        gettext("Day by day"),
        bars,
    )


def _bar(day: Mapping[str, Any], left: float, step: float) -> SafeString:
    said = "，".join(f"{states.shown(status).word} {count}" for status, count in day["counts"])
    top, parts = 100.0, []
    for status, part in day["parts"]:
        top -= part
        parts.append(
            (states.shown(status).tone, f"{left:.1f}", f"{top:.1f}", f"{step - 1:.1f}", f"{part:.1f}")
        )
    return format_html(
        "<g><title>{} {}</title>{}</g>",
        f"{day['day']:%Y-%m-%d}",
        said,
        format_html_join("", '<rect class="tone-{}" x="{}" y="{}" width="{}" height="{}"></rect>', parts),
    )
