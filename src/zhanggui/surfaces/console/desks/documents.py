"""Papers: what is filed, until when it holds, and the file itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.mechanisms.documents.capabilities import READ_DOCUMENTS, RELEASE_DOCUMENTS, WITHDRAW_DOCUMENTS
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.end_release import end_release
from zhanggui.mechanisms.documents.operations.read_document import read_document
from zhanggui.mechanisms.documents.operations.release_document import release_document
from zhanggui.mechanisms.documents.operations.withdraw_document import withdraw_document
from zhanggui.mechanisms.documents.web import as_response
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.pages import page
from zhanggui.surfaces.console.questions import asked, line, reason


@page("papers/<uuid:pk>/", "paper")
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file itself, to those who may read it; looking leaves a fact."""
    return as_response(read_document(document_id=pk, by=acting(request), at=clock.now()))


@register(Document)
class DocumentDesk(Desk):
    """A paper with its type, number, validity and digest."""

    roles = READ_DOCUMENTS.roles - {Role.SERVICE}
    columns = ("type", "organisation", "number", "issuer", "valid_from", "valid_to", "file_name", "filed_at")
    list_select_related = ("organisation",)
    list_filter = ("type",)
    search_fields = ("number__exact", "organisation__name", "file_name")
    ordering = ("-filed_at",)
    tables = (
        Table(
            _("Warnings given"), lambda document: document.notices.order_by("given_at"), ("days", "given_at")
        ),
    )
    acts = (
        Act(
            "release",
            _("Let the public see it"),
            lambda d: release_document(document_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=RELEASE_DOCUMENTS,
            form=asked(reason=line(_("Reason"), required=False)),
            offered=lambda document: document.released_at is None and document.withdrawn_at is None,
        ),
        Act(
            "unrelease",
            _("Hide it from the public"),
            lambda d: end_release(document_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=RELEASE_DOCUMENTS,
            form=asked(reason=reason()),
            offered=lambda document: document.released_at is not None,
        ),
        Act(
            "withdraw",
            _("Let it count no more"),
            lambda d: withdraw_document(document_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=WITHDRAW_DOCUMENTS,
            form=asked(reason=reason()),
            offered=lambda document: document.withdrawn_at is None,
            tone="danger",
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        address = reverse("admin:paper", args=[thing.pk])
        picture = thing.media_type.startswith("image/")
        return [{"template": "console/panels/paper.html", "address": address, "is_picture": picture}]
