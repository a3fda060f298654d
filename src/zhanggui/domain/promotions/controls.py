"""What promotions can prove about the promotions section of the norm, from their living rows (B-4.3)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.promotions.models import Promotion, PromotionPlan
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept

PROMOTIONS = "admin:promotions_promotion_changelist"


def _asked(sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())


def _rows(ids: Iterable[UUID]) -> Records:
    named = [str(one) for one in ids]
    return Records(len(named), PROMOTIONS, {"id__in": ",".join(named[:50])} if named else {})


@control("B-4.3.1", "B-4.3.3", title="Promotions are approved, and their rules public, before they hold")
def announced_first(at: datetime) -> Evidence:
    """Each has an aim and rules, was approved as it stands, and announced before it began (PM-01)."""
    wrong = [one for (one,) in _asked(UNANNOUNCED)]
    total = Promotion.objects.count()
    kinds = PromotionPlan.objects.filter(promotion__isnull=False).values("kind").distinct().count()
    return Evidence(
        share_kept(kept=total - len(wrong), of=total),
        {"promotions": total, "kinds of promotion": kinds, "not in order": len(wrong)},
        "0 promotions without an approved plan and public rules",
        _rows(wrong),
    )


UNANNOUNCED = """
SELECT promotion.id FROM promotions_promotion promotion
  JOIN promotions_promotionplan plan ON plan.id = promotion.plan_id
 WHERE plan.aim = '' OR plan.rules_text = '' OR NOT approvals_is_approved(plan.id, plan.digest)
    OR (NOT isempty(promotion.period) AND promotion.announced_at > lower(promotion.period))
"""


@control("B-4.3.4", title="No promotion is used beyond its announced limits, and the books agree")
def limits_kept(at: datetime) -> Evidence:
    """Uses in all and of each member stay within what was announced; the ledger counts the same."""
    wrong = [one for (one,) in _asked(BEYOND)]
    total = Promotion.objects.filter(plan__total__isnull=False).count()
    return Evidence(
        share_kept(kept=total - len(set(wrong)), of=total),
        {"promotions with a limit": total, "beyond it": len(set(wrong))},
        "0 uses beyond the announced limit",
        _rows(sorted(set(wrong))),
    )


BEYOND = """
WITH used AS (
    SELECT promotion.id, plan.total, plan.per_member, CASE WHEN promotion.kind = 'coupon' THEN
               (SELECT count(*) FROM promotions_coupon coupon WHERE coupon.promotion_id = promotion.id)
           ELSE (SELECT count(*) FROM promotions_redemption use
                  WHERE use.promotion_id = promotion.id AND use.state <> 'given_back') END AS uses,
           (SELECT balance.debits_posted - balance.credits_posted - balance.credits_pending
              FROM ledger_account account JOIN ledger_balance balance ON balance.account_id = account.id
             WHERE account.owner = promotion.id AND account.kind = 'promotions.left') AS left_over
      FROM promotions_promotion promotion JOIN promotions_promotionplan plan ON plan.id = promotion.plan_id
     WHERE plan.total IS NOT NULL
)
SELECT id FROM used WHERE uses > total OR left_over IS DISTINCT FROM total - uses
UNION
SELECT used.id FROM used JOIN promotions_coupon coupon ON coupon.promotion_id = used.id
 GROUP BY used.id, used.per_member, coupon.holder_id HAVING count(*) > used.per_member
"""
