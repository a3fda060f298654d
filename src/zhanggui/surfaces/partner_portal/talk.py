"""What customers say and ask about the firm's goods, and what the firm says to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.domain.care.operations.answer_about_goods import answer_about_goods
from zhanggui.domain.care.operations.reply_to_rating import reply_to_rating
from zhanggui.domain.care.queries import questions_of_firm, ratings_of_firm
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.surfaces.entrance.refused import sentence
from zhanggui.surfaces.partner_portal.paging import page_of
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, show

PAGE = 20


@page_for(Role.SUPPLIER)
def talk(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """Questions, the unanswered first, and ratings, the latest first."""
    by = actor_of(request)
    page = page_of(request, ratings_of_firm(by), moment="rated_at", size=PAGE)
    return show(request, "talk", partner, questions=questions_of_firm(by)[:PAGE], page=page)


@require_POST
@page_for(Role.SUPPLIER)
def answer(request: HttpRequest, partner: Supplier, question_id: UUID) -> HttpResponse:
    """Answer a question, for everybody to read."""
    text, by = request.POST.get("text", ""), actor_of(request)
    try:
        answer_about_goods(question_id=question_id, text=text, by=by, at=clock.now())
        messages.success(request, gettext("Answered: everybody reads it now."))
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return redirect("partner_portal:talk")


@require_POST
@page_for(Role.SUPPLIER)
def reply(request: HttpRequest, partner: Supplier, rating_id: UUID) -> HttpResponse:
    """Reply to a rating, once, for everybody to read."""
    text, by = request.POST.get("text", ""), actor_of(request)
    try:
        reply_to_rating(rating_id=rating_id, text=text, by=by, at=clock.now())
        messages.success(request, gettext("Replied: everybody reads it now."))
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return redirect("partner_portal:talk")
