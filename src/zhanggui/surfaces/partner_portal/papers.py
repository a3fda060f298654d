"""The firm's documents: filed, running out, renewed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from zhanggui.domain.appraisal.papers import PROOF, STATEMENT
from zhanggui.domain.partners.operations.renew_document import renew_document
from zhanggui.domain.partners.papers import SIGNED_AGREEMENT, SITE_PICTURE
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms.documents import queries
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.read_document import read_document
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.refusals import (
    ActiveContent,
    EmptyFile,
    ExpiryNeeded,
    FileTooLarge,
    KindMismatch,
    KindNotAllowed,
    NotReadable,
    NumberNeeded,
    PictureNeeded,
    PictureTooLarge,
    ValidityReversed,
)
from zhanggui.mechanisms.documents.types import PICTURE, DocumentType, document_types, type_of
from zhanggui.mechanisms.documents.web import as_response
from zhanggui.surfaces.entrance.refused import say
from zhanggui.surfaces.partner_portal import reading
from zhanggui.surfaces.partner_portal.forms import PaperForm, uploaded
from zhanggui.surfaces.partner_portal.shell import AnyPartner, actor_of, page_for, sent, show

FIELDS: dict[type[Refusal], str] = {
    NumberNeeded: "number",
    ExpiryNeeded: "valid_to",
    ValidityReversed: "valid_to",
    **dict.fromkeys(
        (
            EmptyFile,
            FileTooLarge,
            KindNotAllowed,
            KindMismatch,
            NotReadable,
            PictureNeeded,
            PictureTooLarge,
            ActiveContent,
        ),
        "file",
    ),
}
NOT_BROUGHT = {SIGNED_AGREEMENT.code, SITE_PICTURE.code, PICTURE.code, PROOF.code, STATEMENT.code}


def brought() -> tuple[DocumentType, ...]:
    """The types of paper that a partner files itself."""
    return tuple(each for each in document_types() if each.code not in NOT_BROUGHT)


@page_for()
def papers(request: HttpRequest, partner: AnyPartner) -> HttpResponse:
    """All papers with their last day, and a form for another one."""
    form = PaperForm(**sent(request), types=brought())
    if request.method == "POST" and form.is_valid():
        try:
            store_document(
                upload=uploaded(form.cleaned_data["file"]),
                filing=_filing(form, partner),
                by=actor_of(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            say(form, refusal, FIELDS)
        else:
            messages.success(request, gettext("The document is filed."))
            return redirect("partner_portal:papers")
    rows = reading.papers(partner, clock.now())
    return show(request, "papers", partner, form=form, rows=rows)


@page_for()
def renew(request: HttpRequest, partner: AnyPartner, document_id: UUID) -> HttpResponse:
    """A newer paper in place of one that runs out."""
    old = queries.current(partner.organisation_id).filter(pk=document_id).first()
    if old is None:
        raise NotFound
    initial = {"type": old.type, "number": old.number, "issuer": old.issuer}
    form = PaperForm(**sent(request), initial=initial, types=(type_of(old.type),))
    if request.method == "POST" and form.is_valid():
        try:
            renew_document(
                document_id=old.id,
                upload=uploaded(form.cleaned_data["file"]),
                filing=_filing(form, partner),
                by=actor_of(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            say(form, refusal, FIELDS)
        else:
            messages.success(
                request, gettext("The newer document is submitted. It counts once it is accepted.")
            )
            return redirect("partner_portal:papers")
    return show(request, "papers_renew", partner, form=form, old=old)


@page_for()
def paper(request: HttpRequest, partner: AnyPartner, document_id: UUID) -> HttpResponse:
    """The file itself."""
    return as_response(read_document(document_id=document_id, by=actor_of(request), at=clock.now()))


def _filing(form: PaperForm, partner: AnyPartner) -> Filing:
    said = {name: value for name, value in form.cleaned_data.items() if name != "file"}
    return Filing(**said, organisation=partner.organisation_id)
