"""Reads of the catalogue: for the shop, for the desks, and for the packages above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from zhanggui.domain.catalog import wordlists
from zhanggui.domain.catalog.models import Category, Goods, GoodsVersion, Sku, StopSale, WordList
from zhanggui.domain.catalog.reach import goods_of
from zhanggui.domain.catalog.rules import ON_AIR_BANS, banned_by
from zhanggui.domain.catalog.states import ListState, StopCause
from zhanggui.domain.catalog.wordlists import Words
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound

__all__ = [
    "ON_AIR_BANS",
    "Advertised",
    "OnAirGoods",
    "advertised",
    "banned_by",
    "categories_on_file",
    "category_names",
    "goods_of",
    "hold_skus",
    "is_stopped",
    "on_air_goods",
    "published_number",
    "refuse_foreign_skus",
    "released_skus",
    "sku_code",
    "sku_names",
    "skus_coded",
    "skus_on_file",
    "unknown_categories",
    "unpublished",
    "versions_of",
]


def versions_of(by: Actor) -> QuerySet[GoodsVersion]:
    """The versions this actor may see, the newest first: one's own firm's, or everybody's."""
    return (
        GoodsVersion.objects.filter(goods__in=goods_of(by))
        .select_related("goods__category", "goods__supplier__organisation", "author")
        .order_by("-created_at", "-id")
    )


@dataclass(frozen=True, slots=True)
class OnAirGoods:
    """What a programme must know about a SKU before it is shown."""

    sku_id: UUID
    goods_id: UUID
    sku_code: str
    goods_number: str
    name: str | None
    legal_class: str
    category: str
    maker_name: str
    maker_address: str


def on_air_goods(sku_ids: Iterable[UUID]) -> Mapping[UUID, OnAirGoods]:
    """What each SKU is as published, and what the law calls it. Unknown SKUs are absent."""
    skus = Sku.objects.filter(pk__in=list(sku_ids)).select_related(
        "goods__published_version", "goods__category"
    )
    return {sku.id: _on_air(sku) for sku in skus}


def _on_air(sku: Sku) -> OnAirGoods:
    version, category = sku.goods.published_version, sku.goods.category
    return OnAirGoods(
        sku_id=sku.id,
        goods_id=sku.goods_id,
        sku_code=sku.code,
        goods_number=sku.goods.number,
        name=version.name if version else None,
        legal_class=category.legal_class,
        category=category.name_zh,
        maker_name=version.maker_name if version else "",
        maker_address=version.maker_address if version else "",
    )


def skus_coded(codes: Iterable[str]) -> list[tuple[str, UUID]]:
    """Code and id of each released SKU of these codes."""
    found = Sku.objects.filter(code__in=list(codes), released_at__isnull=False)
    return list(found.values_list("code", "id"))


def is_stopped(goods_id: UUID, cause: StopCause) -> bool:
    """Whether the sale of these goods is stopped for this cause."""
    return StopSale.objects.filter(goods_id=goods_id, cause=cause, lifted_at=None).exists()


def sku_names(sku_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Goods, variant and code of each SKU, as people name it."""
    skus = Sku.objects.filter(pk__in=set(sku_ids)).select_related("goods__published_version")
    return {sku.id: _named(sku) for sku in skus}


def _named(sku: Sku) -> str:
    version = sku.goods.published_version
    words = [version.name if version else "", sku.name]
    return f"{' '.join(word for word in words if word)} ({sku.code})".strip()


def category_names(paths: Iterable[str]) -> Mapping[str, str]:
    """The name of each category by its path, in the reader's language."""
    column = "name_en" if get_language() == "en" else "name_zh"
    return dict(Category.objects.filter(path__in=set(paths)).values_list("path", column))


def sku_code(sku_id: UUID) -> str:
    """The code of a SKU that customers may see. Raises ``NotFound``."""
    code = released_skus([sku_id]).get(sku_id)
    if code is None:
        raise NotFound
    return code


def released_skus(sku_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Of these, the SKUs that customers may see or could once, with their codes."""
    seen = Sku.objects.filter(pk__in=set(sku_ids), released_at__isnull=False)
    return dict(seen.values_list("pk", "code"))


def refuse_foreign_skus(sku_ids: Sequence[UUID], *, by: Actor) -> None:
    """Raise ``NotFound`` unless every SKU exists and belongs to goods this actor may see."""
    wanted = set(sku_ids)
    seen = Sku.objects.filter(pk__in=wanted, goods__in=goods_of(by)).count()
    if seen < len(wanted):
        raise NotFound


def hold_skus(sku_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The codes of these SKUs, held until the transaction ends: what changes their prices queues here.

    Raises ``NotFound`` if one does not exist.
    """
    wanted = set(sku_ids)
    held = dict(Sku.objects.locked().filter(pk__in=wanted).values_list("pk", "code"))
    if len(held) < len(wanted):
        raise NotFound
    return held


def unpublished(numbers: Iterable[str]) -> list[str]:
    """Those of these goods numbers under which customers find nothing."""
    wanted = set(numbers)
    shown = Goods.objects.filter(number__in=wanted, published_version__isnull=False)
    return sorted(wanted - set(shown.values_list("number", flat=True)))


def unknown_categories(codes: Iterable[str]) -> list[str]:
    """Those of these codes that no category of the tree has."""
    wanted = set(codes)
    return sorted(wanted - set(Category.objects.filter(code__in=wanted).values_list("code", flat=True)))


def category_paths() -> Mapping[UUID, str]:
    """The way from the root to every category: codes, each ended by a slash."""
    return dict(Category.objects.values_list("id", "path"))


def categories_known(codes: Iterable[str]) -> set[str]:
    """Which of these are codes of categories."""
    return set(Category.objects.filter(code__in=list(codes)).values_list("code", flat=True))


def skus_on_file(sku_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these SKUs there are, and are not retired."""
    return set(Sku.objects.filter(pk__in=list(sku_ids), retired_at=None).values_list("pk", flat=True))


def categories_on_file(paths: Iterable[str]) -> set[str]:
    """Which of these paths are a category's."""
    return set(Category.objects.filter(path__in=list(paths)).values_list("path", flat=True))


@dataclass(frozen=True, slots=True)
class Advertised:
    """What an advertisement must know about goods it speaks of."""

    number: str
    name: str
    brand: str
    legal_class: str
    supplier_organisation_id: UUID


def advertised(goods_ids: Iterable[UUID]) -> Mapping[UUID, Advertised]:
    """These goods as published: their names, brands, what the law calls them, and who sells them."""
    found = Goods.objects.filter(pk__in=list(goods_ids)).select_related(
        "published_version", "category", "supplier"
    )
    return {
        goods.pk: Advertised(
            number=goods.number,
            name=goods.published_version.name if goods.published_version else "",
            brand=goods.published_version.brand if goods.published_version else "",
            legal_class=goods.category.legal_class,
            supplier_organisation_id=goods.supplier.organisation_id,
        )
        for goods in found
    }


def published_number(goods_id: UUID) -> str:
    """The number of goods that customers see. Raises ``NotFound`` for any other."""
    shown = Goods.objects.filter(pk=goods_id, published_version__isnull=False)
    number = shown.values_list("number", flat=True).first()
    if number is None:
        raise NotFound
    return number


def standing_words() -> Words:
    """What searches go by: the list the house adopted, or the one the program comes with."""
    stands = WordList.objects.filter(state=ListState.STANDING).values_list("content", flat=True).first()
    return wordlists.comes_with() if stands is None else wordlists.words_of(stands)


def categories_on_sale() -> set[UUID]:
    """The categories of which something is published."""
    shown = Goods.objects.filter(published_version__isnull=False)
    return set(shown.values_list("category_id", flat=True).distinct())


def goods_of_supplier(supplier_id: UUID, numbers: Iterable[str]) -> Mapping[str, UUID]:
    """Which of these numbers are goods of this supplier, and their identifiers."""
    found = Goods.objects.filter(supplier=supplier_id, number__in=list(numbers))
    return dict(found.values_list("number", "id"))
