"""Where a reader came from: the code of a link, kept in their own browser for a week and nowhere else."""

from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "origin"
WEEK = 7 * 24 * 3600
_SALT = "storefront.origin"


def remember(response: HttpResponse, code: str) -> None:
    """Let this browser carry the code; nobody else reads it, and no identifier is in it."""
    value = signing.dumps(code, salt=_SALT)
    response.set_cookie(COOKIE, value, max_age=WEEK, httponly=True, samesite="Lax")


def remembered(request: HttpRequest) -> str:
    """The code this browser carries, if we gave it less than a week ago."""
    try:
        code: str = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=WEEK)
    except signing.BadSignature:
        return ""
    return code
