"""Submitting goods information: complete, with its documents, it is frozen and goes to the reviewer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog.capabilities import DESCRIBE_GOODS
from zhanggui.domain.catalog.drafts import frozen_content
from zhanggui.domain.catalog.facts import GoodsSubmitted
from zhanggui.domain.catalog.fitness import refuse_unfit
from zhanggui.domain.catalog.models import Declaration, GoodsVersion
from zhanggui.domain.catalog.policies import GOODS_INFORMATION
from zhanggui.domain.catalog.reach import reach_version
from zhanggui.domain.catalog.rules import WORDING
from zhanggui.domain.catalog.states import VERSION
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import approvals, trail


@transaction.atomic
def submit_goods_version(*, version_id: UUID, by: Actor, at: datetime, note: str = "") -> GoodsVersion:
    """Hand a draft to the reviewer (B-2.2.1). From now on it cannot be changed, only withdrawn.

    Whoever submits answers for it that all of it is accurate and complete; that is kept (B-3.2.4).

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
    Declaration.objects.create(
        version=version, declared_by_id=by.account_id, declared_at=at, wording=WORDING, way=by.via
    )
    approvals.submit(GOODS_INFORMATION, version, by=by, at=at, author=version.author, note=note)

    fact = GoodsSubmitted(number=version.goods.number, version=version.number, name=version.name)
    trail.record(fact, on=version, by=by, at=at, reason=note, thread=version.goods)
    return version
