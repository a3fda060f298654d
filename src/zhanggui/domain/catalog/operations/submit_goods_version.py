"""Submitting goods information: complete, with its documents, it is frozen and goes to the reviewer."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog import rules
from zhanggui.domain.catalog.capabilities import DESCRIBE_GOODS
from zhanggui.domain.catalog.drafts import content_of, frozen_content
from zhanggui.domain.catalog.facts import GoodsSubmitted
from zhanggui.domain.catalog.models import GoodsVersion
from zhanggui.domain.catalog.papers import refuse_missing_papers
from zhanggui.domain.catalog.policies import GOODS_INFORMATION
from zhanggui.domain.catalog.reach import reach_version
from zhanggui.domain.catalog.refusals import (
    InformationIncomplete,
    NotForSale,
    SupplierMayNotSell,
    UnprovenClaim,
)
from zhanggui.domain.catalog.rules import Demands
from zhanggui.domain.catalog.states import VERSION
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import source_of
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def submit_goods_version(*, version_id: UUID, by: Actor, at: datetime, note: str = "") -> GoodsVersion:
    """Hand a draft to the reviewer (B-2.2.1). From now on it cannot be changed, only withdrawn.

    Raises ``InformationIncomplete`` with every field that wants, ``DocumentsMissing``, ``UnprovenClaim``,
    ``NotForSale``, ``SupplierMayNotSell`` and ``WrongState``.
    """
    by.require(DESCRIBE_GOODS)
    version = reach_version(version_id, by)
    state = VERSION.after(version.state, "submit")
    refuse_unfit(version, at)

    version.state, version.submitted_at = state, at
    version.digest = approvals.digest_of(frozen_content(version))
    version.save(update_fields=["state", "submitted_at", "digest"])
    approvals.submit(GOODS_INFORMATION, version, by=by, at=at, author=version.author, note=note)

    fact = GoodsSubmitted(number=version.goods.number, version=version.number, name=version.name)
    trail.record(fact, on=version, by=by, at=at, reason=note, thread=version.goods)
    return version


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
        raise InformationIncomplete(fields=", ".join(wanting))
    medical = category.legal_class in rules.MEDICAL_CLASSES
    if words := rules.unproven(content, medical_class=medical, on=today):
        raise UnprovenClaim(words="、".join(words))
