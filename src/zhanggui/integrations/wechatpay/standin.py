"""WeChat Pay's side of API v3: the same books as the other stand-ins, told in WeChat Pay's words."""

import csv
import gzip
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from zhanggui.integrations.gateway import till, wire
from zhanggui.integrations.gateway.models import StandInRefund, StandInTrade
from zhanggui.integrations.gateway.till import Asked, Letter, Movement, TillRefuses
from zhanggui.integrations.wechatpay import protocol
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id

STATES = {
    StandInTrade.Status.WAITING: "NOTPAY",
    StandInTrade.Status.SUCCESS: "SUCCESS",
    StandInTrade.Status.CLOSED: "CLOSED",
}
REFUSALS = {
    "no such trade": (404, "ORDER_NOT_EXIST", "订单不存在"),
    "paid": (400, "ORDERPAID", "订单已支付"),
    "refund changed": (400, "INVALID_REQUEST", "退款单号已用于其他金额"),
    "more than was paid": (403, "NOT_ENOUGH", "退款金额超过可退金额"),
    "another amount": (403, "OUT_TRADE_NO_USED", "商户订单号重复"),
}
HEADINGS = (
    "交易时间", "公众账号ID", "商户号", "特约商户号", "设备号", "微信订单号", "商户订单号", "用户标识",
    "交易类型", "交易状态", "付款银行", "货币种类", "应结订单金额", "代金券金额", "微信退款单号",
    "商户退款单号", "退款金额", "充值券退款金额", "退款类型", "退款状态", "商品名称", "商户数据包",
    "手续费", "费率", "订单金额", "申请退款金额", "费率备注",
)  # fmt: skip
SUMMARY = (
    "总交易单数", "应结订单总金额", "退款总金额", "充值券退款总金额", "手续费总金额", "订单总金额",
    "申请退款总金额",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """An answer before it is signed: a status, and words or nothing."""

    status: int
    words: Mapping[str, Any] | None = None


class WeChatStandIn:
    """WeChat Pay, as far as a shop sees it."""

    name = "wechat"

    def opened(self, kind: str, content: Mapping[str, Any], *, at: datetime) -> Said:
        """A payment by code (``native``) or on the phone (``h5``)."""
        asked = Asked(
            number=content["out_trade_no"],
            amount_fen=int(content["amount"]["total"]),
            subject=content["description"],
            notify_url=content["notify_url"],
            expires_at=datetime.fromisoformat(content["time_expire"]),
            app_id=content["appid"],
        )
        trade = till.open_trade(self.name, asked, at=at)
        address = f"{settings.PUBLIC_URL}/gateway/scan/{trade.trade_no}/"
        return Said(200, {"code_url" if kind == "native" else "h5_url": address})

    def asked_for(self, number: str) -> Said:
        """A payment as it stands."""
        return Said(200, described(till.trade_of(self.name, number)))

    def closed(self, number: str, *, at: datetime) -> Said:
        """Nothing is said where it went well."""
        till.close(self.name, number, at=at)
        return Said(204)

    def refunded(self, content: Mapping[str, Any], *, at: datetime) -> tuple[Said, StandInRefund]:
        """A refund begins; that it went through is told afterwards."""
        refund, is_new = till.send_back(
            self.name,
            content["out_trade_no"],
            content["out_refund_no"],
            int(content["amount"]["refund"]),
            at=at,
        )
        status = "PROCESSING" if is_new else "SUCCESS"
        return Said(200, refund_described(refund) | {"status": status}), refund

    def refund_asked_for(self, number: str) -> Said:
        """A refund as it stands."""
        refund = StandInRefund.objects.filter(trade__firm=self.name, out_request_no=number).first()
        if refund is None:
            return Said(404, {"code": "RESOURCE_NOT_EXISTS", "message": "退款单不存在"})
        return Said(200, refund_described(refund) | {"status": "SUCCESS"})

    def letter(self, trade: StandInTrade, *, at: datetime) -> Letter:
        """The signed notification of a payment. One that was closed is not told of, only paid ones are."""
        kind = "TRANSACTION.SUCCESS" if trade.paid_at else "TRANSACTION.CLOSED"
        return _letter(kind, "transaction", described(trade), at)

    def refund_letter(self, refund: StandInRefund, *, at: datetime) -> Letter | None:
        """The signed notification of a refund."""
        told = refund_described(refund) | {"refund_status": "SUCCESS", "mchid": settings.WECHATPAY_MCH_ID}
        return _letter("REFUND.SUCCESS", "refund", told, at)

    def heard(self, status: int, body: bytes) -> bool:
        """Any status of success will do."""
        return 200 <= status < 300


def refused(refusal: TillRefuses) -> Said:
    """A refusal of the till in WeChat Pay's words."""
    status, code, message = REFUSALS[refusal.why]
    return Said(status, {"code": code, "message": message})


def described(trade: StandInTrade) -> dict[str, Any]:
    """A payment in WeChat Pay's words."""
    state = (
        "REFUND" if trade.paid_at and trade.refunds.exists() else STATES[StandInTrade.Status(trade.status)]
    )
    told = {
        "appid": trade.app_id,
        "mchid": settings.WECHATPAY_MCH_ID,
        "out_trade_no": trade.out_trade_no,
        "trade_state": state,
        "trade_state_desc": state,
        "amount": {"total": trade.amount_fen, "currency": "CNY"},
    }
    if trade.paid_at is None:
        return told
    return told | {
        "transaction_id": trade.trade_no,
        "trade_type": "NATIVE",
        "success_time": _written(trade.paid_at),
    }


def refund_described(refund: StandInRefund) -> dict[str, Any]:
    """A refund in WeChat Pay's words, but for its status."""
    return {
        "refund_id": refund_id(refund),
        "out_refund_no": refund.out_request_no,
        "transaction_id": refund.trade.trade_no,
        "out_trade_no": refund.trade.out_trade_no,
        "success_time": _written(refund.at),
        "amount": {"total": refund.trade.amount_fen, "refund": refund.amount_fen, "currency": "CNY"},
    }


def refund_id(refund: StandInRefund) -> str:
    """WeChat Pay's own number of a refund."""
    return f"5030{refund.id.int % 10**24:024d}"


def bill_file(day: date) -> bytes:
    """The bill of a day, of kind ALL, packed by gzip."""
    text = io.StringIO()
    moved = list(till.movements("wechat", day))
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(HEADINGS)
    for one in moved:
        rows.writerow([f"`{value}" for value in _row(one).values()])
    taken = sum(one.amount_fen for one in moved if one.refund is None)
    back = -sum(one.amount_fen for one in moved if one.refund is not None)
    fee = sum(one.fee_fen for one in moved)
    rows.writerow(SUMMARY)
    sums = (taken, back, 0, fee, taken, back)
    rows.writerow([f"`{len(moved)}", *(f"`{wire.amount(amount)}" for amount in sums)])
    return gzip.compress(text.getvalue().encode(), mtime=0)


def _row(one: Movement) -> dict[str, str]:
    amount, nothing = wire.amount(abs(one.amount_fen)), "0.00"
    told = dict.fromkeys(HEADINGS, "")
    told |= {
        "交易时间": wire.written(one.at),
        "公众账号ID": one.trade.app_id,
        "商户号": settings.WECHATPAY_MCH_ID,
        "微信订单号": one.trade.trade_no,
        "商户订单号": one.trade.out_trade_no,
        "交易类型": "NATIVE",
        "交易状态": "REFUND" if one.refund else "SUCCESS",
        "付款银行": "OTHERS",
        "货币种类": "CNY",
        "应结订单金额": nothing if one.refund else amount,
        "代金券金额": nothing,
        "微信退款单号": refund_id(one.refund) if one.refund else "",
        "商户退款单号": one.refund.out_request_no if one.refund else "",
        "退款金额": amount if one.refund else nothing,
        "充值券退款金额": nothing,
        "退款类型": "ORIGINAL" if one.refund else "",
        "退款状态": "SUCCESS" if one.refund else "",
        "商品名称": one.trade.subject,
        "手续费": wire.amount(one.fee_fen),
        "费率": "0.60%",
        "订单金额": nothing if one.refund else amount,
        "申请退款金额": amount if one.refund else nothing,
    }
    return told


def _letter(event: str, kind: str, resource: Mapping[str, Any], at: datetime) -> Letter:
    body = json.dumps(
        {
            "id": str(new_id()),
            "create_time": _written(at),
            "resource_type": "encrypt-resource",
            "event_type": event,
            "summary": event,
            "resource": protocol.encrypted(resource, kind),
        }
    )
    headers = {"Content-Type": "application/json", **protocol.signature_headers(body, at=at)}
    return Letter(body=body.encode(), headers=headers)


def _written(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


WECHAT = WeChatStandIn()
