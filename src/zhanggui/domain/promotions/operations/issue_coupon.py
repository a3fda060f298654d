"""Issuing a coupon to a member: claimed, by its code, or handed out by an agent."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zhanggui.domain.promotions import accounts
from zhanggui.domain.promotions.capabilities import CLAIM_COUPONS, HAND_OUT_COUPONS
from zhanggui.domain.promotions.facts import CouponIssued
from zhanggui.domain.promotions.models import Coupon, Promotion
from zhanggui.domain.promotions.refusals import HadAlready, NoneLeft, NotForClaiming, NotRunning
from zhanggui.domain.promotions.states import CouponWay, PromotionKind
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import ledger, trail
from zhanggui.mechanisms.ledger import Entry, Insufficient, Transfer
from zhanggui.mechanisms.trail import Subject
from zhanggui.schema.violations import refusing

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that nobody confuses when they are read out."""


@transaction.atomic
def issue_coupon(
    *, promotion_id: UUID, holder_id: UUID, by: Actor, at: datetime, claim_code: str = ""
) -> Coupon:
    """Put a coupon into a member's hands. Members claim for themselves; agents hand out.

    Raises ``NotRunning``, ``NotForClaiming``, ``HadAlready`` at the member's limit and ``NoneLeft`` at the
    limit of all, however many ask at once; ``NotFound`` for somebody else's claim.
    """
    way = _way(holder_id, claim_code, by)
    promotion = Promotion.objects.running(at).select_related("plan").filter(pk=promotion_id).first()
    if promotion is None:
        raise NotRunning
    plan = promotion.plan
    if plan.kind != PromotionKind.COUPON or not _may_come(way, plan.way, claim_code, plan.claim_code):
        raise NotForClaiming
    if ledger.balance(accounts.left(promotion.id)).available < 1:
        raise NoneLeft
    had = Coupon.objects.filter(promotion=promotion, holder_id=holder_id).count()
    if had >= (plan.per_member or 1):
        raise HadAlready

    coupon = Coupon(
        code="".join(secrets.choice(ALPHABET) for _ in range(12)),
        promotion=promotion,
        holder_id=holder_id,
        ordinal=had + 1,
        way=way,
        valid_until=_valid_until(promotion, at),
        issued_by_id=by.account_id,
        issued_at=at,
    )
    with refusing():
        coupon.save(force_insert=True)
    _take_one(coupon, by, at)
    trail.record(CouponIssued(number=plan.number, how=way), on=coupon, by=by, at=at)
    return coupon


def _way(holder_id: UUID, claim_code: str, by: Actor) -> CouponWay:
    if holder_id != by.account_id:
        if not by.may(HAND_OUT_COUPONS) or not Account.objects.filter(pk=holder_id).exists():
            raise NotFound
        return CouponWay.AGENT
    by.require(CLAIM_COUPONS)
    return CouponWay.CODE if claim_code else CouponWay.OPEN


def _may_come(way: str, announced: str, said: str, code: str) -> bool:
    """Agents may hand out whatever there is; members have what is open, or whose code they know."""
    if way == CouponWay.AGENT:
        return True
    return way == announced and (way != CouponWay.CODE or said.strip().upper() == code)


def _valid_until(promotion: Promotion, at: datetime) -> datetime:
    ends_at: datetime = promotion.period.upper
    days = promotion.plan.valid_days
    return min(ends_at, at + timedelta(days=days)) if days else ends_at


def _take_one(coupon: Coupon, by: Actor, at: datetime) -> None:
    promotion_id = coupon.promotion_id
    entry = Entry(
        kind="promotions.issued",
        key=f"coupon:{coupon.id}:issued",
        at=at,
        subject=Subject.of(coupon),
        transfers=[Transfer(accounts.taken(promotion_id), accounts.left(promotion_id), 1)],
    )
    try:
        ledger.post(entry, by=by)
    except Insufficient as problem:
        raise NoneLeft from problem
