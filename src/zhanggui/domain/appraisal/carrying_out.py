"""What follows from a frozen assessment: support, nothing, a plan, or the end of the cooperation."""

from datetime import datetime, timedelta

from zhanggui.domain.appraisal.models import Assessment, Outcome
from zhanggui.domain.appraisal.states import Action, Gravity
from zhanggui.domain.finance.operations.propose_terms import TermsWish, propose_terms
from zhanggui.domain.finance.queries import settled_by
from zhanggui.domain.partners.operations.end_partnership import end_partnership
from zhanggui.domain.partners.states import PARTNER
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import cases, trail


def carry_out(assessment: Assessment, action: Action, *, by: Actor, at: datetime) -> Outcome:
    """Do what was approved, and write down what carries it on."""
    outcome = Outcome(assessment=assessment, action=action.value, carried_out_at=at)
    if action == Action.SUPPORT:
        _support(outcome, by, at)
    elif action == Action.IMPROVE:
        _plan(outcome, by, at)
    elif action == Action.END:
        _end(outcome, by, at)
    outcome.save(force_insert=True)
    return outcome


def _support(outcome: Outcome, by: Actor, at: datetime) -> None:
    """Propose the terms of now with a lower commission from tomorrow on; finance's own approval decides."""
    held = settled_by(outcome.assessment.supplier_id, at)
    less = norm("appraisal.reward_commission_bp", on=at)
    wish = TermsWish(
        cycle=held.cycle,
        commission_bp=max(0, held.commission_bp - less),
        category_bp={code: max(0, share - less) for code, share in held.category_bp.items()},
        discount_share_bp=held.discount_share_bp,
        freight_share_bp=held.freight_share_bp,
        starts_on=at.astimezone(SHANGHAI).date() + timedelta(days=1),
    )
    outcome.terms = propose_terms(supplier_id=outcome.assessment.supplier_id, wish=wish, by=by, at=at)
    outcome.note = f"{held.commission_bp / 100:g}% → {wish.commission_bp / 100:g}%"


def _plan(outcome: Outcome, by: Actor, at: datetime) -> None:
    """Open the case of an improvement plan, with what the supplier was told."""
    assessment = outcome.assessment
    judgement = assessment.judgement
    objection = assessment.objections.order_by("-raised_at").first()
    opening = cases.Opening(
        subject=trail.Subject.of(assessment),
        title=str(assessment),
        severity=Gravity.MAJOR,
        text=judgement.words if judgement else "",
        party_id=objection.raised_by_id if objection else None,
        thread=trail.Subject.of(assessment.supplier),
    )
    outcome.case = cases.open_case(cases.policy_of("appraisal.improvement"), opening, by=by, at=at)


def _end(outcome: Outcome, by: Actor, at: datetime) -> None:
    """Show the supplier the door, unless it has left by itself."""
    supplier = outcome.assessment.supplier
    if not PARTNER.allows(supplier.state, "leave"):
        outcome.note = "left before"
        return
    reason = f"{outcome.assessment.period}: {outcome.assessment.points}"
    end_partnership(organisation_id=supplier.organisation_id, reason=reason, by=by, at=at)
