"""Taking an examination: marked at once, and who passes is certified."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from zhanggui.domain.training import rules
from zhanggui.domain.training.capabilities import TAKE_COURSES
from zhanggui.domain.training.facts import ExamTaken
from zhanggui.domain.training.models import Attendance, Certificate, Course, Exam, Question
from zhanggui.domain.training.queries import courses_for, next_try
from zhanggui.domain.training.refusals import AnswersMissing, NotAttended, RestFirst
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Person
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail

HOUSE_ISSUES = "掌柜电视购物有限公司"


@transaction.atomic
def take_exam(*, course_id: UUID, answers: Sequence[int], by: Actor, at: datetime) -> Exam:
    """Answer every question of a course (each by its place from 0). Enough right ones earn a certificate.

    Raises ``NotAttended``, ``AnswersMissing``, ``RestFirst``, ``NotFound``.
    """
    by.require(TAKE_COURSES)
    course = courses_for(by).filter(pk=course_id).first()
    if course is None or by.person_id is None:
        raise NotFound
    Person.objects.locked().get(pk=by.person_id)
    questions = list(course.questions.order_by("position"))
    _refuse(course, questions, answers, by, at)

    exam = Exam(
        course=course,
        person_id=by.person_id,
        answers=list(answers),
        score=rules.score([question.right for question in questions], answers),
        pass_percent=course.pass_percent,
        taken_at=at,
    )
    exam.save(force_insert=True)
    certificate = _certify(exam, course, by, at) if exam.passed() else None

    fact = ExamTaken(
        code=course.code,
        score=exam.score,
        pass_percent=exam.pass_percent,
        certificate=certificate.number if certificate else "",
    )
    trail.record(fact, on=exam, by=by, at=at, thread=course)
    return exam


def _refuse(
    course: Course, questions: Sequence[Question], answers: Sequence[int], by: Actor, at: datetime
) -> None:
    if not Attendance.objects.filter(course=course, person=by.person_id).exists():
        raise NotAttended
    if again := next_try(by.person_id, course, at=at):
        raise RestFirst(again=f"{again.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")
    fitting = len(answers) == len(questions) and all(
        0 <= given < len(question.options) for given, question in zip(answers, questions, strict=True)
    )
    if not fitting:
        raise AnswersMissing(count=len(questions))


def _certify(exam: Exam, course: Course, by: Actor, at: datetime) -> Certificate:
    since = at.astimezone(SHANGHAI).date()
    certificate = Certificate(
        number=_next_number(at),
        person_id=exam.person_id,
        post=course.post,
        exam=exam,
        issuer=HOUSE_ISSUES,
        valid_from=since,
        valid_to=rules.valid_to(since, course.valid_months),
        registered_by_id=by.account_id,
        registered_at=at,
    )
    certificate.save(force_insert=True)
    return certificate


def _next_number(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('training_certificate_number')")
        return f"ZG{at.astimezone(SHANGHAI):%Y}-{cursor.fetchone()[0]:05d}"
