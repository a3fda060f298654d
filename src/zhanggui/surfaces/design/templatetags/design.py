"""Tags and filters of the visual language."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from zhanggui.domain.finance.chart import chart, code_of
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.ledger.journal import Moved
from zhanggui.surfaces.design import barcodes, drawn, shown, states

register = template.Library()

register.filter("bars", barcodes.code128)
register.filter("squares", barcodes.qr)
register.filter("masked", shown.masked)
register.filter("masked_name", shown.masked_name)


@register.filter
def money(fen: int | None) -> str:
    """¥1,299.00 from fen."""
    return "" if fen is None else shown.money_text(fen)


@register.filter
def price(fen: int | None, kind: str = "") -> str:
    """A price tag from fen."""
    return "" if fen is None else shown.price_html(fen, kind)


@register.filter
def count(number: int | None) -> str:
    """A number with thousands apart."""
    return "" if number is None else shown.number_text(number)


@register.filter
def kilograms(grams: int) -> str:
    """Grams as people write kilograms: 1.5."""
    return f"{grams / 1000:g}"


@register.filter
def permyriad(share: int) -> str:
    """Hundredths of a percent as percent: 0.3%."""
    return f"{share / 100:g}%"


@register.filter
def moment(value: datetime | None, form: str = "full") -> str:
    """A moment: "full" (default), "short", "day" or "hour"."""
    return "" if value is None else shown.time_html(value, form)


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年11月22日."""
    return "" if value is None else shown.day_text(value)


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, label: str = "") -> SafeString:
    """A drawing from the sheet of icons; with a label it speaks, without it is silent."""
    speech = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon" {}><use href="{}#{}"/></svg>', speech, static("design/icons.svg"), name
    )


@register.simple_tag
def form_key() -> SafeString:
    """The key of this form: sent twice, it counts once (``entrance.sent_forms``)."""
    return format_html('<input type="hidden" name="form_key" value="{}">', new_id())


@register.simple_tag
def badge(state: object, word: str = "") -> SafeString:
    """The badge of a state code."""
    look = states.shown(str(state))
    return format_html('<span class="badge tone-{}">{}</span>', look.tone, word or look.word)


@register.filter
def state_word(state: object) -> str:
    """The word of a state code."""
    return str(states.shown(str(state)).word)


@register.filter
def tone(state: object) -> str:
    """The tone of a state code."""
    return states.shown(str(state)).tone


@register.simple_tag
def spark(values: Sequence[float], label: str = "") -> SafeString:
    """A spark line."""
    return drawn.spark(values, label)


@register.simple_tag
def beads(left: int, whole: int, label: str = "") -> SafeString:
    """What is left, in beads."""
    return drawn.beads(left, whole, label)


@register.simple_tag
def columns(values: Sequence[float], label: str = "") -> SafeString:
    """A plot of one column a minute."""
    return drawn.columns(values, label)


@register.simple_tag
def bars(rows: Sequence[tuple[str, float, str]], label: str = "") -> SafeString:
    """A bar for each row, with its value in words."""
    return drawn.bars(rows, label)


@register.simple_tag
def countdown(until: datetime, label: str = "") -> SafeString:
    """Time left until a moment: till which hour without JavaScript, ticking with it."""
    return format_html(
        '<span class="countdown" data-countdown="{}" title="{}">{}</span>',
        until.isoformat(),
        label,
        gettext("till {hour}").format(hour=shown.hour_text(until)),
    )


@register.filter
def said(refusal: Refusal) -> str:
    """The sentence of a refusal, in the reader's language."""
    return refusal.message(gettext(refusal.template()))


@register.inclusion_tag("design/parts/moves.html")
def moves(moved: Sequence[Moved]) -> dict[str, Any]:
    """Transfers of the ledger as one account saw them: when, by what, between which accounts, how much."""
    accounts, codes = chart(), code_of()
    rows = [(one, accounts[codes[one.account_kind]], accounts[codes[one.other_kind]]) for one in moved]
    return {"rows": rows}


@register.inclusion_tag("design/parts/field.html")
def field(bound: BoundField, kind: str = "") -> dict[str, Any]:
    """A labelled control with its help and its errors, tied together for those who listen to a page."""
    described = [f"{bound.id_for_label}-help"] if bound.help_text else []
    described += [f"{bound.id_for_label}-error"] if bound.errors else []
    attrs: dict[str, str | bool] = {
        "class": "input",
        **({"aria-describedby": " ".join(described)} if described else {}),
    }
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {"bound": bound, "control": bound.as_widget(attrs=attrs), "kind": kind}
