"""What goods operations look up before they act, and whom a thing concerns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps

from zhanggui.domain.catalog.states import LegalClass
from zhanggui.domain.inventory.models import Warehouse
from zhanggui.domain.inventory.refusals import WarehouseClosed
from zhanggui.domain.inventory.rules import Papers
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound

FOOD = frozenset({LegalClass.FOOD, LegalClass.HEALTH_FOOD, LegalClass.INFANT_FORMULA, LegalClass.ALCOHOL})


@dataclass(frozen=True, slots=True)
class SupplierFile:
    """What a purchase record says about its supplier."""

    id: UUID
    name: str
    state: str
    address: str
    contact: str

    def told(self, papers: Papers) -> bool:
        """Whether address and contact are known, from the papers or from the file."""
        address, contact = papers.supplier_address or self.address, papers.supplier_contact or self.contact
        return bool(address and contact)


@dataclass(frozen=True, slots=True)
class Article:
    """What a warehouse must know of a SKU."""

    id: UUID
    code: str
    name: str
    specification: str
    supplier_id: UUID
    legal_class: str
    shelf_life_needed: bool

    @property
    def is_food(self) -> bool:
        """Whether the law of food applies to its purchase record."""
        return self.legal_class in FOOD


def standing_warehouse(warehouse_id: UUID) -> Warehouse:
    """A warehouse that is open. ``NotFound``, ``WarehouseClosed``."""
    warehouse = Warehouse.objects.filter(pk=warehouse_id).first()
    if warehouse is None:
        raise NotFound
    if warehouse.closed_at is not None:
        raise WarehouseClosed(code=warehouse.code)
    return warehouse


def supplier_file(supplier_id: UUID) -> SupplierFile:
    """The supplier, with address and contact as it last applied."""
    supplier = apps.get_model("partners", "Supplier").objects.select_related("organisation")
    found = supplier.filter(pk=supplier_id).first()
    if found is None:
        raise NotFound
    applied = found.organisation.applications.order_by("-number").first()
    return SupplierFile(
        id=found.id,
        name=found.organisation.name,
        state=found.state,
        address=applied.address if applied else "",
        contact=f"{applied.contact_name} {applied.contact_mobile}" if applied else "",
    )


def own_supplier(by: Actor) -> SupplierFile:
    """The supplier this person acts for. ``NotFound`` for everybody else."""
    if by.organisation_id is None:
        raise NotFound
    found = apps.get_model("partners", "Supplier").objects.filter(organisation_id=by.organisation_id)
    supplier_id = found.values_list("pk", flat=True).first()
    if supplier_id is None:
        raise NotFound
    return supplier_file(supplier_id)


def articles_of(sku_ids: Iterable[UUID]) -> Mapping[UUID, Article]:
    """The articles with these identifiers; unknown ones are absent."""
    rows: Iterable[tuple[Any, ...]] = (
        apps.get_model("catalog", "Sku")
        .objects.filter(pk__in=list(sku_ids))
        .values_list(
            "id",
            "code",
            "name",
            "goods__published_version__name",
            "goods__published_version__specification",
            "goods__supplier_id",
            "goods__category__legal_class",
            "goods__category__shelf_life_needed",
        )
    )
    return {
        sku: Article(sku, code, _full_name(said, name) or code, specification or "", *terms)
        for sku, code, name, said, specification, *terms in rows
    }


def _full_name(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def category_path(sku_id: UUID) -> str:
    """The way from the root of the category tree to this SKU's category: ``food/tea/``."""
    skus = apps.get_model("catalog", "Sku").objects.filter(pk=sku_id)
    return skus.values_list("goods__category__path", flat=True).first() or ""
