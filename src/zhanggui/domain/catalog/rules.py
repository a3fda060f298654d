"""What goods information must hold, and what it must not say: pure functions and their sources."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from uuid import UUID

from zhanggui.kernel.money import FEN_MAX
from zhanggui.kernel.norms import norm

SKUS_MAX = 200
PICTURES_MAX = 12
RENDITION_WIDTHS = (320, 640, 960)
"""In these widths a picture of goods is offered to browsers that take AVIF."""


WORDING = "2026-01"
"""Version of the words by which suppliers answer for what they submit: new words are a new version."""


@dataclass(frozen=True, slots=True)
class SkuWish:
    """One SKU as its supplier describes it. Without a ``code`` the house makes one from the goods number."""

    name: str = ""
    spec: Mapping[str, str] = field(default_factory=dict)
    code: str = ""


@dataclass(frozen=True, slots=True)
class PictureRef:
    """A picture that is stored already: the document as given, and the two sizes made from it."""

    original: UUID
    small: UUID
    large: UUID
    caption: str = ""
    generated_by_ai: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said about the goods that needs proof, and the proof (AD-02)."""

    words: str
    evidence: str
    document: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsContent:
    """Everything that is said about goods: the norm's list (B-2.2.2) and the eight facts of CP-12."""

    name: str
    brand: str
    specification: str
    model: str
    price_wish_fen: int
    origin: str
    maker_name: str
    maker_address: str
    standard: str
    packaging: str
    contents: str
    description: str
    delivery_terms: str
    after_sales: str
    return_address: str
    safety_notes: str = ""
    liability: str = ""
    produced_on: date | None = None
    shelf_life_days: int | None = None
    quality_report: UUID | None = None
    documents: tuple[UUID, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()


LENGTHS: Mapping[str, int] = {
    "name": 120,
    "brand": 60,
    "specification": 200,
    "model": 60,
    "origin": 60,
    "maker_name": 120,
    "maker_address": 200,
    "standard": 60,
    "packaging": 200,
    "contents": 200,
    "delivery_terms": 200,
    "return_address": 200,
    "description": 20_000,
    "after_sales": 5_000,
    "safety_notes": 5_000,
    "liability": 5_000,
}
"""The longest text each field takes, in characters."""

ALWAYS = (
    "name",
    "brand",
    "specification",
    "model",
    "origin",
    "maker_name",
    "maker_address",
    "standard",
    "packaging",
    "contents",
    "description",
    "delivery_terms",
    "after_sales",
    "return_address",
)
"""Fields no goods may be without: B-2.2.2, B-2.1.4, B-2.1.6, product quality law 27, and TV-06."""


@dataclass(frozen=True, slots=True)
class Demands:
    """What a category asks beyond that."""

    required_fields: tuple[str, ...] = ()
    shelf_life_needed: bool = False


def too_long(content: GoodsContent) -> list[str]:
    """Fields that hold more than they can, or a price that is none: refused even in a draft."""
    wrong = [name for name, most in LENGTHS.items() if len(getattr(content, name)) > most]
    if not 0 < content.price_wish_fen <= FEN_MAX:
        wrong.append("price_wish_fen")
    if content.shelf_life_days is not None and not 0 < content.shelf_life_days <= 36_500:
        wrong.append("shelf_life_days")
    return wrong


def missing(content: GoodsContent, demands: Demands, *, pictures: int, on: date) -> list[str]:
    """What is still wanting before anybody else looks at it, by field name; empty means complete."""
    wanting = [name for name in ALWAYS if not getattr(content, name).strip()]
    if content.quality_report is None:
        wanting.append("quality_report")
    if pictures == 0:
        wanting.append("pictures")
    if demands.shelf_life_needed:
        wanting += [name for name in ("produced_on", "shelf_life_days") if getattr(content, name) is None]
    if content.produced_on is not None and content.produced_on > on:
        wanting.append("produced_on")
    wanting += [name for name in demands.required_fields if not content.attributes.get(name, "").strip()]
    return wanting


def unproven(content: GoodsContent, *, medical_class: bool, on: date) -> list[str]:
    """Words the advertising law forbids without proof, as they stand in the text (AD-01, AD-06).

    Medical words are allowed for classes the law reviews apart; absolute words only with a claim and its
    evidence.
    """
    text = "\n".join([content.name, content.description, content.specification, content.after_sales])
    proven = "\n".join(claim.words for claim in content.claims if claim.evidence.strip())
    listed: Iterable[str] = norm("advertising.absolute_words", on=on)
    if not medical_class:
        listed = [*listed, *norm("advertising.medical_words", on=on)]
    return [word for word in listed if word in text and word not in proven]


def banned_by(legal_class: str, keys: Sequence[str], *, on: date) -> str | None:
    """The key of the first ban among ``keys`` that covers this class on that day, or none."""
    for key in keys:
        if legal_class in norm(key, on=on):
            return key
    return None


SALE_BANS = ("sale.banned_classes",)
ON_AIR_BANS = (
    "broadcast.banned_classes",
    "broadcast.banned_classes_decree_61",
    "advertising.banned_classes",
)
MEDICAL_CLASSES = frozenset({"otc_drug", "prescription_drug", "medical_device", "professional_device"})

TIER_SIZES = (3_000, 12_000, 48_000)
"""How many goods each tier of the search holds, the best placed first; the last tier holds all others.

Four times as many in each: words are then answered after reading about four times what is shown, at most.
"""
TIERS = len(TIER_SIZES) + 1

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def is_category_code(code: str) -> bool:
    """Whether the code can stand in a path and an address."""
    return _CODE.fullmatch(code) is not None


def frozen(content: GoodsContent) -> dict[str, Any]:
    """The content as plain values, in the order it is declared: what a digest is taken of."""
    return {field.name: _plain(getattr(content, field.name)) for field in fields(content)}


def _plain(value: Any) -> Any:
    if isinstance(value, Claim):
        return {"words": value.words, "evidence": value.evidence, "document": _plain(value.document)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, UUID | date) else value
