"""Codes of campaigns as people read them."""

from collections.abc import Iterable

from django.utils.translation import gettext, pgettext

from zhanggui.kernel.said import Said


def fields_said(names: Iterable[str]) -> Said:
    """Fields of a plan or a summary, by their titles."""
    listed = list(dict.fromkeys(names))
    return Said(", ".join(listed), lambda: gettext(", ").join(_field(name) for name in listed))


def reasons_said(codes: Iterable[str]) -> Said:
    """Why a campaign cannot begin."""
    listed = list(codes)
    return Said(", ".join(listed), lambda: gettext(", ").join(_reason(code) for code in listed))


def medium_said(code: str) -> Said:
    """A medium, by its name."""
    return Said(code, lambda: pgettext("code", code))


def _field(name: str) -> str:
    titles = {
        "name": gettext("name"),
        "purpose": gettext("purpose"),
        "features": gettext("features of the house"),
        "audience": gettext("audience"),
        "content": gettext("content"),
        "form": gettext("form"),
        "media": gettext("media"),
        "trend": gettext("trend"),
        "sensitivities": gettext("sensitivities"),
        "targets": gettext("targets"),
        "budget_fen": gettext("budget"),
        "ends_at": gettext("end"),
        "tasks": gettext("run sheet"),
        "emergencies": gettext("emergency plan"),
        "text": gettext("summary"),
        "methods": gettext("methods (two at least)"),
        "sample": gettext("data and sample"),
        "conclusions": gettext("conclusions"),
    }
    return titles.get(name, name)


def _reason(code: str) -> str:
    reasons = {
        "too_early": gettext("it is not its day yet"),
        "over": gettext("its time is over"),
        "no_material": gettext("it has no material that may be shown"),
        "material_not_showable": gettext("one of its materials may not be shown"),
    }
    return reasons.get(code, code)
