"""A stand-in that speaks the RSA2 protocol: what it answers, and what it tells when somebody has paid."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from zhanggui.integrations.gateway import keys, signing, till, wire
from zhanggui.integrations.gateway.models import StandInRefund, StandInTrade
from zhanggui.integrations.gateway.till import Asked, Letter, TillRefuses
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import NotAnAmount, fen

Answer = dict[str, Any]
WHY = {
    "no such trade": wire.NO_SUCH_TRADE,
    "paid": "ACQ.TRADE_STATUS_ERROR",
    "refund changed": "ACQ.REFUND_REQUEST_CHANGED",
    "more than was paid": "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
    "another amount": "ACQ.CONTEXT_INCONSISTENT",
}
PAGES = ("alipay.trade.page.pay", "alipay.trade.wap.pay")


class Rsa2StandIn:
    """One firm that speaks the protocol, with its own keys and its own books."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.methods: dict[str, Callable[[Mapping[str, str], Mapping[str, str], datetime], Answer]] = {
            "alipay.trade.precreate": self._precreate,
            "alipay.trade.query": self._query,
            "alipay.trade.close": self._close,
            "alipay.trade.refund": self._refund,
            "alipay.trade.fastpay.refund.query": self._query_refund,
            "alipay.data.dataservice.bill.query": self._bill,
        }

    def is_from_the_house(self, parameters: Mapping[str, str]) -> bool:
        """Whether the house signed this request."""
        text = signing.canonical(parameters, without=signing.REQUEST)
        return signing.is_signed(text, parameters.get("sign", ""), keys.public_key(f"{self.name}.house"))

    def answer(self, parameters: Mapping[str, str], *, at: datetime) -> str:
        """The signed answer to a signed request."""
        method = parameters.get("method", "")
        if not self.is_from_the_house(parameters):
            return self._signed(method, failed("isv.invalid-signature", "the signature is not good"))
        if method not in self.methods:
            return self._signed(method, failed("isv.invalid-method", "there is no such method"))
        try:
            content = json.loads(parameters["biz_content"])
            return self._signed(method, self.methods[method](content, parameters, at))
        except TillRefuses as refusal:
            return self._signed(method, failed(WHY[refusal.why], refusal.why))
        except (KeyError, ValueError, NotAnAmount):
            return self._signed(method, failed("isv.invalid-parameter", "the content cannot be read"))

    def open_trade(self, parameters: Mapping[str, str], *, at: datetime) -> StandInTrade:
        """The trade of a pay page request: opened at the first visit, the same one afterwards."""
        content = json.loads(parameters["biz_content"])
        extended = content.get("extend_params", {})
        extended = json.loads(extended) if isinstance(extended, str) else extended
        asked = Asked(
            number=content["out_trade_no"],
            amount_fen=fen(content["total_amount"]),
            subject=content["subject"],
            notify_url=parameters["notify_url"],
            return_url=parameters.get("return_url", ""),
            expires_at=wire.time_of(content["time_expire"]),
            app_id=parameters["app_id"],
            instalments=int(extended.get("hb_fq_num", 1)),
        )
        return till.open_trade(self.name, asked, at=at)

    def notice(self, trade: StandInTrade, *, at: datetime) -> dict[str, str]:
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
        return {**form, "sign": signing.sign(text, keys.private_key(f"{self.name}.gateway"))}

    def letter(self, trade: StandInTrade, *, at: datetime) -> Letter:
        """The same, as it is posted."""
        form = urlencode(self.notice(trade, at=at)).encode()
        return Letter(body=form, headers={"Content-Type": "application/x-www-form-urlencoded"})

    def refund_letter(self, refund: StandInRefund, *, at: datetime) -> Letter | None:
        """Nothing: this protocol answers a refund at once."""
        return None

    def heard(self, status: int, body: bytes) -> bool:
        """Whether the house took it."""
        return status == 200 and body.strip() == b"success"

    def _signed(self, method: str, answer: Answer) -> str:
        """The envelope of an answer, signed over the answer's own characters."""
        body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        signature = signing.sign(body.encode(), keys.private_key(f"{self.name}.gateway"))
        return f'{{"{method.replace(".", "_")}_response":{body},"sign":"{signature}"}}'

    def _precreate(self, content: Mapping[str, str], asked: Mapping[str, str], at: datetime) -> Answer:
        trade = self.open_trade(asked, at=at)
        address = f"{settings.PUBLIC_URL}/gateway/scan/{trade.trade_no}/"
        return done(out_trade_no=trade.out_trade_no, qr_code=address)

    def _query(self, content: Mapping[str, str], asked: Mapping[str, str], at: datetime) -> Answer:
        return done(**_described(till.trade_of(self.name, content["out_trade_no"])))

    def _close(self, content: Mapping[str, str], asked: Mapping[str, str], at: datetime) -> Answer:
        trade = till.close(self.name, content["out_trade_no"], at=at)
        return done(out_trade_no=trade.out_trade_no, trade_no=trade.trade_no)

    def _refund(self, content: Mapping[str, str], asked: Mapping[str, str], at: datetime) -> Answer:
        number, request = content["out_trade_no"], content["out_request_no"]
        refund, is_new = till.send_back(self.name, number, request, fen(content["refund_amount"]), at=at)
        change = "Y" if is_new else "N"
        return done(out_trade_no=number, trade_no=refund.trade.trade_no, fund_change=change)

    def _query_refund(self, content: Mapping[str, str], asked: Mapping[str, str], at: datetime) -> Answer:
        trade = till.trade_of(self.name, content["out_trade_no"])
        refund = trade.refunds.filter(out_request_no=content["out_request_no"]).first()
        if refund is None:
            return done()
        return done(
            out_trade_no=trade.out_trade_no,
            trade_no=trade.trade_no,
            out_request_no=refund.out_request_no,
            refund_amount=wire.amount(refund.amount_fen),
            refund_status="REFUND_SUCCESS",
        )

    def _bill(self, content: Mapping[str, str], asked: Mapping[str, str], at: datetime) -> Answer:
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(["out_trade_no", "out_request_no", "trade_no", "amount", "time"])
        for moved in till.movements(self.name, date.fromisoformat(content["bill_date"])):
            request = moved.refund.out_request_no if moved.refund else ""
            number, trade_no = moved.trade.out_trade_no, moved.trade.trade_no
            rows.writerow([number, request, trade_no, wire.amount(moved.amount_fen), wire.written(moved.at)])
        return done(bill=text.getvalue())


def done(**content: Any) -> Answer:
    return {"code": wire.SUCCESS, "msg": "Success", **content}


def failed(code: str, message: str) -> Answer:
    return {"code": "40004", "msg": "Business Failed", "sub_code": code, "sub_msg": message}


def _described(trade: StandInTrade) -> dict[str, str]:
    described = {
        "out_trade_no": trade.out_trade_no,
        "trade_no": trade.trade_no,
        "trade_status": trade.status,
        "total_amount": wire.amount(trade.amount_fen),
    }
    if not trade.paid_at:
        return described
    return described | {
        "gmt_payment": wire.written(trade.paid_at),
        "send_pay_date": wire.written(trade.paid_at),
    }


HOUSE_GATEWAY = Rsa2StandIn("gateway")
