"""What documents leave to the worker."""

from procrastinate.contrib.django import app

from zhanggui.kernel import clock
from zhanggui.mechanisms.documents.operations.give_notices import give_notices
from zhanggui.mechanisms.documents.operations.sweep_orphans import sweep_orphans


@app.periodic(cron="5 * * * *")
@app.task(name="documents.give_notices", queueing_lock="documents.give_notices")
def notices(timestamp: int) -> None:
    """Papers run out at midnight in Shanghai; looked at every hour."""
    give_notices(at=clock.now())


@app.periodic(cron="40 3 * * *")
@app.task(name="documents.sweep_orphans", queueing_lock="documents.sweep_orphans")
def sweep(timestamp: int) -> None:
    sweep_orphans(at=clock.now())
