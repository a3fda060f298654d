"""A firm applies: what the categories it wants to sell in demand is demanded of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from zhanggui.domain.catalog.models import Category
from zhanggui.domain.partners.content import ApplicationContent
from zhanggui.domain.partners.models import Application
from zhanggui.domain.partners.operations.submit_application import submit_application
from zhanggui.identity.actor import Actor

OF_GOODS = frozenset(
    {"quality_report", "ccc_certificate", "gem_certificate", "network_access", "price_evidence"}
)
"""Papers about single goods, which come with the goods and not with the firm."""


def apply_as_partner(
    *, organisation_id: UUID, content: ApplicationContent, by: Actor, at: datetime
) -> Application:
    """Submit an application with the papers that its categories ask of the firm (B-3.2.1, B-2.1.2)."""
    asked = replace(content, demanded=tuple(demanded_by(content.categories)))
    return submit_application(organisation_id=organisation_id, content=asked, by=by, at=at)


def demanded_by(codes: Iterable[str]) -> list[str]:
    """The types of paper that a firm must hold to sell in these categories."""
    wanted = Category.objects.filter(code__in=list(codes)).values_list("required_documents", flat=True)
    return sorted({code for asked in wanted for code in asked} - OF_GOODS)
