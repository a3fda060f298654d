"""A part is put in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.aftersales.capabilities import REPAIR
from zhanggui.domain.aftersales.facts import PartUsed
from zhanggui.domain.aftersales.models import Repair, RepairPart
from zhanggui.domain.aftersales.reading import held_return
from zhanggui.domain.aftersales.states import ReturnState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.money import Fen
from zhanggui.kernel.refusal import Malformed
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """So many of a part, and what they cost the house altogether."""

    name: str
    pieces: int = 1
    cost_fen: Fen = 0


@transaction.atomic
def use_part(*, return_id: UUID, part: Part, by: Actor, at: datetime) -> RepairPart:
    """Note a part while the repair goes on. The customer pays nothing for it (CP-09)."""
    by.require(REPAIR)
    goods_return = held_return(return_id, by=by)
    if goods_return.state != ReturnState.REPAIRING:
        raise WrongState(state=goods_return.state, verb="use_part")
    if not part.name.strip() or part.pieces < 1 or part.cost_fen < 0:
        raise Malformed(field="part", problem=part.name[:40])
    used = RepairPart.objects.create(
        repair=Repair.objects.get(goods_return=goods_return),
        name=part.name.strip()[:120],
        pieces=part.pieces,
        cost_fen=part.cost_fen,
    )

    fact = PartUsed(number=goods_return.number, name=used.name, pieces=used.pieces)
    thread = trail.Subject("sales.order", goods_return.order_id)
    trail.record(fact, on=goods_return, by=by, at=at, thread=thread)
    return used
