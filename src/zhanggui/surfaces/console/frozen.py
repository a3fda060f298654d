"""What was frozen for a review, as its reader reads it.

A version is frozen in keys, instants and bare columns, so that its digest is the same for ever. A reviewer
judges words: every key is the row it names, every instant a moment, every list of rows a table (B-1.1.3).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

NAMES_A = {
    "advertiser": "identity.Organisation",
    "assessment": "appraisal.Assessment",
    "bill": "freight.Bill",
    "campaign": "campaigns.Campaign",
    "carrier": "partners.Carrier",
    "channel": "broadcast.Channel",
    "documents": "documents.Document",
    "goal": "improvement.Goal",
    "goods": "catalog.Goods",
    "host_person": "identity.Person",
    "large": "documents.Document",
    "lessons": "campaigns.Conclusion",
    "metric": "improvement.Metric",
    "order": "sales.Order",
    "organisation_id": "identity.Organisation",
    "original": "documents.Document",
    "owner": "identity.Account",
    "price": "pricing.Price",
    "programme": "broadcast.Programme",
    "proofs": "documents.Document",
    "quality_report": "documents.Document",
    "rerun_of": "broadcast.Slot",
    "research": "pricing.MarketResearch",
    "risk": "governance.Risk",
    "sku": "catalog.Sku",
    "slot": "broadcast.Slot",
    "small": "documents.Document",
    "strategy": "improvement.Plan",
    "supplier": "partners.Supplier",
    "template": "messaging.Template",
    "version": "messaging.TemplateVersion",
    "violation": "appraisal.Violation",
    "warehouse": "inventory.Warehouse",
}
"""What a key of this name is the key of."""

CODES_OF = {"basis": "compliance.Obligation", "categories": "catalog.Category"}
"""What a code of this name is the code of."""

BESIDE = {"catalog.Sku": ("goods__published_version",)}
"""What is read together with a row, because it is told with it."""

COLUMNS_OF = {
    ("pricing.change", "lines"): (
        "sku", "new_price_fen", "normal_price_fen", "reference_price_fen", "cost_fen", "floor_fen",
    ),
    ("freight.tariff", "zones"): (
        "code", "origin", "provinces", "first_grams", "first_price_fen", "step_grams", "step_price_fen",
        "remote_fen", "hours",
    ),
}  # fmt: skip
"""The columns of rows that were frozen bare, in their order."""


def readable(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a review of this kind, with rows instead of their keys; one query for each noun."""
    wide = {name: _with_columns(kind, name, value) for name, value in content.items()}
    rows = _rows(wide)
    return {name: _spelled_out(name, value, rows) for name, value in wide.items()}


def _with_columns(kind: str, name: str, value: Any) -> Any:
    columns = COLUMNS_OF.get((kind, name))
    return [dict(zip(columns, row, strict=False)) for row in value] if columns else value


def _rows(content: Mapping[str, Any]) -> dict[str, models.Model]:
    asked: dict[tuple[str, str], set[str]] = {}
    for name, value in content.items():
        for noun, by, key in _keys(name, value):
            asked.setdefault((noun, by), set()).add(key)
    found: dict[str, models.Model] = {}
    for (noun, by), keys in asked.items():
        rows = apps.get_model(noun).objects.select_related(*BESIDE.get(noun, ())).in_bulk(keys, field_name=by)
        found |= {str(key): row for key, row in rows.items()}
    return found


def _keys(name: str, value: Any) -> Iterator[tuple[str, str, str]]:
    match value:
        case Mapping():
            for inner, item in value.items():
                yield from _keys(str(inner), item)
        case list() | tuple():
            for item in value:
                yield from _keys(name, item)
        case UUID():
            yield from _keys(name, str(value))
        case str() if name in NAMES_A and _is_key(value):
            yield NAMES_A[name], "id", value
        case str() if name in CODES_OF:
            yield CODES_OF[name], "code", value


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _spelled_out(name: str, value: Any, rows: Mapping[str, models.Model]) -> Any:
    match value:
        case Mapping():
            read = {inner: _spelled_out(str(inner), item, rows) for inner, item in value.items()}
            return _with_article(read) if isinstance(read.get("sku"), models.Model) else read
        case list() | tuple():
            return _listed(name, value, rows)
        case UUID() if str(value) in rows:
            return rows[str(value)]
        case str() if name in NAMES_A.keys() | CODES_OF.keys() and value in rows:
            return rows[value]
        case str() if _is_key(value):
            return UUID(value)
        case float() if name.endswith("_at"):
            return datetime.fromtimestamp(value, UTC)
        case str():
            return _day(value) or value
        case _:
            return value


def _with_article(row: dict[str, Any]) -> dict[str, Any]:
    """A row about an SKU, with the name of its article after it: people know goods by their names."""
    shown = row["sku"].goods.published_version
    return {"sku": row["sku"], "goods": shown.name if shown else None, **row}


def _listed(name: str, value: Sequence[Any], rows: Mapping[str, models.Model]) -> list[Any]:
    return [_spelled_out(name, item, rows) for item in value]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else None
    except ValueError:
        return None
