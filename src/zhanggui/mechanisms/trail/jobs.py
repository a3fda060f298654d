"""Sealing every minute; partitions made months ahead, every night."""

from procrastinate.contrib.django import app

from zhanggui.kernel import clock
from zhanggui.mechanisms.trail.sealed import sealed
from zhanggui.mechanisms.trail.sealing import seal
from zhanggui.schema.partitions import make_partitions, monthly

for table in ("trail_fact", "trail_row_history"):
    monthly(table)
    sealed(table)


@app.periodic(cron="* * * * *")
@app.task(name="trail.seal", queueing_lock="trail.seal", pass_context=False)
def seal_what_is_finished(timestamp: int) -> None:
    seal(clock.now())


@app.periodic(cron="20 3 * * *")
@app.task(name="trail.make_partitions", queueing_lock="trail.make_partitions")
def make_partitions_ahead(timestamp: int) -> None:
    make_partitions(clock.now())
