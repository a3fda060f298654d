"""Registering a certificate that somebody else issued, such as a host's from the broadcasting authority."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.training.capabilities import KEEP_CERTIFICATES
from zhanggui.domain.training.facts import CertificateRegistered
from zhanggui.domain.training.models import Certificate
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Person
from zhanggui.kernel.refusal import Malformed, NotFound
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refusing


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the certificate says."""

    post: Post
    number: str
    issuer: str
    valid_from: date
    valid_to: date


@transaction.atomic
def register_certificate(*, person_id: UUID, paper: Paper, by: Actor, at: datetime) -> Certificate:
    """Take a certificate of this person into the register. Raises ``CertificateNumberTaken``."""
    by.require(KEEP_CERTIFICATES)
    if not Person.objects.filter(pk=person_id).exists():
        raise NotFound
    if paper.valid_to < paper.valid_from:
        raise Malformed(field="valid_to", problem=f"≥ {paper.valid_from}")

    certificate = Certificate(
        number=paper.number.strip(),
        person_id=person_id,
        post=paper.post,
        issuer=paper.issuer.strip(),
        valid_from=paper.valid_from,
        valid_to=paper.valid_to,
        registered_by_id=by.account_id,
        registered_at=at,
    )
    with refusing(), transaction.atomic():
        certificate.save(force_insert=True)

    fact = CertificateRegistered(
        number=certificate.number,
        issuer=certificate.issuer,
        post=certificate.post,
        valid_to=certificate.valid_to.isoformat(),
    )
    trail.record(fact, on=certificate, by=by, at=at)
    return certificate
