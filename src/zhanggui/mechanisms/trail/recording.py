"""Writing a fact: one INSERT, no answer waited for, in the transaction of what it tells."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from procrastinate.tasks import Task

from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.trail.subject import Subject
from zhanggui.mechanisms.trail.vocabulary import name_of, written
from zhanggui.schema.pipeline import say

INSERT = """
INSERT INTO trail_fact (id, name, at, account_id, person_id, organisation_id, actor_name, via, request_id,
    on_behalf_of, subject_type, subject_id, thread_type, thread_id, reason, body)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class _NoStory:
    type: None = None
    id: None = None


NO_STORY = _NoStory()

# Procrastinate's own way to defer fetches the job's number; this one waits for nothing, as the fact does.
DEFER = """
SELECT procrastinate_defer_jobs_v1(
    ARRAY[ROW(%s, %s, %s, %s, %s, %s::jsonb, NULL)::procrastinate_job_to_defer_v1])
"""

_subscribers: dict[str, list[Task[Any, Any, Any]]] = {}


def subscribe(fact: type, task: Task[Any, Any, Any]) -> None:
    """Have ``task`` done, with ``fact_id``, after each such fact; it is deferred in the same transaction."""
    tasks = _subscribers.setdefault(name_of(fact), [])
    if task not in tasks:
        tasks.append(task)


def record(
    fact: object,
    *,
    on: models.Model | Subject,
    by: Actor,
    at: datetime,
    reason: str = "",
    thread: models.Model | Subject | None = None,
) -> UUID:
    """Tell what was done: the one fact of an operation.

    ``thread`` is the larger story (an order, a supplier) whose timeline shows the fact too.
    """
    fact_id = new_id()
    subject = Subject.of(on)
    story = Subject.of(thread) if thread is not None else NO_STORY
    name = name_of(type(fact))
    values: tuple[Any, ...] = (
        fact_id, name, at,
        by.account_id, by.person_id, by.organisation_id, by.name, by.via, by.request_id, by.on_behalf_of,
        subject.type, subject.id, story.type, story.id,
        reason, written(fact),
    )  # fmt: skip
    say(INSERT, values)
    for task in _subscribers.get(name, ()):
        arguments = json.dumps({"fact_id": str(fact_id)})
        queued = (task.queue, task.name, task.priority, task.lock, task.queueing_lock, arguments)
        say(DEFER, queued)
    return fact_id
