"""Rows held for change, what several verbs ask of their answers, and papers that show something."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from zhanggui.domain.governance.models import Audit, Measure, Risk
from zhanggui.domain.governance.refusals import NoSuchControl, NoSuchOwner, SayMore
from zhanggui.domain.governance.words import field_said
from zhanggui.identity.actor import HOUSE, Actor
from zhanggui.identity.models import Account
from zhanggui.identity.roles import STAFF, Role
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.controls import all_controls
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import document_type
from zhanggui.mechanisms.documents.uploads import Upload

EVIDENCE = document_type("governance_evidence", "Evidence of a measure or an audit")


def held_risk(risk_id: UUID) -> Risk:
    """This risk, held for change. Raises ``NotFound``."""
    risk = Risk.objects.locked().filter(pk=risk_id).first()
    if risk is None:
        raise NotFound
    return risk


def held_audit(audit_id: UUID) -> Audit:
    """This audit, held for change. Raises ``NotFound``."""
    audit = Audit.objects.locked().filter(pk=audit_id).first()
    if audit is None:
        raise NotFound
    return audit


def held_measure(measure_id: UUID) -> Measure:
    """This measure, held for change. Raises ``NotFound``."""
    measure = Measure.objects.locked().select_related("owner__person").filter(pk=measure_id).first()
    if measure is None:
        raise NotFound
    return measure


def next_number(prefix: str) -> str:
    """The next number of a risk or an audit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('governance_number')")
        return f"{prefix}{cursor.fetchone()[0]}"


def refuse_empty(**answers: str) -> None:
    """Refuse the first of these that says nothing."""
    for name, answer in answers.items():
        if not answer.strip():
            raise SayMore(field=field_said(name))


def refuse_stranger(account_id: UUID) -> None:
    """Whoever answers for something works here now."""
    here = Account.objects.filter(pk=account_id, disabled_at=None, grants__role__in=STAFF)
    if not here.filter(grants__revoked_at=None).exists():
        raise NoSuchOwner


def refuse_unknown_control(code: str) -> None:
    """A control that is named is one of the register."""
    if code and code not in {one.code for one in all_controls()}:
        raise NoSuchControl(code=code[:80])


def filed(upload: Upload | None, *, by: Actor, at: datetime) -> Document | None:
    """File a paper of the house, if there is one."""
    return None if upload is None else file_paper(upload, by=by, at=at)


def file_paper(upload: Upload, *, by: Actor, at: datetime) -> Document:
    """File a paper of the house: whoever has to show something may file it."""
    filing = Filing(type=EVIDENCE.code, organisation=HOUSE)
    return store_document(upload=upload, filing=filing, by=by.also(Role.SERVICE), at=at)
