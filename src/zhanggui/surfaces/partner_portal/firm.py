"""The firm itself: overview, application, bank account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from zhanggui.domain.partners import queries
from zhanggui.domain.partners.content import ApplicationContent
from zhanggui.domain.partners.models import BankAccount
from zhanggui.domain.partners.operations.give_bank_account import Bank, give_bank_account
from zhanggui.domain.partners.refusals import NotABankAccount, PapersMissing
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.mobile import NotAMobileNumber
from zhanggui.journeys.apply_as_partner import apply_as_partner
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.entrance.refused import say
from zhanggui.surfaces.partner_portal import reading
from zhanggui.surfaces.partner_portal.forms import ApplicationForm, BankForm
from zhanggui.surfaces.partner_portal.shell import AnyPartner, Supplier, actor_of, page_for, sent, show


@page_for()
def home(request: HttpRequest, partner: AnyPartner) -> HttpResponse:
    """Where the firm stands, what is due, and what happened last."""
    now = clock.now()
    return show(
        request,
        "home",
        partner,
        steps=reading.steps(partner),
        due=reading.running_out(partner, now),
        tiles=reading.tiles(partner, now),
        story=reading.story(partner),
        told=reading.told(actor_of(request)),
        agreement=queries.agreement_in_force(partner.organisation_id, now),
    )


@page_for()
def application(request: HttpRequest, partner: AnyPartner) -> HttpResponse:
    """The application: written here, and followed here."""
    last = queries.applications(partner.organisation_id).first()
    initial = {"firm_name": partner.organisation.name, **reading.said_before(last)}
    form = ApplicationForm(**sent(request), initial=initial, for_supplier=isinstance(partner, Supplier))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        content = ApplicationContent(**said | {"categories": tuple(said.get("categories", ()))})
        try:
            apply_as_partner(
                organisation_id=partner.organisation_id, content=content, by=actor_of(request), at=clock.now()
            )
        except Refusal as refusal:
            say(form, refusal, {NotAMobileNumber: "contact_mobile", PapersMissing: "categories"})
        else:
            messages.success(request, gettext("Your application is submitted. You can follow it here."))
            return redirect("partner_portal:application")
    return show(
        request,
        "application",
        partner,
        form=form,
        last=last,
        reviews=reading.reviews(last.id) if last else [],
        steps=reading.steps(partner),
        may_apply=partner.state == PartnerState.APPLIED and not reading.under_review(last),
        papers_first=not reading.holds_licence(partner),
    )


@page_for()
def bank(request: HttpRequest, partner: AnyPartner) -> HttpResponse:
    """Where the firm is paid."""
    form = BankForm(**sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            give_bank_account(bank=Bank(**form.cleaned_data), by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            say(form, refusal, {NotABankAccount: "number"})
        else:
            messages.success(request, gettext("The bank account is noted."))
            return redirect("partner_portal:bank")
    accounts = BankAccount.objects.filter(organisation=partner.organisation_id).order_by("-given_at")
    return show(request, "bank", partner, form=form, accounts=accounts[:10])
