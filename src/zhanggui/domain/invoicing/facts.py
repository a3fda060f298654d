"""What happens to invoices, in the past tense. Amounts are fen."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("invoicing.category_classed", "{category} is taxed as {short_name} from {starts_on}")
@dataclass(frozen=True, kw_only=True)
class CategoryClassed:
    category: str
    short_name: str
    treatment: str
    starts_on: str


@trail.fact("invoicing.requested", "Invoice {number} was asked for")
@dataclass(frozen=True, kw_only=True)
class InvoiceRequested:
    number: str
    colour: str
    total_fen: int


@trail.fact("invoicing.issued", "Invoice {number} was issued as {platform_number}")
@dataclass(frozen=True, kw_only=True)
class InvoiceIssued:
    number: str
    platform_number: str
    total_fen: int


@trail.fact("invoicing.refused", "The tax platform refused invoice {number}")
@dataclass(frozen=True, kw_only=True)
class InvoiceRefused:
    number: str


@trail.fact("invoicing.confirmation_awaited", "The buyer has to confirm red letter {number}")
@dataclass(frozen=True, kw_only=True)
class ConfirmationAwaited:
    number: str
    confirmation: str


@trail.fact("invoicing.confirmed", "Red letter {number} is confirmed ({confirmation})")
@dataclass(frozen=True, kw_only=True)
class RedLetterConfirmed:
    number: str
    confirmation: str


@trail.fact("invoicing.retried", "Invoice {number} was handed in again")
@dataclass(frozen=True, kw_only=True)
class InvoiceRetried:
    number: str


@trail.fact("invoicing.withdrawn", "Invoice {number} was given up")
@dataclass(frozen=True, kw_only=True)
class InvoiceWithdrawn:
    number: str


@trail.fact("invoicing.retitled", "Invoice {number} is taken back and issued with another title")
@dataclass(frozen=True, kw_only=True)
class InvoiceRetitled:
    number: str
    following: str
