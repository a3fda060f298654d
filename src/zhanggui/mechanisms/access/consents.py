"""Consents as verbs share them: always under the text in force."""

from collections.abc import Sequence
from datetime import datetime

from zhanggui.identity.models import Account, Consent, PolicyText
from zhanggui.mechanisms.access.refusals import NoSuchText


def text_in_force(purpose: str) -> PolicyText:
    """The newest published text for this purpose. Raises ``NoSuchText``."""
    text = PolicyText.objects.filter(purpose=purpose).order_by("-version").first()
    if text is None:
        raise NoSuchText(purpose=purpose)
    return text


def give_all(account: Account, purposes: Sequence[str], channel: str, at: datetime) -> list[Consent]:
    """One consent for each purpose (NT-06: none is bundled), under the text in force."""
    return Consent.objects.bulk_create(
        Consent(
            person=account.person,
            purpose=purpose,
            text=text_in_force(purpose),
            channel=channel,
            given_at=at,
        )
        for purpose in purposes
    )
