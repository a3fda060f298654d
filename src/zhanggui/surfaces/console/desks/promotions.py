"""Promotions: written, tried out, submitted; running ones with their figures; coupons in members' hands."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.promotions import capabilities as may
from zhanggui.domain.promotions import queries, rules
from zhanggui.domain.promotions.models import Coupon, Promotion, PromotionPlan
from zhanggui.domain.promotions.operations.end_promotion import end_promotion
from zhanggui.domain.promotions.operations.issue_coupon import issue_coupon
from zhanggui.domain.promotions.operations.plan_promotion import plan_promotion
from zhanggui.domain.promotions.operations.resume_promotion import resume_promotion
from zhanggui.domain.promotions.operations.suspend_promotion import suspend_promotion
from zhanggui.domain.promotions.operations.void_coupon import void_coupon
from zhanggui.domain.promotions.operations.withdraw_plan import withdraw_plan
from zhanggui.domain.promotions.saying import said
from zhanggui.identity.models import Account
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals
from zhanggui.surfaces.console import plans
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.approvals import beside, words_of
from zhanggui.surfaces.console.questions import asked, line, reason
from zhanggui.surfaces.console.words import choice_word
from zhanggui.surfaces.design import drawn, shown

TEMPLATE = "console/plan_promotion.html"


def _plan(doing: Doing) -> PromotionPlan:
    return plan_promotion(wish=plans.wish_of(doing), by=doing.by, at=doing.at)


def _start(name: str, title: Any, form: type[forms.Form]) -> Act:
    return Act(name, title, _plan, capability=may.PLAN_PROMOTIONS, form=form, template=TEMPLATE)


def _preview(plan: PromotionPlan) -> dict[str, Any]:
    rule = plan.as_rule()
    (words,) = said([rule])
    return {"template": "console/panels/worked.html", "examples": rules.examples(rule), "said": words}


@register(PromotionPlan)
class PromotionPlanDesk(Desk):
    """Plans: what is promised in which words, what it would do, and who judged it (B-4.3.1)."""

    roles = may.SEE_PROMOTIONS.roles
    columns = ("number", "kind", "title", "state", "starts_at", "ends_at", "proposed_by.person")
    list_select_related = ("proposed_by__person",)
    list_filter = ("state", "kind")
    search_fields = ("number__exact", "title")
    ordering = ("-proposed_at",)
    shows = (
        *("number", "kind", "title", "state", "rules_text", "aim", "starts_at", "ends_at", "total"),
        *("per_member", "budget_fen", "way", "claim_code", "valid_days", "proposed_by.person", "proposed_at"),
    )
    starts = (
        _start("full-reduction", _("Plan a full reduction"), plans.FULL_REDUCTION),
        _start("nth-piece", _("Plan an nth piece"), plans.NTH_PIECE),
        _start("gift", _("Plan a gift"), plans.GIFT),
        _start("bundle", _("Plan a bundle"), plans.BUNDLE),
        _start("coupon", _("Plan a coupon"), plans.COUPON),
    )
    acts = (
        Act(
            "withdraw",
            _("Withdraw"),
            lambda d: withdraw_plan(plan_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.PLAN_PROMOTIONS,
            form=asked(reason=reason()),
            offered=lambda plan: plan.state == "proposed",
        ),
    )
    tables = (
        Table(
            _("Reviews"),
            lambda plan: approvals.history(plan.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
        Table(
            _("Made public"),
            lambda plan: Promotion.objects.filter(plan=plan),
            ("state", "period", "announced_at"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [_preview(thing)]


@register(Promotion)
class PromotionDesk(Desk):
    """What is announced: its figures, used and left, and what can be done at once."""

    roles = may.SEE_PROMOTIONS.roles
    columns = ("plan", "kind", "state", "period", "announced_at")
    list_select_related = ("plan",)
    list_filter = ("state", "kind")
    search_fields = ("plan__number__exact", "plan__title")
    ordering = ("-announced_at",)
    shows = (
        *("plan", "kind", "state", "period", "rules_text", "total", "per_member", "budget_fen"),
        *("announced_at", "stopped_at", "stop_reason"),
    )
    acts = (
        Act(
            "suspend",
            _("Suspend at once"),
            lambda d: suspend_promotion(promotion_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.STOP_PROMOTIONS,
            form=asked(reason=reason()),
            offered=lambda promotion: promotion.state == "in_force",
            tone="danger",
        ),
        Act(
            "resume",
            _("Let it go on"),
            lambda d: resume_promotion(promotion_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.RESUME_PROMOTIONS,
            form=asked(reason=reason()),
            offered=lambda promotion: promotion.state == "suspended",
        ),
        Act(
            "end",
            _("End for good"),
            lambda d: end_promotion(promotion_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.STOP_PROMOTIONS,
            form=asked(reason=reason()),
            offered=lambda promotion: promotion.state != "ended",
            tone="danger",
        ),
        Act(
            "hand-out",
            _("Hand a coupon to a member"),
            lambda d: _hand_out(d),
            capability=may.HAND_OUT_COUPONS,
            form=asked(member=line(_("Sign-in name of the member"), limit=150)),
            offered=lambda promotion: promotion.kind == "coupon" and promotion.state == "in_force",
        ),
    )
    tables = (
        Table(
            _("Latest uses"),
            lambda promotion: promotion.redemptions.select_related("order", "coupon").order_by("-at")[:20],
            ("order", "coupon", "off_fen", "state", "at"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        known = queries.figures(thing, clock.now())
        plot = drawn.columns([count for _, count in known.days], gettext("Uses a day, the last thirty days"))
        figures = {"template": "console/panels/uses.html", "figures": known, "plot": plot, "plan": thing.plan}
        return [figures, _preview(thing.plan)]


def _hand_out(doing: Doing) -> Promotion:
    member = Account.objects.filter(username=doing["member"].strip()).first()
    if member is None:
        raise NotFound
    issue_coupon(promotion_id=doing.thing.pk, holder_id=member.pk, by=doing.by, at=doing.at)
    promotion: Promotion = doing.thing
    return promotion


@register(Coupon)
class CouponDesk(Desk):
    """Coupons in members' hands."""

    roles = may.SEE_PROMOTIONS.roles
    columns = ("code", "promotion", "holder.person", "state", "way", "valid_until", "issued_at")
    list_select_related = ("promotion__plan", "holder__person")
    list_filter = ("state", "way")
    search_fields = ("code__exact", "promotion__plan__number__exact")
    ordering = ("-issued_at",)
    acts = (
        Act(
            "void",
            _("Take it back"),
            lambda d: void_coupon(coupon_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.VOID_COUPONS,
            form=asked(reason=reason()),
            offered=lambda coupon: coupon.state == "usable",
            tone="danger",
        ),
    )
    tables = (
        Table(
            _("Uses"),
            lambda coupon: coupon.redemptions.select_related("order").order_by("-at"),
            ("order", "off_fen", "state", "at", "given_back_at"),
        ),
    )


def _beside(review: Any) -> dict[str, Any]:
    return _preview(PromotionPlan.objects.get(pk=review.subject_id))


def _limits(kept: list[int | None]) -> str:
    member, total, budget = kept
    named = (
        (gettext("Uses of one member"), member and shown.number_text(member)),
        (gettext("Uses in all"), total and shown.number_text(total)),
        (gettext("Budget"), budget and shown.money_text(budget)),
    )
    return gettext("; ").join(f"{name} {value}" for name, value in named if value) or "—"


def _coupon(kept: list[Any]) -> str:
    way, code, days = kept
    words = [choice_word(way) if way else "", code, gettext("%d days once claimed") % days if days else ""]
    return gettext("; ").join(word for word in words if word) or "—"


beside["promotions.plan"] = _beside
words_of["promotions.plan", "limits"] = _limits
words_of["promotions.plan", "coupon"] = _coupon
for told_above in ("terms", "scope"):
    words_of["promotions.plan", told_above] = lambda kept: gettext("see above")
