"""Which mailings would still send an advertisement that was taken down."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from zhanggui.domain.advertising.recognising import taken_down_in
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.operations.stop_mailing import stop_mailing
from zhanggui.domain.campaigns.refusals import MailingShowsTakenDown
from zhanggui.domain.campaigns.screening_mail import said_by
from zhanggui.domain.campaigns.states import MailingState
from zhanggui.domain.messaging.wording import MarketingText
from zhanggui.identity.actor import Actor
from zhanggui.kernel.lifecycle import WrongState


def where_mailed(asset_id: UUID, at: datetime) -> Sequence[str]:
    """The mailings that wait for their hour or go out with it, as a place answers after a take-down."""
    return [one.number for one in _carrying(asset_id)]


def stop_mailings_of(*, asset_id: UUID, by: Actor, at: datetime) -> list[Mailing]:
    """Stop what would go on sending it; each mailing by itself, so that none waits for another."""
    stopped = []
    for one in _carrying(asset_id):
        reason = MailingShowsTakenDown(numbers=", ".join(_shown(one, asset_id))).message()
        with suppress(WrongState):  # it came to its end meanwhile
            stopped.append(stop_mailing(mailing_id=one.pk, reason=reason, by=by, at=at))
    return stopped


def _carrying(asset_id: UUID) -> list[Mailing]:
    under_way = Mailing.objects.filter(state__in=(MailingState.APPROVED, MailingState.SENDING))
    return [one for one in under_way.select_related("version__template") if _shown(one, asset_id)]


def _shown(mailing: Mailing, asset_id: UUID) -> list[str]:
    return taken_down_in(said_by(MarketingText(mailing.version), mailing.values), asset_id=asset_id)
