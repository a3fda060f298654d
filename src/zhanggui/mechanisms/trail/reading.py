"""Reading facts back: the timeline of a thing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from zhanggui.mechanisms.trail.subject import Subject
from zhanggui.mechanisms.trail.vocabulary import sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it was recorded."""

    id: UUID
    name: str
    at: datetime
    account_id: UUID
    person_id: UUID | None
    organisation_id: UUID | None
    actor_name: str
    via: str
    request_id: str
    on_behalf_of: UUID | None
    subject_type: str
    subject_id: UUID
    thread_type: str | None
    thread_id: UUID | None
    reason: str
    xid: int
    recorded_at: datetime
    body: Mapping[str, Any]

    @property
    def sentence(self) -> str:
        """What happened, in the reader's language."""
        return sentence(self.name, self.body)

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_type, self.subject_id)


COLUMNS = [field.name for field in fields(Told)]


def told(where: str, parameters: list[Any], *, limit: int) -> list[Told]:
    """The newest facts that meet an SQL condition of ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(COLUMNS)} FROM trail_fact WHERE {where} ORDER BY at DESC, id DESC LIMIT %s",  # noqa: S608
            [*parameters, limit],
        )
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    return [Told(**row | {"body": json.loads(row["body"])}) for row in rows]


def timeline(thing: models.Model | Subject, *, limit: int = 100) -> list[Told]:
    """What happened to a thing, and in its story, newest first."""
    subject = Subject.of(thing)
    return told("subject_id = %s OR thread_id = %s", [subject.id, subject.id], limit=limit)


def fact(fact_id: UUID) -> Told | None:
    """One fact by its identifier, as a subscriber gets it."""
    found = told("id = %s", [fact_id], limit=1)
    return found[0] if found else None


def latest(name: str) -> Told | None:
    """The newest fact of this name."""
    found = told("name = %s", [name], limit=1)
    return found[0] if found else None
