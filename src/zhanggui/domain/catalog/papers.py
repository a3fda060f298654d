"""The documents behind goods: which are asked, which are missing, and until when they hold."""

from datetime import date, datetime

from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.domain.catalog.refusals import DocumentsMissing
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.documents.models import Document


def _attached(version: GoodsVersion) -> list[Document]:
    """The documents of the version itself, as long as they belong to its supplier."""
    named = [version.quality_report, *version.documents]
    owner = version.goods.supplier.organisation_id
    return list(
        Document.objects.filter(pk__in=[one for one in named if one is not None], organisation_id=owner)
    )


def refuse_missing_papers(version: GoodsVersion, at: datetime) -> None:
    """Refuse unless test report and everything the category asks is there and holds today (B-2.1.3)."""
    today = at.astimezone(SHANGHAI).date()
    attached = _attached(version)
    if wanting := _wanting(version, attached, today):
        raise DocumentsMissing(documents=", ".join(wanting))


def _wanting(version: GoodsVersion, attached: list[Document], today: date) -> list[str]:
    holding = {document.id: document.type for document in attached if _holds(document, today)}
    wanting = [] if version.quality_report in holding else ["quality_report"]
    asked = [code for code in version.goods.category.required_documents if code not in holding.values()]
    if asked:
        of_firm = Document.objects.filter(
            organisation_id=version.goods.supplier.organisation_id, type__in=asked, replaced_by=None
        )
        held = {document.type for document in of_firm if _holds(document, today)}
        wanting += [code for code in asked if code not in held]
    foreign = set(version.documents) - {document.id for document in attached}
    return wanting + [str(one) for one in foreign]


def _holds(document: Document, today: date) -> bool:
    return (document.valid_from is None or document.valid_from <= today) and (
        document.valid_to is None or today <= document.valid_to
    )


def papers_valid_to(version: GoodsVersion) -> date | None:
    """The last day on which every document of the version itself holds; none if they never expire."""
    ends = [document.valid_to for document in _attached(version) if document.valid_to is not None]
    return min(ends, default=None)
