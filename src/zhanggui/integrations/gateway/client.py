"""Our side of the RSA2 protocol: signed requests out, verified answers and notifications in.

What is said is the same for every gateway of this protocol; who signs and carries it is a ``Speaker``: our
own here, Alipay's SDK in ``integrations.alipay``.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from urllib.parse import urlencode

from zhanggui.domain.payments.gateway import (
    BillRow,
    Door,
    GatewayRefused,
    GatewayUnreachable,
    NoticeForged,
    NoticeMalformed,
    PayAsk,
    RefundAsk,
    RefundWord,
    Reply,
    SentRefund,
    SignedNotice,
    Told,
    Trade,
    TradeState,
)
from zhanggui.integrations.gateway import keys, signing, wire
from zhanggui.integrations.gateway.transport import Post
from zhanggui.kernel.money import NotAnAmount, fen

PAGES = {
    Door.PAGE: ("alipay.trade.page.pay", "FAST_INSTANT_TRADE_PAY"),
    Door.PHONE: ("alipay.trade.wap.pay", "QUICK_WAP_PAY"),
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the gateway is, who we are there, and where it finds us."""

    url: str
    app_id: str
    notify_url: str


class Speaker(Protocol):
    """Signs and carries words of the protocol. What it brings back, the gateway has signed."""

    def link(self, method: str, content: dict[str, Any], addresses: Mapping[str, str], at: datetime) -> str:
        """A signed address to be opened by a browser."""
        ...

    def ask(
        self, method: str, content: dict[str, Any], addresses: Mapping[str, str], at: datetime
    ) -> dict[str, Any]:
        """The answer. Raises ``GatewayUnreachable`` for anything the gateway did not sign."""
        ...

    def is_signed(self, form: Mapping[str, str]) -> bool:
        """Whether the gateway signed this notification."""
        ...


class Rsa2Gateway:
    """A gateway reached by the RSA2 protocol."""

    links_itself = True

    def __init__(self, endpoint: Endpoint, speaker: Speaker) -> None:
        self.endpoint = endpoint
        self.speaker = speaker

    def pay_link(self, ask: PayAsk, *, at: datetime) -> str:
        """The signed address of the gateway's pay page for this payment. Nothing is sent by making it."""
        method, product = PAGES[Door.PHONE if ask.door is Door.PHONE else Door.PAGE]
        content = {**_asked(ask), "product_code": product}
        if ask.instalments > 1:
            content["extend_params"] = {"hb_fq_num": str(ask.instalments)}
        addresses = {"notify_url": self.endpoint.notify_url, "return_url": ask.return_url}
        return self.speaker.link(method, content, addresses, at)

    def pay_code(self, ask: PayAsk, *, at: datetime) -> str:
        """What the code on the screen says."""
        addresses = {"notify_url": self.endpoint.notify_url}
        answer = self.speaker.ask("alipay.trade.precreate", _asked(ask), addresses, at)
        return str(_successful(answer)["qr_code"])

    def read_notice(self, told: Told) -> SignedNotice:
        """What a notification says. Raises ``NoticeForged`` (a bad signature) or ``NoticeMalformed``."""
        form = told.form
        if not self.speaker.is_signed(form) or form.get("app_id") != self.endpoint.app_id:
            raise NoticeForged()
        for field in ("notify_id", "out_trade_no", "trade_no", "trade_status", "total_amount"):
            if not form.get(field):
                raise NoticeMalformed(field=field)
        return SignedNotice(notify_id=form["notify_id"], trade=_trade(form))

    def reply(self, *, taken: bool) -> Reply:
        """The one word it waits for."""
        return Reply(status=200, body="success" if taken else "failure")

    def query(self, number: str, *, at: datetime) -> Trade:
        """What the gateway knows of a payment."""
        answer = self._ask("alipay.trade.query", {"out_trade_no": number}, at)
        if answer.get("sub_code") == wire.NO_SUCH_TRADE:
            return Trade(number=number, gateway_trade="", state=TradeState.UNKNOWN, amount_fen=0)
        return _trade(_successful(answer))

    def close(self, number: str, *, at: datetime) -> None:
        """Let nobody pay this any more. A payment the gateway never saw counts as closed."""
        answer = self._ask("alipay.trade.close", {"out_trade_no": number}, at)
        if answer.get("sub_code") != wire.NO_SUCH_TRADE:
            _successful(answer)

    def refund(self, ask: RefundAsk, *, at: datetime) -> SentRefund:
        """Send money back. The same refund number is never paid twice."""
        content = {
            "out_trade_no": ask.payment_number,
            "out_request_no": ask.refund_number,
            "refund_amount": wire.amount(ask.amount_fen),
            "refund_reason": ask.reason,
        }
        answer = _successful(self._ask("alipay.trade.refund", content, at))
        if answer.get("fund_change") == "Y":
            return _sent(ask, RefundWord.DONE, str(answer["trade_no"]))
        # Nothing moved just now: it was sent before, or is still under way. The gateway says which.
        return self.query_refund(ask, at=at)

    def query_refund(self, ask: RefundAsk, *, at: datetime) -> SentRefund:
        """What became of a refund."""
        content = {"out_trade_no": ask.payment_number, "out_request_no": ask.refund_number}
        answer = self._ask("alipay.trade.fastpay.refund.query", content, at)
        if answer.get("sub_code") == wire.NO_SUCH_TRADE or not _successful(answer).get("refund_amount"):
            return _sent(ask, RefundWord.UNKNOWN)
        done = answer.get("refund_status") == "REFUND_SUCCESS"
        return SentRefund(
            refund_number=ask.refund_number,
            word=RefundWord.DONE if done else RefundWord.PROCESSING,
            amount_fen=fen(answer["refund_amount"]),
            trace=str(answer.get("trade_no", "")),
        )

    def bill(self, day: date, *, at: datetime) -> Iterator[BillRow]:
        """Every movement of that day, as the gateway booked it."""
        content = {"bill_type": "trade", "bill_date": day.isoformat()}
        answer = _successful(self._ask("alipay.data.dataservice.bill.query", content, at))
        for row in csv.DictReader(io.StringIO(answer["bill"])):
            yield BillRow(
                number=row["out_trade_no"],
                refund_number=row["out_request_no"],
                gateway_trade=row["trade_no"],
                amount_fen=fen(row["amount"]),
                at=wire.time_of(row["time"]),
            )

    def _ask(self, method: str, content: dict[str, Any], at: datetime) -> dict[str, Any]:
        return self.speaker.ask(method, content, {}, at)


class OwnSpeaker:
    """Signs with our own hands and carries by ``post``."""

    def __init__(self, endpoint: Endpoint, post: Post, *, name: str = "gateway") -> None:
        self.endpoint = endpoint
        self.post = post
        self.name = name

    def link(self, method: str, content: dict[str, Any], addresses: Mapping[str, str], at: datetime) -> str:
        return f"{self.endpoint.url}?{urlencode(self.signed(method, content, at, addresses))}"

    def ask(
        self, method: str, content: dict[str, Any], addresses: Mapping[str, str], at: datetime
    ) -> dict[str, Any]:
        raw = self.post(self.endpoint.url, self.signed(method, content, at, addresses)).decode()
        name = method.replace(".", "_") + "_response"
        try:
            envelope = json.loads(raw)
            # The signature is over the very characters of the answer, so they are cut out, not written anew.
            signed = raw[raw.index("{", raw.index(f'"{name}"')) : raw.rindex(',"sign"')]
            answer: dict[str, Any] = envelope[name]
            key = keys.public_key(f"{self.name}.gateway")
            good = signing.is_signed(signed.encode(), envelope["sign"], key)
        except (ValueError, KeyError, TypeError) as problem:
            raise GatewayUnreachable("the answer cannot be read") from problem
        if not good:
            raise GatewayUnreachable("the answer is not signed by the gateway")
        return answer

    def is_signed(self, form: Mapping[str, str]) -> bool:
        content = signing.canonical(form, without=signing.NOTICE)
        return signing.is_signed(content, form.get("sign", ""), keys.public_key(f"{self.name}.gateway"))

    def signed(
        self, method: str, content: Mapping[str, Any], at: datetime, addresses: Mapping[str, str]
    ) -> dict[str, str]:
        """The parameters of a request with our signature."""
        parameters = {
            "app_id": self.endpoint.app_id,
            "method": method,
            "format": "JSON",
            "charset": "utf-8",
            "sign_type": signing.SIGN_TYPE,
            "timestamp": wire.written(at),
            "version": "1.0",
            "biz_content": json.dumps(content, ensure_ascii=False, separators=(",", ":")),
            **addresses,
        }
        text = signing.canonical(parameters, without=signing.REQUEST)
        return {**parameters, "sign": signing.sign(text, keys.private_key(f"{self.name}.house"))}


def _asked(ask: PayAsk) -> dict[str, Any]:
    return {
        "out_trade_no": ask.number,
        "total_amount": wire.amount(ask.amount_fen),
        "subject": ask.subject,
        "time_expire": wire.written(ask.expires_at),
    }


def _successful(answer: dict[str, Any]) -> dict[str, Any]:
    if answer.get("code") != wire.SUCCESS:
        raise GatewayRefused(reason=answer.get("sub_msg") or answer.get("msg") or "?")
    return answer


def _sent(ask: RefundAsk, word: RefundWord, trace: str = "") -> SentRefund:
    return SentRefund(refund_number=ask.refund_number, word=word, amount_fen=ask.amount_fen, trace=trace)


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
