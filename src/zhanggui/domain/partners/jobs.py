"""What follows by itself when papers change and days pass."""

from uuid import UUID

from procrastinate.contrib.django import app

from zhanggui.domain.partners.operations.review_standing import review_standing
from zhanggui.domain.partners.queries import due_for_review
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.facts import DocumentExpired, DocumentWithdrawn


@app.task(name="partners.paper_changed", queue="partners")
def paper_changed(fact_id: str) -> None:
    """A paper ran out or was withdrawn: whoever rested on it is looked at."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None and told.body["organisation"]:
        _review(UUID(told.body["organisation"]))


@app.periodic(cron="2 * * * *")
@app.task(name="partners.review_standings", queueing_lock="partners.review_standings")
def review_standings(timestamp: int) -> None:
    """Agreements end and verifications fall due at midnight in Shanghai; looked at every hour."""
    for organisation_id in due_for_review(clock.now()):
        _review(organisation_id)


def _review(organisation_id: UUID) -> None:
    try:
        review_standing(organisation_id=organisation_id, by=SYSTEM, at=clock.now())
    except NotFound:
        return  # papers of the house itself, or of somebody who is no partner


trail.subscribe(DocumentExpired, paper_changed)
trail.subscribe(DocumentWithdrawn, paper_changed)
