"""The risk register: what could go wrong, how grave it is, how it is met, and who does what about it."""

from operator import itemgetter
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.governance import capabilities as may
from zhanggui.domain.governance import queries, rules
from zhanggui.domain.governance.models import Risk, Strategy
from zhanggui.domain.governance.operations.assess_risk import Scores, assess_risk
from zhanggui.domain.governance.operations.close_risk import close_risk
from zhanggui.domain.governance.operations.plan_measure import MeasureWish, plan_measure
from zhanggui.domain.governance.operations.propose_strategy import StrategyWish, propose_strategy
from zhanggui.domain.governance.operations.register_risk import RiskWish, register_risk
from zhanggui.domain.governance.operations.report_event import Happening, report_event
from zhanggui.domain.governance.states import (
    RISK,
    Area,
    Category,
    Gravity,
    Level,
    MeasureKind,
    Prompt,
    RiskSource,
    StrategyKind,
)
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import all_controls
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.measures import ProposalDesk, watched
from zhanggui.surfaces.console.questions import (
    YuanField,
    asked,
    choice,
    day,
    line,
    person,
    whole,
    worded,
    words,
)

READERS, CELL = may.SEE_RISKS.roles, ("assessment__likelihood_after", "assessment__impact_after")


def _control() -> Any:
    """One of the controls, by its clauses and title; none is an answer too."""
    options = {one.code: f"{' '.join(one.clauses)} {gettext(one.title)}" for one in all_controls()}
    return choice(_("Control"), sorted(options.items(), key=itemgetter(1)), required=False)


def _asked_with_control(**fields: Any) -> Any:
    """Questions with the choice of a control, which are known only when all packages are loaded."""
    return lambda thing, by: asked(**fields, control=_control())


def _register(doing: Doing) -> Risk:
    came_up_in = doing["case"].strip()
    case = Case.objects.filter(number=came_up_in).first() if came_up_in else None
    wish = RiskWish(
        area=Area(doing["area"]),
        category=Category(doing["category"]),
        cause=doing["cause"],
        event=doing["event"],
        effect=doing["effect"],
        owner_id=doing["owner"].pk,
        source=RiskSource(doing["source"]),
        came_up_in_id=case.pk if case else None,
        indicator=doing["control"],
    )
    return register_risk(wish=wish, by=doing.by, at=doing.at)


def _assess(doing: Doing) -> None:
    scores = Scores(
        before=(doing["likelihood_before"], doing["impact_before"]),
        after=(doing["likelihood_after"], doing["impact_after"]),
        prompt=Prompt(doing["prompt"]),
        evidence=doing["evidence"],
    )
    assess_risk(risk_id=doing.thing.pk, scores=scores, by=doing.by, at=doing.at)


def _propose(doing: Doing) -> None:
    wish = StrategyWish(
        kind=StrategyKind(doing["kind"]),
        reason=doing["why"],
        costs=doing["costs"],
        target=Level(doing["target"]),
        accepted_until=doing["until"],
    )
    propose_strategy(risk_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _plan(doing: Doing) -> None:
    wish = MeasureWish(
        kind=MeasureKind(doing["kind"]),
        what=doing["what"],
        owner_id=doing["owner"].pk,
        due_on=doing["due"],
        cost_fen=doing["cost"] or 0,
        control=doing["control"],
    )
    plan_measure(risk_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _report(doing: Doing) -> None:
    happening = Happening(what=doing["what"], gravity=Gravity(doing["gravity"]))
    report_event(risk_id=doing.thing.pk, happening=happening, by=doing.by, at=doing.at)


@register(Risk)
class RiskDesk(Desk):
    """The register, with the matrix above it."""

    roles = READERS
    change_list_template = "console/risks.html"
    columns = (
        "number",
        "event",
        "process",
        "risk_type",
        "residual_level",
        "met_by",
        "state",
        "owner",
        "assess_by",
    )
    list_select_related = ("assessment", "strategy")
    list_filter = ("state", "process", "risk_type", "assessment__level_after")
    search_fields = ("number__exact", "event", "root_cause")
    ordering = ("assess_by",)
    shows = (
        "number", "event", "process", "risk_type", "root_cause", "effect", "owner", "came_from", "came_up_in",
        "state", "residual_level", "met_by", "assess_by", "registered_by", "registered_at",
        "closed_because",
    )  # fmt: skip
    starts = (
        Act(
            "register",
            _("Register a risk"),
            _register,
            capability=may.REGISTER_RISKS,
            form=_asked_with_control(
                area=choice(_("Process"), worded(Area)),
                category=choice(_("Category"), worded(Category)),
                cause=words(_("Cause")),
                event=line(_("What would happen")),
                effect=words(_("Effect")),
                owner=person(_("Owner"), queries.people_of_the_house),
                source=choice(_("Where it came up"), worded(RiskSource)),
                case=line(_("Number of the case it came up in"), required=False, limit=24),
            ),
            help=_("The control chosen is the indicator: when it turns red, the response begins by itself."),
        ),
    )
    acts = (
        Act(
            "assess",
            _("Score it"),
            _assess,
            capability=may.ASSESS_RISKS,
            form=asked(
                prompt=choice(_("Why now"), worded(Prompt)),
                likelihood_before=whole(_("Likelihood before controls (1–5)"), least=1, most=5),
                impact_before=whole(_("Impact before controls (1–5)"), least=1, most=5),
                likelihood_after=whole(_("Likelihood after controls (1–5)"), least=1, most=5),
                impact_after=whole(_("Impact after controls (1–5)"), least=1, most=5),
                evidence=words(_("What the scores rest on")),
            ),
            offered=lambda risk: RISK.allows(risk.state, "assess"),
            tone="primary",
            help=_("Likelihood: 1 once in ten years, 5 every month. Impact: 1 hardly noticed, 5 standstill."),
        ),
        Act(
            "propose",
            _("Propose how it is met"),
            _propose,
            capability=may.PROPOSE_STRATEGIES,
            form=asked(
                kind=choice(_("Strategy"), worded(StrategyKind)),
                why=words(_("Reason")),
                costs=words(_("Costs compared"), help_text=_("What it costs, and what the risk would cost.")),
                target=choice(_("What is to be left of it"), worded(Level)),
                until=day(_("If it is accepted: until when"), required=False),
            ),
            offered=lambda risk: RISK.allows(risk.state, "adopt"),
            help=_("The risk manager agrees; an executive answers for a high one. Never its author."),
        ),
        Act(
            "plan",
            _("Plan a measure"),
            _plan,
            capability=may.PLAN_MEASURES,
            form=_asked_with_control(
                kind=choice(_("Kind"), worded(MeasureKind)),
                what=words(_("What is done")),
                owner=person(_("Owner"), queries.people_of_the_house),
                due=day(_("Due on")),
                cost=YuanField(_("Cost, yuan"), required=False),
            ),
            offered=lambda risk: RISK.allows(risk.state, "adopt"),
        ),
        Act(
            "happened",
            _("It came true"),
            _report,
            capability=may.REPORT_EVENTS,
            form=asked(what=words(_("What happened")), gravity=choice(_("Gravity"), worded(Gravity))),
            offered=lambda risk: risk.closed_at is None,
            tone="danger",
            help=_("A case is opened at once: half an hour to take up a grave one."),
        ),
        Act(
            "close",
            _("No longer there"),
            lambda d: close_risk(risk_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.ASSESS_RISKS,
            form=asked(reason=words(_("Reason"))),
            offered=lambda risk: RISK.allows(risk.state, "close"),
        ),
    )
    tables = (
        Table(
            _("Scores"),
            lambda risk: risk.assessments.select_related("assessor__person").order_by("-assessed_at"),
            (
                "assessed_at", "prompt", "before_controls", "level_before", "after_controls", "level_after",
                "scoring_method", "shown_by", "assessor",
            ),
        ),
        Table(
            _("Strategies"),
            lambda risk: risk.strategies.order_by("-number"),
            ("number", "kind", "reason", "costs", "target_level", "accepted_until", "state"),
        ),
        Table(
            _("Countermeasures"),
            lambda risk: risk.measures.select_related("owner__person").order_by("due_on"),
            ("planned_work", "kind", "owner", "due_on", "state", "cost_fen", "verified_at"),
        ),
        Table(
            _("Events"),
            lambda risk: risk.events.select_related("case").order_by("-noticed_at"),
            ("what_happened", "gravity", "case", "noticed_at"),
        ),
    )  # fmt: skip

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """A cell of the matrix leads to the risks that stand there."""
        return lookup in CELL or super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        more = {"matrix": queries.heat_map(), "impacts": rules.SCALE}
        return super().changelist_view(request, {**more, **(extra_context or {})})

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        """What the controls say that watch this risk, at this moment."""
        codes = [thing.indicator, *thing.measures.values_list("control", flat=True)]
        return watched(codes, indicator=thing.indicator)


@register(Strategy)
class StrategyDesk(ProposalDesk):
    """How a risk is met, version by version."""

    columns = (
        "risk",
        "number",
        "kind",
        "risk_level",
        "target_level",
        "accepted_until",
        "state",
        "proposed_at",
    )
