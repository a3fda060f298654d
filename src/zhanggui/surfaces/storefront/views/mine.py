"""A customer's account: addresses, consents, and the public's right to look at papers."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from zhanggui.domain.care.queries import surveys_waiting_for
from zhanggui.domain.sales.operations import retire_address
from zhanggui.domain.sales.queries import addresses_of
from zhanggui.identity.models import Account, Consent
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms.access.applicants import REQUIRED_PURPOSES
from zhanggui.mechanisms.access.operations.give_consent import give_consent
from zhanggui.mechanisms.access.operations.withdraw_consent import withdraw_consent
from zhanggui.mechanisms.documents.operations.read_document import read_document
from zhanggui.mechanisms.documents.web import as_response
from zhanggui.surfaces.storefront import doors, licensing
from zhanggui.surfaces.storefront.forms import AddressForm
from zhanggui.surfaces.storefront.views.door import texts


@doors.customers_only
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here, what I agreed to, where my parcels go."""
    by, at = doors.actor_of(request), clock.now()
    if request.method == "POST":
        try:
            _change(request)
        except Refusal as refusal:
            doors.tell(request, doors.said(refusal), "bad")
        return HttpResponseRedirect(reverse("storefront:me"))
    del at
    account = Account.objects.select_related("person").get(pk=by.account_id)
    given = Consent.objects.filter(person=account.person_id, withdrawn_at=None).select_related("text")
    standing = {consent.purpose: consent for consent in given}
    consents = [
        {"text": text, "given": standing.get(text.purpose), "needed": text.purpose in REQUIRED_PURPOSES}
        for text in texts()
    ]
    context = {
        "account": account,
        "consents": consents,
        "addresses": addresses_of(by.account_id),
        "surveys": surveys_waiting_for(by.account_id)[:5],
        "address_form": AddressForm(prefix="to"),
    }
    return render(request, "storefront/me.html", context)


def _change(request: HttpRequest) -> None:
    by, at = doors.actor_of(request), clock.now()
    if purpose := request.POST.get("give"):
        give_consent(purpose=purpose[:40], channel="web", by=by, at=at)
        doors.tell(request, gettext("Your consent is kept."))
    elif purpose := request.POST.get("withdraw"):
        withdraw_consent(purpose=purpose[:40], channel="web", by=by, at=at)
        doors.tell(request, gettext("Your consent is withdrawn, from this moment."))
    elif address := request.POST.get("retire"):
        retire_address(address_id=_uuid(address), by=by, at=at)
        doors.tell(request, gettext("The address is removed."))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """The house's licences, open to everybody (EC-01)."""
    return render(
        request, "storefront/licences.html", {"papers": licensing.papers(), "house": licensing.house()}
    )


@require_safe
def paper(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """A paper that was released to the public."""
    try:
        content = read_document(document_id=document_id, by=doors.actor_of(request), at=clock.now())
    except NotFound:
        raise Http404 from None
    return as_response(content)
