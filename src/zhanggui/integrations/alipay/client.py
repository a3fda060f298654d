"""Alipay's open platform by its SDK, which signs, carries and verifies; what is said is the RSA2 protocol."""

import binascii
import http.client
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from alipay import AliPay
from alipay.exceptions import AliPayException, AliPayValidationError
from alipay.utils import AliPayConfig

from zhanggui.domain.payments.gateway import BillRow, GatewayRefused, GatewayUnreachable
from zhanggui.domain.payments.layouts import alipay_bill
from zhanggui.integrations.gateway import keys, wire
from zhanggui.integrations.gateway.client import Endpoint, Rsa2Gateway
from zhanggui.integrations.gateway.transport import TIMEOUT_SECONDS, fetch

NO_BILL = "isp.bill_not_exist"
"""A day on which nothing moved has no bill."""


class SdkSpeaker:
    """The SDK, made when first needed: it loads its keys at once."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    @cached_property
    def sdk(self) -> Any:
        """The SDK under our keys. It knows two addresses, Alipay's own; ours may be a third."""
        made = AliPay(
            appid=self.endpoint.app_id,
            app_notify_url=self.endpoint.notify_url,
            app_private_key_string=keys.private_text("alipay.house"),
            alipay_public_key_string=keys.public_text("alipay.gateway"),
            sign_type="RSA2",
            config=AliPayConfig(timeout=TIMEOUT_SECONDS),
        )
        made._gateway = self.endpoint.url
        return made

    def link(self, method: str, content: dict[str, Any], addresses: Mapping[str, str], at: datetime) -> str:
        query = self.sdk.client_api(method, content, timestamp=wire.written(at), **addresses)
        return f"{self.endpoint.url}?{query}"

    def ask(
        self, method: str, content: dict[str, Any], addresses: Mapping[str, str], at: datetime
    ) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = self.sdk.server_api(
                method, content, timestamp=wire.written(at), **addresses
            )
        except AliPayValidationError as problem:
            raise GatewayUnreachable("the answer is not signed by the gateway") from problem
        except (
            AliPayException,
            http.client.HTTPException,
            OSError,
            ValueError,
            KeyError,
            AttributeError,
        ) as problem:
            raise GatewayUnreachable(str(problem)[:200]) from problem
        return answer

    def is_signed(self, form: Mapping[str, str]) -> bool:
        rest = {name: value for name, value in form.items() if name != "sign"}
        try:
            return bool(self.sdk.verify(rest, form.get("sign", "")))
        except (AliPayException, binascii.Error, ValueError):
            return False


class AlipayGateway(Rsa2Gateway):
    """Alipay. Its bill of a day is a zip to be fetched from an address that it names."""

    def bill(self, day: date, *, at: datetime) -> Iterator[BillRow]:
        """Every movement of that day, as Alipay booked it, with its fee."""
        content = {"bill_type": "trade", "bill_date": day.isoformat()}
        answer = self._ask("alipay.data.dataservice.bill.downloadurl.query", content, at)
        if answer.get("sub_code") == NO_BILL:
            return iter(())
        if answer.get("code") != wire.SUCCESS:
            raise GatewayRefused(reason=answer.get("sub_msg") or "?")
        return iter(alipay_bill(fetch(answer["bill_download_url"])))
