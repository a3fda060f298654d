"""Whoever passes an examination is certified for as long as the course says; a key post needs it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests import shop
from tests.domain.training.conftest import RIGHT, WRONG, published
from tests.people import certify, firm, somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.training import refusals, rules
from zhanggui.domain.training.models import Certificate, Course
from zhanggui.domain.training.operations.attend_course import attend_course
from zhanggui.domain.training.operations.register_certificate import Paper, register_certificate
from zhanggui.domain.training.operations.revoke_certificate import revoke_certificate
from zhanggui.domain.training.operations.take_exam import take_exam
from zhanggui.domain.training.queries import certified_throughout, courses_for, is_certified
from zhanggui.domain.training.states import Post
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import approvals, trail

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def sit(course, by, at, answers=RIGHT):
    attend_course(course_id=course.id, by=by, at=at)
    return take_exam(course_id=course.id, answers=answers, by=by, at=at)


def test_who_passes_is_certified_until_the_last_day(learner, noon):
    course = published(noon, valid_months=12)
    exam = sit(course, learner, noon)

    assert exam.passed()
    assert exam.certificate.number.startswith("ZG2026-")
    assert is_certified(learner.person_id, Post.CS_AGENT, noon)
    assert is_certified(learner.person_id, Post.CS_AGENT, noon + 364 * DAY)
    assert not is_certified(learner.person_id, Post.CS_AGENT, noon + 365 * DAY)
    assert not is_certified(learner.person_id, Post.HOST, noon)
    told = [fact.name for fact in trail.timeline(exam)]
    assert told == ["training.exam_taken"]


def test_who_fails_learns_a_day_longer(learner, noon):
    course = published(noon)
    assert not sit(course, learner, noon, WRONG).passed()
    assert not is_certified(learner.person_id, Post.CS_AGENT, noon)
    with nothing_changes(), pytest.raises(refusals.RestFirst):
        take_exam(course_id=course.id, answers=RIGHT, by=learner, at=noon + timedelta(hours=23))
    assert take_exam(course_id=course.id, answers=RIGHT, by=learner, at=noon + DAY).passed()


@pytest.mark.parametrize(
    ("answers", "attended", "refusal"),
    [
        pytest.param(RIGHT, False, refusals.NotAttended, id="nothing was read"),
        pytest.param(RIGHT[:2], True, refusals.AnswersMissing, id="a question left open"),
        pytest.param((1, 3, 0), True, refusals.AnswersMissing, id="an answer nobody offered"),
    ],
)
def test_an_examination_that_is_refused_changes_nothing(answers, attended, refusal, learner, noon):
    course = published(noon)
    if attended:
        attend_course(course_id=course.id, by=learner, at=noon)
    with nothing_changes(), pytest.raises(refusal):
        take_exam(course_id=course.id, answers=answers, by=learner, at=noon)


def test_a_course_of_another_post_is_not_there(learner, noon):
    course = published(noon, Post.SUPPLIER)
    with nothing_changes(), pytest.raises(NotFound):
        attend_course(course_id=course.id, by=learner, at=noon)
    seller = somebody("供应商", Role.SUPPLIER, organisation=firm("茶业"))
    assert list(courses_for(seller)) == [course]


def test_a_new_edition_takes_the_place_of_the_old(learner, noon):
    old, new = published(noon), published(noon + DAY)
    assert (new.edition, list(courses_for(learner))) == (2, [new])
    with nothing_changes(), pytest.raises(refusals.CourseRetired):
        attend_course(course_id=old.id, by=learner, at=noon + DAY)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param(
            {"questions": "能吗？ | *能"}, refusals.QuestionUnreadable, id="one answer is no choice"
        ),
        pytest.param(
            {"questions": "能吗？ | 能 | 不能"}, refusals.QuestionUnreadable, id="no answer is right"
        ),
        pytest.param({"questions": ""}, refusals.CourseIncomplete, id="nothing is asked"),
        pytest.param(
            {"post": Post.EVERYBODY, "modules": ("网络安全知识",)},
            refusals.CourseIncomplete,
            id="security without its four contents",
        ),
    ],
)
def test_a_course_that_cannot_be_published(change, refusal, noon):
    with pytest.raises(refusal):
        published(noon, **change)
    assert not Course.objects.exists()


def test_a_published_course_and_a_revoked_certificate_stand_still(learner, noon):
    course = published(noon)
    exam = sit(course, learner, noon)
    keeper = somebody("合规", Role.COMPLIANCE_OFFICER)
    certificate = revoke_certificate(
        certificate_id=exam.certificate.id, reason="替考", by=keeper, at=noon + DAY
    )
    assert is_certified(learner.person_id, Post.CS_AGENT, noon + DAY / 2)
    assert not is_certified(learner.person_id, Post.CS_AGENT, noon + DAY)
    with nothing_changes(), pytest.raises(refusals.CertificateRevokedAlready):
        revoke_certificate(certificate_id=certificate.id, reason="再来", by=keeper, at=noon + DAY)
    for rows, change in (
        (Course.objects.filter(pk=course.pk), {"pass_percent": 1}),
        (Certificate.objects.filter(pk=certificate.pk), {"revoked_at": None}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_a_certificate_of_others_is_registered_once(noon):
    host, keeper = somebody("主持人甲", Role.CS_AGENT), somebody("合规", Role.COMPLIANCE_OFFICER)
    paper = Paper(
        post=Post.HOST,
        number="广播01",
        issuer="国家广播电视总局",
        valid_from=noon.date(),
        valid_to=noon.date() + 30 * DAY,
    )
    register_certificate(person_id=host.person_id, paper=paper, by=keeper, at=noon)
    assert certified_throughout(host.person_id, Post.HOST, noon, noon + 30 * DAY)
    assert not certified_throughout(host.person_id, Post.HOST, noon, noon + 31 * DAY)
    with nothing_changes(), pytest.raises(refusals.CertificateNumberTaken):
        register_certificate(person_id=host.person_id, paper=paper, by=keeper, at=noon)
    with nothing_changes(), pytest.raises(NotAllowed):
        register_certificate(person_id=host.person_id, paper=paper, by=host, at=noon)


def test_a_key_post_decides_only_while_certified(noon):
    who = shop.seller()
    version = shop.submitted(who, noon)
    stranger = somebody("新人", Role.PRODUCT_REVIEWER)
    Certificate.objects.filter(person_id=stranger.person_id).update(
        revoked_at=noon, revoked_reason="到期", revoked_by_id=stranger.account_id
    )
    with nothing_changes(), pytest.raises(refusals.NotCertified):
        shop.approve(version.id, noon, by=stranger)
    certify(stranger.person_id, Post.PRODUCT_REVIEWER)
    shop.approve(version.id, noon, by=stranger)
    review = approvals.review_of(version.id)
    assert review is not None
    assert review.state == "approved"


def test_marking_counts_whole_percent_rounded_down():
    assert rules.score([1, 1, 0], [1, 1, 1]) == 66
    assert rules.score([0], [0]) == 100
