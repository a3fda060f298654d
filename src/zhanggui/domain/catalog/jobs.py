"""What goods need from the clock, and when a paper is withdrawn."""

from uuid import UUID

from procrastinate.contrib.django import app

from zhanggui.domain.catalog.facts import GoodsPublished
from zhanggui.domain.catalog.operations.render_pictures import render_pictures
from zhanggui.domain.catalog.operations.review_papers import review_papers
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.facts import DocumentWithdrawn


@app.periodic(cron="*/5 * * * *")
@app.task(name="catalog.review_papers", queueing_lock="catalog.review_papers")
def review_all_papers(timestamp: int) -> None:
    review_papers(by=SYSTEM, at=clock.now())


@app.task(name="catalog.paper_withdrawn")
def paper_withdrawn(fact_id: str) -> None:
    """Goods of the firm that withdrew it are looked at, whatever their dates say."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None and told.body["organisation"]:
        review_papers(organisation_id=UUID(told.body["organisation"]), by=SYSTEM, at=clock.now())


@app.task(name="catalog.render_pictures", queue="pictures")
def render_published(fact_id: str) -> None:
    """The pictures of a version that was published are made in the widths browsers ask for."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        render_pictures(version_id=told.subject_id, by=SYSTEM, at=clock.now())


trail.subscribe(GoodsPublished, render_published)
trail.subscribe(DocumentWithdrawn, paper_withdrawn)
