"""Signing the agreement of cooperation, or prolonging it (B-3.2.3)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from zhanggui.domain.partners import standing
from zhanggui.domain.partners.capabilities import SIGN
from zhanggui.domain.partners.facts import AgreementSigned
from zhanggui.domain.partners.models import Agreement
from zhanggui.domain.partners.papers import SIGNED_AGREEMENT
from zhanggui.domain.partners.reach import hold_partner
from zhanggui.domain.partners.refusals import AgreementPeriod, FieldMissing
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.uploads import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The version of the standard terms, the period, the commission (in hundredths of a percent)."""

    terms_version: str
    starts_on: date
    ends_on: date
    signed_on: date
    signatory: str
    commission_bp: int = 0
    deposit_fen: int = 0


@transaction.atomic
def sign_agreement(
    *, organisation_id: UUID, terms: Terms, signed: Upload, by: Actor, at: datetime
) -> Agreement:
    """Keep the signed agreement with its file. The last step of the review is then decided on it.

    For a partner that is active, or stopped because its agreement ended, it counts at once.
    """
    by.require(SIGN)
    partner = hold_partner(organisation_id)
    if partner.state == PartnerState.LEFT:
        raise NotFound
    _refuse_odd(terms, at)
    filing = Filing(type=SIGNED_AGREEMENT.code, organisation=organisation_id)
    agreement = Agreement.objects.create(
        organisation=partner.organisation,
        number=_number(at),
        terms_version=terms.terms_version[:24],
        commission_bp=terms.commission_bp,
        deposit_fen=terms.deposit_fen,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        signed_file=store_document(upload=signed, filing=filing, by=by, at=at),
        signed_on=terms.signed_on,
        signatory=terms.signatory[:60],
        recorded_by_id=by.account_id,
        recorded_at=at,
    )
    told = AgreementSigned(
        name=partner.organisation.name,
        number=agreement.number,
        starts_on=str(terms.starts_on),
        ends_on=str(terms.ends_on),
    )
    trail.record(told, on=agreement, by=by, at=at, thread=partner.organisation)
    if changed := standing.settle(partner, by, at):
        trail.record(changed, on=partner, by=by, at=at, thread=partner.organisation)
    return agreement


def _refuse_odd(terms: Terms, at: datetime) -> None:
    if not terms.signatory.strip() or not terms.terms_version.strip():
        raise FieldMissing(field="signatory")
    signed_late = terms.signed_on > at.astimezone(SHANGHAI).date()
    if signed_late or not terms.signed_on <= terms.ends_on or not terms.starts_on < terms.ends_on:
        raise AgreementPeriod


def _number(at: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('partners_agreement_number')")
        row = cursor.fetchone()
    return f"HT{at.astimezone(SHANGHAI):%Y}{row[0]:05}"
