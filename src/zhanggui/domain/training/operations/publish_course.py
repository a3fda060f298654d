"""Publishing a course: a new edition takes the place of the one before."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhanggui.domain.training import rules
from zhanggui.domain.training.capabilities import PUBLISH_COURSES
from zhanggui.domain.training.facts import CoursePublished
from zhanggui.domain.training.models import Course, Question
from zhanggui.domain.training.refusals import CourseIncomplete, QuestionUnreadable
from zhanggui.domain.training.states import SECURITY_MODULES, Post
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseTerms:
    """What is taught and asked. ``questions`` is one a line: question | answer | *right answer | answer."""

    code: str
    title: str
    post: Post
    modules: tuple[str, ...]
    questions: str
    text: str = ""
    pass_percent: int = 80
    valid_months: int = 12


@transaction.atomic
def publish_course(*, terms: CourseTerms, by: Actor, at: datetime) -> Course:
    """Make an edition the one in force. Certificates of earlier editions keep their validity.

    Raises ``CourseIncomplete`` and ``QuestionUnreadable``.
    """
    by.require(PUBLISH_COURSES)
    before = Course.objects.locked().filter(code=terms.code, retired_at=None).first()
    questions = _refuse_incomplete(terms)

    if before is not None:
        before.retired_at = at
        before.save(update_fields=["retired_at"])
    course = Course(
        code=terms.code,
        edition=before.edition + 1 if before else 1,
        title=terms.title,
        post=terms.post,
        modules=list(terms.modules),
        text=terms.text,
        pass_percent=terms.pass_percent,
        valid_months=terms.valid_months,
        published_by_id=by.account_id,
        published_at=at,
    )
    course.save(force_insert=True)
    Question.objects.bulk_create(
        Question(course=course, position=place, text=one.text, options=list(one.options), right=one.right)
        for place, one in enumerate(questions, start=1)
    )

    fact = CoursePublished(
        code=course.code,
        edition=course.edition,
        title=course.title,
        post=course.post,
        questions=len(questions),
    )
    trail.record(fact, on=course, by=by, at=at)
    return course


def _refuse_incomplete(terms: CourseTerms) -> tuple[rules.Question, ...]:
    try:
        questions = rules.questions_from(terms.questions)
    except rules.NotAQuestion as problem:
        raise QuestionUnreadable(line=str(problem)) from problem
    needed = SECURITY_MODULES if terms.post == Post.EVERYBODY else ()
    missing = rules.lacking(terms.modules, needed)
    if not questions or not terms.modules or missing:
        raise CourseIncomplete(missing="、".join(missing) or "—")
    return questions
