"""How applications and renewals are looked at: several steps, as many people (B-3.1.2, B-3.1.3)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.domain.partners.capabilities import (
    ACCEPT_RENEWALS,
    CHECK_CARRIERS,
    CHECK_SUPPLIERS,
    SIGN,
    VISIT,
)
from zhanggui.domain.partners.supporting import SUPPORT
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.approvals import ApprovalPolicy, Check, Step
from zhanggui.mechanisms.trail import Subject

PAPERS = (
    Check("licence", "The business licence is genuine and valid, and its code is the firm's"),
    Check("legal_slots", "Organisation code and tax registration are covered by the licence or filed"),
    Check("public_record", "The public register shows no abnormal or serious-offender entry"),
    Check("standing", "Reputation and business situation are good; no bad record"),
    Check("permits", "The special permits for its categories are genuine and valid"),
    Check("quality_system", "Quality system and environmental certificates fit the goods, or none is due"),
    Check("goods", "What is said of goods, prices and after-sales service is complete"),
    Check("contacts", "Address and contacts were verified"),
)
"""The four groups of criteria of B-3.1.2, and what EC-03 and A-4.4 ask besides."""

SITE = (
    Check("place", "The firm works at the address it gave"),
    Check("capacity", "Production and storage are fit for the goods"),
    Check("quality_control", "There is quality control, and its records were seen"),
)

TERMS = (
    Check("parties", "Parties and signatories are right"),
    Check("duties", "Rights and duties, after-sales and recall are agreed"),
    Check("data", "Data protection is agreed"),
)


def _content(version: Any) -> dict[str, Any]:
    from zhanggui.domain.partners.content import frozen_content

    return frozen_content(version)


def _begin_checking(application_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.partners.operations.begin_checking import begin_checking

    begin_checking(application_id=application_id, by=by, at=at)


def _visit_needed(application_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.partners.queries import refuse_unvisited

    refuse_unvisited(application_id)


def _agreement_needed(application_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.partners.queries import refuse_unsigned

    refuse_unsigned(application_id, at)


def _activate(application_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.partners.operations.activate_partner import activate_partner

    activate_partner(application_id=application_id, by=by, at=at)


def _return(application_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.partners.operations.return_application import return_application

    return_application(application_id=application_id, by=by, at=at)


def _accept(renewal_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.partners.operations.accept_renewal import accept_renewal

    accept_renewal(renewal_id=renewal_id, by=by, at=at)


def _reject(renewal_id: UUID, by: Actor, at: datetime) -> None:
    from zhanggui.domain.partners.operations.reject_renewal import reject_renewal

    reject_renewal(renewal_id=renewal_id, by=by, at=at)


def _of_organisation(version: Any) -> Subject:
    return Subject("identity.organisation", version.organisation_id)


SUPPLIER_APPLICATION = ApprovalPolicy(
    kind="partners.supplier_application",
    title="Supplier application",
    steps=(
        Step("check", CHECK_SUPPLIERS, "Initial check of the papers", PAPERS, passed=_begin_checking),
        Step("visit", VISIT, "Site visit", SITE, ready=_visit_needed),
        Step("agreement", SIGN, "Signing the agreement", TERMS, ready=_agreement_needed),
    ),
    deadline=timedelta(days=30),
    content=_content,
    thread=_of_organisation,
    approved=_activate,
    rejected=_return,
    lapsed=_return,
)

CARRIER_APPLICATION = ApprovalPolicy(
    kind="partners.carrier_application",
    title="Carrier application",
    steps=(
        Step("check", CHECK_CARRIERS, "Initial check of the papers", PAPERS[:4], passed=_begin_checking),
        Step("agreement", SIGN, "Signing the agreement", TERMS, ready=_agreement_needed),
    ),
    deadline=timedelta(days=30),
    content=_content,
    thread=_of_organisation,
    approved=_activate,
    rejected=_return,
    lapsed=_return,
)

RENEWAL = ApprovalPolicy(
    kind="partners.renewal",
    title="Renewal of a document",
    steps=(
        Step(
            "check",
            ACCEPT_RENEWALS,
            "Check of the newer document",
            (
                Check(
                    "genuine", "The document is genuine, and its issuer was asked or its register looked at"
                ),
                Check("firm", "It is this firm's"),
                Check("validity", "Number, issuer and last day are as filed"),
            ),
        ),
    ),
    deadline=timedelta(days=5),
    thread=_of_organisation,
    approved=_accept,
    rejected=_reject,
    lapsed=_reject,
)

__all__ = ["CARRIER_APPLICATION", "RENEWAL", "SUPPLIER_APPLICATION", "SUPPORT"]
