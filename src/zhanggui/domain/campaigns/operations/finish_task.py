"""Finishing a task of the run sheet."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.facts import TaskDone
from zhanggui.domain.campaigns.models import LogEntry
from zhanggui.domain.campaigns.planning import held_campaign, write_log
from zhanggui.domain.campaigns.refusals import NoSuchTask
from zhanggui.domain.campaigns.states import LogKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def finish_task(*, campaign_id: UUID, task: int, by: Actor, at: datetime, text: str = "") -> LogEntry:
    """Say that a task of the plan is done, once. ``task`` counts from 1. Raises ``NoSuchTask``."""
    by.require(RUN_CAMPAIGNS)
    campaign = held_campaign(campaign_id)
    plan = campaign.adopted_plan
    tasks = plan.tasks if plan else []
    done = campaign.log.filter(kind=LogKind.TASK_DONE, task=task)
    if not 1 <= task <= len(tasks) or done.exists():
        raise NoSuchTask

    what = tasks[task - 1]["what"]
    entry = write_log(campaign, LogKind.TASK_DONE, by=by, at=at, text=text or what, task=task)

    trail.record(TaskDone(number=campaign.number, task=what), on=entry, by=by, at=at, thread=campaign)
    return entry
