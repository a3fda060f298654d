"""What advertisements need from the clock, when a paper is withdrawn, and when a picture is put."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.advertising.facts import AdDraftChanged, AdDrafted, AdTakenDown
from zhanggui.domain.advertising.operations.confirm_gone import confirm_gone
from zhanggui.domain.advertising.operations.expire_ads import expire_ads
from zhanggui.domain.advertising.picture_words import read_picture
from zhanggui.domain.advertising.reader import PictureUnread
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.facts import DocumentWithdrawn


@app.periodic(cron="*/5 * * * *")
@app.task(name="advertising.expire_ads", queueing_lock="advertising.expire_ads")
def expire_due_ads(timestamp: int) -> None:
    expire_ads(by=SYSTEM, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="advertising.confirm_gone", queueing_lock="advertising.confirm_gone")
def confirm_take_downs(timestamp: int) -> None:
    confirm_gone(by=SYSTEM, at=clock.now())


@app.task(name="advertising.taken_down")
def ask_places(fact_id: str) -> None:
    """Ask the places at once; the minute only repeats it."""
    confirm_gone(by=SYSTEM, at=clock.now())


@app.task(name="advertising.paper_withdrawn")
def paper_withdrawn(fact_id: str) -> None:
    """What stands on a paper that was withdrawn is shown no more."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        expire_ads(paper_id=told.subject_id, by=SYSTEM, at=clock.now())


@app.task(
    name="advertising.picture_put",
    retry=RetryStrategy(max_attempts=3, wait=60, retry_exceptions=[PictureUnread]),
)
def picture_put(fact_id: str) -> None:
    """The picture of a draft is read, so that nobody overlooks a word in it."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        read_picture(told.subject_id, by=SYSTEM, at=clock.now())


trail.subscribe(DocumentWithdrawn, paper_withdrawn)
trail.subscribe(AdDrafted, picture_put)
trail.subscribe(AdDraftChanged, picture_put)
trail.subscribe(AdTakenDown, ask_places)
