"""Handing a template's version to a second person."""

# recorded by: approvals.submit, which tells of the review

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.messaging.capabilities import WRITE_TEMPLATE
from zhanggui.domain.messaging.models import TemplateVersion
from zhanggui.domain.messaging.policies import TEMPLATE
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import approvals


@transaction.atomic
def submit_template(*, version_id: UUID, by: Actor, at: datetime, note: str = "") -> TemplateVersion:
    """Submit it for review. Its words can no longer be changed. Raises what ``approvals.submit`` raises."""
    by.require(WRITE_TEMPLATE)
    version = TemplateVersion.objects.locked().filter(pk=version_id).first()
    if version is None:
        raise NotFound
    author = Account.objects.get(pk=version.written_by_id)
    approvals.submit(TEMPLATE, version, by=by, at=at, author=author, note=note)
    return version
