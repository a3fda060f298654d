"""A price over time, drawn on the server as inline SVG: steps, with yuan at the side and days below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from zhanggui.kernel.money import Fen
from zhanggui.surfaces.design.shown import money_text

WIDTH, HEIGHT, LEFT, BELOW = 640, 190, 74, 24


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which one amount held; ``look`` is the kind of price, for its colour."""

    amount_fen: Fen
    since: datetime
    until: datetime
    look: str = "normal"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where moments and amounts lie on the drawing."""

    since: datetime
    until: datetime
    low: Fen
    high: Fen

    def x(self, moment: datetime) -> float:
        part = (min(max(moment, self.since), self.until) - self.since) / (self.until - self.since)
        return round(LEFT + part * (WIDTH - LEFT - 8), 1)

    def y(self, fen: Fen) -> float:
        return round(10 + (self.high - fen) / (self.high - self.low) * (HEIGHT - BELOW - 18), 1)


def steps(
    stretches: Sequence[Stretch], since: datetime, until: datetime, label: str, marks: Sequence[Stretch] = ()
) -> SafeString:
    """The line of a price; ``marks`` are short stretches drawn above it, such as prices on air.

    ``label`` says in words what the line shows; the page gives the same numbers as a table.
    """
    everything = [*stretches, *marks]
    if not everything or until <= since:
        return mark_safe("")
    amounts = [one.amount_fen for one in everything]
    room = max((max(amounts) - min(amounts)) // 5, max(amounts) // 20, 100)
    scale = _Scale(since, until, max(min(amounts) - room, 0), max(amounts) + room)
    parts = [_grid(scale, sorted(set(amounts))), _line(stretches, scale)]
    parts += [_flat(one, scale, f"step-{one.look}") for one in stretches if one.look != "normal"]
    parts += [_flat(one, scale, f"step-{one.look}") for one in marks]
    return format_html(
        '<svg class="stepped" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        HEIGHT,
        label,
        mark_safe("".join(parts)),  # noqa: S308
    )


def _line(stretches: Sequence[Stretch], scale: _Scale) -> str:
    """One path: along each stretch, straight up or down where the next begins at once, lifted over a gap."""
    path, reached = [], None
    for one in sorted(stretches, key=lambda one: one.since):
        start, y = scale.x(one.since), scale.y(one.amount_fen)
        path.append(f"V{y}" if reached == one.since else f"M{start} {y}")
        path.append(f"H{scale.x(one.until)}")
        reached = one.until
    return f'<path class="step-line" d="{"".join(path)}"/>'


def _flat(one: Stretch, scale: _Scale, look: str) -> str:
    y, start = scale.y(one.amount_fen), scale.x(one.since)
    end = max(scale.x(one.until), start + 3)
    words = escape(money_text(one.amount_fen))
    return f'<path class="{escape(look)}" d="M{start} {y}H{end}"><title>{words}</title></path>'


def _grid(scale: _Scale, amounts: Sequence[Fen]) -> str:
    """Lines at the lowest and the highest amount, and in between; days at the quarters."""
    shown = amounts if len(amounts) <= 3 else [amounts[0], amounts[len(amounts) // 2], amounts[-1]]
    parts, last = [], None
    for fen in shown:
        y = scale.y(fen)
        parts.append(f'<path class="step-grid" d="M{LEFT} {y}H{WIDTH - 8}"/>')
        if last is None or last - y > 14:
            parts.append(
                f'<text class="step-text" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">'
                f"{escape(money_text(fen))}</text>"
            )
            last = y
    span = scale.until - scale.since
    for quarter in range(5):
        moment = scale.since + timedelta(seconds=span.total_seconds() * quarter / 4)
        anchor = {0: "start", 4: "end"}.get(quarter, "middle")
        parts.append(
            f'<text class="step-text" x="{scale.x(moment)}" y="{HEIGHT - 6}" text-anchor="{anchor}">'
            f"{moment.month}/{moment.day}</text>"
        )
    return "".join(parts)
