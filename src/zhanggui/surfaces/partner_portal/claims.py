"""What the house asks of a carrier: to bring parcels back or elsewhere, and to pay for what it lost."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from zhanggui.domain.delivery.operations.accept_claim import accept_claim
from zhanggui.domain.delivery.operations.dispute_claim import dispute_claim
from zhanggui.domain.delivery.operations.take_instruction import take_instruction
from zhanggui.domain.delivery.queries import claim_numbered, claims_of, instructions_of
from zhanggui.domain.partners.models import Carrier
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.entrance.refused import sentence
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, sent, show

PAGE = 100


class AnswerForm(forms.Form):
    """Yes; or no, and why."""

    answer = forms.CharField(
        label=_("What is wrong about it"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@page_for(Role.CARRIER)
def claims(request: HttpRequest, partner: Carrier) -> HttpResponse:
    """What waits for this carrier's word, and what it has said."""
    by = actor_of(request)
    return show(
        request,
        "claims",
        partner,
        instructions=instructions_of(by=by)[:PAGE],
        claims=claims_of(by=by)[:PAGE],
        answer_form=AnswerForm(),
    )


@page_for(Role.CARRIER)
@require_POST
def answer(request: HttpRequest, partner: Carrier, number: str) -> HttpResponse:
    """Accept a claim, or dispute it."""
    by, form = actor_of(request), AnswerForm(**sent(request))
    found = claim_numbered(number, by=by)
    said = form.cleaned_data["answer"] if form.is_valid() else ""
    try:
        if "accept" in request.POST:
            accept_claim(claim_id=found.id, by=by, at=clock.now())
            messages.success(request, gettext("Accepted. The sum is owed from now on."))
        else:
            dispute_claim(claim_id=found.id, answer=said, by=by, at=clock.now())
            messages.success(request, gettext("Your objection was sent. You will see the answer here."))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return redirect("partner_portal:claims")


@page_for(Role.CARRIER)
@require_POST
def take(request: HttpRequest, partner: Carrier, instruction_id: UUID) -> HttpResponse:
    """We will do so."""
    take_instruction(instruction_id=instruction_id, by=actor_of(request), at=clock.now())
    messages.success(request, gettext("Noted."))
    return redirect("partner_portal:claims")
