"""What invoices are about, and their lives."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class Colour(StrEnum):
    """A blue invoice says what was sold; a red-letter one takes it back, in whole or in part."""

    BLUE = "blue"
    RED = "red"


class Purpose(StrEnum):
    """What an invoice is for."""

    GOODS = "goods"
    """What a customer bought and kept."""
    COMMISSION = "commission"
    """What a supplier paid for being sold for."""


class BuyerKind(StrEnum):
    """Whom an invoice names."""

    PERSONAL = "personal"
    FIRM = "firm"


class RedReason(StrEnum):
    """Why an invoice is taken back. A wrong one is taken back whole, returned goods by what came back."""

    ISSUED_WRONGLY = "issued_wrongly"
    RETURNED = "returned"


class Treatment(StrEnum):
    """How goods are taxed."""

    STANDARD = "standard"
    LOW = "low"
    SERVICES = "services"
    EXEMPT = "exempt"


class InvoiceState(StrEnum):
    """Where an invoice stands."""

    REQUESTED = "requested"
    """To be issued by the tax platform."""
    ISSUED = "invoiced"
    """It has its number; it never changes any more."""
    REFUSED = "refused"
    """The tax platform would not issue it, and said why."""
    WITHDRAWN = "withdrawn"
    """Given up after it was refused."""


INVOICE = Lifecycle(
    initial=InvoiceState.REQUESTED,
    table={
        (InvoiceState.REQUESTED, "issue"): InvoiceState.ISSUED,
        (InvoiceState.REQUESTED, "refuse"): InvoiceState.REFUSED,
        (InvoiceState.REFUSED, "retry"): InvoiceState.REQUESTED,
        (InvoiceState.REFUSED, "withdraw"): InvoiceState.WITHDRAWN,
    },
)
