"""What training proves: each control is shown green, and red."""

from datetime import date, timedelta

import pytest

from tests import shop
from tests.domain.training.conftest import RIGHT, WRONG, published
from tests.domain.training.test_training import sit
from tests.people import another_account, certify, firm, somebody
from tests.vocabulary import behind_the_back
from zhanggui.domain.training import controls
from zhanggui.domain.training.states import Post
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("control", "role", "post", "red"),
    [
        pytest.param(controls.key_posts_certified, Role.HOST, Post.HOST, "broken", id="key post"),
        pytest.param(controls.agents_certified, Role.CS_AGENT, Post.CS_AGENT, "broken", id="agent"),
        pytest.param(controls.carriers_trained, Role.CARRIER, Post.CARRIER, "at_risk", id="carrier"),
        pytest.param(controls.sellers_trained, Role.SUPPLIER, Post.SUPPLIER, "at_risk", id="seller"),
    ],
)
def test_who_holds_a_post_is_trained_for_it(control, role, post, red, noon):
    assert control(noon).status == "no_data"
    kind = Organisation.Kind.CARRIER if role == Role.CARRIER else Organisation.Kind.SUPPLIER
    house = firm("商行", kind) if role in (Role.CARRIER, Role.SUPPLIER) else None
    by = somebody("某人", role, organisation=house)
    certify(by.person_id, post, until=noon.date() + DAY)
    with behind_the_back() as change:
        change("DELETE FROM training_certificate WHERE valid_to > '2029-01-01'")
    assert control(noon).status == "kept"
    late = control(noon + 2 * DAY)
    assert (late.status, late.records.count) == (red, 1)


def test_everybody_is_trained_in_security(noon):
    assert controls.everybody_trained(noon).status == "no_data"
    by = somebody("仓管", Role.WAREHOUSE_KEEPER)
    assert controls.everybody_trained(noon).status == "broken"
    course = published(noon, Post.EVERYBODY)
    sit(course, by, noon)
    assert controls.everybody_trained(noon).records.count == 1
    sit(course, course.published_by.actor(), noon)
    assert controls.everybody_trained(noon).status == "kept"
    with behind_the_back() as change:
        change("UPDATE training_course SET modules = '{网络安全知识}'")
    assert controls.everybody_trained(noon).status == "broken"


def test_a_decision_without_a_certificate_shows(noon):
    assert controls.decided_by_certified(noon).status == "no_data"
    shop.published(shop.seller(), noon)
    later = noon + timedelta(hours=1)
    assert controls.decided_by_certified(later).status == "kept"
    with behind_the_back() as change:
        change("UPDATE training_certificate SET valid_to = %s", [date(2026, 11, 1)])
    red = controls.decided_by_certified(later)
    assert (red.status, red.records.count) == ("broken", 1)


def test_examinations_are_passed(noon, learner):
    assert controls.exams_passed(noon).status == "no_data"
    course = published(noon)
    sit(course, learner, noon, WRONG)
    assert controls.exams_passed(noon).status == "at_risk"
    sit(course, somebody("坐席", Role.CS_AGENT), noon, RIGHT)
    assert controls.exams_passed(noon).status == "kept"
    assert controls.exams_passed(noon + 350 * DAY).status == "at_risk"


def test_two_accounts_of_one_person_are_certified_together(noon):
    by = somebody("坐席", Role.CS_AGENT)
    another_account(by.person_id, Role.CS_AGENT)
    certify(by.person_id, Post.CS_AGENT)
    assert controls.agents_certified(noon).figures["without certificate"] == 0
