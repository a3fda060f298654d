"""A coupon burst over HTTP: two hundred members ask at once for the last twenty coupons."""

import json
from datetime import timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from benchmarks import client
from benchmarks.shelf import LONG_AGO, buyers, unwatched
from zhanggui.domain.promotions import accounts
from zhanggui.domain.promotions.models import Coupon, Promotion, PromotionPlan
from zhanggui.domain.promotions.rules import CouponTerms, Scope, plain_terms
from zhanggui.identity.actor import SYSTEM, SYSTEM_ACCOUNT
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject
from zhanggui.surfaces.api.callers import token_for

MEMBERS, COUPONS = 200, 20


def burst(port: int) -> dict[str, Any]:
    """Two hundred members claim at once, each with a client: exactly twenty have a coupon after it."""
    promotion = _announced()
    body = json.dumps({"promotion": str(promotion.pk)}).encode()
    requests = [
        client.request("POST", "/api/coupons", _headers(token_for(one.account_id)), body)
        for one in buyers(MEMBERS)
    ]
    measured = client.load(port, requests, clients=MEMBERS)
    return {
        "clients": MEMBERS,
        "coupons": COUPONS,
        "taken": measured.statuses[201],
        "told_all_are_taken": measured.statuses[409],
        "written": Coupon.objects.filter(promotion=promotion).count(),
        "left": ledger.balance(accounts.left(promotion.id)).available,
        "seconds": round(measured.elapsed, 2),
        "p99_ms": round(measured.percentile(0.99), 1),
    }


def _headers(token: str) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Idempotency-Key": new_id().hex,
    }


def _announced() -> Promotion:
    """A coupon in force, the short way: how it comes to be approved is not what is measured."""
    starts, ends = LONG_AGO, clock.now() + timedelta(days=365)
    plan = PromotionPlan(
        number=new_id().hex[-12:], kind="coupon", title="满100减20", rules_text="满100减20", aim="量一量",
        starts_at=starts, ends_at=ends, terms=plain_terms(CouponTerms(threshold_fen=100_00, off_fen=20_00)),
        scope=Scope().plain(), per_member=1, total=COUPONS, way="claimed", state="approved", digest="0" * 64,
        proposed_by_id=SYSTEM_ACCOUNT, proposed_at=starts,
    )  # fmt: skip
    promotion = Promotion(plan=plan, kind="coupon", period=DateTimeTZRange(starts, ends), announced_at=starts)
    with unwatched():
        plan.save(force_insert=True)
        promotion.save(force_insert=True)
    limit = Transfer(accounts.left(promotion.id), accounts.promised(promotion.id), COUPONS)
    entry = Entry(
        kind="promotions.promised", key=f"bench:{promotion.id}", at=starts, subject=Subject.of(promotion),
        transfers=[limit],
    )  # fmt: skip
    ledger.post(entry, by=SYSTEM)
    return promotion
