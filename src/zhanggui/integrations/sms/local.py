"""The stand-in where no carrier is under contract: messages stay in the house, on a developers' page."""

from uuid import uuid4


class LocalSms:
    """Takes every message and sends none. ``/dev/sms`` shows what was written."""

    def send(self, recipient: str, body: str) -> str:
        return f"local-{uuid4().hex[:12]}"
