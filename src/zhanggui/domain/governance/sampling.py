"""Samples: drawn by a seed between the first and the last row, each row found by its key."""

from uuid import UUID

from django.apps import apps
from django.db import connection, models

from zhanggui.domain.governance import rules
from zhanggui.domain.governance.models import Sample
from zhanggui.domain.governance.states import Population

ROWS = {
    Population.ORDERS: "sales.order",
    Population.CASES: "cases.case",
    Population.REVIEWS: "approvals.review",
}


def kind_of(population: Population) -> type[models.Model]:
    """What a population is made of."""
    return apps.get_model(ROWS[population])


def bounds(population: Population) -> tuple[UUID, UUID] | None:
    """The first and the last row there is now; identifiers grow with time, so later rows come after."""
    rows = kind_of(population)._default_manager.order_by("pk").values_list("pk", flat=True)
    first, last = rows.first(), rows.last()
    return None if first is None or last is None else (first, last)


def draw(population: Population, seed: str, wanted: int, first: UUID, last: UUID) -> list[UUID]:
    """The rows at, or next after, the places of the seed: one look-up by key each, in a table of any size.

    A row after a pause is drawn more often than one in a rush; nobody can choose what is drawn.
    """
    table = connection.ops.quote_name(kind_of(population)._meta.db_table)
    places = list(rules.places(seed, first, last, wanted * rules.TRIES))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT row.id FROM unnest(%s::uuid[]) WITH ORDINALITY AS place(id, number)
            CROSS JOIN LATERAL (SELECT id FROM {table} WHERE id >= place.id ORDER BY id LIMIT 1) AS row
            ORDER BY place.number""",  # noqa: S608  (the name of a table of ours)
            [places],
        )
        return list(dict.fromkeys(row[0] for row in cursor.fetchall()))[:wanted]


def again(sample: Sample) -> list[UUID]:
    """The same sample, drawn once more from its seed."""
    population = Population(sample.population)
    return draw(population, sample.seed, sample.wanted, sample.first_id, sample.last_id)
