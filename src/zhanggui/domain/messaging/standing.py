"""What is known about recipients at the last moment: read for a whole portion at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count

from zhanggui.domain.messaging.models import ChannelChoice, Message, Suppression
from zhanggui.domain.messaging.rules import Standing
from zhanggui.domain.messaging.states import MARKETING_ONLY, Channel, MessageState, Topic
from zhanggui.identity.models import Account, Consent
from zhanggui.kernel.norms import norm
from zhanggui.schema.encrypted import keyed_hash

CONSENT = "marketing"
"""The purpose that marketing needs a consent for."""
COUNTED = (MessageState.SENT, MessageState.DELIVERED, MessageState.IN_DOUBT, MessageState.COMPLAINED)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient of a portion: their name, their address and its hash, and what stands for or against."""

    name: str
    address_hash: str
    known: Standing


def address_of(account: Account, channel: str) -> str | None:
    """Where this way leads for this account."""
    if channel == Channel.MAIL:
        return account.email.strip() or None
    return account.mobile if channel == Channel.SMS else None


def hash_of(channel: str, address: str) -> str:
    """The hash by which an address is suppressed. Mail addresses differ by no capital letter."""
    return keyed_hash(f"{channel} {address.strip().lower()}")


def recipients(
    account_ids: Sequence[UUID], *, topic: str, channel: str, at: datetime
) -> dict[UUID, Recipient]:
    """What is known about each of these accounts, in a handful of queries whatever their number."""
    columns = ["email", "disabled_at", "person__name", *(["mobile"] if channel == Channel.SMS else [])]
    found = Account.objects.filter(pk__in=account_ids).select_related("person").only(*columns)
    accounts = list(found)
    addresses = {account.id: address_of(account, channel) for account in accounts}
    hashes = {pk: hash_of(channel, address) if address else "" for pk, address in addresses.items()}
    against = _suppressed(channel, [h for h in hashes.values() if h])
    refused = set(
        ChannelChoice.objects.filter(account__in=account_ids, topic=topic, channel=channel)
        .exclude(refused_at=None)
        .values_list("account_id", flat=True)
    )
    marketing = topic == Topic.MARKETING
    agreed = _agreed([a.person_id for a in accounts if a.person_id]) if marketing else set()
    lately = _lately(account_ids, at) if marketing else {}
    return {
        account.id: Recipient(
            account.person.name if account.person else "",
            hashes[account.id],
            Standing(
                open_account=account.is_active,
                address=addresses[account.id],
                address_fails=bool(against.get(hashes[account.id], set()) - MARKETING_ONLY),
                complained=bool(against.get(hashes[account.id], set()) & MARKETING_ONLY),
                refused=account.id in refused,
                consented=account.person_id in agreed,
                marketing_lately=lately.get(account.id, 0),
            ),
        )
        for account in accounts
    }


def _suppressed(channel: str, hashes: list[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    rows = Suppression.objects.filter(channel=channel, address_hash__in=hashes, lifted_at=None)
    for address_hash, reason in rows.values_list("address_hash", "reason"):
        found.setdefault(address_hash, set()).add(reason)
    return found


def _agreed(persons: list[UUID]) -> set[UUID]:
    standing = Consent.objects.filter(person__in=persons, purpose=CONSENT, withdrawn_at=None)
    return set(standing.values_list("person_id", flat=True))


def _lately(account_ids: Sequence[UUID], at: datetime) -> dict[UUID, int]:
    """How much marketing each has had within the days of the cap, by any way but the house's own pages."""
    since = at - timedelta(days=norm("messaging.marketing_cap_days", on=at))
    sent = Message.objects.filter(account__in=account_ids, topic=Topic.MARKETING, sent_at__gt=since)
    rows = sent.exclude(channel=Channel.INBOX).filter(state__in=COUNTED)
    return dict(rows.values_list("account_id").annotate(n=Count("id")))
