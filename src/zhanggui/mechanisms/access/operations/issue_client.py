"""Letting a program call the API in the name of an account."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from oauth2_provider.models import Application

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.capabilities import ISSUE_CLIENT
from zhanggui.mechanisms.access.facts import ClientIssued


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a program signs in with. The secret is shown once and kept as a hash only."""

    client_id: str
    client_secret: str


@transaction.atomic
def issue_client(*, account_id: UUID, name: str, by: Actor, at: datetime) -> Credentials:
    """Issue OAuth2 client credentials for an account: a partner's system, a carrier's, a telephone system.

    The program holds exactly the roles of the account. Raises ``NotAllowed`` and ``NotFound``.
    """
    by.require(ISSUE_CLIENT)
    account = Account.objects.locked().filter(pk=account_id, disabled_at=None).first()
    if account is None:
        raise NotFound
    made = Credentials(secrets.token_urlsafe(24), secrets.token_urlsafe(48))
    Application.objects.create(
        name=name,
        user=account,
        client_id=made.client_id,
        client_secret=made.client_secret,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )
    trail.record(ClientIssued(name=name, client_id=made.client_id), on=account, by=by, at=at)
    return made
