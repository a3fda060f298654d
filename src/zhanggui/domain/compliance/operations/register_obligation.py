"""Registering an obligation: what an article demands, who answers for it, and what proves it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.compliance import rules
from zhanggui.domain.compliance.capabilities import KEEP_REGISTER
from zhanggui.domain.compliance.facts import ObligationRegistered
from zhanggui.domain.compliance.models import Instrument, Obligation
from zhanggui.domain.compliance.refusals import BadCode, CodeTaken, NotInForce, UnknownControl
from zhanggui.domain.compliance.states import Area, Right
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel.norms import all_numbers
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls import all_controls


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One duty: its article and demand in our words; ``controls`` by code, ``norms`` by key."""

    code: str
    article: str
    demand: str
    area: Area
    owner: Role
    right: Right | None = None
    controls: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()


@transaction.atomic
def register_obligation(*, instrument_id: UUID, demand: Demand, by: Actor, at: datetime) -> Obligation:
    """A duty without a control may be registered: it then stands as a gap until one is named.

    Raises ``BadCode``, ``CodeTaken``, ``NotInForce`` and ``UnknownControl``.
    """
    by.require(KEEP_REGISTER)
    instrument = Instrument.objects.locked().filter(pk=instrument_id).first()
    if instrument is None:
        raise NotFound
    _refuse(instrument, demand, at)

    obligation = Obligation.objects.create(
        code=demand.code,
        instrument=instrument,
        article=demand.article.strip(),
        demand=demand.demand.strip(),
        area=demand.area,
        right=demand.right or "",
        owner=demand.owner,
        controls=list(demand.controls),
        norms=list(demand.norms),
        registered_at=at,
    )

    fact = ObligationRegistered(
        code=demand.code,
        name=instrument.name,
        article=obligation.article,
        controls=obligation.controls,
    )
    trail.record(fact, on=obligation, by=by, at=at, thread=instrument)
    return obligation


def _refuse(instrument: Instrument, demand: Demand, at: datetime) -> None:
    if not rules.is_code(demand.code):
        raise BadCode(given=demand.code[:40])
    if Obligation.objects.filter(code=demand.code).exists():
        raise CodeTaken(given=demand.code)
    if not instrument.in_force(rules.day_of(at)):
        raise NotInForce(name=instrument.name, successor=instrument.successor or "—")
    known = {control.code for control in all_controls()} | {number.key for number in all_numbers()}
    if unknown := sorted({*demand.controls, *demand.norms} - known):
        raise UnknownControl(names=" ".join(unknown)[:200])
