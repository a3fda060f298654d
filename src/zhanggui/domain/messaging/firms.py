"""Telling a firm: everybody who signs in for it gets the notice, in their inbox and by mail."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.domain.messaging.states import Channel
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.trail import Subject

FIRM = (Channel.INBOX, Channel.MAIL)
"""The ways a firm is told by."""


def on_day(moment: datetime) -> str:
    """The moment of Shanghai at which a time ends, as people write it."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def tell_firm(
    kind: NoticeKind,
    organisation_id: UUID,
    values: Mapping[str, str],
    about: Subject,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Tell everybody who signs in for this firm, once for the same thing and the same time to answer."""
    people = Account.objects.filter(organisation_id=organisation_id, disabled_at=None, person__isnull=False)
    for account_id in people.order_by("pk").values_list("pk", flat=True):
        key = f"{kind.code}:{about.id}:{values.get('until', '')}"
        notice = Notice(kind=kind, account_id=account_id, key=key, values=values, about=about)
        send(notice=notice, by=by, at=at)
