"""A shelf of goods on sale, filled the short way: rows as the earlier packages would have left them.

How goods come to be approved, priced and accepted is those packages' affair; what stands here is only what
order placement finds: published versions, prices in force, stock in the ledger, customers with addresses.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from zhanggui.domain.catalog.models import Category, Goods, GoodsVersion, Sku
from zhanggui.domain.inventory import accounts
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.pricing.models import MarketResearch, Price, PriceChange, PriceLine
from zhanggui.domain.sales.models import Address
from zhanggui.identity.actor import SYSTEM, SYSTEM_ACCOUNT
from zhanggui.identity.models import Account, Grant, Organisation, Person
from zhanggui.identity.roles import Role
from zhanggui.journeys.arrange_shelf import arrange_shelf
from zhanggui.kernel import clock
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.ledger import Entry, Transfer
from zhanggui.mechanisms.trail import Subject
from zhanggui.schema.encrypted import keyed_hash

LONG_AGO = datetime(2016, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OnSale:
    """One SKU on sale: what a client of the shop has to know."""

    sku_id: UUID
    supplier_id: UUID
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer with an address."""

    account_id: UUID
    address_id: UUID


@contextmanager
def unwatched() -> Iterator[None]:
    """Write rows without the triggers that guard how they come to be (superuser only)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def goods_on_sale(count: int, *, pieces: int, policy: str = "no_reason") -> list[OnSale]:
    """``count`` SKUs of one supplier, each with ``pieces`` in stock."""
    mark = new_id().hex[-8:]
    firm = Organisation(kind="supplier", name=f"Supplier {mark}", created_at=LONG_AGO)
    supplier = Supplier(
        number=f"S{mark}", organisation=firm, state="active", trades_until=datetime(2099, 1, 1, tzinfo=UTC),
        created_at=LONG_AGO,
    )  # fmt: skip
    category = Category(
        code=f"C{mark}", path=f"C{mark}/", name_zh=f"类 {mark}", name_en=f"Category {mark}",
        return_policy=policy, created_at=LONG_AGO,
    )  # fmt: skip
    goods, versions, skus = [], [], []
    for index in range(count):
        one = Goods(
            number=f"{mark[-6:]}{index:05d}", supplier=supplier, category=category, listed_at=LONG_AGO,
            created_at=LONG_AGO,
        )  # fmt: skip
        version = _version(one, index)
        one.published_version = version
        goods.append(one)
        versions.append(version)
        skus.append(
            Sku(
                goods=one,
                code=f"{one.number}-1",
                name="",
                released_at=LONG_AGO,
                created_at=LONG_AGO,
            )
        )
    with unwatched():
        firm.save(force_insert=True)
        supplier.save(force_insert=True)
        category.save(force_insert=True)
        Goods.objects.bulk_create(goods, batch_size=1000)
        GoodsVersion.objects.bulk_create(versions, batch_size=1000)
        Sku.objects.bulk_create(skus, batch_size=1000)
        amounts = _price(skus)
    put_in_stock([sku.id for sku in skus], pieces)
    arrange_shelf(by=SYSTEM, at=clock.now())
    return [OnSale(sku.id, supplier.id, amounts[sku.id]) for sku in skus]


def put_in_stock(skus: list[UUID], pieces: int) -> None:
    """Let ``pieces`` of each SKU be sellable."""
    for start in range(0, len(skus), 500):
        entries = [
            Entry(
                kind="shelf.filled",
                key=f"shelf:{new_id()}",
                at=LONG_AGO,
                subject=Subject("catalog.sku", sku),
                transfers=[
                    Transfer(debit=accounts.sellable(sku), credit=accounts.accepted(sku), amount=pieces)
                ],
            )
            for sku in skus[start : start + 500]
        ]
        ledger.post(*entries, by=SYSTEM)


def buyers(count: int) -> list[Buyer]:
    """Customers, each with the role to buy and one address."""
    people, accounts_, grants, addresses = [], [], [], []
    for index in range(count):
        person = Person(name=f"顾客 {index}", created_at=LONG_AGO)
        account = Account(username=f"b-{new_id()}", person=person, password="!", created_at=LONG_AGO)
        mobile = f"139{new_id().int % 10**8:08d}"
        people.append(person)
        accounts_.append(account)
        grants.append(
            Grant(account=account, role=Role.CUSTOMER, granted_by_id=SYSTEM_ACCOUNT, granted_at=LONG_AGO)
        )
        addresses.append(
            Address(
                account=account,
                recipient=person.name,
                mobile=mobile,
                mobile_hash=keyed_hash(mobile),
                province="上海市",
                city="上海市",
                district="浦东新区",
                street="世纪大道 1 号",
                created_at=LONG_AGO,
            )
        )
    with unwatched():
        Person.objects.bulk_create(people)
        Account.objects.bulk_create(accounts_)
        Grant.objects.bulk_create(grants)
        Address.objects.bulk_create(addresses)
    return [Buyer(account.id, address.id) for account, address in zip(accounts_, addresses, strict=True)]


def change_price(on_sale: OnSale, amount_fen: int, *, at: datetime) -> None:
    """From ``at`` on, the SKU costs another amount."""
    with unwatched():
        old = Price.objects.get(sku_id=on_sale.sku_id, period__contains=at)
        old.period = DateTimeTZRange(old.period.lower, at)
        old.save(update_fields=["period"])
        _publish({on_sale.sku_id: amount_fen}, since=at)


def _version(goods: Goods, index: int) -> GoodsVersion:
    return GoodsVersion(
        goods=goods, number=1, state="published", author_id=SYSTEM_ACCOUNT, name=f"商品 {index}", brand="牌",
        specification="标准", model="M", price_wish_fen=9900, origin="中国",
        maker_name="厂", maker_address="址",
        standard="GB", packaging="盒", contents="一件", description="一件好东西", delivery_terms="三日",
        after_sales="一年保修", return_address="上海", digest="0" * 64, created_at=LONG_AGO,
    )  # fmt: skip


def _price(skus: list[Sku]) -> dict[UUID, int]:
    amounts = {sku.id: 1990 + index % 500 * 100 for index, sku in enumerate(skus)}
    _publish(amounts, since=LONG_AGO)
    return amounts


def _publish(amounts: dict[UUID, int], *, since: datetime) -> None:
    """One proposal that was researched, approved and published for all these SKUs."""
    research = MarketResearch.objects.create(
        author_id=SYSTEM_ACCOUNT, covers=list(amounts), researched_on=since.date(), offers=[], demand="稳定",
        conclusion="可", created_at=since,
    )  # fmt: skip
    change = PriceChange.objects.create(
        number=new_id().hex[-16:], kind="normal", starts_at=since, research=research, reason="上架",
        state="published", digest="0" * 64, proposed_by_id=SYSTEM_ACCOUNT, proposed_at=since,
    )  # fmt: skip
    lines = [PriceLine(change=change, sku_id=sku, amount_fen=amount) for sku, amount in amounts.items()]
    PriceLine.objects.bulk_create(lines, batch_size=1000)
    period = DateTimeTZRange(since, None)
    Price.objects.bulk_create(
        [
            Price(
                change=change,
                line=line,
                sku_id=line.sku_id,
                kind="normal",
                amount_fen=line.amount_fen,
                period=period,
                published_at=since,
            )
            for line in lines
        ],
        batch_size=1000,
    )
