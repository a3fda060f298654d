"""A supplier bears its agreed share of what sending its goods cost, parcel by parcel, once."""

from datetime import timedelta

import pytest

from tests.domain.finance.conftest import DAY, approved, month_end
from tests.domain.freight.conftest import accountant, director, hall, manager, offered, sent, tariff
from zhanggui.domain.finance import accounts, booking, origins, queries
from zhanggui.domain.finance.models import ProfitShare, Statement
from zhanggui.domain.finance.operations.draw_statements import draw_statements
from zhanggui.domain.finance.operations.make_vouchers import make_vouchers
from zhanggui.domain.finance.operations.propose_terms import TermsWish, propose_terms
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.finance.states import Cycle
from zhanggui.domain.freight import accounts as freight
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.finish_orders import complete_orders, confirm_delivery
from zhanggui.kernel.money import Fen
from zhanggui.mechanisms import ledger

__all__ = ["accountant", "director", "hall", "manager", "offered", "sent", "tariff"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agreed(accountant, director, noon):
    """Terms that share freight: the supplier's part in hundredths of a percent."""

    def made(supplier_id, share_bp):
        at = noon - 60 * DAY
        wish = TermsWish(
            cycle=Cycle.MONTH, commission_bp=1000, freight_share_bp=share_bp, starts_on=(at + DAY).date()
        )
        terms = propose_terms(supplier_id=supplier_id, wish=wish, by=accountant, at=at)
        approved("finance.terms", terms, by=director, at=at)

    return made


@pytest.fixture
def kept(hall, sent):
    """Parcels delivered and kept until their orders were complete, and what each cost to send."""

    def made(pieces) -> tuple[list[Fen], object]:
        costs = []
        for accrual in sent(2, pieces):
            note_shipped(order_id=accrual.shipment.order_id, by=SYSTEM, at=hall.at)
            confirm_delivery(order_id=accrual.shipment.order_id, by=SYSTEM, at=hall.at + DAY)
            costs.append(accrual.amount_fen)
        complete_orders(by=SYSTEM, at=hall.at + 12 * DAY)
        line = accrual.shipment.order.lines.get()
        return costs, line

    return made


@pytest.mark.parametrize(
    ("share_bp", "borne"),
    [
        pytest.param(0, lambda fen: 0, id="terms that say nothing of freight"),
        pytest.param(3333, lambda fen: (fen * 3333 + 5000) // 10_000, id="a third, to the nearest fen"),
        pytest.param(10_000, lambda fen: fen, id="all of it"),
    ],
)
def test_what_sending_cost_is_shared_by_the_terms(share_bp, borne, agreed, kept, hall, noon):
    agreed(hall.goods[0].supplier_id, share_bp)
    costs, line = kept(2)
    at = month_end(noon) + DAY
    (statement,) = draw_statements(cycle=Cycle.MONTH, by=SYSTEM, at=at)
    assert (statement.freight_fen, statement.difference_fen) == (sum(map(borne, costs)), 0)
    assert statement.net_fen == statement.sales_fen - statement.commission_fen - statement.freight_fen
    cost = ledger.balance(freight.COST).amount
    send_statement(statement_id=statement.id, by=SYSTEM, at=at)
    assert ledger.balance(freight.COST).amount == cost, "what the parcels cost is not rewritten"
    assert ledger.balance(accounts.FREIGHT_SHARE).amount == statement.freight_fen
    assert ledger.balance(accounts.due(line.supplier_id)).amount == statement.net_fen

    lines = [one for one in queries.lines_of(statement) if one.kind == "freight"]
    assert [-one.amount_fen for one in lines] == [fen for fen in map(borne, costs) if fen]
    for found in origins.moves_of_lines(statement, lines).values():
        assert [(one.other_kind, one.change) for one in found] == [
            ("finance.freight_share", -statement.freight_fen)
        ]
    assert draw_statements(cycle=Cycle.MONTH, by=SYSTEM, at=at + timedelta(days=31)) == []

    make_vouchers(by=SYSTEM, at=at)
    assert booking.differences() == {}
    told = ProfitShare.objects.filter(code="6601.02", supplier=line.supplier_id)
    assert sum(one.net_fen for one in told) == statement.freight_fen
    assert {one.channel for one in told} <= {line.order.channel}
    assert Statement.objects.count() == 1
