"""Tokens against forged requests for pages that many readers share: each reader gets their own.

Django draws 64 characters one by one, each from the system's source of chance. Where a page is answered in a
tenth of a millisecond that is a quarter of it, so here they come from one draw. The tokens are Django's.
"""

import os
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH

LETTERS = CSRF_ALLOWED_CHARS
PLACE = {letter: place for place, letter in enumerate(LETTERS)}
SECRET = re.compile(f"[A-Za-z0-9]{{{CSRF_SECRET_LENGTH}}}")
_FAIR = len(LETTERS) * (256 // len(LETTERS))
_OF_BYTE = [LETTERS[byte % len(LETTERS)] if byte < _FAIR else "" for byte in range(256)]


def drawn() -> str:
    """So many letters by chance as a secret has, each as likely as any other."""
    letters = ""
    while len(letters) < CSRF_SECRET_LENGTH:
        letters += "".join(map(_OF_BYTE.__getitem__, os.urandom(CSRF_SECRET_LENGTH + 16)))
    return letters[:CSRF_SECRET_LENGTH]


def masked(secret: str) -> str:
    """The secret as a form carries it: never twice alike, lest compression betray it."""
    mask = drawn()
    count = len(LETTERS)
    cipher = [LETTERS[(PLACE[a] + PLACE[b]) % count] for a, b in zip(secret, mask, strict=True)]
    return mask + "".join(cipher)


def known_secret(request: HttpRequest) -> str:
    """The secret in this reader's cookie, or nothing."""
    held = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return held if SECRET.fullmatch(held) else ""


def give_token(request: HttpRequest) -> str:
    """A token for this reader's form; Django's middleware sees to the cookie of somebody new.

    Where Django has drawn a secret for another form of the same page, that one is theirs.
    """
    secret = request.META.get("CSRF_COOKIE") or known_secret(request)
    if not secret:
        secret = drawn()
        request.META |= {"CSRF_COOKIE": secret, "CSRF_COOKIE_NEEDS_UPDATE": True}
    return masked(secret)


def give(response: HttpResponse, secret: str) -> None:
    """Give a reader who has none a secret of their own, as Django's middleware gives it."""
    response.set_cookie(
        settings.CSRF_COOKIE_NAME,
        secret,
        max_age=settings.CSRF_COOKIE_AGE,
        domain=settings.CSRF_COOKIE_DOMAIN,
        path=settings.CSRF_COOKIE_PATH,
        secure=settings.CSRF_COOKIE_SECURE,
        httponly=settings.CSRF_COOKIE_HTTPONLY,
        samesite=settings.CSRF_COOKIE_SAMESITE,
    )
