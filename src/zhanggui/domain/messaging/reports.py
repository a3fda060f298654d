"""What mail servers report back: bounces (RFC 3464) and complaints (RFC 5965)."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from uuid import UUID

from zhanggui.domain.messaging.refusals import UnreadableReport
from zhanggui.domain.messaging.states import Verdict
from zhanggui.domain.messaging.tokens import message_named

BYTES_MAX = 512 * 1024
ACTIONS = {
    "failed": Verdict.BOUNCED,
    "delayed": Verdict.DELAYED,
    "delivered": Verdict.DELIVERED,
    "relayed": Verdict.DELIVERED,
    "expanded": Verdict.DELIVERED,
}


@dataclass(frozen=True, slots=True)
class Report:
    """About which of our messages, what became of it, and in the reporter's words why."""

    message_id: UUID
    verdict: Verdict
    answer: str = ""


def read_report(raw: bytes) -> Report:
    """The report in a mail that came to a return address.

    Raises ``UnreadableReport`` for what is none: an out-of-office reply, a bounce of somebody else's mail,
    one whose name for our message is forged.
    """
    mail = message_from_bytes(raw[:BYTES_MAX], policy=policy.default)
    if not isinstance(mail, EmailMessage) or mail.get_content_type() != "multipart/report":
        raise UnreadableReport
    message_id = _message_of(mail)
    if message_id is None:
        raise UnreadableReport
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            return _of_delivery(message_id, part)
        if part.get_content_type() == "message/feedback-report":
            return _of_feedback(message_id, part)
    raise UnreadableReport


def _message_of(mail: EmailMessage) -> UUID | None:
    """Our name for the message: in the return address, or in the headers of the message sent back."""
    headers = [str(mail.get(name, "")) for name in ("To", "Delivered-To", "X-Original-To", "Envelope-To")]
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            headers.append(str(part.get_payload()))
        elif kind == "message/rfc822":
            for inner in part.get_payload() if part.is_multipart() else []:
                if isinstance(inner, Message):
                    headers.append(str(inner.get("Message-ID", "")))
    for text in headers:
        found = message_named(text)
        if found is not None:
            return found
    return None


def _fields(part: Message) -> dict[str, str]:
    """The fields of a machine-readable part; its blocks are read as one, a later one over an earlier."""
    blocks = part.get_payload() if part.is_multipart() else []
    found: dict[str, str] = {}
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, Message):
            found |= {name.lower(): " ".join(str(value).split()) for name, value in block.items()}
    if not found:
        text = part.get_payload(decode=True) or b""
        lines = text.decode("utf-8", "replace").splitlines() if isinstance(text, bytes) else []
        found = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines) if v}
    return found


def _of_delivery(message_id: UUID, part: Message) -> Report:
    fields = _fields(part)
    verdict = ACTIONS.get(fields.get("action", "").lower())
    if verdict is None:
        raise UnreadableReport
    answer = f"{fields.get('status', '')} {fields.get('diagnostic-code', '')}".strip()
    return Report(message_id, verdict, answer[:200])


def _of_feedback(message_id: UUID, part: Message) -> Report:
    kind = _fields(part).get("feedback-type", "")
    if kind.lower() == "not-spam":
        raise UnreadableReport
    return Report(message_id, Verdict.COMPLAINED, kind[:200])
