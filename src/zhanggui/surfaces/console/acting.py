"""Who acts through a console page."""

from django.http import HttpRequest

from zhanggui.identity.actor import PUBLIC, Actor


def acting(request: HttpRequest) -> Actor:
    """The signed-in person as the ``by`` of an operation."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None:
        return actor
    if not request.user.is_authenticated:
        return PUBLIC
    return request.user.actor(via="console", request_id=request.headers.get("X-Request-ID", ""))
