"""What others ask about training: may this person hold this post now?"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.training.models import Attendance, Certificate, Course, Exam
from zhanggui.domain.training.rules import REST
from zhanggui.domain.training.states import PARTNERS, Post
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Person
from zhanggui.kernel.norms import norm


def is_certified(person_id: UUID | None, post: Post, at: datetime) -> bool:
    """Whether this person holds a certificate for the post that is valid at this moment."""
    return Certificate.objects.valid(at).filter(person=person_id, post=post).exists()


def certified_people(post: Post, *, at: datetime) -> QuerySet[Person]:
    """Everybody who may hold this post now, by name."""
    valid = Certificate.objects.valid(at).filter(post=post)
    return Person.objects.filter(pk__in=valid.values("person_id")).order_by("name")


def certified_throughout(person_id: UUID | None, post: Post, since: datetime, until: datetime) -> bool:
    """Whether one certificate holds from the first moment to the last, as a host on air needs it."""
    at_begin = Certificate.objects.valid(since).filter(person=person_id, post=post)
    return Certificate.objects.valid(until).filter(pk__in=at_begin.values("pk")).exists()


def is_key_post(post: Post, at: datetime) -> bool:
    """Whether nobody may act at this post without a certificate on that day (A-4.2.2)."""
    return post.value in norm("training.key_posts", on=at)


def posts_of(by: Actor) -> list[Post]:
    """The posts this actor is trained for: their own, and what everybody of the house learns."""
    own = [post for post in Post if post.value in by.roles]
    return own if own and set(own) <= PARTNERS else [Post.EVERYBODY, *own]


def courses_for(by: Actor) -> QuerySet[Course]:
    """The courses in force for this actor's posts."""
    return Course.objects.filter(retired_at=None, post__in=posts_of(by)).order_by("post", "code")


def attended_by(by: Actor, courses: Iterable[Course]) -> set[UUID]:
    """Which of these courses this person has gone through."""
    rows = Attendance.objects.filter(person=by.person_id, course__in=[course.pk for course in courses])
    return set(rows.values_list("course_id", flat=True))


def certificates_of(by: Actor) -> QuerySet[Certificate]:
    """This person's own certificates, the latest first."""
    return Certificate.objects.filter(person=by.person_id).order_by("-valid_to", "-number")


def next_try(person_id: UUID | None, course: Course, *, at: datetime) -> datetime | None:
    """When somebody who failed lately may try again, or none if at once."""
    last = Exam.objects.filter(person=person_id, course__code=course.code).order_by("-taken_at").first()
    if last is None or last.passed() or last.taken_at + REST <= at:
        return None
    return last.taken_at + REST


def running_out(*, at: datetime, within: timedelta) -> QuerySet[Certificate]:
    """Certificates that count now and will not any more after that time."""
    return Certificate.objects.valid(at).exclude(pk__in=Certificate.objects.valid(at + within).values("pk"))


def firms_with(post: Post, at: datetime) -> QuerySet[Account, Any]:
    """The organisations that somebody with a valid certificate for this post signs in for."""
    valid = Certificate.objects.valid(at).filter(post=post).values("person")
    return Account.objects.filter(person__in=valid, organisation__isnull=False).values("organisation")
