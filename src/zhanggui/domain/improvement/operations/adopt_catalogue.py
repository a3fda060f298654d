"""Adopting the catalogue a house begins with: what is in it already stays as it is."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhanggui.domain.improvement.capabilities import KEEP_METRICS
from zhanggui.domain.improvement.facts import CatalogueAdopted
from zhanggui.domain.improvement.models import Metric
from zhanggui.domain.improvement.standard import CATALOGUE, standard
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.identity.models import Grant
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@transaction.atomic
def adopt_catalogue(*, by: Actor, at: datetime) -> list[Metric]:
    """Add what is missing; whoever holds its post owns a line, else whoever adopts it (B-10.1.1).

    Raises ``MetricKnown`` if somebody else is adding the same at this moment.
    """
    by.require(KEEP_METRICS)
    known = set(Metric.objects.values_list("code", flat=True))
    taken = set(Metric.objects.values_list("source", "figure"))
    made = [
        _line(row, by, at)
        for row in standard()
        if row["code"] not in known and (row["source"], row.get("figure", "")) not in taken
    ]
    with refusing(), transaction.atomic():
        Metric.objects.bulk_create(made)

    fact = CatalogueAdopted(metrics=len(made), codes=[metric.code for metric in made])
    trail.record(fact, on=CATALOGUE, by=by, at=at)
    return made


def _line(row: dict[str, Any], by: Actor, at: datetime) -> Metric:
    return Metric(
        code=row["code"],
        title=row["title"],
        definition=row["definition"],
        area=row["area"],
        source=row["source"],
        figure=row.get("figure", ""),
        unit=row["unit"],
        better=row["better"],
        refresh_days=row.get("refresh", 1),
        owner_id=_holder(row["owner"]) or by.account_id,
        lower_limit=row.get("lower"),
        upper_limit=row.get("upper"),
        defined_by_id=by.account_id,
        defined_at=at,
    )


def _holder(role: str) -> UUID | None:
    """Who has held this post of the house longest."""
    held = Grant.objects.filter(role=role, revoked_at=None, account__disabled_at=None)
    mine = held.filter(account__organisation_id__in=(HOUSE,)) or held.filter(account__organisation=None)
    return mine.order_by("granted_at", "id").values_list("account_id", flat=True).first()
