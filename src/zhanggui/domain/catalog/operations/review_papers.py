"""Reviewing the papers behind goods on sale: stop what rests on one that ran out, resume what is renewed."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from zhanggui.domain.catalog.capabilities import REVIEW_PAPERS
from zhanggui.domain.catalog.facts import PapersReviewed
from zhanggui.domain.catalog.models import Goods, StopSale
from zhanggui.domain.catalog.papers import papers_valid_to
from zhanggui.domain.catalog.states import StopCause
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail

RAN_OUT = "A document behind the published version has run out or is gone"
RENEWED = "The documents behind the published version hold again"


@transaction.atomic
def review_papers(*, by: Actor, at: datetime, organisation_id: UUID | None = None) -> int:
    """Look again at goods whose papers end by tomorrow, or whose sale papers have stopped. A job does this.

    With ``organisation_id``, at all goods of that firm. Returns how many were changed. No order passes in
    between: placing one looks at the same date.
    """
    by.require(REVIEW_PAPERS)
    today = at.astimezone(SHANGHAI).date()
    changed = 0
    for goods in _to_review(today, organisation_id):
        changed += _review(goods, today, by, at)
    return changed


def _to_review(today: date, organisation_id: UUID | None) -> list[Goods]:
    stopped = StopSale.objects.filter(goods=OuterRef("pk"), cause=StopCause.DOCUMENT, lifted_at=None)
    published = (
        Goods.objects.locked()
        .select_related("published_version", "category", "supplier")
        .filter(published_version__isnull=False)
    )
    if organisation_id is not None:
        return list(published.filter(supplier__organisation_id=organisation_id))
    return list(published.filter(Q(papers_valid_to__lte=today + timedelta(days=1)) | Exists(stopped)))


def _review(goods: Goods, today: date, by: Actor, at: datetime) -> bool:
    """Keep the new last day, and stop or resume the sale by it."""
    version = goods.published_version
    assert version is not None
    version.goods = goods
    before, goods.papers_valid_to = goods.papers_valid_to, papers_valid_to(version, at)
    stop = StopSale.objects.locked().filter(goods=goods, cause=StopCause.DOCUMENT, lifted_at=None).first()
    holds = goods.papers_valid_to is None or goods.papers_valid_to >= today
    if before == goods.papers_valid_to and holds == (stop is None):
        return False

    goods.save(update_fields=["papers_valid_to"])
    if not holds and stop is None:
        StopSale.objects.create(
            goods=goods,
            cause=StopCause.DOCUMENT,
            reason=RAN_OUT,
            stopped_by_id=by.account_id,
            stopped_at=at,
        )
    elif holds and stop is not None:
        stop.lifted_by_id, stop.lifted_at, stop.lifted_why = by.account_id, at, RENEWED
        stop.save(update_fields=["lifted_by", "lifted_at", "lifted_why"])
    until = goods.papers_valid_to.isoformat() if goods.papers_valid_to else "—"
    fact = PapersReviewed(number=goods.number, last_day=until, on_sale=holds)
    trail.record(fact, on=goods, by=by, at=at, reason="" if holds else RAN_OUT)
    return True
