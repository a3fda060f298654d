"""Our side of the gateway's protocol: signed requests out, verified answers and notifications in."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from zhanggui.domain.payments.gateway import (
    BillRow,
    GatewayRefused,
    GatewayUnreachable,
    NoticeForged,
    NoticeMalformed,
    PayAsk,
    RefundAsk,
    SignedNotice,
    Trade,
    TradeState,
)
from zhanggui.integrations.gateway import keys, signing, wire
from zhanggui.integrations.gateway.transport import Post
from zhanggui.kernel.money import NotAnAmount, fen


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the gateway is, who we are there, and where it finds us."""

    url: str
    app_id: str
    notify_url: str


class SignedGateway:
    """A gateway reached by the RSA2 protocol."""

    def __init__(self, endpoint: Endpoint, post: Post) -> None:
        self.endpoint = endpoint
        self.post = post

    def pay_link(self, ask: PayAsk, *, at: datetime) -> str:
        """The signed address of the gateway's pay page for this payment. Nothing is sent by making it."""
        content = {
            "out_trade_no": ask.number,
            "total_amount": wire.amount(ask.amount_fen),
            "subject": ask.subject,
            "product_code": "FAST_INSTANT_TRADE_PAY",
            "time_expire": wire.written(ask.expires_at),
        }
        if ask.instalments > 1:
            content["extend_params"] = json.dumps({"hb_fq_num": str(ask.instalments)})
        addresses = {"notify_url": self.endpoint.notify_url, "return_url": ask.return_url}
        return (
            f"{self.endpoint.url}?{urlencode(self._signed('alipay.trade.page.pay', content, at, addresses))}"
        )

    def read_notice(self, form: Mapping[str, str]) -> SignedNotice:
        """What a notification says. Raises ``NoticeForged`` (a bad signature) or ``NoticeMalformed``."""
        content = signing.canonical(form, without=signing.NOTICE)
        if not signing.is_signed(content, form.get("sign", ""), keys.public_key("gateway")):
            raise NoticeForged()
        if form.get("app_id") != self.endpoint.app_id:
            raise NoticeForged()
        for field in ("notify_id", "out_trade_no", "trade_no", "trade_status", "total_amount"):
            if not form.get(field):
                raise NoticeMalformed(field=field)
        return SignedNotice(notify_id=form["notify_id"], trade=_trade(form))

    def query(self, number: str, *, at: datetime) -> Trade:
        """What the gateway knows of a payment."""
        answer = self._call("alipay.trade.query", {"out_trade_no": number}, at)
        if answer.get("sub_code") == wire.NO_SUCH_TRADE:
            return Trade(number=number, gateway_trade="", state=TradeState.UNKNOWN, amount_fen=0)
        return _trade(_successful(answer))

    def close(self, number: str, *, at: datetime) -> None:
        """Let nobody pay this any more. A payment the gateway never saw counts as closed."""
        answer = self._call("alipay.trade.close", {"out_trade_no": number}, at)
        if answer.get("sub_code") != wire.NO_SUCH_TRADE:
            _successful(answer)

    def refund(self, ask: RefundAsk, *, at: datetime) -> str:
        """Send money back; the gateway's trade number. The same refund number is never paid twice."""
        content = {
            "out_trade_no": ask.payment_number,
            "out_request_no": ask.refund_number,
            "refund_amount": wire.amount(ask.amount_fen),
            "refund_reason": ask.reason,
        }
        return str(_successful(self._call("alipay.trade.refund", content, at))["trade_no"])

    def bill(self, day: date, *, at: datetime) -> Iterator[BillRow]:
        """Every movement of that day, as the gateway booked it."""
        content = {"bill_type": "trade", "bill_date": day.isoformat()}
        answer = _successful(self._call("alipay.data.dataservice.bill.query", content, at))
        for row in csv.DictReader(io.StringIO(answer["bill"])):
            yield BillRow(
                number=row["out_trade_no"],
                refund_number=row["out_request_no"],
                gateway_trade=row["trade_no"],
                amount_fen=fen(row["amount"]),
                at=wire.time_of(row["time"]),
            )

    def _signed(
        self, method: str, content: Mapping[str, str], at: datetime, more: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        parameters = {
            "app_id": self.endpoint.app_id,
            "method": method,
            "format": "JSON",
            "charset": "utf-8",
            "sign_type": signing.SIGN_TYPE,
            "timestamp": wire.written(at),
            "version": "1.0",
            "biz_content": json.dumps(content, ensure_ascii=False, separators=(",", ":")),
            **(more or {}),
        }
        text = signing.canonical(parameters, without=signing.REQUEST)
        return {**parameters, "sign": signing.sign(text, keys.private_key("house"))}

    def _call(self, method: str, content: Mapping[str, str], at: datetime) -> dict[str, Any]:
        """Ask, and believe the answer only if the gateway signed it."""
        raw = self.post(self.endpoint.url, self._signed(method, content, at)).decode()
        name = method.replace(".", "_") + "_response"
        try:
            envelope = json.loads(raw)
            # The signature is over the very characters of the answer, so they are cut out, not written anew.
            signed = raw[raw.index("{", raw.index(f'"{name}"')) : raw.rindex(',"sign"')]
            answer: dict[str, Any] = envelope[name]
            good = signing.is_signed(signed.encode(), envelope["sign"], keys.public_key("gateway"))
        except (ValueError, KeyError, TypeError) as problem:
            raise GatewayUnreachable("the answer cannot be read") from problem
        if not good:
            raise GatewayUnreachable("the answer is not signed by the gateway")
        return answer


def _successful(answer: dict[str, Any]) -> dict[str, Any]:
    if answer.get("code") != wire.SUCCESS:
        raise GatewayRefused(reason=answer.get("sub_msg") or answer.get("msg") or "?")
    return answer


def _trade(form: Mapping[str, Any]) -> Trade:
    try:
        paid = form.get("gmt_payment") or form.get("send_pay_date")
        return Trade(
            number=form["out_trade_no"],
            gateway_trade=form["trade_no"],
            state=wire.STATES[form["trade_status"]],
            amount_fen=fen(form["total_amount"]),
            paid_at=wire.time_of(paid) if paid else None,
        )
    except (KeyError, ValueError, NotAnAmount) as problem:
        raise NoticeMalformed(field=str(problem)) from problem
