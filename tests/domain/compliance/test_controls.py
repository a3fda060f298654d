"""What compliance proves: each control is shown green, and red."""

from datetime import date, timedelta

import pytest

from tests.domain.compliance.conftest import DAY, announced, drafted, in_force
from tests.people import somebody
from tests.vocabulary import behind_the_back
from zhanggui.domain.compliance import controls, queries
from zhanggui.domain.compliance.models import Obligation
from zhanggui.domain.compliance.operations.acknowledge_policy import acknowledge_policy
from zhanggui.domain.compliance.operations.confirm_policy import confirm_policy
from zhanggui.domain.compliance.operations.review_register import review_register
from zhanggui.domain.compliance.operations.watch_changes import Looked, watch_changes
from zhanggui.domain.compliance.states import Area, Impact
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.controls.models import Snapshot

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=370)


def said(at, broken=()):
    """Every control that proves a duty was asked just now."""
    named = {code for duty in Obligation.objects.all() for code in duty.controls}
    Snapshot.objects.bulk_create(
        Snapshot(
            taken_on=at.date(),
            taken_at=at,
            control=code,
            status="broken" if code in broken else "kept",
            figures={},
            records=0,
            elapsed_ms=1,
        )
        for code in named
    )


def watched(by, at):
    watch_changes(looked=Looked(sources=["公报"], found="无", decision="不变"), by=by, at=at)


def test_the_scope_is_confirmed_every_quarter_with_its_gaps(adopted, noon):
    assert controls.scope_confirmed(noon).status == "no_data"
    review = review_register(note="看过", by=adopted, at=noon)
    assert controls.scope_confirmed(noon).status == "kept"
    assert controls.scope_confirmed(noon + 100 * DAY).status == "broken"
    if review.uncovered:
        with behind_the_back() as change:
            change("UPDATE compliance_registerreview SET uncovered = '{}'")
        assert controls.scope_confirmed(noon).status == "at_risk"


def test_duties_have_controls_and_cite_texts_in_force(adopted, noon):
    assert controls.obligations_stand(noon).status == "at_risk"
    review_register(note="看过", by=adopted, at=noon)
    assert controls.obligations_stand(noon).status == "kept"
    duty = Obligation.objects.get(code="consumer-25")
    Obligation.objects.filter(pk=duty.pk).update(controls=[])
    assert (controls.obligations_stand(noon).status, controls.obligations_stand(noon).records.count) == (
        "broken",
        1,
    )
    Obligation.objects.filter(pk=duty.pk).update(controls=duty.controls)
    duty.instrument.in_force_to = date(2026, 1, 1)
    duty.instrument.save()
    assert controls.obligations_stand(noon).status == "broken"


def test_numbers_of_the_law_are_in_force(adopted, noon):
    assert controls.rule_packs_dated(noon).status == "kept"
    Obligation.objects.filter(code="advertising-9").update(norms=["advertising.words_of_1900"])
    assert controls.rule_packs_dated(noon).status == "broken"


def test_duties_are_kept_and_changes_of_law_looked_for(adopted, noon):
    said(noon)
    assert controls.obligations_kept(noon).status == "at_risk"
    watched(adopted, noon)
    assert controls.obligations_kept(noon).status == "kept"
    assert controls.obligations_kept(noon + 40 * DAY).status == "at_risk"
    said(noon + DAY, broken={"finance.fund_stands"})
    red = controls.obligations_kept(noon + DAY)
    assert (red.status, red.figures["broken"]) == ("broken", 1)


def test_every_right_is_proven_within_a_day(adopted, noon):
    assert controls.rights_proven(noon).status == "no_data"
    said(noon)
    assert controls.rights_proven(noon).status == "kept"
    assert all(rows for rows in queries.rights().values())
    assert controls.rights_proven(noon + 2 * DAY).status == "at_risk"
    said(noon + DAY, broken={"aftersales.refusals_lawful"})
    assert controls.rights_proven(noon + DAY).status == "broken"


def test_every_area_has_a_policy_that_was_looked_through(adopted, head, noon):
    Obligation.objects.exclude(area=Area.AFTER_SALES).update(retired_at=noon)
    assert controls.areas_have_policies(noon).status == "broken"
    version = drafted(adopted, noon)
    in_force(version, head, noon)
    assert controls.areas_have_policies(noon).status == "kept"
    assert controls.areas_have_policies(noon + YEAR).status == "at_risk"
    confirm_policy(policy_id=version.policy_id, note="不变", by=adopted, at=noon + YEAR)
    assert controls.areas_have_policies(noon + YEAR).status == "kept"


def test_rules_are_announced_in_time(adopted, head, noon):
    assert controls.rules_announced(noon).status == "no_data"
    announced(adopted, head, noon, notice=9, impact=Impact.ORDINARY)
    assert controls.rules_announced(noon).status == "kept"
    with behind_the_back() as change:
        change("UPDATE compliance_release SET notice_days = 0, effective_on = published_on")
    assert controls.rules_announced(noon).status == "broken"


def test_policies_are_read_by_those_they_concern(adopted, head, noon):
    assert controls.policies_acknowledged(noon).status == "no_data"
    agent = somebody("坐席", Role.CS_AGENT)
    version = drafted(adopted, noon)
    in_force(version, head, noon)
    assert controls.policies_acknowledged(noon).status == "kept"
    late = noon + 15 * DAY
    assert controls.policies_acknowledged(late).status == "broken"
    acknowledge_policy(version_id=version.pk, by=agent, at=late)
    assert controls.policies_acknowledged(late).status == "kept"
