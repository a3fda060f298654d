"""Training for the people of a firm: our rules and standards, and an examination (A-4.2.2, B-7.2.3)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from zhanggui.domain.training import queries
from zhanggui.domain.training.models import Course
from zhanggui.domain.training.operations.attend_course import attend_course
from zhanggui.domain.training.operations.take_exam import take_exam
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import Actor
from zhanggui.kernel import clock
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.design.templatetags.design import said
from zhanggui.surfaces.partner_portal.shell import AnyPartner, actor_of, page_for, show


@page_for()
def training(request: HttpRequest, partner: AnyPartner) -> HttpResponse:
    """The courses for such a firm, to read and be examined on, and the certificates earned."""
    by, at = actor_of(request), clock.now()
    courses = list(queries.courses_for(by))
    if request.method == "POST":
        course = next((one for one in courses if str(one.pk) == request.POST.get("course")), None)
        if course is None:
            raise NotFound
        _learn(request, course, by)
        return redirect("partner_portal:training")
    attended = queries.attended_by(by, courses)
    rows: list[dict[str, Any]] = [
        {
            "course": course,
            "attended": course.pk in attended,
            "certified": queries.is_certified(by.person_id, Post(course.post), at),
            "questions": list(course.questions.order_by("position")),
        }
        for course in courses
    ]
    certificates = list(queries.certificates_of(by)[:20])
    return show(request, "training", partner, rows=rows, certificates=certificates)


def _learn(request: HttpRequest, course: Course, by: Actor) -> None:
    """Confirm the reading, or hand in the answers."""
    try:
        if "attend" in request.POST:
            attend_course(course_id=course.pk, by=by, at=clock.now())
            return
        passed = take_exam(
            course_id=course.pk, answers=_answers(request, course), by=by, at=clock.now()
        ).passed()
    except Refusal as refusal:
        messages.error(request, said(refusal))
        return
    if passed:
        messages.success(request, gettext("Passed: the certificate is made out."))
    else:
        messages.error(request, gettext("Not passed. Please learn again and try tomorrow."))


def _answers(request: HttpRequest, course: Course) -> list[int]:
    questions = course.questions.order_by("position")
    given = [whole_number(request.POST.get(f"q{one.position}", ""), most=999) for one in questions]
    return [-1 if one is None else one for one in given]
