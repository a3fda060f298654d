"""Repairs under the three guarantees: begun, parts, what is lent, the record, handing back; the terms."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhanggui.domain.aftersales import capabilities as may
from zhanggui.domain.aftersales.models import GuaranteeTerm, Repair, RepairPart, Return
from zhanggui.domain.aftersales.operations.end_repair import end_repair
from zhanggui.domain.aftersales.operations.lend import lend
from zhanggui.domain.aftersales.operations.note_sent import Parcel
from zhanggui.domain.aftersales.operations.set_guarantee_term import TermWish, set_guarantee_term
from zhanggui.domain.aftersales.operations.start_repair import start_repair
from zhanggui.domain.aftersales.operations.take_loan_back import take_loan_back
from zhanggui.domain.aftersales.operations.use_part import Part, use_part
from zhanggui.domain.aftersales.states import Fault, GuaranteeClass, Outcome, Remedy, ReturnState
from zhanggui.domain.catalog.models import Category
from zhanggui.identity.roles import Role
from zhanggui.journeys.return_repaired import return_repaired
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import YuanField, asked, choice, line, one_of, whole, words
from zhanggui.surfaces.design import states

FAULTS = [(fault.value, states.shown(fault.value).word) for fault in Fault]
OUTCOMES = [(outcome.value, states.shown(outcome.value).word) for outcome in Outcome]
CLASSES = [(kind.value, states.shown(kind.value).word) for kind in GuaranteeClass]

REPAIRS = Table(
    _("Repair record"),
    lambda found: Repair.objects.filter(goods_return=found).select_related("started_by__person"),
    ("fault", "outcome", "work", "started_at", "ended_at", "handed_back_at"),
)
LOANS = Table(
    _("Lent meanwhile"),
    lambda found: Repair.objects.filter(goods_return=found, lent_at__isnull=False),
    ("loan", "lent_at", "loan_back_at"),
)
PARTS = Table(
    _("Parts"),
    lambda found: RepairPart.objects.filter(repair__goods_return=found),
    ("name", "pieces", "cost_fen"),
)


def _repair(found: Return) -> Repair | None:
    return Repair.objects.filter(goods_return=found).first()


def _outcome(found: Return) -> str:
    repair = _repair(found)
    return repair.outcome if repair else ""


def to_be_looked_at(found: Return) -> bool:
    """Whether its goods are in the house and are to be given up: all but what can be mended."""
    if found.remedy == Remedy.REPAIR:
        return found.state == ReturnState.REPAIRED and _outcome(found) == Outcome.BEYOND_REPAIR
    return found.state == ReturnState.RECEIVED


def _may_lend(found: Return) -> bool:
    repair = _repair(found)
    return found.state == ReturnState.REPAIRING and repair is not None and repair.lent_at is None


def _is_lent(found: Return) -> bool:
    repair = _repair(found)
    return repair is not None and repair.lent_at is not None and repair.loan_back_at is None


def _start(doing: Doing) -> Any:
    start_repair(return_id=doing.thing.pk, fault=Fault(doing["fault"]), by=doing.by, at=doing.at)
    return doing.thing


def _part(doing: Doing) -> Any:
    part = Part(name=doing["name"], pieces=doing["pieces"], cost_fen=doing["cost"] or 0)
    use_part(return_id=doing.thing.pk, part=part, by=doing.by, at=doing.at)
    return doing.thing


def _lend(doing: Doing) -> Any:
    lend(return_id=doing.thing.pk, what=doing["what"], by=doing.by, at=doing.at)
    return doing.thing


def _loan_back(doing: Doing) -> Any:
    take_loan_back(return_id=doing.thing.pk, by=doing.by, at=doing.at)
    return doing.thing


def _end(doing: Doing) -> Any:
    outcome = Outcome(doing["outcome"])
    end_repair(return_id=doing.thing.pk, outcome=outcome, work=doing["work"], by=doing.by, at=doing.at)
    return doing.thing


def _hand_back(doing: Doing) -> Any:
    parcel = Parcel(carrier=doing["carrier"], tracking=doing["tracking"])
    return return_repaired(return_id=doing.thing.pk, parcel=parcel, by=doing.by, at=doing.at)


REPAIR_ACTS = (
    Act(
        "repair",
        _("Begin the repair"),
        _start,
        capability=may.REPAIR,
        form=asked(fault=choice(_("What does not work"), FAULTS)),
        offered=lambda found: found.remedy == "repair" and found.state == "received",
        tone="primary",
    ),
    Act(
        "part",
        _("Note a part"),
        _part,
        capability=may.REPAIR,
        form=asked(
            name=line(_("Part"), limit=120),
            pieces=whole(_("Pieces"), least=1, most=999),
            cost=YuanField(_("What it cost the house"), required=False),
        ),
        initial=lambda found: {"pieces": 1},
        offered=lambda found: found.state == "repairing",
    ),
    Act(
        "lend",
        _("Lend something meanwhile"),
        _lend,
        capability=may.REPAIR,
        form=asked(what=line(_("What is lent, with its number"), limit=120)),
        offered=_may_lend,
    ),
    Act("loan-back", _("The loan is back"), _loan_back, capability=may.REPAIR, offered=_is_lent),
    Act(
        "mended",
        _("End the repair"),
        _end,
        capability=may.REPAIR,
        form=asked(outcome=choice(_("How it ended"), OUTCOMES), work=words(_("What was done"))),
        offered=lambda found: found.state == "repairing",
        tone="primary",
    ),
    Act(
        "hand-back",
        _("Send it back to its owner"),
        _hand_back,
        capability=may.REPAIR,
        form=asked(carrier=line(_("Carrier"), limit=60), tracking=line(_("Tracking number"), limit=60)),
        offered=lambda found: found.state == "repaired" and _outcome(found) != Outcome.BEYOND_REPAIR,
        tone="primary",
    ),
)


def _set_term(doing: Doing) -> Any:
    wish = TermWish(
        category_id=doing["category"].pk,
        kind=GuaranteeClass(doing["kind"]),
        promised_months=doing["months"] or 0,
    )
    return set_guarantee_term(wish=wish, by=doing.by, at=doing.at)


@register(GuaranteeTerm)
class GuaranteeTermDesk(Desk):
    """Which categories fall under the three guarantees, since when, and by which source."""

    roles = may.SEE_RETURNS.roles - {Role.SERVICE}
    columns = ("category", "kind", "promised_months", "source", "set_by", "set_at", "ended_at")
    list_select_related = ("category", "set_by__person")
    list_filter = ("kind",)
    search_fields = ("category__code__exact", "category__name_zh")
    ordering = ("-set_at",)
    starts = (
        Act(
            "set",
            _("Set a term"),
            _set_term,
            capability=may.SET_TERMS,
            form=asked(
                category=one_of(_("Category"), lambda: Category.objects.order_by("path")),
                kind=choice(_("By which catalogue"), CLASSES),
                months=whole(_("Months promised beyond the law"), most=120, required=False),
            ),
            help=_("It counts for what is sold from now on, in this category and those under it."),
        ),
    )
