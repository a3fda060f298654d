"""The documents behind goods: which are asked, which are missing, and until when they hold."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.domain.catalog.refusals import DocumentsMissing
from zhanggui.domain.catalog.words import papers_said
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.release_document import release_document
from zhanggui.mechanisms.documents.queries import holds_until, missing, of_owner

FOREVER = date.max


def refuse_missing_papers(version: GoodsVersion, at: datetime) -> None:
    """Refuse unless test report, pictures and everything the category asks is there and holds (B-2.1.3)."""
    if wanting := wanting_papers(version, at):
        raise DocumentsMissing(documents=papers_said(wanting))


def wanting_papers(version: GoodsVersion, at: datetime) -> list[str]:
    """Types of paper that are missing or have run out, and papers of somebody else."""
    today = at.astimezone(SHANGHAI).date()
    attached = _attached(version)
    holding = {one.id: one.type for one in attached if _holds(one, today)}
    wanting = [] if version.quality_report in holding else ["quality_report"]
    asked = [code for code in version.goods.category.required_documents if code not in holding.values()]
    if asked:
        wanting += missing(version.goods.supplier.organisation_id, asked, at)
    known = {one.id for one in attached}
    if any(one not in known for one in version.documents):
        wanting.append("other")
    if any(one not in known for one in _pictures(version)):
        wanting.append("picture")
    return wanting


def papers_valid_to(version: GoodsVersion, at: datetime) -> date | None:
    """The last day on which every paper behind the version holds; none if they never expire.

    Its own papers as they were reviewed, and what the category asks of the firm as it is filed now. A paper
    that is gone holds until yesterday.
    """
    today = at.astimezone(SHANGHAI).date()
    attached = _attached(version)
    named = {*version.documents, *([version.quality_report] if version.quality_report else [])}
    if named - {document.id for document in attached}:
        return today - timedelta(days=1)
    ends = [document.valid_to for document in attached if document.valid_to is not None]
    own = {document.type for document in attached}
    if asked := [code for code in version.goods.category.required_documents if code not in own]:
        held = holds_until(version.goods.supplier.organisation_id, asked, at)
        ends.append(held or today - timedelta(days=1))
    last = min(ends, default=FOREVER)
    return None if last == FOREVER else last


def show_papers(version: GoodsVersion, *, by: Actor, at: datetime) -> None:
    """Let the public see the pictures and the test report of a version that is published now."""
    shown = _pictures(version)
    if version.quality_report is not None:
        shown.add(version.quality_report)
    hidden = Document.objects.filter(pk__in=shown, released_at=None)
    for document_id in hidden.values_list("pk", flat=True):
        release_document(document_id=document_id, by=by, at=at)


def _pictures(version: GoodsVersion) -> set[UUID]:
    shown: Iterable[tuple[UUID, UUID]] = version.pictures.values_list("small", "large")
    return {one for pair in shown for one in pair}


def _attached(version: GoodsVersion) -> list[Document]:
    """The documents and pictures of the version itself, as far as they belong to its supplier."""
    named = {*version.documents, *_pictures(version)}
    if version.quality_report is not None:
        named.add(version.quality_report)
    return list(of_owner(version.goods.supplier.organisation_id).filter(pk__in=named))


def _holds(document: Document, today: date) -> bool:
    return (document.valid_from is None or document.valid_from <= today) and (
        document.valid_to is None or today <= document.valid_to
    )
