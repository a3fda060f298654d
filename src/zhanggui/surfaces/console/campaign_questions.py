"""The questions about a plan, as form fields, and back again."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.models import Plan
from zhanggui.domain.campaigns.planning import wish_of
from zhanggui.domain.campaigns.rules import Emergency, Judged, Learnt, PlanWish, Task
from zhanggui.domain.campaigns.states import Decision, Method
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import yuan
from zhanggui.surfaces.console.ad_questions import SeveralField
from zhanggui.surfaces.console.questions import MomentField, YuanField, whole, words


class RowsField(forms.CharField):
    """Rows, one a line, their parts separated by a bar: each becomes one value."""

    def __init__(self, label: Any, parts: int, made: Callable[..., Any], *, help_text: Any) -> None:
        self.parts, self.made = parts, made
        super().__init__(
            label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": 4})
        )

    def clean(self, value: Any) -> Any:
        rows = []
        for row in str(super().clean(value)).splitlines():
            if not row.strip():
                continue
            parts = [part.strip() for part in row.replace("｜", "|").split("|")]
            if len(parts) != self.parts:
                raise forms.ValidationError(
                    _("Each line has %(parts)s parts, separated by |"), params={"parts": self.parts}
                )
            rows.append(self.made(*parts))
        return tuple(rows)


def _task(what: str, who: str, due: str) -> Task:
    return Task(what=what, who=who, due_at=MomentField("").clean(due))


def _learnt(finding: str, decision: str, measure: str) -> Learnt:
    if decision not in _DECISIONS:
        raise forms.ValidationError(_("The second part is 保持, 调整 or 停止."))
    return Learnt(finding=finding, decision=_DECISIONS[decision], measure=measure)


_DECISIONS = {
    "保持": Decision.KEEP,
    "调整": Decision.CHANGE,
    "停止": Decision.STOP,
    **{one.value: one for one in Decision},
}


def plan_fields() -> dict[str, forms.Field]:
    """Everything a plan says (B-5.2.1 to B-5.2.3)."""
    return {
        "purpose": words(pgettext_lazy("campaign", "Purpose")),
        "features": words(_("Features of the house it shows"), required=False),
        "audience": words(_("Audience"), required=False),
        "content": words(_("Content"), required=False),
        "form": words(pgettext_lazy("campaign", "Form"), required=False),
        "media": SeveralField(_("Media"), Medium, required=False),
        "trend": words(
            _("Trend"),
            required=False,
            help_text=_("What the market and the season say: source, day, figure."),
        ),
        "sensitivities": words(_("Days, events and people to be careful with"), required=False),
        "reach": whole(_("People to be reached"), most=2_000_000_000, required=False),
        "clicks": whole(_("Clicks wanted"), most=2_000_000_000, required=False),
        "orders": whole(_("Orders wanted"), most=100_000_000, required=False),
        "revenue_fen": YuanField(_("Revenue wanted (yuan)"), required=False),
        "budget_fen": YuanField(_("Budget (yuan)")),
        "starts_at": MomentField(_("Starts")),
        "ends_at": MomentField(_("Ends")),
        "tasks": RowsField(
            _("Run sheet"),
            3,
            _task,
            help_text=_("Each line: task | who | until when, such as 2026-12-01 09:00"),
        ),
        "emergencies": RowsField(
            _("Emergency plan"),
            3,
            lambda risk, measure, duty: Emergency(risk=risk, measure=measure, duty=duty),
            help_text=_("Each line: risk | measure | who is on duty"),
        ),
    }


TARGETS = ("reach", "clicks", "orders", "revenue_fen")


def plan_from(answers: Mapping[str, Any], before: PlanWish | None = None) -> PlanWish:
    """The plan as it was answered; the lessons it heeds are kept from the version before."""
    plain = {name: answers[name] for name in plan_fields() if name not in (*TARGETS, "media")}
    return PlanWish(
        **plain,
        media=tuple(Medium(one) for one in answers["media"]),
        targets={name: answers[name] for name in TARGETS if answers[name]},
        lessons=before.lessons if before else (),
    )


def plan_answers(plan: Plan) -> dict[str, Any]:
    """The form as this plan would fill it."""
    wish = wish_of(plan)
    filled = {name: getattr(wish, name) for name in plan_fields() if name not in TARGETS}
    targets = {name: wish.targets.get(name) for name in ("reach", "clicks", "orders")}
    revenue = wish.targets.get("revenue_fen")
    return {
        **filled,
        **targets,
        "revenue_fen": yuan(revenue) if revenue else None,
        "budget_fen": yuan(wish.budget_fen),
        "media": [one.value for one in wish.media],
        "starts_at": wish.starts_at.astimezone(SHANGHAI),
        "ends_at": wish.ends_at.astimezone(SHANGHAI),
        "tasks": "\n".join(
            f"{one.what} | {one.who} | {one.due_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" for one in wish.tasks
        ),
        "emergencies": "\n".join(f"{one.risk} | {one.measure} | {one.duty}" for one in wish.emergencies),
    }


def judged_fields() -> dict[str, forms.Field]:
    """How an effect was judged, and what follows."""
    return {
        "text": words(_("What came of it")),
        "methods": SeveralField(_("Methods (two at least)"), Method),
        "sample": words(_("Data and sample"), help_text=_("Which data, whom, how many, when.")),
        "conclusions": RowsField(
            _("Conclusions"),
            3,
            _learnt,
            help_text=_("Each line: finding | 保持, 调整 or 停止 | what is done differently, and by whom"),
        ),
    }


def judged_from(answers: Mapping[str, Any]) -> Judged:
    """The judgement as it was answered."""
    return Judged(
        text=answers["text"],
        methods=tuple(answers["methods"]),
        sample=answers["sample"],
        conclusions=answers["conclusions"],
    )
