"""Revoking a certificate: from this moment on it entitles to nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.training.capabilities import KEEP_CERTIFICATES
from zhanggui.domain.training.facts import CertificateRevoked
from zhanggui.domain.training.models import Certificate
from zhanggui.domain.training.refusals import CertificateRevokedAlready
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def revoke_certificate(*, certificate_id: UUID, reason: str, by: Actor, at: datetime) -> Certificate:
    """Take the entitlement back, with its reason. Raises ``CertificateRevokedAlready``, ``NotFound``."""
    by.require(KEEP_CERTIFICATES)
    certificate = Certificate.objects.locked().filter(pk=certificate_id).first()
    if certificate is None:
        raise NotFound
    if certificate.revoked_at is not None:
        raise CertificateRevokedAlready

    certificate.revoked_by_id, certificate.revoked_at = by.account_id, at
    certificate.revoked_reason = reason[:200]
    certificate.save(update_fields=["revoked_by", "revoked_at", "revoked_reason"])

    trail.record(CertificateRevoked(number=certificate.number), on=certificate, by=by, at=at, reason=reason)
    return certificate
