"""The privacy centre: what I agreed to, a copy of my data, closing my account; and how I want to be told."""

import json

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from zhanggui.domain.members.operations.ask_for_closure import ask_for_closure
from zhanggui.domain.members.queries import points_of, privacy_requests_of
from zhanggui.domain.messaging.operations.choose_channel import choose_channel
from zhanggui.domain.messaging.operations.mark_read import mark_read
from zhanggui.domain.messaging.queries import choices, inbox
from zhanggui.domain.messaging.states import REFUSABLE, TOPICS, Channel, Topic
from zhanggui.domain.messaging.wording import words_of
from zhanggui.identity.models import Consent
from zhanggui.journeys.close_account import still_open
from zhanggui.journeys.copy_of_data import copy_of_data
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.access.applicants import REQUIRED_PURPOSES
from zhanggui.mechanisms.access.operations.give_consent import give_consent
from zhanggui.mechanisms.access.operations.withdraw_consent import withdraw_consent
from zhanggui.surfaces.storefront import doors
from zhanggui.surfaces.storefront.views.door import texts
from zhanggui.surfaces.storefront.views.mine import account_of

MESSAGES_SHOWN = 30


class ClosureForm(forms.Form):
    """The wish to have the account closed; the tick is the customer's own."""

    reason = forms.CharField(
        label=_("Why, if you like"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    understood = forms.BooleanField(
        label=_("I know that points, favourites and addresses are lost and cannot be brought back."),
    )


@doors.customers_only
@require_http_methods(["GET", "POST"])
def privacy(request: HttpRequest) -> HttpResponse:
    """Consents, each to give and to take back alike; and the ways to one's rights."""
    by, at = doors.actor_of(request), clock.now()
    if request.method == "POST":
        try:
            if purpose := request.POST.get("give"):
                give_consent(purpose=purpose[:40], channel="web", by=by, at=at)
                doors.tell(request, gettext("Your consent is kept."))
            elif purpose := request.POST.get("withdraw"):
                withdraw_consent(purpose=purpose[:40], channel="web", by=by, at=at)
                doors.tell(request, gettext("Your consent is withdrawn, from this moment."))
        except Refusal as refusal:
            doors.tell(request, doors.said(refusal), "bad")
        return HttpResponseRedirect(reverse("storefront:privacy"))
    given = Consent.objects.filter(person=by.person_id, withdrawn_at=None).select_related("text")
    standing = {consent.purpose: consent for consent in given}
    context = {
        "consents": [
            {"text": text, "given": standing.get(text.purpose), "needed": text.purpose in REQUIRED_PURPOSES}
            for text in texts()
        ],
        "requests": privacy_requests_of(by.account_id)[:10],
    }
    return render(request, "storefront/privacy.html", context)


@doors.customers_only
@require_POST
def copy(request: HttpRequest) -> HttpResponse:
    """A copy of my data, at once, as a file."""
    taken = copy_of_data(by=doors.actor_of(request), at=clock.now())
    text = json.dumps(taken, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@doors.customers_only
@require_http_methods(["GET", "POST"])
def closure(request: HttpRequest) -> HttpResponse:
    """Ask for the account to be closed."""
    by = doors.actor_of(request)
    form = ClosureForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            asked = ask_for_closure(reason=form.cleaned_data["reason"], by=by, at=clock.now())
            number = asked.case.number if asked.case else ""
            words = gettext("We close it within fifteen working days; the request has the number %(number)s.")
            doors.tell(request, words % {"number": number})
            return HttpResponseRedirect(reverse("storefront:privacy"))
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
    context = {"form": form, "open": still_open(by.account_id), "points": points_of(by.account_id)}
    return render(request, "storefront/closure.html", context, status=422 if form.errors else 200)


@doors.customers_only
@require_http_methods(["GET", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """What the house wrote to me, and by which ways I want to be told of what."""
    by, at = doors.actor_of(request), clock.now()
    if request.method == "POST":
        try:
            _choose(request)
            doors.tell(request, gettext("It is changed."))
        except Refusal as refusal:
            doors.tell(request, doors.said(refusal), "bad")
        return HttpResponseRedirect(reverse("storefront:notices"))
    wanted, account, agreed = choices(by), account_of(request), _agreed(request)
    shown = list(inbox(by)[:MESSAGES_SHOWN])
    name = account.person.name if account.person else ""
    context = {
        "messages_": [{"message": one, "words": words_of(one, name=name)} for one in shown],
        "topics": [
            {
                "topic": topic.value,
                "word": gettext(TOPICS[topic]),
                "off": topic is Topic.MARKETING and not agreed,
                "ways": [(channel.value, wanted[topic, channel]) for channel in Channel],
            }
            for topic in REFUSABLE
        ],
        "channels": [channel.value for channel in Channel],
        "agreed": agreed,
        "account": account,
    }
    for one in shown:
        if one.read_at is None:
            mark_read(message_id=one.id, by=by, at=at)
    return render(request, "storefront/notices.html", context)


def _agreed(request: HttpRequest) -> bool:
    """Whether the reader has agreed to offers."""
    mine = Consent.objects.filter(person=doors.actor_of(request).person_id, withdrawn_at=None)
    return mine.filter(purpose="marketing").exists()


def _choose(request: HttpRequest) -> None:
    """Every box on the page as it was ticked or not; those of offers stand only for who agreed to them."""
    by, at, ticked = doors.actor_of(request), clock.now(), set(request.POST.getlist("want"))
    agreed = _agreed(request)
    for (topic, channel), wanted in choices(by).items():
        if topic is Topic.MARKETING and not agreed:
            continue
        wish = f"{topic.value}:{channel.value}" in ticked
        if wish != wanted:
            choose_channel(topic=Topic(topic), channel=Channel(channel), wanted=wish, by=by, at=at)
