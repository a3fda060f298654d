"""Drawing a sample: by the program and a seed, so that nobody chooses what is looked at."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance import sampling
from zhanggui.domain.governance.capabilities import AUDIT
from zhanggui.domain.governance.facts import SampleDrawn
from zhanggui.domain.governance.keeping import held_audit
from zhanggui.domain.governance.models import Sample
from zhanggui.domain.governance.refusals import NothingToSample, SampleSize
from zhanggui.domain.governance.rules import SAMPLE_MOST
from zhanggui.domain.governance.states import AUDIT as LIFE
from zhanggui.domain.governance.states import Population
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def draw_sample(*, audit_id: UUID, population: Population, wanted: int, by: Actor, at: datetime) -> Sample:
    """Draw so many rows; the seed is kept, and draws the same rows again (B-9.4.2).

    Raises ``SampleSize`` and ``NothingToSample``.
    """
    by.require(AUDIT)
    audit = held_audit(audit_id)
    LIFE.after(audit.state, "record")
    if not 1 <= wanted <= SAMPLE_MOST:
        raise SampleSize(most=SAMPLE_MOST)
    bounds = sampling.bounds(population)
    if bounds is None:
        raise NothingToSample
    seed = secrets.token_hex(8)

    sample = Sample.objects.create(
        audit=audit,
        population=population.value,
        seed=seed,
        wanted=wanted,
        first_id=bounds[0],
        last_id=bounds[1],
        drawn=sampling.draw(population, seed, wanted, *bounds),
        drawn_by_id=by.account_id,
        drawn_at=at,
    )

    fact = SampleDrawn(number=audit.number, population=sample.population, seed=seed, rows=sample.rows_drawn)
    trail.record(fact, on=sample, by=by, at=at, thread=audit)
    return sample
