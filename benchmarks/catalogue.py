"""A catalogue of 200,000 goods on sale, written set by set: for reading, in a database of its own.

Names are real titles where there are any (outside the project), each in several designs, and made ones
otherwise; every fourth is English. Words, facets and order are those the program itself would write: names
are cut by its own rules, and the shelf is arranged, counted and its words gathered by its own operations.
Stock is a balance without its transfers, so this database is not to be verified.
"""

import csv
import gzip
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex
from django.db import connection

from benchmarks.shelf import LONG_AGO, unwatched
from zhanggui.domain.catalog.counting import count_facets
from zhanggui.domain.catalog.models import Category, Goods, GoodsVersion, SearchEntry
from zhanggui.domain.catalog.operations.refresh_terms import refresh_terms
from zhanggui.domain.catalog.ranking import rank_goods
from zhanggui.domain.catalog.search import entry_of
from zhanggui.domain.inventory import accounts
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.pricing.models import MarketResearch, PriceChange
from zhanggui.identity.actor import SYSTEM, SYSTEM_ACCOUNT
from zhanggui.identity.models import Organisation
from zhanggui.journeys.arrange_shelf import arrange_shelf
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms.ledger import HOUSE

DATA = Path(os.environ.get("ZHANGGUI_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
TITLES = DATA / "cn_taobao_beauty" / "taobao_beauty_double11_2016.csv.gz"
SUPPLIERS, BRANDS, ORIGINS = 40, 300, 20
ENGLISH_EVERY = 4

ROOTS = (
    "护肤 Skin care",
    "彩妆 Make-up",
    "茶饮 Tea",
    "厨房 Kitchen",
    "家纺 Home",
    "服饰 Clothing",
    "家电 Appliances",
    "食品 Food",
)
BRANCHES = (
    "春 Spring",
    "夏 Summer",
    "秋 Autumn",
    "冬 Winter",
    "日用 Daily",
    "礼盒 Gifts",
    "旅行 Travel",
    "专业 Professional",
)
COLOURS = ("深蓝", "米白", "樱粉", "墨绿", "炭灰", "香槟金", "雾紫", "橙红")
SIZES = ("便携装", "家庭装", "标准装", "礼盒装", "加量装", "体验装")
MADE_OF = ("不锈钢", "纯棉", "紫砂", "羊绒", "玻璃", "陶瓷", "亚麻", "竹制", "真丝", "实木")
MADE_FOR = (
    "保温杯",
    "四件套",
    "茶壶",
    "围巾",
    "炒锅",
    "面霜",
    "毛巾",
    "餐盘",
    "衬衫",
    "按摩仪",
    "电饭煲",
    "羽绒服",
)
HOW = ("轻便", "加厚", "静音", "速干", "防滑", "抗皱", "保湿", "护眼", "节能", "大容量")
ADJECTIVES = ("light", "warm", "quiet", "soft", "classic", "bright", "folding", "fresh", "compact", "gentle")
MATERIALS = ("steel", "cotton", "bamboo", "ceramic", "linen", "silk", "glass", "walnut", "cashmere", "oolong")
NOUNS = (
    "kettle", "blanket", "teapot", "scarf", "pan", "cream", "towel", "plate", "shirt", "massager",
    "lamp", "jacket",
)  # fmt: skip


def fill(count: int) -> int:
    """So many goods on sale, found by words, facets and order. Returns how many are shown."""
    categories = _categories()
    with _without_word_indexes(), unwatched(), connection.cursor() as cursor:
        firms = _firms()
        change = _price_change()
        cursor.execute(TABLE)
        with cursor.copy(f"COPY bench_goods ({', '.join(COLUMNS)}) FROM STDIN") as copy:  # type: ignore[attr-defined]
            for row in _rows(count, categories, firms):
                copy.write_row(row)
        for statement in (GOODS, VERSIONS, SKUS, LINES, PRICES, ACCOUNTS, BALANCES, ENTRIES):
            cursor.execute(statement, {**_values(), "change": change})
        cursor.execute("DROP TABLE bench_goods")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    at = clock.now()
    with _without_word_indexes():
        arrange_shelf(by=SYSTEM, at=at)
        rank_goods(by=SYSTEM, at=at)
    count_facets(by=SYSTEM, at=at)
    refresh_terms(by=SYSTEM, at=at)
    with connection.cursor() as cursor:
        # What autovacuum does within minutes: rows that were arranged are not read from their old places.
        cursor.execute("VACUUM ANALYZE catalog_searchentry")
        cursor.execute("SELECT count(*) FROM catalog_searchentry WHERE shown_at IS NOT NULL")
        return int(cursor.fetchone()[0])


@contextmanager
def _without_word_indexes() -> Iterator[None]:
    """Many rows at once: their words are put into the indexes together, afterwards."""
    lists = [index for index in SearchEntry._meta.indexes if isinstance(index, GinIndex)]
    with connection.schema_editor() as editor:
        for index in lists:
            editor.remove_index(SearchEntry, index)
    yield
    with connection.schema_editor() as editor:
        for index in lists:
            editor.add_index(SearchEntry, index)


def _values() -> dict[str, Any]:
    return {"at": LONG_AGO, "now": clock.now(), "author": SYSTEM_ACCOUNT, "house": HOUSE, "digest": "0" * 64}


def _categories() -> list[Category]:
    made = []
    for place, (root, branch) in enumerate(product(ROOTS, BRANCHES)):
        first, second = 1 + place // len(BRANCHES), 1 + place % len(BRANCHES)
        if second == 1:
            _category(f"bench-{first}", "", root).save(force_insert=True)
        one = _category(f"bench-{first}-{second}", f"bench-{first}/", f"{root.split()[0]}{branch}")
        one.parent = Category.objects.get(code=f"bench-{first}")
        one.save(force_insert=True)
        made.append(one)
    return made


def _category(code: str, above: str, names: str) -> Category:
    chinese, _, english = names.partition(" ")
    return Category(
        code=code, path=f"{above}{code}/", name_zh=chinese, name_en=english, return_policy="no_reason",
        created_at=LONG_AGO,
    )  # fmt: skip


def _firms() -> list[Supplier]:
    made = []
    for place in range(SUPPLIERS):
        firm = Organisation(kind="supplier", name=f"Bench {place}", created_at=LONG_AGO)
        firm.save(force_insert=True)
        one = Supplier(
            number=f"SB{place:04d}", organisation=firm, state="active",
            trades_until=datetime(2099, 1, 1, tzinfo=LONG_AGO.tzinfo), created_at=LONG_AGO,
        )  # fmt: skip
        one.save(force_insert=True)
        made.append(one)
    return made


def _price_change() -> UUID:
    research = MarketResearch.objects.create(
        author_id=SYSTEM_ACCOUNT, covers=[], researched_on=LONG_AGO.date(), offers=[], demand="稳定",
        conclusion="可", created_at=LONG_AGO,
    )  # fmt: skip
    change = PriceChange.objects.create(
        number=new_id().hex[-16:], kind="normal", starts_at=LONG_AGO, research=research, reason="上架",
        state="published", digest="0" * 64, proposed_by_id=SYSTEM_ACCOUNT, proposed_at=LONG_AGO,
    )  # fmt: skip
    return UUID(str(change.pk))


def titles() -> list[str]:
    """Real titles, each once; made ones where there are none."""
    if not TITLES.is_file():
        return [f"{how}{of}{what}" for of, what, how in product(MADE_OF, MADE_FOR, HOW)]
    with gzip.open(TITLES, "rt", encoding="utf-8") as file:
        return sorted({row["title"][:80] for row in csv.DictReader(file) if row["title"]})


def english() -> list[str]:
    """English names, each once."""
    return [f"{one} {of} {what}".capitalize() for what, one, of in product(NOUNS, ADJECTIVES, MATERIALS)]


def _names(count: int) -> Iterator[str]:
    chinese, others = cycle(titles()), cycle(english())
    designs = cycle(product(COLOURS, SIZES))
    for place in range(count):
        if place % ENGLISH_EVERY == 0:
            yield f"{next(others)} No. {place}"
        else:
            yield f"{next(chinese)} {''.join(next(designs))} {place}"


def _rows(count: int, categories: list[Category], firms: list[Supplier]) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(20261122)
    for place, name in enumerate(islice(_names(count), count)):
        category, firm = chance.choice(categories), chance.choice(firms)
        goods = Goods(number=f"7{place:07d}", supplier=firm, category=category, listed_at=LONG_AGO)
        version = _version(goods, name[:120], chance)
        entry, sku = entry_of(version), new_id()
        yield (
            goods.id, goods.number, firm.id, category.id, version.id, version.name, version.brand,
            version.origin, sku, accounts.sellable(sku).id, 1_990 + chance.randrange(2_000) * 50,
            chance.randrange(1, 400),
            entry["names"], entry["words"], entry["said"],
        )  # fmt: skip


def _version(goods: Goods, name: str, chance: random.Random) -> GoodsVersion:
    return GoodsVersion(
        goods=goods, number=1, name=name, brand=f"品牌{chance.randrange(BRANDS)}", model="",
        specification="标准", origin=f"产地{chance.randrange(ORIGINS)}", description="一件好东西",
        attributes={"颜色": chance.choice(COLOURS), "规格": chance.choice(SIZES)}, created_at=LONG_AGO,
    )  # fmt: skip


COLUMNS = (
    "goods", "number", "supplier", "category", "version", "name", "brand", "origin", "sku", "account", "fen",
    "pieces", "names", "words", "said",
)  # fmt: skip
TABLE = """
CREATE TEMPORARY TABLE bench_goods (goods uuid, number text, supplier uuid, category uuid, version uuid,
    name text, brand text, origin text, sku uuid, account uuid, fen bigint, pieces int, names tsvector,
    words tsvector,
    said text[], line uuid DEFAULT gen_random_uuid())
"""
GOODS = """
INSERT INTO catalog_goods (id, number, supplier_id, category_id, listed_at, created_at, published_version_id)
SELECT goods, number, supplier, category, %(at)s, %(at)s, version FROM bench_goods
"""
VERSIONS = """
INSERT INTO catalog_goodsversion (id, goods_id, number, state, author_id, name, brand, specification, model,
    price_wish_fen, origin, maker_name, maker_address, standard, documents, attributes, claims, packaging,
    contents, description, safety_notes, delivery_terms, after_sales, return_address, liability, skus, digest,
    created_at)
SELECT version, goods, 1, 'published', %(author)s, name, brand, '标准', '', fen, origin, '厂', '址', 'GB',
    '{}', '{}', '[]', '盒', '一件', '一件好东西', '', '三日', '一年保修', '上海', '', '[]', %(digest)s,
    %(at)s FROM bench_goods
"""
SKUS = """
INSERT INTO catalog_sku (id, goods_id, code, name, spec, position, released_at, created_at)
SELECT sku, goods, number || '-1', '', '{}', 0, %(at)s, %(at)s FROM bench_goods
"""
LINES = """
INSERT INTO pricing_priceline (id, change_id, sku_id, amount_fen, basis)
SELECT line, %(change)s, sku, fen, '{}' FROM bench_goods
"""
PRICES = """
INSERT INTO pricing_price (id, change_id, line_id, sku_id, kind, amount_fen, period, published_at)
SELECT gen_random_uuid(), %(change)s, line, sku, 'normal', fen, tstzrange(%(at)s, NULL), %(at)s
  FROM bench_goods
"""
ACCOUNTS = """
INSERT INTO ledger_account (id, kind, owner, unit, side, guarded, opened_at)
SELECT account, 'inventory.sellable', %(house)s, 'sku:' || sku, 'debit', true, %(at)s FROM bench_goods
"""
BALANCES = """
INSERT INTO ledger_balance (account_id, side, debits_posted) SELECT account, 'debit', pieces FROM bench_goods
"""
ENTRIES = """
INSERT INTO catalog_searchentry (goods_id, names, words, said, facets, listed_at, sold, score, standing,
    air_standing, tier, stale_at)
SELECT goods, names, words, said, said, %(at)s + number::int * interval '1 second', 0, 0, 0, 0, 0, %(now)s
  FROM bench_goods
"""
