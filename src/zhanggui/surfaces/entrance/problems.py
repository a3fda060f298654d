"""What a page says when it cannot be shown. Nothing about the inside is told, but the request's number is."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from zhanggui.kernel.refusal import Refusal

WORDS: dict[int, tuple[object, object]] = {
    400: (gettext_lazy("This request was not understood"), gettext_lazy("Go back and try again.")),
    403: (
        gettext_lazy("You may not see this"),
        gettext_lazy("Sign in with an account that has the role for it, or ask an administrator."),
    ),
    404: (
        gettext_lazy("There is nothing here"),
        gettext_lazy("The address may be mistyped, or what it named is not for you to see."),
    ),
    413: (
        gettext_lazy("The request is too large."),
        gettext_lazy("Send less at a time, or a smaller file."),
    ),
    500: (
        gettext_lazy("Something went wrong on our side"),
        gettext_lazy("Nothing half-done was kept. Try again; if it stays, tell us the number below."),
    ),
}
OTHERS = (gettext_lazy("This cannot be done"), gettext_lazy("Go back and try again."))


def problem_page(request: HttpRequest, status: int, text: object = None) -> HttpResponse:
    """The page for this status, with ``text`` (a sentence for people) if there is one to say.

    A program that asked for an address of the API gets a problem document (RFC 9457) instead.
    """
    title, usual = WORDS.get(status, OTHERS)
    if request.path_info.startswith("/api/"):
        told = {
            "type": "about:blank",
            "title": str(text or title),
            "status": status,
            "code": f"http-{status}",
        }
        return JsonResponse(told, status=status, content_type="application/problem+json")
    words = {"title": title, "text": text or usual, "status": status}
    return render(request, "entrance/problem.html", words, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # A body beyond the limit is told as such, whoever was the first to read it.
    return problem_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return problem_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from another site, or one that was open for too long."""
    return problem_page(request, 403, gettext("This form has expired. Load its page again and send it anew."))


class RefusalPages:
    """A refusal that a page did not expect is still told as a sentence, never as an error of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, Refusal):
            return None
        return problem_page(request, problem.status, problem.message(gettext(problem.template())))
