"""Changing a draft of an advertisement."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.advertising.capabilities import WRITE_ADS
from zhanggui.domain.advertising.facts import AdDraftChanged
from zhanggui.domain.advertising.models import AssetVersion
from zhanggui.domain.advertising.reach import reach_version
from zhanggui.domain.advertising.rules import AdContent
from zhanggui.domain.advertising.states import VERSION
from zhanggui.domain.advertising.writing import columns
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail


@transaction.atomic
def change_ad_draft(*, version_id: UUID, content: AdContent, by: Actor, at: datetime) -> AssetVersion:
    """Write the draft anew. Raises ``WrongState`` once it was submitted."""
    by.require(WRITE_ADS)
    version = reach_version(version_id, by)
    VERSION.after(version.state, "change")

    for name, value in columns(content).items():
        setattr(version, name, value)
    version.save()

    fact = AdDraftChanged(number=version.asset.number, version=version.number)
    trail.record(fact, on=version, by=by, at=at, thread=version.asset)
    return version
