"""A firm registers: it gets an account, and nothing else yet."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from zhanggui.domain.partners import rules
from zhanggui.domain.partners.facts import PartnerRegistered
from zhanggui.domain.partners.models import Carrier, Supplier
from zhanggui.domain.partners.refusals import FieldMissing, FieldTooLong, FirmKnown
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Organisation
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.access.operations.register_partner_account import register_partner_account
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("identity_organisation_uscc_key", FirmKnown)

MODELS: dict[Organisation.Kind, type[Supplier] | type[Carrier]] = {
    Organisation.Kind.SUPPLIER: Supplier,
    Organisation.Kind.CARRIER: Carrier,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFirm:
    """The firm that registers: a supplier or a carrier, its name, and its unified social credit code."""

    kind: Organisation.Kind
    name: str
    uscc: str


@transaction.atomic
def register_partner(*, firm: NewFirm, account: NewAccount, by: Actor, at: datetime) -> Supplier | Carrier:
    """Open the file of a firm and its first account. Anybody may; the firm applies with it afterwards.

    Raises ``UsccLength``, ``UsccCharacters``, ``UsccCheckDigit``, ``FirmKnown``, ``NameTaken``,
    ``WeakPassword``.
    """
    code, name = rules.credit_code(firm.uscc), " ".join(firm.name.split())
    if not name:
        raise FieldMissing(field="name")
    if len(name) > 120:
        raise FieldTooLong(field="name", limit=120)
    if Organisation.objects.filter(uscc=code).exists():
        raise FirmKnown
    with refusing():
        organisation = Organisation.objects.create(kind=firm.kind, name=name, uscc=code, created_at=at)
    model = MODELS[Organisation.Kind(firm.kind)]
    partner = model.objects.create(organisation=organisation, number=_number(model), created_at=at)
    register_partner_account(organisation_id=organisation.id, new=account, by=by, at=at)
    told = PartnerRegistered(number=partner.number, name=name, uscc=code, kind=firm.kind)
    trail.record(told, on=partner, by=by, at=at, thread=organisation)
    return partner


def _number(model: type[Supplier] | type[Carrier]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('partners_number')")
        row = cursor.fetchone()
    return f"{model.__name__[0]}{row[0]:06}"
