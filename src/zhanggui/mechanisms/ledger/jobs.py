"""What the ledger does by the clock."""

from procrastinate.contrib.django import app

from zhanggui.kernel import clock
from zhanggui.mechanisms.ledger.operations.checkpoint import checkpoint
from zhanggui.mechanisms.ledger.operations.expire import expire
from zhanggui.mechanisms.trail import sealed
from zhanggui.schema.partitions import monthly

monthly("ledger_transfer")
sealed("ledger_transfer")
sealed("ledger_entry")


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ledger.expire", pass_context=False)
def expire_reservations(timestamp: int) -> None:
    """Every minute: let go of reservations whose time is over."""
    while expire(clock.now()):
        pass


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ledger.checkpoint", pass_context=False)
def fold_transfers(timestamp: int) -> None:
    """Every minute: fold what was moved into daily sums."""
    checkpoint(clock.now())
