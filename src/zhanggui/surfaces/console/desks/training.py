"""Courses, examinations and certificates, and the page where everybody learns for their own post."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhanggui.domain.training import capabilities as may
from zhanggui.domain.training import queries
from zhanggui.domain.training.models import Certificate, Course, Exam
from zhanggui.domain.training.operations.attend_course import attend_course
from zhanggui.domain.training.operations.publish_course import CourseTerms, publish_course
from zhanggui.domain.training.operations.register_certificate import Paper, register_certificate
from zhanggui.domain.training.operations.revoke_certificate import revoke_certificate
from zhanggui.domain.training.operations.take_exam import take_exam
from zhanggui.domain.training.states import Post
from zhanggui.identity.models import Grant, Person
from zhanggui.kernel import clock
from zhanggui.kernel.numbers import whole_number
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.pages import page, shell
from zhanggui.surfaces.console.questions import asked, choice, day, line, one_of, reason, whole, words
from zhanggui.surfaces.console.words import choice_word_lazy
from zhanggui.surfaces.design.templatetags.design import said

POSTS = [(post.value, choice_word_lazy(post.value)) for post in Post]


def _publish(doing: Doing) -> Course:
    terms = CourseTerms(
        code=doing["code"],
        title=doing["title"],
        post=Post(doing["post"]),
        modules=tuple(part.strip() for part in doing["modules"].splitlines() if part.strip()),
        questions=doing["questions"],
        text=doing["text"],
        pass_percent=doing["pass_percent"],
        valid_months=doing["valid_months"],
    )
    return publish_course(terms=terms, by=doing.by, at=doing.at)


@register(Course)
class CourseDesk(Desk):
    """What is taught and asked for each post; a new edition takes the place of the one before."""

    roles = may.SEE_TRAINING.roles | may.PUBLISH_COURSES.roles
    columns = ("code", "edition", "title", "post", "valid_months", "published_at", "retired_at")
    list_filter = ("post",)
    search_fields = ("code__exact", "title")
    ordering = ("-published_at",)
    tables = (
        Table(_("Questions"), lambda course: course.questions.all(), ("position", "text", "options")),
        Table(
            _("Examinations"),
            lambda course: course.exams.select_related("person").order_by("-taken_at"),
            ("person", "score", "passed", "taken_at"),
        ),
    )
    starts = (
        Act(
            "publish",
            _("Publish a course"),
            _publish,
            capability=may.PUBLISH_COURSES,
            form=asked(
                code=line(_("Code"), limit=24, help_text=_("The code of an older edition replaces it.")),
                title=line(_("Title"), limit=120),
                post=choice(_("Post"), POSTS),
                modules=words(_("Contents"), help_text=_("One a line.")),
                text=words(_("Text to read"), required=False),
                questions=words(
                    _("Questions"),
                    help_text=_("One a line: question | answer | *right answer | answer"),
                ),
                pass_percent=whole(_("Percent to pass"), least=1, most=100),
                valid_months=whole(_("Months a certificate holds"), least=1, most=60),
            ),
        ),
    )


def _register(doing: Doing) -> Certificate:
    paper = Paper(
        post=Post(doing["post"]),
        number=doing["number"],
        issuer=doing["issuer"],
        valid_from=doing["valid_from"],
        valid_to=doing["valid_to"],
    )
    return register_certificate(person_id=doing["person"].pk, paper=paper, by=doing.by, at=doing.at)


def _people() -> Any:
    learners = [role.value for role in may.TAKE_COURSES.roles]
    held = Grant.objects.filter(role__in=learners, revoked_at=None, account__disabled_at=None)
    return Person.objects.filter(pk__in=held.values("person_id")).order_by("name")


@register(Certificate)
class CertificateDesk(Desk):
    """Who is certified for which post, from when to when."""

    roles = may.SEE_TRAINING.roles
    columns = ("number", "person", "post", "issuer", "valid_from", "valid_to", "revoked_at")
    list_select_related = ("person",)
    list_filter = ("post",)
    search_fields = ("number__exact", "person__name")
    ordering = ("-valid_to", "-number")
    starts = (
        Act(
            "register",
            _("Register a certificate"),
            _register,
            capability=may.KEEP_CERTIFICATES,
            form=asked(
                person=one_of(_("Person"), _people),
                post=choice(_("Post"), POSTS),
                number=line(_("Number"), limit=40),
                issuer=line(_("Issuer"), limit=120),
                valid_from=day(_("Valid from")),
                valid_to=day(_("Valid to")),
            ),
        ),
    )
    acts = (
        Act(
            "revoke",
            _("Revoke"),
            lambda d: revoke_certificate(certificate_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.KEEP_CERTIFICATES,
            form=asked(reason=reason()),
            offered=lambda certificate: certificate.revoked_at is None,
            tone="danger",
        ),
    )


@register(Exam)
class ExamDesk(Desk):
    """Every try, with what was answered."""

    roles = may.SEE_TRAINING.roles
    columns = ("course", "person", "score", "pass_percent", "taken_at")
    list_select_related = ("course", "person")
    list_filter = ("course__post",)
    search_fields = ("person__name",)
    ordering = ("-taken_at",)


@page("training/", "my_training")
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My courses, what I have still to do for each, and my certificates."""
    by, at = acting(request), clock.now()
    courses = list(queries.courses_for(by))
    attended = queries.attended_by(by, courses)
    rows = [
        {
            "course": course,
            "attended": course.pk in attended,
            "certified": queries.is_certified(by.person_id, Post(course.post), at),
            "key": queries.is_key_post(Post(course.post), at),
        }
        for course in courses
    ]
    context = shell(
        request, title=_("My training"), rows=rows, certificates=list(queries.certificates_of(by)[:20])
    )
    return TemplateResponse(request, "console/training.html", context)


@page("training/<uuid:pk>/", "my_course")
@require_http_methods(["GET", "HEAD", "POST"])
def course_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A course to read, and, once it was read, its examination; a post of the form answers it."""
    by, at = acting(request), clock.now()
    course = queries.courses_for(by).filter(pk=pk).first()
    if course is None:
        raise NotFound
    questions = list(course.questions.order_by("position"))
    problem = None
    if request.method == "POST":
        given = [whole_number(request.POST.get(f"q{one.position}", ""), most=999) for one in questions]
        answers = [-1 if one is None else one for one in given]
        try:
            exam = take_exam(course_id=pk, answers=answers, by=by, at=at)
        except Refusal as refusal:
            problem = said(refusal)
        else:
            _tell(request, exam)
            return HttpResponseRedirect(reverse("admin:my_training"))
    context = shell(
        request,
        title=course.title,
        course=course,
        questions=[(question, request.POST.get(f"q{question.position}", "")) for question in questions],
        attended=course.pk in queries.attended_by(by, [course]),
        again=queries.next_try(by.person_id, course, at=at),
        problem=problem,
    )
    return TemplateResponse(request, "console/course.html", context, status=422 if problem else 200)


def _tell(request: HttpRequest, exam: Exam) -> None:
    if exam.passed():
        messages.success(request, gettext("Passed with %d of 100. Your certificate is there.") % exam.score)
    else:
        messages.error(request, gettext("Not passed: %d of 100. Learn again.") % exam.score)


@page("training/<uuid:pk>/attend/", "attend_course")
@require_POST
def attend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """I have read it."""
    try:
        attend_course(course_id=pk, by=acting(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, said(refusal))
        return HttpResponseRedirect(reverse("admin:my_training"))
    return HttpResponseRedirect(reverse("admin:my_course", args=[pk]))
