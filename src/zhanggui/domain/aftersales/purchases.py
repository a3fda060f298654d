"""What after-sales needs to know of an order and its lines, whoever keeps them."""

from typing import Any, Protocol


class PurchaseLine(Protocol):
    """So many pieces of one SKU, as they were bought."""

    id: Any
    name: Any
    sku: Any
    quantity: Any
    amount_fen: Any
    discount_fen: Any
    freight_fen: Any
    unit_fen: Any
    explanation: Any
    supplier_id: Any
    no_return_confirmed_at: Any


class Purchase(Protocol):
    """An order."""

    id: Any
    number: Any
    customer_id: Any
    state: Any
    shipped_at: Any
    delivered_at: Any
    completed_at: Any
    discount_fen: Any
    freight_fen: Any
    lines: Any
    returns: Any
