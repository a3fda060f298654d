"""Rows of the house as programs read them."""

from typing import Any

from ninja import Schema


def told(schema: type[Schema], thing: Any, **apart: Any) -> dict[str, Any]:
    """The fields of a schema: these apart as given, every other one as the attribute of that name."""
    return {name: getattr(thing, name) for name in schema.model_fields if name not in apart} | apart


def paid_by(statement: Any) -> dict[str, str | None]:
    """The payout of a statement and the bank's reference, once it is paid."""
    payout = statement.payout if statement.paid_at else None
    return {
        "payout": payout.number if payout else None,
        "bank_reference": payout.bank_reference if payout else "",
    }
