"""The stand-ins' doors: the one for programs of the RSA2 protocol, and the page on which a customer pays."""

import json
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zhanggui.integrations.gateway import jobs, till
from zhanggui.integrations.gateway.models import StandInTrade
from zhanggui.integrations.gateway.standin import HOUSE_GATEWAY, PAGES, Rsa2StandIn
from zhanggui.kernel import clock
from zhanggui.kernel.money import NotAnAmount, yuan


@csrf_exempt
def gateway(request: HttpRequest) -> HttpResponse:
    """A signed request to the gateway of the house's own."""
    return answer(request, HOUSE_GATEWAY)


def answer(request: HttpRequest, firm: Rsa2StandIn) -> HttpResponse:
    """A signed request is answered; one for the pay page opens it."""
    given = request.POST if request.method == "POST" and request.POST else request.GET
    parameters: dict[str, str] = given.dict()
    if parameters.get("method") not in PAGES:
        body = firm.answer(parameters, at=clock.now())
        return HttpResponse(body, content_type="application/json; charset=utf-8")
    if not firm.is_from_the_house(parameters):
        return HttpResponseBadRequest("the signature is not good", content_type="text/plain")
    try:
        trade = firm.open_trade(parameters, at=clock.now())
    except (KeyError, ValueError, NotAnAmount, json.JSONDecodeError, till.TillRefuses):
        return HttpResponseBadRequest("the content cannot be read", content_type="text/plain")
    return _page(request, trade)


@require_safe
def scan(request: HttpRequest, trade_no: str) -> HttpResponse:
    """Where the code leads that was shown on the screen."""
    trade = StandInTrade.objects.filter(trade_no=trade_no).first()
    if trade is None:
        raise Http404
    return _page(request, trade)


@require_POST
def decide(request: HttpRequest, trade_no: str, verb: str) -> HttpResponse:
    """The customer pays, or the payment fails; the house is told by a notification."""
    wanted = {"pay": StandInTrade.Status.SUCCESS, "fail": StandInTrade.Status.CLOSED}
    try:
        trade = till.settle(trade_no, wanted[verb], at=clock.now())
    except (StandInTrade.DoesNotExist, KeyError) as problem:
        raise Http404 from problem
    jobs.notify.defer(trade_no=trade_no)
    if not trade.return_url:
        return _page(request, trade)
    mark = "&" if "?" in trade.return_url else "?"
    query = urlencode({"out_trade_no": trade.out_trade_no, "trade_no": trade.trade_no})
    return HttpResponseRedirect(f"{trade.return_url}{mark}{query}")


def _page(request: HttpRequest, trade: StandInTrade) -> HttpResponse:
    context = {"trade": trade, "amount": yuan(trade.amount_fen)}
    return render(request, "gateway/pay.html", context)
