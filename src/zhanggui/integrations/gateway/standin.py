"""The stand-in gateway: what it answers, and what it does when somebody pays."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Sum

from zhanggui.integrations.gateway import keys, signing, wire
from zhanggui.integrations.gateway.models import StandInRefund, StandInTrade
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import NotAnAmount, fen

Status = StandInTrade.Status
Answer = dict[str, Any]


def is_from_the_house(parameters: Mapping[str, str]) -> bool:
    """Whether the house signed this request."""
    text = signing.canonical(parameters, without=signing.REQUEST)
    return signing.is_signed(text, parameters.get("sign", ""), keys.public_key("house"))


def signed_answer(method: str, answer: Answer) -> str:
    """The envelope of an answer, signed over the answer's own characters."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    signature = signing.sign(body.encode(), keys.private_key("gateway"))
    return f'{{"{method.replace(".", "_")}_response":{body},"sign":"{signature}"}}'


def answer(parameters: Mapping[str, str], *, at: datetime) -> str:
    """The signed answer to a signed request."""
    method = parameters.get("method", "")
    if not is_from_the_house(parameters):
        return signed_answer(method, failed("isv.invalid-signature", "the signature is not good"))
    if method not in METHODS:
        return signed_answer(method, failed("isv.invalid-method", "there is no such method"))
    try:
        content = json.loads(parameters["biz_content"])
        return signed_answer(method, METHODS[method](content, at))
    except StandInTrade.DoesNotExist:
        return signed_answer(method, failed(wire.NO_SUCH_TRADE, "there is no such trade"))
    except (KeyError, ValueError, NotAnAmount):
        return signed_answer(method, failed("isv.invalid-parameter", "the content cannot be read"))


def done(**content: Any) -> Answer:
    return {"code": wire.SUCCESS, "msg": "Success", **content}


def failed(code: str, message: str) -> Answer:
    return {"code": "40004", "msg": "Business Failed", "sub_code": code, "sub_msg": message}


def open_trade(parameters: Mapping[str, str], *, at: datetime) -> StandInTrade:
    """The trade of a pay page request: opened at the first visit, the same one afterwards."""
    content = json.loads(parameters["biz_content"])
    trade, _ = StandInTrade.objects.get_or_create(
        out_trade_no=content["out_trade_no"],
        defaults={
            "trade_no": f"{at:%Y%m%d}{new_id().int % 10**20:020d}",
            "app_id": parameters["app_id"],
            "subject": content["subject"][:256],
            "amount_fen": fen(content["total_amount"]),
            "instalments": int(json.loads(content.get("extend_params", "{}")).get("hb_fq_num", 1)),
            "notify_url": parameters["notify_url"],
            "return_url": parameters.get("return_url", ""),
            "expires_at": wire.time_of(content["time_expire"]),
            "opened_at": at,
        },
    )
    return trade


@transaction.atomic
def settle(trade_no: str, status: str, *, at: datetime) -> StandInTrade:
    """The customer pays, or the trade is closed. Only a waiting trade changes."""
    trade = StandInTrade.objects.select_for_update().get(trade_no=trade_no)
    if trade.status != Status.WAITING:
        return trade
    if status == Status.SUCCESS and trade.expires_at and trade.expires_at < at:
        status = Status.CLOSED
    trade.status = status
    if status == Status.SUCCESS:
        trade.paid_at = at
    else:
        trade.closed_at = at
    trade.save()
    return trade


def notice(trade: StandInTrade, *, at: datetime) -> dict[str, str]:
    """The signed notification of where a trade stands now."""
    form = {
        "notify_id": new_id().hex,
        "notify_type": "trade_status_sync",
        "notify_time": wire.written(at),
        "app_id": trade.app_id,
        "charset": "utf-8",
        "version": "1.0",
        "sign_type": signing.SIGN_TYPE,
        **_described(trade),
    }
    text = signing.canonical(form, without=signing.NOTICE)
    return {**form, "sign": signing.sign(text, keys.private_key("gateway"))}


def _described(trade: StandInTrade) -> dict[str, str]:
    described = {
        "out_trade_no": trade.out_trade_no,
        "trade_no": trade.trade_no,
        "trade_status": trade.status,
        "total_amount": wire.amount(trade.amount_fen),
    }
    return described | ({"gmt_payment": wire.written(trade.paid_at)} if trade.paid_at else {})


def _query(content: Mapping[str, str], at: datetime) -> Answer:
    return done(**_described(StandInTrade.objects.get(out_trade_no=content["out_trade_no"])))


def _close(content: Mapping[str, str], at: datetime) -> Answer:
    trade = StandInTrade.objects.get(out_trade_no=content["out_trade_no"])
    trade = settle(trade.trade_no, Status.CLOSED, at=at)
    if trade.status == Status.SUCCESS:
        return failed("ACQ.TRADE_STATUS_ERROR", "the trade is paid")
    return done(out_trade_no=trade.out_trade_no, trade_no=trade.trade_no)


@transaction.atomic
def _refund(content: Mapping[str, str], at: datetime) -> Answer:
    trade = StandInTrade.objects.select_for_update().get(out_trade_no=content["out_trade_no"])
    amount = fen(content["refund_amount"])
    earlier = trade.refunds.filter(out_request_no=content["out_request_no"]).first()
    if earlier is not None:
        if earlier.amount_fen != amount:
            return failed("ACQ.REFUND_REQUEST_CHANGED", "this refund was asked for with another amount")
        return done(out_trade_no=trade.out_trade_no, trade_no=trade.trade_no, fund_change="N")
    sent = trade.refunds.aggregate(sum=Sum("amount_fen"))["sum"] or 0
    if trade.paid_at is None or amount <= 0 or sent + amount > trade.amount_fen:
        return failed("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "more than was paid")
    StandInRefund.objects.create(
        trade=trade, out_request_no=content["out_request_no"], amount_fen=amount, at=at
    )
    return done(out_trade_no=trade.out_trade_no, trade_no=trade.trade_no, fund_change="Y")


def _bill(content: Mapping[str, str], at: datetime) -> Answer:
    day = date.fromisoformat(content["bill_date"])
    start = datetime.combine(day, time(), tzinfo=SHANGHAI)
    span = (start, start + timedelta(days=1) - timedelta(microseconds=1))
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["out_trade_no", "out_request_no", "trade_no", "amount", "time"])
    for trade in StandInTrade.objects.filter(paid_at__range=span).order_by("paid_at").iterator():
        paid = wire.written(trade.paid_at or at)
        rows.writerow([trade.out_trade_no, "", trade.trade_no, wire.amount(trade.amount_fen), paid])
    for refund in (
        StandInRefund.objects.filter(at__range=span).select_related("trade").order_by("at").iterator()
    ):
        back = wire.amount(-refund.amount_fen)
        number, request = refund.trade.out_trade_no, refund.out_request_no
        rows.writerow([number, request, refund.trade.trade_no, back, wire.written(refund.at)])
    return done(bill=text.getvalue())


METHODS: dict[str, Callable[[Mapping[str, str], datetime], Answer]] = {
    "alipay.trade.query": _query,
    "alipay.trade.close": _close,
    "alipay.trade.refund": _refund,
    "alipay.data.dataservice.bill.query": _bill,
}
