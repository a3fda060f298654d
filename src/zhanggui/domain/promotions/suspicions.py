"""What is wrong with announced promotions: found by computing, however it got there."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext

from zhanggui.domain.pricing.states import ViolationKind
from zhanggui.domain.pricing.suspicions import Suspicion
from zhanggui.domain.promotions.models import Promotion
from zhanggui.domain.promotions.policies import frozen_plan
from zhanggui.domain.promotions.states import PromotionState
from zhanggui.mechanisms import approvals

LATELY = timedelta(days=1)


def altered_promotions(at: datetime) -> Iterator[Suspicion]:
    """Promotions that held lately otherwise than they were approved and announced (PM-01).

    Their words, numbers or period were changed behind the program's back: the digest does not fit any more,
    or the period is not the announced one.
    """
    for promotion in promotions_lately(at).select_related("plan").order_by("pk"):
        plan = promotion.plan
        whole = approvals.digest_of(frozen_plan(plan)) == plan.digest
        if whole and promotion.period.upper == plan.ends_at and approvals.is_approved(plan.id, plan.digest):
            continue
        yield Suspicion(
            key=f"promotion:{promotion.id}:altered",
            kind=ViolationKind.PROMISE_REFUSED,
            what=gettext("%(promotion)s does not hold as it was approved and announced.")
            % {"promotion": plan},
            goods_id=None,
            promotion_id=promotion.id,
        )


def promotions_lately(at: datetime) -> QuerySet[Promotion]:
    """The promotions that are looked at: every one that held lately and was not ended."""
    return Promotion.objects.filter(period__overlap=(at - LATELY, at)).exclude(state=PromotionState.ENDED)
