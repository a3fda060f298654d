"""What is said about a paper when it is filed, and what all verbs that file one share."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from zhanggui.identity.actor import Actor
from zhanggui.kernel.crypto import digest_hex
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.documents import vault
from zhanggui.mechanisms.documents.capabilities import FILE_FOR_OTHERS
from zhanggui.mechanisms.documents.facts import DocumentFiled
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.refusals import (
    ExpiryNeeded,
    NumberNeeded,
    PictureNeeded,
    ValidityReversed,
)
from zhanggui.mechanisms.documents.types import DocumentType, type_of
from zhanggui.mechanisms.documents.uploads import Inspected, Upload, inspect


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A paper's type and whose it is: ``organisation``, or ``account`` for a customer's; and what it says."""

    type: str
    organisation: UUID | None = None
    account: UUID | None = None
    number: str = ""
    issuer: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


def file(
    upload: Upload, filing: Filing, *, by: Actor, at: datetime, replaces: Document | None = None
) -> Document:
    """Inspect, seal, keep and enter one paper. The file is on disk before the row is written."""
    _refuse_strangers(filing, by)
    inspected = inspect(upload)
    _refuse_incomplete(type_of(filing.type), filing, inspected)
    hold_content(digest_hex(inspected.content))
    document = _entered(filing, inspected, by, at, replaces)
    told = DocumentFiled(
        type=document.type,
        number=document.number,
        sha256=document.sha256,
        valid_to=str(document.valid_to or ""),
        replaces=str(replaces.id) if replaces else "",
    )
    trail.record(told, on=document, by=by, at=at, thread=owner_of(document))
    return document


def owner_of(document: Document) -> trail.Subject | None:
    """The organisation whose story a paper belongs to."""
    if document.organisation_id is None:
        return None
    return trail.Subject("identity.organisation", document.organisation_id)


def hold_content(sha256: str) -> None:
    """Keep the sweeper from this content until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"vault:{sha256}"])


def _entered(
    filing: Filing, inspected: Inspected, by: Actor, at: datetime, replaces: Document | None
) -> Document:
    return Document.objects.create(
        type=filing.type,
        organisation_id=filing.organisation,
        account_id=filing.account,
        file_name=inspected.name,
        media_type=inspected.media_type,
        size=len(inspected.content),
        sha256=vault.keep(inspected.content),
        number=filing.number.strip(),
        issuer=filing.issuer.strip(),
        valid_from=filing.valid_from,
        valid_to=filing.valid_to,
        replaces=replaces,
        filed_by_id=by.account_id,
        filed_at=at,
    )


def _refuse_strangers(filing: Filing, by: Actor) -> None:
    own_firm = filing.organisation is not None and filing.organisation == by.organisation_id
    own_account = filing.account is not None and filing.account == by.account_id
    if not (own_firm or own_account or by.may(FILE_FOR_OTHERS)):
        raise NotFound


def _refuse_incomplete(kind: DocumentType, filing: Filing, inspected: Inspected) -> None:
    if kind.picture_only and not inspected.media_type.startswith("image/"):
        raise PictureNeeded(name=inspected.name)
    if kind.numbered and not filing.number.strip():
        raise NumberNeeded
    if kind.expires and filing.valid_to is None:
        raise ExpiryNeeded
    if filing.valid_from and filing.valid_to and filing.valid_to < filing.valid_from:
        raise ValidityReversed
