"""What a campaign did, by medium: a table, and the same figures as bars beside each other."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from zhanggui.domain.campaigns.rules import Effect, total
from zhanggui.surfaces.console.words import choice_word
from zhanggui.surfaces.design import shown

Value = Callable[[Effect], float | None]


def share(value: float | None) -> str:
    """A share as people read it, or a dash where there is nothing to divide by."""
    return "—" if value is None else f"{value * 100:.1f}%"


def times(value: float | None) -> str:
    """Stars, or yuan for each yuan."""
    return "—" if value is None else f"{value:.2f}"


def panel(effects: Mapping[str, Effect], targets: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The panel: rows of the table by medium with their sum, and the plots that compare the media."""
    whole = total(effects.values())
    return {
        "template": "console/panels/effect.html",
        "rows": [(choice_word(medium), _row(effect)) for medium, effect in effects.items()],
        "whole": _row(whole),
        "headings": _headings(),
        "plots": [_plot(title, effects, value, said) for title, value, said in _plots()],
        "targets": _targets(whole, targets or {}),
    }


def _headings() -> list[str]:
    return [
        _("Reach"),
        _("Clicks"),
        _("Attention"),
        _("Orders"),
        _("Conversion"),
        _("Confirmed"),
        _("Lost"),
        _("Revenue"),
        _("Margin"),
        _("Spent"),
        _("Revenue for each yuan"),
        _("Satisfaction"),
    ]


def _row(effect: Effect) -> list[str]:
    return [
        shown.number_text(effect.reach),
        shown.number_text(effect.clicks),
        share(effect.attention),
        shown.number_text(effect.orders),
        share(effect.conversion),
        shown.number_text(effect.confirmed),
        shown.number_text(effect.lost),
        shown.money_text(effect.revenue_fen),
        share(effect.margin),
        shown.money_text(effect.spent_fen),
        times(effect.earned_for_each_yuan),
        times(effect.satisfaction),
    ]


def _plots() -> list[tuple[str, Value, Callable[[Any], str]]]:
    return [
        (_("Clicks"), lambda effect: effect.clicks, shown.number_text),
        (_("Orders"), lambda effect: effect.orders, shown.number_text),
        (_("Conversion"), lambda effect: effect.conversion, share),
        (_("Revenue"), lambda effect: effect.revenue_fen, shown.money_text),
        (_("Revenue for each yuan"), lambda effect: effect.earned_for_each_yuan, times),
        (_("Satisfaction"), lambda effect: effect.satisfaction, times),
    ]


def _plot(
    title: str, effects: Mapping[str, Effect], value: Value, said: Callable[[Any], str]
) -> tuple[str, list[tuple[str, float, str]], str]:
    rows = []
    for medium, effect in effects.items():
        one = value(effect)
        rows.append((choice_word(medium), one or 0.0, "—" if one is None else said(one)))
    return title, rows, f"{title}: " + ", ".join(f"{name} {text}" for name, _value, text in rows)


def _targets(whole: Effect, targets: Mapping[str, int]) -> list[tuple[str, str, str, str]]:
    titles = {
        "reach": _("Reach"),
        "clicks": _("Clicks"),
        "orders": _("Orders"),
        "revenue_fen": _("Revenue"),
    }
    return [
        (
            titles[name],
            _written(name, target),
            _written(name, getattr(whole, name)),
            share(getattr(whole, name) / target if target else None),
        )
        for name, target in targets.items()
        if name in titles
    ]


def _written(name: str, value: int) -> str:
    return shown.money_text(value) if name.endswith("_fen") else shown.number_text(value)
