"""Announcing a promotion: its rules are public from now on, and nothing of them changes any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhanggui.domain.promotions import accounts
from zhanggui.domain.promotions.capabilities import APPROVE_PROMOTIONS
from zhanggui.domain.promotions.checks import refuse_dearer, refuse_unknown
from zhanggui.domain.promotions.facts import PromotionAnnounced
from zhanggui.domain.promotions.models import Promotion, PromotionPlan
from zhanggui.domain.promotions.refusals import BadPromotionPeriod
from zhanggui.domain.promotions.states import PLAN
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def announce_promotion(*, plan_id: UUID, by: Actor, at: datetime) -> Promotion:
    """Announce an approved plan. The last approval calls this. Approved late, it starts now.

    Raises ``BadPromotionPeriod`` when it is over already, ``UnknownGoods`` and ``BundleNotLower``.
    """
    by.require(APPROVE_PROMOTIONS)
    plan = PromotionPlan.objects.locked().get(pk=plan_id)
    state = PLAN.after(plan.state, "publish")
    if plan.ends_at <= at:
        raise BadPromotionPeriod
    starts_at, rule = max(plan.starts_at, at), plan.as_rule()
    refuse_unknown(rule.terms, rule.scope)
    refuse_dearer(rule.terms, starts_at, plan.ends_at)

    promotion = Promotion(
        plan=plan, kind=plan.kind, period=DateTimeTZRange(starts_at, plan.ends_at), announced_at=at
    )
    promotion.save(force_insert=True)
    plan.state, plan.decided_at = state, at
    plan.save(update_fields=["state", "decided_at"])
    if plan.total is not None:
        _limit(promotion, plan.total, by, at)

    fact = PromotionAnnounced(number=plan.number, title=plan.title, total=plan.total)
    trail.record(fact, on=promotion, by=by, at=at, thread=plan)
    return promotion


def _limit(promotion: Promotion, total: int, by: Actor, at: datetime) -> None:
    transfer = Transfer(accounts.left(promotion.id), accounts.promised(promotion.id), total)
    entry = Entry(
        kind="promotions.promised",
        key=f"promotion:{promotion.id}:promised",
        at=at,
        subject=Subject.of(promotion),
        transfers=[transfer],
    )
    ledger.post(entry, by=by)
