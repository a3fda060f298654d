"""Which assessments and violations somebody may touch: a firm's people its own, the house's by post."""

from uuid import UUID

from zhanggui.domain.appraisal.models import Assessment, Violation
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound


def held_assessment(assessment_id: UUID) -> Assessment:
    """The assessment, held for change. Raises ``NotFound``."""
    held = Assessment.objects.locked().select_related("supplier__organisation").filter(pk=assessment_id)
    for one in held:
        return one
    raise NotFound


def held_violation(violation_id: UUID) -> Violation:
    """The violation, held for change. Raises ``NotFound``."""
    held = Violation.objects.locked().select_related("supplier__organisation").filter(pk=violation_id)
    for one in held:
        return one
    raise NotFound


def refuse_foreign(thing: Assessment | Violation, by: Actor) -> None:
    """Nothing of others is there. Raises ``NotFound``."""
    if by.organisation_id is None or thing.supplier.organisation_id != by.organisation_id:
        raise NotFound
