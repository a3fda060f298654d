"""Whether goods information may go on: asked when it is submitted, and again when it is published."""

from datetime import date, datetime

from zhanggui.domain.catalog import rules
from zhanggui.domain.catalog.drafts import content_of
from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.domain.catalog.papers import refuse_missing_papers
from zhanggui.domain.catalog.refusals import (
    InformationIncomplete,
    NotForSale,
    SupplierMayNotSell,
    UnprovenClaim,
)
from zhanggui.domain.catalog.rules import Demands
from zhanggui.domain.catalog.words import fields_said
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import source_of


def refuse_unfit(version: GoodsVersion, at: datetime) -> None:
    """Refuse what may not be submitted, and what may not be published: the same list for both."""
    goods, category, today = version.goods, version.goods.category, at.astimezone(SHANGHAI).date()
    if ban := rules.banned_by(category.legal_class, rules.SALE_BANS, on=at):
        raise NotForSale(category=category.name_zh, source=source_of(ban, on=at))
    if goods.supplier.trades_until is None or goods.supplier.trades_until <= at:
        raise SupplierMayNotSell
    _refuse_incomplete(version, today)
    refuse_missing_papers(version, at)


def _refuse_incomplete(version: GoodsVersion, today: date) -> None:
    category, content = version.goods.category, content_of(version)
    demands = Demands(tuple(category.required_fields), category.shelf_life_needed)
    if wanting := rules.missing(content, demands, pictures=version.pictures.count(), on=today):
        raise InformationIncomplete(fields=fields_said(wanting))
    medical = category.legal_class in rules.MEDICAL_CLASSES
    if words := rules.unproven(content, medical_class=medical, on=today):
        raise UnprovenClaim(words="、".join(words))
