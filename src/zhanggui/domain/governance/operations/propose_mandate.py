"""Proposing the charter of the auditors, or their plan of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zhanggui.domain.governance.capabilities import PROPOSE_MANDATES
from zhanggui.domain.governance.facts import MandateProposed
from zhanggui.domain.governance.keeping import refuse_empty
from zhanggui.domain.governance.models import Mandate
from zhanggui.domain.governance.refusals import MandateWaits, PlanWithoutAudits
from zhanggui.domain.governance.states import MandateKind
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.controls import clauses
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("governance_one_mandate_waits", MandateWaits)


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateWish:
    """Charter or plan, its year, its words; a plan's audits, one a line: title | clauses | day."""

    kind: MandateKind
    year: int
    text: str
    audits: Sequence[str] = ()


@transaction.atomic
def propose_mandate(*, wish: MandateWish, by: Actor, at: datetime) -> Mandate:
    """Propose a version; it is submitted at once, and an executive decides (B-9.4.1).

    Raises ``SayMore``, ``PlanWithoutAudits`` and ``MandateWaits``.
    """
    # The policies name the verbs that a decision leads to, and those import the rooms of this one.
    from zhanggui.domain.governance.policies import MANDATE

    by.require(PROPOSE_MANDATES)
    refuse_empty(text=wish.text)
    planned = [_read(line) for line in wish.audits] if wish.kind == MandateKind.PLAN else []
    if wish.kind == MandateKind.PLAN and not planned:
        raise PlanWithoutAudits(line="—")

    mandate = Mandate(
        kind=wish.kind.value,
        year=wish.year,
        number=Mandate.objects.filter(kind=wish.kind, year=wish.year).count() + 1,
        mandate_text=wish.text.strip(),
        planned_audits=planned,
        proposed_by_id=by.account_id,
        proposed_at=at,
    )
    mandate.digest = approvals.digest_of(mandate.content())
    with refusing(), transaction.atomic():
        mandate.save(force_insert=True)
    approvals.submit(MANDATE, mandate, by=by, at=at)

    fact = MandateProposed(kind=mandate.kind, year=mandate.year, version=mandate.number)
    trail.record(fact, on=mandate, by=by, at=at)
    return mandate


def _read(line: str) -> dict[str, Any]:
    title, _, rest = line.partition("|")
    named, _, day = rest.partition("|")
    criteria = named.replace(",", " ").split()
    known = {clause.id for clause in clauses()}
    try:
        due = date.fromisoformat(day.strip())
    except ValueError:
        raise PlanWithoutAudits(line=line[:80]) from None
    if not title.strip() or not criteria or not known.issuperset(criteria):
        raise PlanWithoutAudits(line=line[:80])
    return {"title": title.strip()[:120], "criteria": criteria, "due": due.isoformat()}
