"""Categories, goods, the reviewed versions of what is said about them, their SKUs, and what search knows."""

from zhanggui.domain.catalog.models.goods import (
    Category,
    Declaration,
    Goods,
    GoodsVersion,
    Picture,
    Rendition,
    Sku,
    StopSale,
)
from zhanggui.domain.catalog.models.searching import (
    FacetCount,
    GroupedWord,
    SearchEntry,
    SearchTerm,
    WordList,
)

__all__ = [
    "Category",
    "Declaration",
    "FacetCount",
    "Goods",
    "GoodsVersion",
    "GroupedWord",
    "Picture",
    "Rendition",
    "SearchEntry",
    "SearchTerm",
    "Sku",
    "StopSale",
    "WordList",
]
