"""However it is billed and however it ends: each fen of freight is accepted, disputed or open."""

from contextlib import suppress
from datetime import date

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.freight.conftest import DAY, approved, asks
from tests.vocabulary import nothing_changes
from zhanggui.domain.freight import accounts
from zhanggui.domain.freight.comparing import BillRow
from zhanggui.domain.freight.models import Accrual, Bill, BillLine
from zhanggui.domain.freight.operations.ask_acceptance import ask_acceptance
from zhanggui.domain.freight.operations.concede_line import concede_line
from zhanggui.domain.freight.operations.dispute_lines import dispute_lines
from zhanggui.domain.freight.operations.draw_freight_statement import draw_freight_statement
from zhanggui.domain.freight.operations.reweigh_parcel import reweigh_parcel
from zhanggui.domain.freight.operations.take_bill import BillPaper, take_bill
from zhanggui.domain.freight.refusals import AlreadySettled, LinesUnlike, NothingToState
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.mechanisms import ledger
from zhanggui.mechanisms.approvals import Verdict

pytestmark = pytest.mark.django_db
STRANGER = BillRow("SF90000001", 700, 610)
STEPS = st.one_of(
    st.tuples(st.just("bill"), st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5)),
    st.tuples(st.just("reweigh"), st.integers(0, 3), st.integers(1, 6000)),
    st.tuples(st.just("dispute"), st.integers(0, 9)),
    st.tuples(st.just("concede"), st.integers(0, 9)),
    st.tuples(st.just("accept"), st.integers(0, 9), st.booleans()),
    st.tuples(st.just("state")),
)


def sums(carrier):
    by_state = dict(Accrual.objects.values_list("state").annotate(fen=Sum("amount_fen")))
    settled = BillLine.objects.aggregate(fen=Sum("settled_fen", default=0))["fen"]
    return by_state, settled, ledger.balance(accounts.accrued(carrier)), ledger.balance(accounts.due(carrier))


def every_fen_is_somewhere(carrier):
    by_state, settled, accrued, due = sums(carrier)
    unsettled = by_state.get("open", 0) + by_state.get("disputed", 0)
    assert by_state.get("accepted", 0) == settled == due.amount
    assert accrued.amount == unsettled
    assert ledger.balance(accounts.COST).amount == sum(by_state.values())


class Trade:
    """Carrier and house, doing what they are told in any order; what is refused changes nothing."""

    def __init__(self, hall, accruals, manager, accountant):
        self.hall, self.accruals, self.manager, self.accountant = hall, accruals, manager, accountant
        self.at = hall.at + 15 * DAY

    def bill(self, rows):
        """Rows name a parcel (or a stranger) and how it is billed: right, heavier, dearer, for nothing."""
        said = [self._row(which, how) for which, how in rows]
        if not said:
            return
        number = f"ZD-{Bill.objects.count()}"
        paper = BillPaper(number=number, month=date(2026, 11, 1), rows=said)
        taken = take_bill(carrier_id=self.hall.carrier.id, paper=paper, by=self.manager, at=self.at)
        with nothing_changes():
            again = take_bill(carrier_id=self.hall.carrier.id, paper=paper, by=self.manager, at=self.at)
        assert again.pk == taken.pk

    def _row(self, which, how):
        if which >= len(self.accruals):
            return STRANGER
        one = Accrual.objects.get(pk=self.accruals[which].pk)
        change = [{}, {"grams": 2600, "fen": one.amount_fen + 300}, {"fen": one.amount_fen + 7}, {"fen": 0}]
        return BillRow(*asks(one, **change[how % 4]))

    def reweigh(self, which, grams):
        reweigh_parcel(
            accrual_id=self.accruals[which].id, grams=grams, reason="复核", by=self.manager, at=self.at
        )

    def _line(self, place, *states):
        found = BillLine.objects.filter(state__in=states).order_by("bill__taken_at", "bill_id", "position")
        return found[place % found.count()] if found.exists() else None

    def dispute(self, place):
        if line := self._line(place, "open"):
            dispute_lines(
                bill_id=line.bill_id, positions=[line.position], reason="不符", by=self.manager, at=self.at
            )

    def concede(self, place):
        if line := self._line(place, "disputed"):
            concede_line(bill_id=line.bill_id, position=line.position, by=self.hall.courier, at=self.at)

    def accept(self, place, agreed):
        if line := self._line(place, "open", "disputed"):
            asked = ask_acceptance(
                bill_id=line.bill_id, positions=[line.position], reason="属实", by=self.manager, at=self.at
            )
            verdict = Verdict.APPROVE if agreed else Verdict.REJECT
            approved("freight.acceptance", asked, by=self.accountant, at=self.at, verdict=verdict)

    def state(self):
        draw_freight_statement(carrier_id=self.hall.carrier.id, by=self.accountant, at=self.at)


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=4, max_size=14))
def test_every_fen_is_accepted_disputed_or_open(world, steps):
    hall, manager, accountant, fresh = world
    trade = Trade(hall, fresh(4), manager, accountant)
    for name, *words in steps:
        with suppress(AlreadySettled, LinesUnlike, NothingToState, WrongState):
            getattr(trade, name)(*words)
        every_fen_is_somewhere(hall.carrier.id)


@pytest.fixture
def world(hall, sent, manager, accountant):
    """One hall for all runs; each run has parcels of its own."""
    return hall, manager, accountant, sent
