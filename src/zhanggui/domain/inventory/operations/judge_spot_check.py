"""Judging a spot check. What fails leaves the sale at once, the whole lot of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.inventory.capabilities import SPOT_CHECK
from zhanggui.domain.inventory.facts import SpotCheckJudged
from zhanggui.domain.inventory.holds import hold_lot
from zhanggui.domain.inventory.models import SpotCheck
from zhanggui.domain.inventory.refusals import AlreadyJudged, ReasonMissing
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def judge_spot_check(*, spot_check_id: UUID, passed: bool, found: str, by: Actor, at: datetime) -> SpotCheck:
    """Write down what the test found, once; free pieces of a lot that fails are put on hold."""
    by.require(SPOT_CHECK)
    checks = SpotCheck.objects.locked().select_related("shelf__lot", "sku")
    check = checks.filter(pk=spot_check_id).first()
    if check is None:
        raise NotFound
    if check.result:
        raise AlreadyJudged
    if not found.strip():
        raise ReasonMissing
    check.result = "passed" if passed else "failed"
    check.found, check.judged_by_id, check.judged_at = found, by.account_id, at
    check.save(update_fields=["result", "found", "judged_by_id", "judged_at"])
    if not passed:
        hold_lot(check.shelf.lot, reason=f"{check.number}: {found}"[:200], by=by, at=at)
    fact = SpotCheckJudged(number=check.number, sku=check.sku.code, result=check.result)
    trail.record(fact, on=check, by=by, at=at, reason=found)
    return check
