"""What campaigns need from the clock, and from orders that came of them."""

from datetime import timedelta
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhanggui.domain.advertising import places
from zhanggui.domain.advertising.facts import AdTakenDown
from zhanggui.domain.campaigns import mailings
from zhanggui.domain.campaigns.counting import count_open_orders, count_order
from zhanggui.domain.campaigns.mailed import stop_mailings_of, where_mailed
from zhanggui.domain.campaigns.operations.advance_campaigns import advance_campaigns
from zhanggui.domain.campaigns.operations.advance_mailing import advance_mailing
from zhanggui.domain.campaigns.placing import where_shown
from zhanggui.domain.care.facts import OrderRated
from zhanggui.domain.sales.facts import OrderCancelled
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock
from zhanggui.mechanisms import trail

TURN = timedelta(seconds=2)


@app.periodic(cron="* * * * *")
@app.task(name="campaigns.advance", queueing_lock="campaigns.advance")
def advance(timestamp: int) -> None:
    advance_campaigns(by=SYSTEM, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="campaigns.count_orders", queueing_lock="campaigns.count_orders")
def count_orders(timestamp: int) -> None:
    count_open_orders(by=SYSTEM, at=clock.now())


@app.task(name="campaigns.order_lost")
def order_lost(fact_id: str) -> None:
    """An order may be cancelled after it was confirmed."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        count_order(order_id=told.subject_id, what="lost", by=SYSTEM, at=told.at)


@app.task(name="campaigns.order_rated")
def order_rated(fact_id: str) -> None:
    told = trail.told_fact(UUID(fact_id))
    if told is not None and told.thread_id is not None:
        stars = int(told.body["score"])
        count_order(order_id=told.thread_id, what="rated", stars=stars, by=SYSTEM, at=told.at)


@app.periodic(cron="* * * * *")
@app.task(name="campaigns.start_mailings", queue="mailings", queueing_lock="campaigns.start_mailings")
def start_mailings(timestamp: int) -> None:
    """Start what is due, and go on enlisting where a worker has died."""
    for mailing_id in mailings.due(at=clock.now()):
        enlist.defer(mailing_id=str(mailing_id))


@app.task(
    name="campaigns.enlist", queue="mailings", priority=-10, retry=RetryStrategy(max_attempts=3, wait=5)
)
def enlist(mailing_id: str) -> None:
    """Start a mailing, and enlist portions for one turn; then let others have theirs."""
    until = clock.now() + TURN
    while advance_mailing(mailing_id=UUID(mailing_id), by=SYSTEM, at=clock.now()):
        if clock.now() >= until:
            enlist.defer(mailing_id=mailing_id)
            return


@app.task(name="campaigns.advertisement_gone")
def advertisement_gone(fact_id: str) -> None:
    """What was taken down goes out in no further mailing."""
    told = trail.told_fact(UUID(fact_id))
    if told is not None:
        stop_mailings_of(asset_id=UUID(told.body["asset"]), by=SYSTEM, at=clock.now())


trail.subscribe(AdTakenDown, advertisement_gone)
trail.subscribe(OrderCancelled, order_lost)
trail.subscribe(OrderRated, order_rated)
places.declare("campaigns", where_shown)
places.declare("mailings", where_mailed)
