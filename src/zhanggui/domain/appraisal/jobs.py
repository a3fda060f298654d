"""What happens by itself when the time to object, or to appeal, is over."""

from procrastinate.contrib.django import app

from zhanggui.domain.appraisal.operations.finish_violation import finish_violation
from zhanggui.domain.appraisal.operations.freeze_assessment import freeze_assessment
from zhanggui.domain.appraisal.queries import to_finish, to_freeze
from zhanggui.identity.actor import SYSTEM
from zhanggui.kernel import clock


@app.periodic(cron="15 17 * * *")
@app.task(name="appraisal.freeze_assessments", queueing_lock="appraisal.freeze_assessments")
def freeze_assessments(timestamp: int) -> None:
    """At 1:15 in Shanghai, quarters that nobody may object to any more are closed."""
    for assessment_id in to_freeze(clock.now()):
        freeze_assessment(assessment_id=assessment_id, by=SYSTEM, at=clock.now())


@app.periodic(cron="45 * * * *")
@app.task(name="appraisal.finish_violations", queueing_lock="appraisal.finish_violations")
def finish_violations(timestamp: int) -> None:
    """Every hour, rulings that nobody may appeal against any more become final."""
    for violation_id in to_finish(clock.now()):
        finish_violation(violation_id=violation_id, by=SYSTEM, at=clock.now())
