"""What browsers are told to refuse: foreign scripts, frames, and devices nobody here needs."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

STRICT = "script-src 'self'; style-src 'self' 'unsafe-inline'"
LIBRARIES = "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'"
"""The console's shell and the pages of the API are libraries that write scripts into their pages."""
WITH_LIBRARIES = ("/console/", "/api/")
LISTENING = ("/control-room/", "/desk/")
NOT_USED = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


class SafeHeaders:
    """Gives every answer a content security policy, unless its view has set a stricter one (documents do)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # A browser applies form-action to where a form's answer leads, too: to a payment gateway.
        gateways = [urlsplit(address) for address in (settings.GATEWAY_URL, settings.ALIPAY_URL)]
        tills = " ".join(sorted({f"{one.scheme}://{one.netloc}" for one in gateways}))
        rest = (
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; "
            f"form-action 'self' {tills}; frame-ancestors 'none'"
        )
        # The control room and the phone desk listen to the server of live figures, on a port of its own.
        listening = settings.STREAM_URL or f"*:{settings.STREAM_PORT}"
        self.room = f"{rest}; {STRICT}; connect-src 'self' {listening}"
        self.strict, self.libraries = f"{rest}; {STRICT}", f"{rest}; {LIBRARIES}"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = self.libraries if request.path.startswith(WITH_LIBRARIES) else self.strict
        if request.path.startswith(LISTENING):
            policy = self.room
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", NOT_USED)
        return response
