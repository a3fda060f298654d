"""The words of customer care: how somebody reached us, what it is about, and why it is grave."""

from enum import StrEnum


class ContactChannel(StrEnum):
    """How the customer reached us."""

    WEB = "web"
    PHONE = "phone"
    MAIL = "mail"
    RATING = "rating"
    """A low rating, followed up as a complaint."""


class Matter(StrEnum):
    """What a complaint is about (B-6.1.4: classified when it comes in)."""

    GOODS = "goods"
    DELIVERY = "delivery"
    PRICE = "price"
    ADVERTISING = "advertising"
    SERVICE = "service"
    RETURN = "return"
    PRIVACY = "privacy"
    OTHER = "other"


class Ground(StrEnum):
    """What makes a complaint grave whatever the amount."""

    INJURY = "injury"
    FOOD_SAFETY = "food_safety"
    MEDIA = "media"
    MINOR_OR_ELDERLY = "minor_or_elderly"


class Severity(StrEnum):
    """How grave a complaint is."""

    ORDINARY = "ordinary"
    MAJOR = "major"


class SurveyMethod(StrEnum):
    """How somebody was asked whether they were satisfied (B-6.2.2)."""

    ONLINE = "online"
    PHONE = "phone"


MATTERS = {
    Matter.GOODS: "Quality of the goods",
    Matter.DELIVERY: "Delivery",
    Matter.PRICE: "Price",
    Matter.ADVERTISING: "What was said on air or in advertising",
    Matter.SERVICE: "Service",
    Matter.RETURN: "Return or refund",
    Matter.PRIVACY: "Personal data",
    Matter.OTHER: "Something else",
}

CAUSES = {
    "goods_defect": "The goods were defective",
    "goods_other_than_shown": "The goods were not as shown",
    "late_delivery": "Delivered late",
    "damaged_in_transport": "Damaged on the way",
    "not_delivered": "Not delivered",
    "wrong_price": "A wrong price was charged",
    "misleading_words": "Misleading words on air or in advertising",
    "poor_service": "Poor service",
    "refund_delayed": "A refund was delayed",
    "data_misused": "Personal data were misused",
    "misunderstanding": "A misunderstanding",
    "unfounded": "Not confirmed",
}
"""The classes under which a settled complaint is filed."""


class CallEventKind(StrEnum):
    """What a telephone system tells about a call."""

    INCOMING = "incoming"
    ANSWERED = "answered"
    ENDED = "ended"
    RECORDED = "recorded"
    """Where the recording is kept; it often comes long after the end."""


class CallState(StrEnum):
    """Where a call stands. It follows from what has been told about it, in whatever order."""

    WAITING = "waiting"
    TALKING = "talking"
    ENDED = "ended"
    ABANDONED = "abandoned"
    """It ended, and nobody had answered."""


class CallResult(StrEnum):
    """What came of a call."""

    ORDER = "order"
    COMPLAINT = "complaint"
    QUESTION = "question"
    CALL_BACK = "call_back"
    WAITING_LIST = "waiting_list"
    AFTER_SALES = "after_sales"


class CallBackReason(StrEnum):
    """Why somebody is called back."""

    ASKED = "asked"
    """They asked for it."""
    MISSED = "missed"
    """They called, and nobody answered."""


class CallBackState(StrEnum):
    """Where a call-back stands."""

    OPEN = "open"
    TAKEN = "taken"
    REACHED = "reached"
    GIVEN_UP = "given_up"


CALL_BACK_VERBS: dict[str, tuple[frozenset[CallBackState], CallBackState]] = {
    "take": (frozenset({CallBackState.OPEN}), CallBackState.TAKEN),
    "reach": (frozenset({CallBackState.TAKEN}), CallBackState.REACHED),
    "miss": (frozenset({CallBackState.TAKEN}), CallBackState.OPEN),
    "give_up": (frozenset({CallBackState.TAKEN}), CallBackState.GIVEN_UP),
}
"""The life of a call-back. Nobody is given up before the third try (``call_back.tries``)."""
