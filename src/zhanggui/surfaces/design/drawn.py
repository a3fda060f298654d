"""Small drawings made on the server as inline SVG: spark lines, rows of beads, plots of minutes."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


def _points(values: Sequence[float], width: int, height: int) -> list[tuple[float, float]]:
    top = max(max(values), 1)
    step = width / max(len(values) - 1, 1)
    return [
        (round(i * step, 1), round(height - value / top * (height - 4) - 2, 1))
        for i, value in enumerate(values)
    ]


def spark(values: Sequence[float], label: str = "") -> SafeString:
    """A line without axes: the shape of the last hours. ``label`` says it in words."""
    if not values:
        return mark_safe("")
    line = " ".join(f"{x},{y}" for x, y in _points(values, 120, 40))
    return format_html(
        '<svg class="spark" viewBox="0 0 120 40" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<polygon points="0,40 {} 120,40"/><polyline points="{}"/></svg>',
        label,
        line,
        line,
    )


def beads(left: int, whole: int, label: str = "", count: int = 20) -> SafeString:
    """What is left of a quota, as beads on a rod: pushed to one side as they are sold."""
    on = 0 if whole <= 0 else min(count, -(-left * count // whole))
    drops = "".join(
        f'<ellipse class="bead{" bead-on" if i < on else ""}" '
        f'cx="{6 + i * 9 + (0 if i < on else 14)}" cy="7" rx="4.2" ry="5.4"/>'
        for i in range(count)
    )
    # Without a label the same is said in words beside it, so who listens to the page is spared the drawing.
    speech = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="beads" viewBox="0 0 {} 14" {}><path class="rod" d="M0 7h{}"/>{}</svg>',
        count * 9 + 18,
        speech,
        count * 9 + 18,
        mark_safe(drops),  # noqa: S308
    )


FEW = 12
"""With fewer columns than this a plot leaves room for those to come."""


def columns(values: Sequence[float], label: str = "", width: int = 600, height: int = 150) -> SafeString:
    """One column a minute or a day; the last one is the present. A few are drawn as narrow as a dozen."""
    top = max([*values, 1])
    step = width / max(len(values), FEW)
    bars = "".join(
        f'<rect class="{"now" if i == len(values) - 1 else ""}" x="{i * step + 1:.1f}" '
        f'y="{height - value / top * height:.1f}" width="{max(step - 2, 1):.1f}" '
        f'height="{value / top * height:.1f}" rx="1.5"/>'
        for i, value in enumerate(values)
    )
    lines = "".join(f'<path d="M0 {height * part / 4:.1f}H{width}"/>' for part in range(4))
    return format_html(
        '<svg class="plot" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<g class="plot-lines">{}</g><g class="plot-bars">{}</g></svg>',
        width,
        height,
        label,
        mark_safe(lines),  # noqa: S308
        mark_safe(bars),  # noqa: S308
    )


NAME_MOST = 12
"""Characters of a name beside its bar; a longer one is cut, and said whole where the pointer rests."""


def bars(rows: Sequence[tuple[str, float, str]], label: str = "", width: int = 360) -> SafeString:
    """One bar for each row: its name, its value, and the value in words. The longest bar fills its place."""
    top = max((value for _, value, _ in rows), default=0) or 1
    step, value_width = 30, 74
    name_width = 16 + 12 * min(NAME_MOST, max((len(name) for name, _, _ in rows), default=0))
    room = (width - name_width - value_width) / top
    lines = format_html_join(
        "",
        '<text class="bars-name" x="{}" y="{}" text-anchor="end"><title>{}</title>{}</text>'
        '<rect x="{}" y="{}" width="{}" height="14" rx="2"/><text class="bars-value" x="{}" y="{}">{}</text>',
        (
            (
                name_width - 8,
                index * step + 19,
                name,
                name if len(name) <= NAME_MOST else f"{name[: NAME_MOST - 1]}…",
                name_width,
                index * step + 8,
                f"{max(value, 0) * room:.1f}",
                f"{name_width + max(value, 0) * room + 6:.1f}",
                index * step + 19,
                said,
            )
            for index, (name, value, said) in enumerate(rows)
        ),
    )
    return format_html(
        '<svg class="bars" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        width,
        max(len(rows), 1) * step + 4,
        label,
        lines,
    )
