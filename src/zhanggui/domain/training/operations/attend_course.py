"""Attending a course: somebody went through its contents."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.training.capabilities import TAKE_COURSES
from zhanggui.domain.training.facts import CourseAttended
from zhanggui.domain.training.models import Attendance, Course
from zhanggui.domain.training.queries import courses_for
from zhanggui.domain.training.refusals import CourseRetired
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Person
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def attend_course(*, course_id: UUID, by: Actor, at: datetime) -> Course:
    """Confirm that its contents were read. Twice is once. Raises ``NotFound``, ``CourseRetired``."""
    by.require(TAKE_COURSES)
    course = courses_for(by).filter(pk=course_id).first()
    if course is None or by.person_id is None:
        if Course.objects.filter(pk=course_id, retired_at__isnull=False).exists():
            raise CourseRetired
        raise NotFound
    _, first = Attendance.objects.get_or_create(
        course=course, person=Person.objects.get(pk=by.person_id), defaults={"attended_at": at}
    )
    if first:
        trail.record(CourseAttended(code=course.code, edition=course.edition), on=course, by=by, at=at)
    return course
