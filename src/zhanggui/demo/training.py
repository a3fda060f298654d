"""Everybody learns for their post and passes; the host brings the authority's certificate besides."""

from datetime import date, timedelta

from zhanggui.demo.cast import actor_of, staff
from zhanggui.demo.story import on_day
from zhanggui.demo.world import told
from zhanggui.domain.training.operations.attend_course import attend_course
from zhanggui.domain.training.operations.publish_course import CourseTerms, publish_course
from zhanggui.domain.training.operations.register_certificate import Paper, register_certificate
from zhanggui.domain.training.operations.take_exam import take_exam
from zhanggui.domain.training.queries import courses_for
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Person


def the_staff_is_trained() -> None:
    """The courses are published on the first day, and everybody takes theirs before the first goods come."""
    for course in told("courses")["course"]:
        terms = CourseTerms(
            code=course["code"],
            title=course["title"],
            post=Post(course["post"]),
            modules=tuple(course["modules"]),
            text=course["text"],
            questions=course["questions"],
            valid_months=course["valid_months"],
        )
        publish_course(terms=terms, by=staff(course["by"]), at=on_day(0, 9, 30))
    for name in told("people")["staff"]:
        learns(staff(name))
    paper = Paper(
        post=Post.HOST,
        number="播音主持 31-2024-0815",
        issuer="国家广播电视总局",
        valid_from=date(2024, 9, 1),
        valid_to=on_day(0).date() + timedelta(days=700),
    )
    host = Person.objects.get(accounts__username="host")
    register_certificate(person_id=host.pk, paper=paper, by=staff("compliance"), at=on_day(0, 11))


def the_partners_are_trained() -> None:
    """Sellers and carriers send one person each (A-4.2.2, B-7.2.3)."""
    firms = told("firms")
    for firm in (*firms["supplier"], *firms["carrier"]):
        learns(actor_of(firm["code"]), day=2)


def learns(by: Actor, *, day: int = 0) -> None:
    """Who holds a post reads its course, and answers every question rightly."""
    for place, course in enumerate(courses_for(by)):
        at = on_day(day, 10, place)
        attend_course(course_id=course.pk, by=by, at=at)
        right = [question.right for question in course.questions.order_by("position")]
        take_exam(course_id=course.pk, answers=right, by=by, at=at + timedelta(minutes=40))
