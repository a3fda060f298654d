"""The chapters of the example world, in order. Each calls operations and journeys, never the tables."""

from collections.abc import Callable
from dataclasses import dataclass

from zhanggui.demo import cast, firms, goods, stock, story


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the story that happens whole or not at all."""

    name: str
    title: str
    tell: Callable[[], None]


def the_house_opens() -> None:
    """The firm, its staff, its texts, and its first customers."""
    at = story.opening()
    cast.open_house(at)
    cast.hire_staff(at)
    cast.publish_policies(at)
    cast.welcome_customers(at)


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("house", "开业：岗位、规则与会员", the_house_opens),
    Chapter("suppliers", "供应商入驻：三步三人", firms.suppliers_join),
    Chapter("carriers", "承运商入驻", firms.carriers_join),
    Chapter("categories", "品类与所需证照", goods.categories_are_arranged),
    Chapter("goods", "商品信息：逐项审核与发布", goods.goods_are_published),
    Chapter("prices", "调研、评估、审批、公布价格", goods.prices_are_published),
    Chapter("stock", "收货与质检", stock.goods_arrive),
    Chapter("newcomer", "新供应商递交申请", firms.a_newcomer_applies),
)
