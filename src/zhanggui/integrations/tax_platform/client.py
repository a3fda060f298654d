"""Our side of the protocol: a signed question out, a verified answer in."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhanggui.domain.invoicing.platform import (
    Confirmation,
    Issued,
    PlatformRefused,
    PlatformUnreachable,
    Stands,
)
from zhanggui.integrations.tax_platform.transport import Send
from zhanggui.integrations.tax_platform.wire import ANSWERS, ASKS, DONE, Sent
from zhanggui.mechanisms.access.signed_calls import (
    SIGNATURE_HEADER,
    TIME_HEADER,
    UnsignedCall,
    refuse_unsigned,
    signed,
)


class SignedPlatform:
    """A tax platform reached by signed JSON."""

    def __init__(self, send: Send) -> None:
        self.send = send

    def issue(self, content: Mapping[str, Any], *, at: datetime) -> Issued:
        """Have an invoice issued. Raises ``PlatformRefused`` or ``PlatformUnreachable``."""
        answer = self._ask("invoice.issue", content, at)
        try:
            when = datetime.fromisoformat(answer["issued_at"])
            return Issued(number=str(answer["number"]), at=when, original=str(answer["original"]))
        except (KeyError, ValueError) as problem:
            raise PlatformUnreachable("the answer cannot be read") from problem

    def confirm(self, content: Mapping[str, Any], *, at: datetime) -> Confirmation:
        """Ask for a red letter's confirmation, or how it stands. Raises as ``issue`` does."""
        answer = self._ask("red.confirm", content, at)
        try:
            return Confirmation(
                number=str(answer["confirmation"]),
                stands=Stands(answer["stands"]),
                until=datetime.fromisoformat(answer["until"]),
                page=str(answer["page"]),
            )
        except (KeyError, ValueError) as problem:
            raise PlatformUnreachable("the answer cannot be read") from problem

    def _ask(self, method: str, content: Mapping[str, Any], at: datetime) -> dict[str, Any]:
        body = json.dumps({"method": method, "content": content}, ensure_ascii=False).encode()
        got = self.send(Sent(body, signed(ASKS, body, at=at)), at)
        try:
            refuse_unsigned(
                ANSWERS,
                got.body,
                moment=got.headers.get(TIME_HEADER, ""),
                signature=got.headers.get(SIGNATURE_HEADER, ""),
                at=at,
            )
            answer: dict[str, Any] = json.loads(got.body)
        except (UnsignedCall, ValueError) as problem:
            raise PlatformUnreachable("the answer is not the platform's") from problem
        if answer.get("code") != DONE:
            raise PlatformRefused(f"{answer.get('code')} {answer.get('message')}")
        return answer
