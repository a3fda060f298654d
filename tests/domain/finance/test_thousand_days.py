"""A thousand days of trade by chance: every evening, what came in is accounted for to the fen.

Orders, returns and payments are kept by the test itself. Statements, books, taxes and profit are the house's.
Every evening both must agree: money at hand is what customers paid for goods on their way, what suppliers
have earned or are owed, deposits, the fund, the tax and the profit. Nothing of it is read from the ledger.
"""

import os
from collections import Counter
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import connection

from tests.domain.finance.conftest import approved
from tests.domain.invoicing.conftest import classed, house
from zhanggui.domain.aftersales import rules as returning
from zhanggui.domain.aftersales.models import Finding, Return, ReturnLine
from zhanggui.domain.aftersales.states import Disposition, ReturnKind, ReturnState
from zhanggui.domain.finance import booking, reports
from zhanggui.domain.finance.deposits import Movement
from zhanggui.domain.finance.models import (
    GoodsInvoice,
    ProfitShare,
    SettlementAccount,
    Statement,
)
from zhanggui.domain.finance.operations.accept_goods_invoice import accept_goods_invoice
from zhanggui.domain.finance.operations.close_period import close_period
from zhanggui.domain.finance.operations.confirm_by_silence import confirm_by_silence
from zhanggui.domain.finance.operations.contribute_to_fund import contribute_to_fund
from zhanggui.domain.finance.operations.draw_statements import draw_statements
from zhanggui.domain.finance.operations.give_goods_invoice import GivenInvoice, give_goods_invoice
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.finance.operations.propose_charge import ChargeWish, propose_charge
from zhanggui.domain.finance.operations.propose_payout import propose_payout
from zhanggui.domain.finance.operations.propose_terms import TermsWish, propose_terms
from zhanggui.domain.finance.operations.record_payout import record_payout
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.finance.operations.take_deposit import take_deposit
from zhanggui.domain.finance.queries import silent
from zhanggui.domain.finance.states import ChargeKind, Cycle, StatementState
from zhanggui.domain.partners.models import BankAccount, Supplier
from zhanggui.domain.payments import accounts as money
from zhanggui.domain.payments.operations import earn_order
from zhanggui.domain.sales.models import Order, OrderLine
from zhanggui.identity.actor import SYSTEM, Actor
from zhanggui.identity.models import Organisation
from zhanggui.journeys.place_order import place_order
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.trail import Subject
from zhanggui.schema.rows import insert, update

__all__ = ["classed", "house"]
pytestmark = pytest.mark.django_db(transaction=True)
SEEDS = [int(seed) for seed in os.environ.get("THOUSAND_DAYS_SEEDS", "20261122").split()]
DAYS = int(os.environ.get("THOUSAND_DAYS", "1000"))
BEGINNING = datetime(2024, 1, 1, 4, tzinfo=SHANGHAI)
DAY = timedelta(days=1)
OVER = 10
"""Days until an order is complete."""


@dataclass
class Life:
    """An order as the test knows it."""

    order: Order
    lines: list[OrderLine]
    began: int
    back: Counter[object] = field(default_factory=Counter)
    left_fen: int = 0
    earned: bool = False


@dataclass
class World:
    """Who trades, by which dice, and what the test itself has counted."""

    seed: int
    dice: Random
    pattern: Order
    line: OrderLine
    suppliers: list[Supplier]
    finance: Actor
    director: Actor
    lives: list[Life] = field(default_factory=list)
    cash: int = 0
    deposits: int = 0
    fund: int = 0
    earned: Counter[object] = field(default_factory=Counter)
    """What each supplier earned and gave back, ever, at full price."""

    def often(self, times_in_a_hundred: int) -> bool:
        return self.dice.randrange(100) < times_in_a_hundred


@pytest.fixture(autouse=True)
def _planned_once(transactional_db):
    """The same statements come a thousand times: the server plans them once."""
    known = dict(connection.settings_dict["OPTIONS"])
    connection.close()
    connection.settings_dict["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 3}
    yield
    connection.close()
    connection.settings_dict["OPTIONS"] = known


@pytest.fixture(params=SEEDS, ids=lambda seed: f"seed {seed}")
def world(request, wish, customer, thing, accountant, director, house):
    dice = Random(request.param)
    pattern = place_order(wish=wish(1), by=customer, at=BEGINNING - DAY)
    order = Order.objects.get(pk=pattern.id)
    found = World(request.param, dice, order, order.lines.get(), [], accountant, director)
    for number, cycle in enumerate(Cycle):
        firm = Organisation.objects.create(kind="supplier", name=f"第{number}家", created_at=BEGINNING)
        supplier = Supplier.objects.create(
            number=f"S99{number}", organisation=firm, state="active", created_at=BEGINNING
        )
        BankAccount.objects.create(
            organisation=firm, bank="招商银行", holder=firm.name, account_number=f"62{number:014d}",
            last_four="0000", given_by_id=SYSTEM.account_id, given_at=BEGINNING,
        )  # fmt: skip
        SettlementAccount.objects.create(supplier=supplier, cycle=cycle)
        wanted = TermsWish(
            cycle=cycle,
            commission_bp=dice.randrange(3000),
            discount_share_bp=dice.choice([0, 3333, 5000, 10_000]),
            starts_on=BEGINNING.date(),
        )
        terms = propose_terms(supplier_id=supplier.pk, wish=wanted, by=accountant, at=BEGINNING - DAY)
        approved("finance.terms", terms, by=director, at=BEGINNING - DAY)
        found.suppliers.append(supplier)
    return found


@pytest.mark.slow
def test_a_thousand_days_of_trade_are_accounted_for_every_evening(world):
    for day in range(DAYS):
        at = BEGINNING + day * DAY
        settle(world, at)
        if at.day == 4 and day > 31:
            close_period(month=(at - 5 * DAY).date().replace(day=1), by=world.finance, at=at)
        trade(world, day, at + timedelta(hours=8))
        keep_house(world, day, at + timedelta(hours=9))
        make_vouchers(by=SYSTEM, at=at + timedelta(hours=18))
        reckoned(world, day)
    assert booking.differences() == {}
    held = Statement.objects.filter(state=StatementState.HELD)
    assert not held.exists()
    months = sorted(set(ProfitShare.objects.values_list("month", flat=True)))
    assert all(reports.differs_from_vouchers(month) == {} for month in months)
    if DAYS >= 1000:
        assert Statement.objects.filter(state=StatementState.CARRIED).exists(), "nobody ever owed the house"
        assert GoodsInvoice.objects.filter(total_fen__lt=0).exists(), "no month gave more back than it sold"


BOOKED = """
SELECT (SELECT coalesce(sum(commission_fen + discount_fen + charges_fen + freight_fen), 0)::bigint
        FROM finance_statement WHERE sent_at IS NOT NULL),
       (SELECT coalesce(sum(net_fen), 0)::bigint FROM finance_statement WHERE state = 'paid'),
       (SELECT coalesce(sum(credit_fen - debit_fen), 0)::bigint
        FROM finance_voucherline WHERE code LIKE '2221%'),
       (SELECT coalesce(sum(net_fen), 0)::bigint FROM finance_profitshare)
"""


def reckoned(world, day):
    """Money at hand is what is owed to anybody, the tax, and what the house made."""
    with connection.cursor() as cursor:
        cursor.execute(BOOKED)
        taken, paid, tax, profit = cursor.fetchone()
    on_their_way = sum(life.left_fen for life in world.lives if not life.earned)
    suppliers = sum(world.earned.values()) - taken - paid
    owed = on_their_way + suppliers + world.deposits + world.fund + tax + profit
    missing = world.cash - paid - owed
    assert not missing, f"evening of day {day}, THOUSAND_DAYS_SEEDS={world.seed}: {missing} fen are missing"


def settle(world, at):
    """At night: cycles that ended are drawn and sent, silence is taken as consent, the bank pays."""
    for cycle, over in ((Cycle.WEEK, at.weekday() == 0), (Cycle.HALF_MONTH, at.day in (1, 16)),
                        (Cycle.MONTH, at.day == 1)):  # fmt: skip
        for statement in draw_statements(cycle=cycle, by=SYSTEM, at=at) if over else ():
            send_statement(statement_id=statement.pk, by=SYSTEM, at=at)
    if at.weekday() != 2:
        return
    for statement_id in silent(at):
        confirm_by_silence(statement_id=statement_id, by=SYSTEM, at=at)
    if world.often(40) and Statement.objects.payable().exists():
        payout = propose_payout(by=world.finance, at=at)
        approved("finance.payout", payout, by=world.director, at=at)
        numbers = [statement.number for statement in payout.statements.order_by("number")]
        failed = [number for number in numbers if world.often(10)]
        record_payout(
            payout_id=payout.id, bank_reference=payout.number, failed=failed, by=world.finance, at=at
        )


def keep_house(world, day, at):
    """By chance: a deposit, a charge, a contribution, the invoices of suppliers."""
    supplier = world.dice.choice(world.suppliers)
    if world.often(3):
        amount = world.dice.randrange(1, 500_000)
        paid = Movement(supplier_id=supplier.pk, amount_fen=amount, bank_reference=f"D{day}")
        take_deposit(paid=paid, by=world.finance, at=at)
        world.deposits += amount
        world.cash += amount
    if world.often(4):
        kind = world.dice.choice([ChargeKind.PENALTY, ChargeKind.FREIGHT, ChargeKind.CREDIT])
        wanted = ChargeWish(
            supplier_id=supplier.pk, kind=kind, amount_fen=world.dice.randrange(1, 40_000), reason="随机"
        )
        charge = propose_charge(wish=wanted, by=world.finance, at=at)
        approved("finance.charge", charge, by=world.director, at=at)
    if world.often(3):
        amount = world.dice.randrange(1, 90_000)
        contribute_to_fund(amount_fen=amount, bank_reference=f"J{day}", by=world.finance, at=at)
        world.fund += amount
    if at.day == 20:
        waits = Statement.objects.filter(sent_at__isnull=False, goods_invoices=None).exclude(goods_fen=0)
        for statement in waits:
            given = GivenInvoice(
                statement_number=statement.number, platform_number=f"{statement.pk.int % 10**20:020d}",
                issued_on=at.date(), net_fen=statement.goods_fen - statement.input_tax_fen,
                tax_fen=statement.input_tax_fen,
            )  # fmt: skip
            invoice = give_goods_invoice(given=given, by=world.finance, at=at)
            if world.often(80):
                accept_goods_invoice(invoice_id=invoice.pk, by=world.finance, at=at)


def trade(world, day, at):
    """Customers pay, give back before and after their order is complete, and orders become complete."""
    for number in range(world.dice.randrange(3)):
        buy(world, day, number, at)
    for life in [life for life in world.lives if not life.earned]:
        if world.often(4):
            give_back(world, life, at)
        if day - life.began == OVER:
            complete(world, life, at)
    late = [life for life in world.lives if life.earned and day - life.began < 60]
    if late and world.often(15):
        give_back(world, world.dice.choice(late), at)


def buy(world, day, number, at):
    dice = world.dice
    line = world.line
    lines = []
    for position in range(1, dice.randrange(1, 3) + 1):
        unit, quantity = dice.randrange(1, 60_000), dice.randrange(1, 5)
        discount = dice.randrange(unit * quantity + 1) if world.often(30) else 0
        lines.append((position, dice.choice(world.suppliers).pk, unit, quantity, discount))
    order = copy(world.pattern)
    order.pk, order.number, order.request_key = new_id(), f"T{day}-{number}", f"T{day}-{number}"
    order.state, order.placed_at, order.delivered_at = "confirmed", at, at
    order.goods_fen = sum(unit * quantity for _, _, unit, quantity, _ in lines)
    order.discount_fen = sum(discount for *_, discount in lines)
    order.freight_fen = dice.choice([0, 0, 600, 1000])
    order.payable_fen = order.goods_fen + order.freight_fen - order.discount_fen
    insert(order)
    made = [
        OrderLine(
            order=order, position=position, supplier_id=supplier, unit_fen=unit, quantity=quantity,
            amount_fen=unit * quantity, discount_fen=discount, sku_id=line.sku_id, version_id=line.version_id,
            price_id=line.price_id, name=line.name,
        )
        for position, supplier, unit, quantity, discount in lines
    ]  # fmt: skip
    insert(*made)
    if order.payable_fen:
        moved(f"paid:{order.pk}", "payments.taken", order, at,
              (money.clearing("elsewhere"), money.prepaid(order.pk), order.payable_fen))  # fmt: skip
    world.cash += order.payable_fen
    world.lives.append(Life(order, made, day, left_fen=order.payable_fen))


def moved(key, kind, subject, at, *transfers):
    wanted = [ledger.Transfer(debit=d, credit=c, amount=fen) for d, c, fen in transfers if fen]
    if wanted:
        entry = ledger.Entry(kind=kind, key=key, at=at, subject=Subject.of(subject), transfers=wanted)
        ledger.post(entry, by=SYSTEM)


def give_back(world, life, at):
    """Some pieces of a line come back: written down as aftersales does, and the money goes back."""
    line = world.dice.choice(life.lines)
    before = life.back[line.pk]
    if before == line.quantity:
        return
    pieces = world.dice.randrange(1, line.quantity - before + 1)
    paid = returning.LineMoney(
        quantity=line.quantity, amount_fen=line.amount_fen, discount_fen=line.discount_fen, freight_fen=0
    )
    refund = returning.refund_fen(paid, pieces=pieces, before=before, kind=ReturnKind.NO_REASON)
    discount = line.unit_fen * pieces - refund
    life.back[line.pk] += pieces
    goods_return = Return.objects.create(
        number=f"R{new_id().hex[-12:]}", order=life.order, kind=ReturnKind.NO_REASON,
        state=ReturnState.FINISHED, freight_bearer="customer", request_key=new_id().hex,
        requested_by_id=SYSTEM.account_id, requested_at=at, refund_fen=refund, finished_at=at,
    )  # fmt: skip
    part = ReturnLine(goods_return=goods_return, line=line, quantity=pieces)
    found = Finding(
        line=part, disposition=Disposition.SCRAP, pieces=pieces, refund_fen=refund, discount_fen=discount
    )
    insert(part)
    insert(found)
    world.cash -= refund
    back = (money.clearing("elsewhere"), refund)
    if not life.earned:
        life.left_fen -= refund
        moved(f"back:{part.pk}", "payments.refund_sent", goods_return, at,
              (money.prepaid(life.order.pk), *back))  # fmt: skip
        return
    world.earned[line.supplier_id] -= line.unit_fen * pieces
    payable = money.supplier_payable(line.supplier_id)
    moved(f"back:{part.pk}", "payments.refund_sent", goods_return, at, (payable, *back))
    moved(f"undone:{part.pk}", "aftersales.discount_undone", goods_return, at,
          (payable, money.DISCOUNT, discount))  # fmt: skip


def complete(world, life, at):
    kept = Counter()
    for line in life.lines:
        kept[line.supplier_id] += line.unit_fen * (line.quantity - life.back[line.pk])
    life.order.state, life.order.completed_at = "completed", at
    update(life.order, "state", "completed_at")
    earn_order(order_id=life.order.pk, by_supplier=kept, by=SYSTEM, at=at)
    world.earned.update(kept)
    life.earned = True
