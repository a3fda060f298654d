"""A firm applies: what it says is frozen with its papers, and goes to those who check it (B-3.2.1)."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from zhanggui.domain.partners.capabilities import APPLY
from zhanggui.domain.partners.content import ApplicationContent, frozen_content
from zhanggui.domain.partners.facts import ApplicationSubmitted
from zhanggui.domain.partners.models import Application
from zhanggui.domain.partners.papers import ALWAYS_DEMANDED, BUSINESS_LICENCE
from zhanggui.domain.partners.policies import CARRIER_APPLICATION, SUPPLIER_APPLICATION
from zhanggui.domain.partners.reach import AnyPartner, hold_own, kind_of
from zhanggui.domain.partners.refusals import ApplicationOpen, LicenceOfOther, PapersMissing
from zhanggui.domain.partners.states import PARTNER, PartnerState
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Organisation
from zhanggui.mechanisms import approvals, trail
from zhanggui.mechanisms.documents import queries as papers
from zhanggui.mechanisms.documents.types import type_of

POLICY_OF = {
    Organisation.Kind.SUPPLIER: SUPPLIER_APPLICATION,
    Organisation.Kind.CARRIER: CARRIER_APPLICATION,
}


@transaction.atomic
def submit_application(
    *, organisation_id: UUID, content: ApplicationContent, by: Actor, at: datetime
) -> Application:
    """Submit the next version of a firm's application, with all papers it has filed and not replaced.

    Raises ``FieldMissing``, ``PapersMissing``, ``LicenceOfOther``, ``ApplicationOpen`` and ``WrongState``.
    """
    by.require(APPLY)
    partner = hold_own(organisation_id, by)
    content = content.tidy()
    demanded = tuple(dict.fromkeys((*ALWAYS_DEMANDED[kind_of(partner)], *content.demanded)))
    _refuse_unready(partner, demanded, at)
    partner.state = PARTNER.after(partner.state, "apply")

    application = _frozen(partner, content, demanded, by, at)
    approvals.submit(POLICY_OF[kind_of(partner)], application, by=by, at=at)
    told = ApplicationSubmitted(name=content.firm_name, version=application.number, digest=application.digest)
    trail.record(told, on=application, by=by, at=at, thread=partner.organisation)
    return application


def _refuse_unready(partner: AnyPartner, demanded: tuple[str, ...], at: datetime) -> None:
    last = Application.objects.filter(organisation=partner.organisation_id).order_by("-number").first()
    review = approvals.review_of(last.id) if last else None
    if partner.state == PartnerState.CHECKING or (review and review.state == approvals.ReviewState.OPEN):
        raise ApplicationOpen
    if lacking := papers.missing(partner.organisation_id, demanded, at):
        raise PapersMissing(types="、".join(gettext(type_of(code).title) for code in lacking))
    licences = papers.current(partner.organisation_id).filter(type=BUSINESS_LICENCE.code)
    if not licences.filter(number__iexact=partner.organisation.uscc or "").exists():
        raise LicenceOfOther


def _frozen(
    partner: AnyPartner, content: ApplicationContent, demanded: tuple[str, ...], by: Actor, at: datetime
) -> Application:
    said = asdict(content) | {"categories": list(content.categories), "demanded": list(demanded)}
    filed = papers.current(partner.organisation_id).order_by("filed_at", "pk")
    application = Application(
        **said,
        organisation=partner.organisation,
        number=Application.objects.filter(organisation=partner.organisation_id).count() + 1,
        uscc=partner.organisation.uscc or "",
        documents=list(filed.values_list("pk", flat=True)),
        submitted_by_id=by.account_id,
        submitted_at=at,
    )
    application.digest = approvals.digest_of(frozen_content(application))
    application.save(force_insert=True)
    return application
