"""The lives of announced deliveries and of goods documents, as tables."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class NoticeState(StrEnum):
    """Where an announced delivery stands."""

    ANNOUNCED = "announced"
    RECEIVED = "received"
    CANCELLED = "cancelled"


NOTICE = Lifecycle(
    initial=NoticeState.ANNOUNCED,
    table={
        (NoticeState.ANNOUNCED, "receive"): NoticeState.RECEIVED,
        (NoticeState.ANNOUNCED, "cancel"): NoticeState.CANCELLED,
    },
)


class DocumentKind(StrEnum):
    """Why goods move without being bought or sold."""

    TRANSFER = "transfer"
    """From one warehouse to another."""
    SUPPLIER_RETURN = "supplier_return"
    """Back to who brought them."""
    SCRAP = "scrap"
    """To be destroyed."""
    MOVE = "move"
    """From one location to another, under the same roof."""


REVIEWED = frozenset({DocumentKind.SUPPLIER_RETURN, DocumentKind.SCRAP})
"""These take goods out of the house for good: a second pair of eyes agrees first."""


class DocumentState(StrEnum):
    """Where a goods document stands."""

    PREPARED = "prepared"
    """Its goods are set aside; nothing has moved."""
    APPROVED = "approved"
    LEFT = "left"
    """The goods have left their place."""
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


DOCUMENT: dict[DocumentKind, Lifecycle[DocumentState]] = {
    DocumentKind.TRANSFER: Lifecycle(
        initial=DocumentState.PREPARED,
        table={
            (DocumentState.PREPARED, "dispatch"): DocumentState.LEFT,
            (DocumentState.LEFT, "arrive"): DocumentState.ARRIVED,
            (DocumentState.PREPARED, "cancel"): DocumentState.CANCELLED,
        },
    ),
    DocumentKind.SUPPLIER_RETURN: Lifecycle(
        initial=DocumentState.PREPARED,
        table={
            (DocumentState.PREPARED, "approve"): DocumentState.APPROVED,
            (DocumentState.APPROVED, "dispatch"): DocumentState.LEFT,
            (DocumentState.LEFT, "arrive"): DocumentState.ARRIVED,
            (DocumentState.PREPARED, "cancel"): DocumentState.CANCELLED,
            (DocumentState.APPROVED, "cancel"): DocumentState.CANCELLED,
        },
    ),
    DocumentKind.SCRAP: Lifecycle(
        initial=DocumentState.PREPARED,
        table={
            (DocumentState.PREPARED, "approve"): DocumentState.APPROVED,
            (DocumentState.APPROVED, "dispatch"): DocumentState.LEFT,
            (DocumentState.PREPARED, "cancel"): DocumentState.CANCELLED,
            (DocumentState.APPROVED, "cancel"): DocumentState.CANCELLED,
        },
    ),
    DocumentKind.MOVE: Lifecycle(
        initial=DocumentState.PREPARED,
        table={
            (DocumentState.PREPARED, "dispatch"): DocumentState.LEFT,
            (DocumentState.PREPARED, "cancel"): DocumentState.CANCELLED,
        },
    ),
}
"""Every permitted step of each kind."""
