"""Beginning and ending sign-ins: what all doors share."""

from datetime import datetime

from zhanggui.identity.actor import PUBLIC
from zhanggui.identity.models import Account, SignIn
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.facts import SignedIn, SignInRefused
from zhanggui.mechanisms.access.rules import Origin


def begin(account: Account, origin: Origin, at: datetime, *, complete: bool) -> SignIn:
    """A sign-in of this account from there; until it is complete it opens nothing."""
    return SignIn.objects.create(
        account=account,
        address=origin.address,
        device=origin.device,
        begun_at=at,
        completed_at=at if complete else None,
        seen_at=at,
    )


def tell_entered(sign_in: SignIn, at: datetime, *, second_factor: str) -> None:
    """Record that the sign-in is complete, and by which second factor."""
    account = sign_in.account
    told = SignedIn(name=account.username, address=sign_in.address or "", second_factor=second_factor)
    trail.record(told, on=account, by=account.actor(via="door"), at=at)


def tell_refused(account: Account, origin: Origin, why: str, at: datetime) -> None:
    """Record that somebody tried to come in as this account and was refused."""
    told = SignInRefused(name=account.username, address=origin.address or "", why=why)
    trail.record(told, on=account, by=PUBLIC, at=at)
