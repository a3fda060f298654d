"""What the entrance leaves for the night."""

from procrastinate.contrib.django import app

from zhanggui.kernel import clock
from zhanggui.surfaces.entrance.sent_forms import forget_old_forms


@app.periodic(cron="50 3 * * *")
@app.task(name="entrance.forget_old_forms", queueing_lock="entrance.forget_old_forms", pass_context=False)
def forget_old(timestamp: int) -> None:
    forget_old_forms(at=clock.now())
