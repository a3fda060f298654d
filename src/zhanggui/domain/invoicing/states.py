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


class VatKind(StrEnum):
    """What an invoice is good for."""

    ORDINARY = "ordinary_vat"
    """It says what was bought (普通发票)."""
    SPECIAL = "special_vat"
    """A firm may take its tax off its own (增值税专用发票)."""


class SpecialRule(StrEnum):
    """Whether goods may stand on a special invoice."""

    ALLOWED = "special_allowed"
    BARRED = "special_barred"
    """Tobacco, spirits, food, clothes, shoes and cosmetics sold at retail (国税发〔2006〕156 号第十条)."""


class BuyerKind(StrEnum):
    """Whom an invoice names."""

    PERSONAL = "personal"
    FIRM = "firm"


class RedReason(StrEnum):
    """Why an invoice is taken back. A wrong one is taken back whole, returned goods by what came back, and a
    commission by what of it was given back after its statement."""

    ISSUED_WRONGLY = "issued_wrongly"
    RETURNED = "returned"
    ALLOWANCE = "allowance"


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
    TO_CONFIRM = "to_confirm"
    """A red letter over a special invoice that its buyer uses already: the buyer has to confirm it first."""
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
        (InvoiceState.REQUESTED, "await"): InvoiceState.TO_CONFIRM,
        (InvoiceState.TO_CONFIRM, "confirm"): InvoiceState.REQUESTED,
        (InvoiceState.TO_CONFIRM, "refuse"): InvoiceState.REFUSED,
        (InvoiceState.REFUSED, "retry"): InvoiceState.REQUESTED,
        (InvoiceState.REFUSED, "withdraw"): InvoiceState.WITHDRAWN,
    },
)
