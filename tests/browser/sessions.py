"""Browsers that have come in by a door, without typing a password each time."""

from django.conf import settings
from django.contrib.sessions.backends import signed_cookies

from zhanggui.identity.models import Account, SignIn
from zhanggui.kernel import clock
from zhanggui.mechanisms.access.web import SESSION_KEY


def session_of(account: Account) -> tuple[str, str]:
    """The name and value of a cookie with which this account is signed in."""
    at = clock.now()
    sign_in = SignIn.objects.create(account=account, begun_at=at, completed_at=at, seen_at=at)
    store = signed_cookies.SessionStore()
    store[SESSION_KEY] = str(sign_in.id)
    store.save()
    return settings.SESSION_COOKIE_NAME, str(store.session_key)
