"""The public register of what the house decided about its suppliers (EC-10, NT-11)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhanggui.domain.appraisal.queries import public_register
from zhanggui.kernel import clock

PAGE = 50


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Rulings that stand, the latest first: which firm, what it did, by which rule, and what was done."""
    rows = list(public_register(clock.now())[: PAGE + 1])
    context = {"rulings": rows[:PAGE], "more": len(rows) > PAGE}
    return render(request, "storefront/register.html", context)
