"""What an agent reads out before opening a case: what is asked, what it comes to, how the money goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, ngettext

from zhanggui.domain.aftersales.expecting import Expected
from zhanggui.domain.aftersales.offering import Offered
from zhanggui.domain.aftersales.states import FreightBearer, Remedy, ReturnKind
from zhanggui.kernel.norms import norm, source_of
from zhanggui.surfaces.design import states
from zhanggui.surfaces.design.shown import money_text

METHODS = {
    "alipay": gettext_lazy("back to Alipay"),
    "wechat": gettext_lazy("back to WeChat Pay"),
    "gateway": gettext_lazy("back to where it was paid from"),
    "bank_transfer": gettext_lazy("by bank transfer"),
    "cash_on_delivery": gettext_lazy("by bank transfer, as it was paid at the door"),
    "carried_over": gettext_lazy("back the way the first order was paid"),
    "elsewhere": gettext_lazy("back the way it was paid elsewhere"),
}
"""How money goes back, by how it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What is said of a case that is not open yet."""

    offer: Offered
    pieces: Sequence[tuple[str, int]]
    instead: str
    expected: Expected


def read_back(spoken: Spoken, *, at: datetime) -> list[str]:
    """The sentences, in the order in which they are read out."""
    sentences = [_asked(spoken), *_pieces(spoken), *_money(spoken.expected, spoken.offer.remedy)]
    if spoken.offer.remedy in {Remedy.RETURN, Remedy.EXCHANGE}:
        sentences.append(_way_back(spoken.expected))
    if spoken.offer.remedy == Remedy.REPAIR:
        sentences.append(gettext("Parts, work and both ways cost you nothing."))
    if spoken.expected.refund_fen:
        sentences.append(_by_when(spoken.offer.remedy, at))
    sentences.append(_decision(spoken.offer))
    sentences.append(gettext("Do you agree?"))
    return sentences


def _asked(spoken: Spoken) -> str:
    remedy = str(states.shown(spoken.offer.remedy).word)
    return gettext("You ask for: %(remedy)s, %(right)s (%(source)s).") % {
        "remedy": remedy,
        "right": states.shown(spoken.offer.kind).word,
        "source": spoken.offer.source,
    }


def _pieces(spoken: Spoken) -> list[str]:
    sentences = [
        ngettext("%(name)s, one piece.", "%(name)s, %(count)d pieces.", count)
        % {"name": name, "count": count}
        for name, count in spoken.pieces
    ]
    if spoken.instead:
        sentences.append(gettext("For it you get: %(name)s.") % {"name": spoken.instead})
    return sentences


def _money(expected: Expected, remedy: Remedy) -> list[str]:
    if expected.pay_fen:
        return [
            gettext("You pay %(fen)s more, by a link that we send you.")
            % {"fen": money_text(expected.pay_fen)}
        ]
    if not expected.refund_fen:
        return [gettext("There is no difference in price.")] if remedy == Remedy.EXCHANGE else []
    sentences = [
        gettext("%(fen)s go %(way)s.") % {"fen": money_text(fen), "way": METHODS[method]}
        for method, fen in expected.ways
    ]
    if expected.uncovered_fen:
        told = gettext("%(fen)s are paid out by our finance department.")
        sentences.append(told % {"fen": money_text(expected.uncovered_fen)})
    if expected.gifts_fen:
        told = gettext("%(fen)s are taken off already, for gifts that you keep.")
        sentences.append(told % {"fen": money_text(expected.gifts_fen)})
    if expected.points:
        sentences.append(gettext("%(points)d points come back to you.") % {"points": expected.points})
    return sentences


def _way_back(expected: Expected) -> str:
    if expected.bearer == FreightBearer.CUSTOMER:
        return gettext("You pay the way back; sending it to us intact is enough.")
    return gettext("We pay the way back.")


def _by_when(remedy: Remedy, at: datetime) -> str:
    if remedy == Remedy.REFUND_ONLY:
        return gettext("The money leaves us as soon as it is agreed to.")
    told = gettext("The money leaves us within %(days)d days after the goods are back (%(source)s).")
    key = "return.refund_days"
    return told % {"days": norm(key, on=at), "source": source_of(key, on=at)}


def _decision(offer: Offered) -> str:
    if offer.goodwill:
        return gettext("You have no right to it any more; we look at it out of goodwill and tell you.")
    if offer.kind == ReturnKind.NO_REASON:
        return gettext("It is agreed to at once.")
    return gettext("We look at it and tell you.")
