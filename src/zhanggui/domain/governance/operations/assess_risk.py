"""Scoring a risk, for the first time or again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.governance import rules
from zhanggui.domain.governance.capabilities import ASSESS_RISKS
from zhanggui.domain.governance.facts import RiskAssessed
from zhanggui.domain.governance.keeping import held_risk, refuse_empty
from zhanggui.domain.governance.models import Assessment
from zhanggui.domain.governance.refusals import ControlsMakeItWorse, OffTheScale
from zhanggui.domain.governance.states import RISK, Prompt
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail

Pair = tuple[int, int]
"""Likelihood and impact, each from 1 to 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What was found before and after controls, why it was asked, and what it rests on."""

    before: Pair
    after: Pair
    prompt: Prompt
    evidence: str


@transaction.atomic
def assess_risk(*, risk_id: UUID, scores: Scores, by: Actor, at: datetime) -> Assessment:
    """Score a risk on the matrix; earlier scores stay (B-9.2.2).

    Raises ``OffTheScale``, ``ControlsMakeItWorse`` and ``SayMore``.
    """
    by.require(ASSESS_RISKS)
    risk = held_risk(risk_id)
    state = RISK.after(risk.state, "assess")
    _refuse_senseless(scores)
    refuse_empty(evidence=scores.evidence)

    assessment = Assessment.objects.create(
        risk=risk,
        prompt=scores.prompt.value,
        likelihood_before=scores.before[0],
        impact_before=scores.before[1],
        level_before=rules.level(*scores.before).value,
        likelihood_after=scores.after[0],
        impact_after=scores.after[1],
        level_after=rules.level(*scores.after).value,
        scoring_method=rules.METHOD,
        shown_by=scores.evidence.strip(),
        assessor_id=by.account_id,
        assessed_at=at,
    )
    risk.state, risk.assessment = state, assessment
    risk.assess_by = at + rules.REVIEWED_EVERY[rules.level(*scores.after)]
    risk.save(update_fields=["state", "assessment", "assess_by"])

    fact = RiskAssessed(
        number=risk.number,
        before=assessment.before_controls,
        after=assessment.after_controls,
        level=assessment.level_after,
        prompt=assessment.prompt,
    )
    trail.record(fact, on=risk, by=by, at=at)
    return assessment


def _refuse_senseless(scores: Scores) -> None:
    if any(score not in rules.SCALE for score in (*scores.before, *scores.after)):
        raise OffTheScale
    if scores.after[0] > scores.before[0] or scores.after[1] > scores.before[1]:
        raise ControlsMakeItWorse
