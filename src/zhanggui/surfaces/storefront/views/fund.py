"""The protection fund, open to everybody (B-6.3.4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhanggui.domain.finance.fund import fund_balance, fund_years
from zhanggui.kernel import clock
from zhanggui.kernel.norms import norm


@require_safe
def fund(request: HttpRequest) -> HttpResponse:
    """What it is for, how it decides, what it holds, and what it did year by year."""
    now = clock.now()
    context = {
        "balance_fen": fund_balance(),
        "years": fund_years(now),
        "least_fen": norm("fund.minimum_fen", on=now),
        "days": norm("fund.decide_days", on=now),
    }
    return render(request, "storefront/fund.html", context)
