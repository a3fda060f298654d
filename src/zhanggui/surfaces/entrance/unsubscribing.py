"""One click, and no more of these: by a mail program (RFC 8058) or by a person, never signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from zhanggui.domain.messaging.operations.unsubscribe import unsubscribe
from zhanggui.domain.messaging.queries import message_of_unsubscribing
from zhanggui.domain.messaging.states import TOPICS, Topic
from zhanggui.kernel import clock


# A mail program posts without a cookie; the signed link is what it is believed by.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """Asked by GET, because link checkers follow links; done by POST."""
    if request.method == "POST":
        message = unsubscribe(token=token, by=request.actor, at=clock.now())  # type: ignore[attr-defined]
    else:
        message = message_of_unsubscribing(token)
    context = {
        "done": request.method == "POST",
        "topic": gettext(TOPICS[Topic(message.topic)]),
        "channel": message.channel,
    }
    return render(request, "entrance/unsubscribe.html", context)
