"""The doors of WeChat Pay's stand-in. Every request is checked, every answer but a file is signed."""

import gzip
import hashlib
import json
from collections.abc import Callable
from datetime import date
from functools import wraps

from django.conf import settings
from django.core import signing as tokens
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from zhanggui.integrations.gateway import jobs, till
from zhanggui.integrations.gateway.till import TillRefuses
from zhanggui.integrations.wechatpay import protocol, standin
from zhanggui.integrations.wechatpay.standin import WECHAT, Said
from zhanggui.kernel import clock

SALT, MINUTES = "wechat.bill", 5
View = Callable[..., HttpResponse]


def by_protocol(view: Callable[..., Said]) -> View:
    """Refuse what the house did not sign; sign what is answered."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **words: str) -> HttpResponse:
        if not _is_ours(request):
            return _signed(Said(401, {"code": "SIGN_ERROR", "message": "签名错误"}))
        try:
            return _signed(view(request, **words))
        except TillRefuses as refusal:
            return _signed(standin.refused(refusal))
        except (KeyError, ValueError, TypeError):
            return _signed(Said(400, {"code": "PARAM_ERROR", "message": "参数错误"}))

    return answer


def _is_ours(request: HttpRequest) -> bool:
    path = request.get_full_path()
    path = path[path.index("/v3/") :]
    words = request.headers.get("Authorization", "")
    method = str(request.method)
    return protocol.is_from_the_house(words, method=method, path=path, body=request.body.decode())


def _signed(said: Said) -> HttpResponse:
    body = "" if said.words is None else json.dumps(said.words, ensure_ascii=False)
    response = HttpResponse(body, status=said.status, content_type="application/json")
    for name, value in protocol.signature_headers(body, at=clock.now()).items():
        response[name] = value
    return response


@by_protocol
def pay(request: HttpRequest, kind: str) -> Said:
    """A payment is opened."""
    return WECHAT.opened(kind, json.loads(request.body), at=clock.now())


@by_protocol
def trade(request: HttpRequest, number: str) -> Said:
    """A payment is asked for."""
    return WECHAT.asked_for(number)


@by_protocol
def close(request: HttpRequest, number: str) -> Said:
    """A payment is closed."""
    return WECHAT.closed(number, at=clock.now())


@by_protocol
def refund(request: HttpRequest) -> Said:
    """A refund is asked for; a notification tells of its end."""
    said, begun = WECHAT.refunded(json.loads(request.body), at=clock.now())
    jobs.notify_refund.defer(refund_id=str(begun.pk))
    return said


@by_protocol
def one_refund(request: HttpRequest, number: str) -> Said:
    """A refund is asked about."""
    return WECHAT.refund_asked_for(number)


@by_protocol
def bill(request: HttpRequest) -> Said:
    """Where the bill of a day is fetched, and its digest."""
    day = date.fromisoformat(request.GET["bill_date"])
    if not any(True for _ in till.movements("wechat", day)):
        return Said(400, {"code": "NO_STATEMENT_EXIST", "message": "账单文件不存在"})
    token = tokens.dumps(day.isoformat(), salt=SALT)
    raw = gzip.decompress(standin.bill_file(day))
    return Said(
        200,
        {
            "download_url": f"{settings.WECHATPAY_URL}/v3/billdownload/file?token={token}",
            "hash_type": "SHA1",
            "hash_value": hashlib.sha1(raw, usedforsecurity=False).hexdigest(),
        },
    )


def bill_file(request: HttpRequest) -> HttpResponse:
    """The file, for a signed request with a fresh token."""
    try:
        day = date.fromisoformat(tokens.loads(request.GET.get("token", ""), salt=SALT, max_age=MINUTES * 60))
    except tokens.BadSignature:
        return HttpResponse(status=404)
    if not _is_ours(request):
        return HttpResponse(status=401)
    return HttpResponse(standin.bill_file(day), content_type="application/octet-stream")
