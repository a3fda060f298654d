"""Three gateways for tests, each with its SDK or client on our side and its stand-in on the other.

Between them is HTTP on loopback: a server of its own thread answers from the same test database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhanggui.domain.payments import gateway
from zhanggui.domain.payments.gateway import Door, Gateway, PayAsk, Told
from zhanggui.integrations.alipay import standin as alipay_side
from zhanggui.integrations.alipay.client import AlipayGateway, SdkSpeaker
from zhanggui.integrations.gateway import till
from zhanggui.integrations.gateway.client import Endpoint, OwnSpeaker, Rsa2Gateway
from zhanggui.integrations.gateway.models import StandInTrade
from zhanggui.integrations.gateway.standin import HOUSE_GATEWAY
from zhanggui.integrations.gateway.transport import post_form
from zhanggui.integrations.wechatpay import standin as wechat_side
from zhanggui.integrations.wechatpay.client import Merchant, WeChatGateway

PAID, CLOSED = StandInTrade.Status.SUCCESS, StandInTrade.Status.CLOSED
METHODS = ("alipay", "wechat", "gateway")


@dataclass
class Line:
    """One gateway with both its ends."""

    method: str
    house: Gateway
    firm: Any

    def open(self, number: str, amount_fen: int, at: datetime, expires_at: datetime) -> StandInTrade:
        """A payment as the gateway has it once the house has asked for its code."""
        ask = PayAsk(
            number=number, amount_fen=amount_fen, subject="掌柜 测试", expires_at=expires_at,
            return_url="http://house.test/", door=Door.CODE,
        )  # fmt: skip
        assert self.house.pay_code(ask, at=at).startswith("http")
        return StandInTrade.objects.get(firm=self.method, out_trade_no=number)

    def pay(self, trade: StandInTrade, at: datetime) -> StandInTrade:
        """The customer pays."""
        return till.settle(trade.trade_no, PAID, at=at)

    def told(self, trade: StandInTrade, at: datetime) -> Told:
        """The notification about where a payment stands, as it reaches the house."""
        return self._told(self.firm.letter(trade, at=at))

    def told_refund(self, trade: StandInTrade, at: datetime) -> Told | None:
        """The notification about the last refund of a payment, where there is one."""
        letter = self.firm.refund_letter(trade.refunds.latest("at"), at=at)
        return self._told(letter) if letter else None

    def _told(self, letter: Any) -> Told:
        return Told(method=self.method, body=letter.body.decode(), headers=dict(letter.headers))

    def bill(self, day: date) -> int:
        """What the stand-in's own books say of a day, in fen."""
        return sum(one.amount_fen for one in till.movements(self.method, day))


def lines(root: str, settings: Any) -> dict[str, Line]:
    """All three, with their stand-ins at ``root``."""
    settings.PUBLIC_URL = root
    settings.ALIPAY_URL = f"{root}/alipay/gateway.do"
    settings.WECHATPAY_URL = f"{root}/wechatpay"
    return {"alipay": _alipay(root), "wechat": _wechat(root, settings), "gateway": _own(root)}


def _alipay(root: str) -> Line:
    endpoint = Endpoint(f"{root}/alipay/gateway.do", "9021000100000001", "http://house.test/notices/alipay")
    return Line("alipay", AlipayGateway(endpoint, SdkSpeaker(endpoint)), alipay_side.ALIPAY)


def _wechat(root: str, settings: Any) -> Line:
    merchant = Merchant(
        url=f"{root}/wechatpay", app_id="wx0000000000000001", mch_id=settings.WECHATPAY_MCH_ID,
        cert_serial=settings.WECHATPAY_CERT_SERIAL, public_key_id=settings.WECHATPAY_PUBLIC_KEY_ID,
        notify_url="http://house.test/notices/wechat",
    )  # fmt: skip
    return Line("wechat", WeChatGateway(merchant), wechat_side.WECHAT)


def _own(root: str) -> Line:
    endpoint = Endpoint(f"{root}/gateway/gateway.do", "zhanggui-local", "http://house.test/notices/gateway")
    return Line("gateway", Rsa2Gateway(endpoint, OwnSpeaker(endpoint, post_form)), HOUSE_GATEWAY)


@contextmanager
def connected(found: dict[str, Line]) -> Iterator[None]:
    """Let them be in force for a while."""
    before = {method: gateway.connected(method) for method in gateway.methods()}
    for method, line in found.items():
        gateway.connect(method, line.house)
    yield
    for method, house in before.items():
        gateway.connect(method, house)
