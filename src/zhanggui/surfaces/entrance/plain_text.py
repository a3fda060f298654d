"""Text with a NUL in it is not text: PostgreSQL stores none, and nobody types one."""

from collections.abc import Callable, Iterable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\x00"
WRITTEN_NUL = b"\\u0000"
"""How JSON writes it."""


class PlainText:
    """Middleware that answers 400 where an address, a form or a JSON body holds a NUL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Before the view, so that what it raises becomes the usual answer."""
        texts = [request.path_info, *_texts(request.GET)]
        if request.content_type == "application/json":
            if WRITTEN_NUL in request.body.lower():
                raise BadRequest("NUL")
        else:
            texts += _texts(request.POST)
        if any(NUL in text for text in texts):
            raise BadRequest("NUL")


def _texts(given: QueryDict) -> Iterable[str]:
    for name, values in given.lists():
        yield name
        yield from (str(value) for value in values)
