"""What the API leaves for the night."""

from oauth2_provider.models import clear_expired
from procrastinate.contrib.django import app

from zhanggui.kernel import clock
from zhanggui.surfaces.api.idempotency import forget_old_answers


@app.periodic(cron="40 3 * * *")
@app.task(name="api.forget_old_answers", queueing_lock="api.forget_old_answers", pass_context=False)
def forget_old(timestamp: int) -> None:
    forget_old_answers(at=clock.now())
    clear_expired()
