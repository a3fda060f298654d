"""Segments asked for in a form, and said in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhanggui.domain.campaigns.segments import (
    Agreed,
    All,
    AnyOf,
    Bought,
    Joined,
    Keeps,
    Lives,
    Not,
    Segment,
    Silent,
    Spent,
)
from zhanggui.domain.catalog.models import Category
from zhanggui.domain.sales.models import SalesChannel
from zhanggui.surfaces.console.questions import YuanField, choice, line, one_of, whole
from zhanggui.surfaces.console.words import choice_word
from zhanggui.surfaces.design import shown

HOW = [("all", gettext_lazy("all must hold")), ("any", gettext_lazy("one is enough"))]
CHANNELS = [(channel.value, gettext_lazy(str(channel.label))) for channel in SalesChannel]


def questions() -> dict[str, Any]:
    """What is asked about whom to write to; what is left empty does not count. Only those who agreed."""
    leaf = Category.objects.order_by("path")
    return {
        "how": choice(gettext_lazy("Of the conditions that are filled in"), HOW),
        "category": one_of(gettext_lazy("Have bought in the category"), leaf.all, required=False),
        "days": whole(gettext_lazy("… within days"), least=1, most=3650, required=False),
        "at_least": YuanField(gettext_lazy("… for at least, in one order"), required=False),
        "channel": choice(gettext_lazy("… by the channel"), CHANNELS, required=False),
        "spent": YuanField(gettext_lazy("Have bought in a year for at least"), required=False),
        "keeps": one_of(gettext_lazy("Keep favourites of the category"), leaf.all, required=False),
        "provinces": line(
            gettext_lazy("Live in the provinces"),
            required=False,
            help_text=gettext_lazy("Separated by spaces: 浙江省 上海市"),
        ),
        "joined": whole(gettext_lazy("Became members within days"), least=1, most=3650, required=False),
        "silent": whole(gettext_lazy("Have bought nothing for days"), least=1, most=3650, required=False),
        "spare": whole(
            gettext_lazy("Spare those who bought within days"), least=1, most=3650, required=False
        ),
        "not_category": one_of(
            gettext_lazy("Spare those who have bought in the category"), leaf.all, required=False
        ),
        "not_provinces": line(
            gettext_lazy("Spare those who live in the provinces"),
            required=False,
            help_text=gettext_lazy("Separated by spaces: 浙江省 上海市"),
        ),
        "not_joined": whole(
            gettext_lazy("Spare who became members within days"), least=1, most=3650, required=False
        ),
    }


def segment_of(answers: Mapping[str, Any]) -> Segment:
    """The segment of the answers: who agreed, all or any of the conditions, and none to be spared."""
    wanted = _wanted(answers)
    combined = (AnyOf(tuple(wanted)),) if answers["how"] == "any" and len(wanted) > 1 else tuple(wanted)
    return All((Agreed(), *combined, *(Not(one) for one in _spared(answers))))


def _wanted(answers: Mapping[str, Any]) -> list[Segment]:
    parts: list[Segment] = []
    if any(answers[name] for name in ("category", "days", "at_least", "channel")):
        parts.append(
            Bought(
                category=answers["category"].code if answers["category"] else "",
                days=answers["days"] or 0,
                at_least_fen=answers["at_least"] or 0,
                channel=answers["channel"],
            )
        )
    if answers["spent"]:
        parts.append(Spent(at_least_fen=answers["spent"]))
    if answers["keeps"]:
        parts.append(Keeps(category=answers["keeps"].code))
    if answers["provinces"].split():
        parts.append(Lives(provinces=tuple(answers["provinces"].split())))
    if answers["joined"]:
        parts.append(Joined(days=answers["joined"]))
    if answers["silent"]:
        parts.append(Silent(days=answers["silent"]))
    return parts


def _spared(answers: Mapping[str, Any]) -> list[Segment]:
    parts: list[Segment] = []
    if answers["spare"]:
        parts.append(Bought(days=answers["spare"]))
    if answers["not_category"]:
        parts.append(Bought(category=answers["not_category"].code))
    if answers["not_provinces"].split():
        parts.append(Lives(provinces=tuple(answers["not_provinces"].split())))
    if answers["not_joined"]:
        parts.append(Joined(days=answers["not_joined"]))
    return parts


def said(segment: Segment) -> str:
    """The segment as people say it."""
    match segment:
        case All(parts):
            return _("; ").join(said(part) for part in parts)
        case AnyOf(parts):
            return "（" + _(" or ").join(said(part) for part in parts) + "）"
        case Not(part):
            return _("not: %s") % said(part)
        case Bought():
            return _bought(segment)
        case Spent(at_least_fen=fen, days=days):
            return _("spent %(fen)s in %(days)d days") % {"fen": shown.money_text(fen), "days": days}
        case Silent(days=days):
            return _("bought nothing for %d days") % days
        case Joined(days=days):
            return _("a member for less than %d days") % days
        case Agreed():
            return _("agreed to marketing")
        case Keeps(category=code):
            return _("keeps favourites of %s") % _category(code)
        case Lives(provinces=provinces):
            return _("lives in %s") % "、".join(provinces)


def _bought(wanted: Bought) -> str:
    words = [_("bought %s") % _category(wanted.category)]
    if wanted.days:
        words.append(_("within %d days") % wanted.days)
    if wanted.at_least_fen:
        words.append(_("for at least %s an order") % shown.money_text(wanted.at_least_fen))
    if wanted.channel:
        words.append(_("by %s") % choice_word(wanted.channel))
    return _(", ").join(words)


def _category(code: str) -> str:
    if not code:
        return _("anything")
    found = Category.objects.filter(code=code).values_list("name_zh", flat=True).first()
    return found or code
