"""Beginning an audit that the plan of the year names."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance.capabilities import AUDIT
from zhanggui.domain.governance.facts import AuditOpened
from zhanggui.domain.governance.keeping import next_number, refuse_empty
from zhanggui.domain.governance.models import Audit, Mandate
from zhanggui.domain.governance.refusals import NoPlanInForce, NotPlanned
from zhanggui.domain.governance.states import MandateKind, ProposalState
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("governance_audited_once", NotPlanned)


@transaction.atomic
def open_audit(*, plan_id: UUID, place: int, scope: str, by: Actor, at: datetime) -> Audit:
    """Begin the audit at this place of the plan, counted from 1; its clauses are the plan's (B-9.4.2).

    Raises ``NoPlanInForce``, ``NotPlanned`` and ``SayMore``.
    """
    by.require(AUDIT)
    adopted = Mandate.objects.filter(state=ProposalState.ADOPTED)
    plan = adopted.filter(pk=plan_id, kind=MandateKind.PLAN).first()
    if plan is None or not adopted.filter(kind=MandateKind.CHARTER).exists():
        raise NoPlanInForce
    if not 1 <= place <= len(plan.planned_audits):
        raise NotPlanned
    refuse_empty(scope=scope)
    planned = plan.planned_audits[place - 1]

    audit = Audit(
        number=next_number("A"),
        plan=plan,
        place=place,
        title=planned["title"],
        scope=scope.strip(),
        criteria=planned["criteria"],
        lead_id=by.account_id,
        opened_at=at,
    )
    with refusing(), transaction.atomic():
        audit.save(force_insert=True)

    fact = AuditOpened(number=audit.number, title=audit.title, criteria=audit.criteria)
    trail.record(fact, on=audit, by=by, at=at)
    return audit
