"""WeChat Pay, API v3, by its SDK: signed requests, answers verified by the platform's public key, and
notifications whose resource is encrypted with the key both sides know."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import requests
from cryptography.exceptions import InvalidTag
from wechatpayv3 import WeChatPay, WeChatPayType

from zhanggui.domain.payments.gateway import (
    BillRow,
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
from zhanggui.domain.payments.layouts import wechat_bill
from zhanggui.integrations.gateway import keys
from zhanggui.integrations.gateway.transport import TIMEOUT_SECONDS
from zhanggui.kernel.clock import SHANGHAI

STATES = {
    "NOTPAY": TradeState.WAITING,
    "USERPAYING": TradeState.WAITING,
    "PAYERROR": TradeState.WAITING,
    "SUCCESS": TradeState.PAID,
    "REFUND": TradeState.PAID,
    "CLOSED": TradeState.CLOSED,
    "REVOKED": TradeState.CLOSED,
}
"""A trade of which something went back was paid first: REFUND is PAID to us."""
WORDS = {
    "SUCCESS": RefundWord.DONE,
    "PROCESSING": RefundWord.PROCESSING,
    "CLOSED": RefundWord.REFUSED,
    "ABNORMAL": RefundWord.REFUSED,
}
NO_SUCH = {"ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS", "RESOURCE_NOT_EXIST"}
SIGNATURE = "Wechatpay-Signature"
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Merchant:
    """Where WeChat Pay is, who we are there, and where it finds us."""

    url: str
    app_id: str
    mch_id: str
    cert_serial: str
    public_key_id: str
    notify_url: str


class WeChatGateway:
    """WeChat Pay."""

    links_itself = False

    def __init__(self, merchant: Merchant) -> None:
        self.merchant = merchant

    @cached_property
    def sdk(self) -> Any:
        """The SDK under our keys, made when first needed.

        It knows one address, WeChat's; ours may be another.
        """
        made = WeChatPay(
            wechatpay_type=WeChatPayType.NATIVE,
            mchid=self.merchant.mch_id,
            private_key=keys.private_text("wechat.house"),
            cert_serial_no=self.merchant.cert_serial,
            appid=self.merchant.app_id,
            apiv3_key=keys.shared_secret("wechat.v3"),
            notify_url=self.merchant.notify_url,
            public_key=keys.public_text("wechat.gateway"),
            public_key_id=self.merchant.public_key_id,
            timeout=(TIMEOUT_SECONDS, TIMEOUT_SECONDS),
        )
        made._core._gate_way = self.merchant.url
        return made

    def pay_link(self, ask: PayAsk, *, at: datetime) -> str:
        """The address that opens WeChat on the customer's phone."""
        scene = {"payer_client_ip": ask.sender, "h5_info": {"type": "Wap"}}
        answer = self._ask("pay", **_asked(ask), pay_type=WeChatPayType.H5, scene_info=scene)
        return str(_successful(answer)["h5_url"])

    def pay_code(self, ask: PayAsk, *, at: datetime) -> str:
        """What the code on the screen says."""
        answer = self._ask("pay", **_asked(ask), pay_type=WeChatPayType.NATIVE)
        return str(_successful(answer)["code_url"])

    def read_notice(self, told: Told) -> SignedNotice:
        """What a notification says, decrypted. Raises ``NoticeForged`` or ``NoticeMalformed``."""
        try:
            said = self.sdk.callback(dict(told.headers), told.body)
        except (InvalidTag, ValueError) as problem:
            raise NoticeForged() from problem
        except Exception as problem:
            # The SDK says with a plain Exception that it does not know the kind of signature.
            raise NoticeForged() from problem
        if not said:
            raise NoticeForged()
        try:
            resource = said["resource"]
            if resource["mchid"] != self.merchant.mch_id:
                raise NoticeForged()
            if str(said["event_type"]).startswith("REFUND."):
                return SignedNotice(notify_id=said["id"], refund=_refund(resource, "refund_status"))
            return SignedNotice(notify_id=said["id"], trade=_trade(resource))
        except KeyError as problem:
            raise NoticeMalformed(field=str(problem)) from problem

    def reply(self, *, taken: bool) -> Reply:
        """A status in JSON."""
        if taken:
            return Reply(status=200, body='{"code":"SUCCESS"}', content_type="application/json")
        body = '{"code":"FAIL","message":"not taken"}'
        return Reply(status=400, body=body, content_type="application/json")

    def query(self, number: str, *, at: datetime) -> Trade:
        """What WeChat Pay knows of a payment."""
        status, answer = self._ask("query", out_trade_no=number)
        if answer.get("code") in NO_SUCH:
            return Trade(number=number, gateway_trade="", state=TradeState.UNKNOWN, amount_fen=0)
        return _trade(_successful((status, answer)))

    def close(self, number: str, *, at: datetime) -> None:
        """Let nobody pay this any more. A payment it never saw counts as closed."""
        status, answer = self._ask("close", out_trade_no=number)
        if answer.get("code") not in NO_SUCH:
            _successful((status, answer))

    def refund(self, ask: RefundAsk, *, at: datetime) -> SentRefund:
        """Send money back. Mostly it says that it is under way; the rest comes by a notification."""
        answer = self._ask(
            "refund",
            out_refund_no=ask.refund_number,
            out_trade_no=ask.payment_number,
            amount={"refund": ask.amount_fen, "total": ask.paid_fen, "currency": "CNY"},
            reason=ask.reason[:80],
        )
        return _refund(_successful(answer), "status")

    def query_refund(self, ask: RefundAsk, *, at: datetime) -> SentRefund:
        """What became of a refund."""
        status, answer = self._ask("query_refund", out_refund_no=ask.refund_number)
        if answer.get("code") in NO_SUCH:
            return SentRefund(refund_number=ask.refund_number, word=RefundWord.UNKNOWN)
        return _refund(_successful((status, answer)), "status")

    def bill(self, day: date, *, at: datetime) -> Iterator[BillRow]:
        """Every movement of that day, as WeChat Pay booked it, with its fee."""
        status, answer = self._ask("trade_bill", bill_date=day.isoformat())
        if answer.get("code") == "NO_STATEMENT_EXIST":
            return iter(())
        found = _successful((status, answer))
        packed = self._file(found["download_url"])
        rows, digest = wechat_bill(packed), _digest(packed)
        if found.get("hash_value") and found["hash_value"].lower() != digest:
            raise GatewayUnreachable("the bill is not the one that was announced")
        return iter(rows)

    def _file(self, url: str) -> bytes:
        try:
            status, content = self.sdk.download_bill(url)
        except requests.RequestException as problem:
            raise GatewayUnreachable(str(problem)[:200]) from problem
        if status != 200:
            raise GatewayUnreachable(f"the answer was {status}")
        return content if isinstance(content, bytes) else content.encode()

    def _ask(self, verb: str, **words: Any) -> tuple[int, Answer]:
        try:
            status, text = getattr(self.sdk, verb)(**words)
            answer = json.loads(text) if text else {}
        except (requests.RequestException, ValueError) as problem:
            raise GatewayUnreachable(str(problem)[:200]) from problem
        except Exception as problem:
            # The SDK says with a plain Exception that the answer was not signed by the platform.
            raise GatewayUnreachable(f"the answer cannot be trusted: {problem}") from problem
        if status >= 500:
            raise GatewayUnreachable(f"the answer was {status}")
        return status, answer


def _asked(ask: PayAsk) -> dict[str, Any]:
    return {
        "description": ask.subject[:40],
        "out_trade_no": ask.number,
        "amount": {"total": ask.amount_fen, "currency": "CNY"},
        "time_expire": ask.expires_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
    }


def _successful(answered: tuple[int, Answer]) -> Answer:
    status, answer = answered
    if status not in range(200, 300):
        raise GatewayRefused(reason=answer.get("message") or answer.get("code") or str(status))
    return answer


def _trade(told: Answer) -> Trade:
    try:
        paid = told.get("success_time")
        return Trade(
            number=told["out_trade_no"],
            gateway_trade=told.get("transaction_id", ""),
            state=STATES[told["trade_state"]],
            amount_fen=int(told["amount"]["total"]),
            paid_at=datetime.fromisoformat(paid) if paid else None,
        )
    except (KeyError, ValueError, TypeError) as problem:
        raise NoticeMalformed(field=str(problem)) from problem


def _refund(told: Answer, status: str) -> SentRefund:
    try:
        return SentRefund(
            refund_number=told["out_refund_no"],
            word=WORDS[told[status]],
            amount_fen=int(told["amount"]["refund"]),
            trace=told.get("refund_id", ""),
        )
    except (KeyError, ValueError, TypeError) as problem:
        raise NoticeMalformed(field=str(problem)) from problem


def _digest(packed: bytes) -> str:
    """WeChat Pay announces the SHA-1 of the bill unpacked."""
    raw = gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
    return hashlib.sha1(raw, usedforsecurity=False).hexdigest()
