"""What developers and visitors of the example world see in place of a phone."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zhanggui.identity.models import TextMessage


@never_cache
def text_messages(request: HttpRequest) -> HttpResponse:
    """The newest short messages, as phones would show them. Only in the example world or while developing."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    newest = TextMessage.objects.order_by("-created_at", "-pk")[:30]
    return render(request, "entrance/text_messages.html", {"text_messages": newest})
