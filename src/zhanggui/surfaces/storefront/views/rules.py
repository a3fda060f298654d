"""Rules of the platform for everybody: in force, coming, open for comments, and older ones (EC-08, EC-09)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhanggui.domain.compliance.models import PolicyVersion
from zhanggui.domain.compliance.queries import open_for_comments, public_rules, public_version
from zhanggui.kernel import clock


@require_safe
def all_rules(request: HttpRequest) -> HttpResponse:
    """What holds, what is announced, what may be commented on, and what held before."""
    at = clock.now()
    context = {"rules": public_rules(at), "drafts": open_for_comments(at)}
    return render(request, "storefront/all_rules.html", context)


@require_safe
def rule(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version of a rule to read."""
    return render(request, "storefront/rule.html", {"version": _found(code, number)})


@require_safe
def rule_text(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The same as a file to keep."""
    version = _found(code, number)
    text = f"{version.policy.title} v{version.number} {version.effective_on:%Y-%m-%d}\n\n{version.text}\n"
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-v{number}.txt"'
    return answer


def _found(code: str, number: int) -> PolicyVersion:
    version = public_version(code, number, clock.now())
    if version is None:
        raise Http404
    return version
