"""Promotions as everybody may read them, and coupons to be claimed (PM-01)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.promotions import queries
from zhanggui.domain.promotions.models import Coupon, Promotion
from zhanggui.domain.promotions.operations.issue_coupon import issue_coupon
from zhanggui.domain.promotions.saying import Said, said
from zhanggui.domain.promotions.states import PromotionKind
from zhanggui.kernel import clock
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.storefront import doors

SHOWN_MOST = 50


@require_safe
def promotions(request: HttpRequest) -> HttpResponse:
    """Everything that is announced and holds now, with its rules; one's own coupons, if one is known here."""
    at = clock.now()
    running = list(queries.running(at)[:SHOWN_MOST])
    open_to_all = list(queries.claimable(at)[:SHOWN_MOST])
    words = _words([*running, *open_to_all])
    mine = []
    if doors.is_customer(request):
        by = doors.actor_of(request)
        mine = list(queries.coupons_of(by, by.account_id)[:SHOWN_MOST])
    context = {
        "reductions": [(one, words[one.id]) for one in running if one.kind != PromotionKind.COUPON],
        "coupons": [_shown(one, left, mine, words[one.id]) for one, left in _with_left(open_to_all)],
        "mine": mine,
        "coupons_most": norm("promotion.coupons_per_order", on=at),
        "points_percent": norm("promotion.points_share_percent", on=at),
    }
    return render(request, "storefront/promotions.html", context)


def _words(promotions: list[Promotion]) -> dict[UUID, Said]:
    """What each promises, said from its numbers beside the rules as they were written."""
    return {
        one.id: words
        for one, words in zip(promotions, said(one.plan.as_rule() for one in promotions), strict=True)
    }


def _with_left(coupons: list[Promotion]) -> list[tuple[Promotion, int]]:
    left = queries.left_of(coupons)
    return [(one, left.get(one.id, 0)) for one in coupons]


def _shown(promotion: Promotion, left: int, mine: list[Coupon], words: Said) -> dict[str, object]:
    had = sum(coupon.promotion_id == promotion.id for coupon in mine)
    plan = promotion.plan
    return {
        "promotion": promotion,
        "plan": plan,
        "words": words,
        "left": left,
        "whole": plan.total or 1,
        "had_all": had >= (plan.per_member or 1),
    }


@doors.customers_only
@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Take a coupon: one that is open to all, or the one behind a code."""
    by, at = doors.actor_of(request), clock.now()
    code = request.POST.get("code", "")[:20]
    try:
        promotion_id = queries.coupon_of_code(code, at).id if code else UUID(request.POST.get("coupon", ""))
        issue_coupon(promotion_id=promotion_id, holder_id=by.account_id, claim_code=code, by=by, at=at)
    except ValueError:
        return HttpResponseBadRequest(gettext("This choice is not known."))
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    else:
        doors.tell(request, gettext("The coupon is yours. It is proposed when you check out."))
    return HttpResponseRedirect(reverse("storefront:promotions"))
