"""The words of messages: by which way, for what, and how each one ended."""

from enum import StrEnum


class Channel(StrEnum):
    """The way a message takes."""

    SMS = "sms"
    MAIL = "mail"
    INBOX = "inbox"
    """站内信: read on the pages of the house."""


class Topic(StrEnum):
    """What a message is about. A customer may refuse a way for a topic; orders and security always arrive."""

    ORDERS = "orders"
    SECURITY = "security"
    REMINDERS = "reminders"
    """Programmes the customer asked to be reminded of."""
    WATCHING = "watching"
    """Goods the customer asked to be told about: back in stock, cheaper."""
    MARKETING = "marketing"


TOPICS = {
    Topic.ORDERS: "Orders and deliveries",
    Topic.SECURITY: "Security of the account",
    Topic.REMINDERS: "Programme reminders",
    Topic.WATCHING: "Goods on my list",
    Topic.MARKETING: "Programmes and offers",
}

REFUSABLE = (Topic.REMINDERS, Topic.WATCHING, Topic.MARKETING)
"""What a customer may refuse. That an order was cancelled must be told (消保法 28)."""


class MessageState(StrEnum):
    """How far a message has come."""

    WAITING = "waiting"
    IN_HAND = "in_hand"
    """A worker holds it: it is being given to the carrier."""
    SENT = "handed_over"
    """The carrier took it; on the house's own pages: it can be read."""
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    """Its recipient called it spam."""
    SUPPRESSED = "suppressed"
    """Not sent: consent, a refusal, an address that does not work, or the cap stood against it."""
    FAILED = "failed"
    """The carrier refused it for good."""
    IN_DOUBT = "in_doubt"
    """A worker died with it in its hand. Marketing is then not sent again: at most once."""


class Verdict(StrEnum):
    """What an outcome says. Outcomes are only ever added; the state follows from the last one."""

    SENT = "handed_over"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    DELAYED = "delayed"
    COMPLAINED = "complained"
    SUPPRESSED = "suppressed"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"
    UNSUBSCRIBED = "unsubscribed"


_LIVE = frozenset({MessageState.SENT, MessageState.DELIVERED, MessageState.IN_DOUBT})

AFTER: dict[Verdict, tuple[frozenset[MessageState], MessageState | None]] = {
    Verdict.SENT: (frozenset({MessageState.WAITING, MessageState.IN_HAND}), MessageState.SENT),
    Verdict.SUPPRESSED: (frozenset({MessageState.WAITING, MessageState.IN_HAND}), MessageState.SUPPRESSED),
    Verdict.FAILED: (frozenset({MessageState.WAITING, MessageState.IN_HAND}), MessageState.FAILED),
    Verdict.IN_DOUBT: (frozenset({MessageState.IN_HAND}), MessageState.IN_DOUBT),
    Verdict.DELIVERED: (frozenset({MessageState.SENT, MessageState.IN_DOUBT}), MessageState.DELIVERED),
    Verdict.BOUNCED: (_LIVE, MessageState.BOUNCED),
    Verdict.COMPLAINED: (_LIVE, MessageState.COMPLAINED),
    Verdict.DELAYED: (_LIVE, None),
    Verdict.UNSUBSCRIBED: (frozenset(MessageState), None),
}
"""From which states a verdict is believed, and where it leads (``None``: the state stays)."""


class Reason(StrEnum):
    """Why a message was not sent."""

    ACCOUNT_CLOSED = "account_closed"
    NO_ADDRESS = "no_address"
    ADDRESS_FAILS = "address_fails"
    """Suppressed after a hard bounce, or by hand."""
    REFUSED = "refused"
    """The customer refused this way for this topic."""
    NO_CONSENT = "no_consent"
    COMPLAINED = "complained"
    CAP = "cap"
    STOPPED = "stopped"


REASONS = {
    Reason.ACCOUNT_CLOSED: "The account is closed",
    Reason.NO_ADDRESS: "There is no address for this way",
    Reason.ADDRESS_FAILS: "The address does not work",
    Reason.REFUSED: "The customer refused this way",
    Reason.NO_CONSENT: "The customer has not agreed to marketing",
    Reason.COMPLAINED: "The customer called a message spam",
    Reason.CAP: "The customer has had enough marketing this week",
    Reason.STOPPED: "The mailing was stopped",
}


class SuppressionReason(StrEnum):
    """Why nothing more goes to an address."""

    HARD_BOUNCE = "hard_bounce"
    COMPLAINT = "complaint"
    BY_HAND = "by_hand"


MARKETING_ONLY = frozenset({SuppressionReason.COMPLAINT})
"""Who called marketing spam still hears of their orders."""


class BatchState(StrEnum):
    """A batch of marketing messages (发送批次)."""

    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


BATCH_VERBS: dict[str, tuple[frozenset[BatchState], BatchState]] = {
    "pause": (frozenset({BatchState.SENDING}), BatchState.PAUSED),
    "resume": (frozenset({BatchState.PAUSED}), BatchState.SENDING),
    "stop": (frozenset({BatchState.SENDING, BatchState.PAUSED}), BatchState.STOPPED),
}
