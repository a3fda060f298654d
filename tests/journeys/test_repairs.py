"""Goods that are mended under the three guarantees: counted, recorded, handed back, or given up (CP-09)."""

from datetime import timedelta

import pytest

from tests import swaps
from tests.domain.aftersales.conftest import (
    agent,
    buyer,
    customer,
    deliver,
    give_back,
    keeper,
    order,
    outsider,
    thing,
    warehouse,
    wish,
)
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales import queries
from zhanggui.domain.aftersales import refusals as r
from zhanggui.domain.aftersales.operations.end_repair import end_repair
from zhanggui.domain.aftersales.operations.inspect import Found
from zhanggui.domain.aftersales.operations.lend import lend
from zhanggui.domain.aftersales.operations.note_sent import Parcel
from zhanggui.domain.aftersales.operations.notice_delays import notice_delays
from zhanggui.domain.aftersales.operations.request import Pieces, ReturnWish
from zhanggui.domain.aftersales.operations.set_guarantee_term import TermWish, set_guarantee_term
from zhanggui.domain.aftersales.operations.start_repair import start_repair
from zhanggui.domain.aftersales.operations.take_loan_back import take_loan_back
from zhanggui.domain.aftersales.operations.use_part import Part, use_part
from zhanggui.domain.aftersales.states import (
    Cause,
    Disposition,
    Fault,
    GuaranteeClass,
    Outcome,
    Remedy,
    ReturnKind,
)
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.payments import accounts as money
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.roles import Role
from zhanggui.journeys.decide_return import approve_return
from zhanggui.journeys.finish_orders import complete_orders
from zhanggui.journeys.finish_return import finish_return
from zhanggui.journeys.receive_return import receive_return
from zhanggui.journeys.request_return import request_return
from zhanggui.journeys.return_repaired import return_repaired
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import Malformed, NotAllowed, NotFound
from zhanggui.mechanisms import ledger

__all__ = [
    "agent", "buyer", "customer", "deliver", "give_back", "keeper", "order", "outsider", "thing",
    "warehouse", "wish",
]  # fmt: skip

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BACK = Parcel(carrier="顺丰", tracking="SF900")


@pytest.fixture
def guaranteed(thing, noon):
    """The goods are household appliances, since before they were sold."""
    category = Sku.objects.get(pk=thing.sku_id).goods.category
    return set_guarantee_term(
        wish=TermWish(category_id=category.id, kind=GuaranteeClass.APPLIANCE),
        by=somebody("客服主管", Role.CS_SUPERVISOR),
        at=noon - 30 * DAY,
    )


@pytest.fixture
def broken(order, customer, agent, keeper, warehouse, noon):
    """A piece that does not work is in the house, to be repaired."""

    def brought(at=noon, *, of=order):
        wanted = ReturnWish(
            order_id=of.id,
            kind=ReturnKind.QUALITY,
            pieces=(Pieces(of.lines.get().id, 1),),
            key=new_id().hex,
            reason="不加热",
            remedy=Remedy.REPAIR,
            cause=Cause.DEFECTIVE,
        )
        case = request_return(wish=wanted, by=customer, at=at)
        approve_return(return_id=case.id, by=agent, at=at)
        return receive_return(return_id=case.id, warehouse_id=warehouse.id, by=keeper, at=at)

    return brought


def mend(case, keeper, at, *, days: int = 5, outcome: Outcome = Outcome.MENDED, fault=Fault.HEATING):
    start_repair(return_id=case.id, fault=fault, by=keeper, at=at)
    end_repair(return_id=case.id, outcome=outcome, work="更换加热盘", by=keeper, at=at + days * DAY)
    if outcome != Outcome.BEYOND_REPAIR:
        return_repaired(return_id=case.id, parcel=BACK, by=keeper, at=at + days * DAY)


def test_what_was_mended_is_its_owners_again_and_has_cost_them_nothing(
    guaranteed, broken, order, thing, warehouse, keeper, noon
):
    before = swaps.books(order, things={"it": thing}, warehouse_id=warehouse.id)
    case = broken(noon + 60 * DAY)
    assert (case.number[:2], case.refund_by) == ("WX", None)
    start_repair(return_id=case.id, fault=Fault.HEATING, by=keeper, at=noon + 60 * DAY)
    use_part(return_id=case.id, part=Part(name="加热盘", cost_fen=1_200), by=keeper, at=noon + 61 * DAY)
    lend(return_id=case.id, what="备用电饭煲 BY-03", by=keeper, at=noon + 61 * DAY)
    repair = end_repair(
        return_id=case.id, outcome=Outcome.MENDED, work="更换加热盘", by=keeper, at=noon + 66 * DAY
    )
    done = return_repaired(return_id=case.id, parcel=BACK, by=keeper, at=noon + 66 * DAY)
    take_loan_back(return_id=case.id, by=keeper, at=noon + 68 * DAY)
    with nothing_changes(), pytest.raises(r.NothingLent):
        take_loan_back(return_id=case.id, by=keeper, at=noon + 68 * DAY)

    assert (done.state, done.refund_fen, repair.parts.get().cost_fen) == ("finished", 0, 1_200)
    after = swaps.books(order, things={"it": thing}, warehouse_id=warehouse.id)
    assert swaps.changed(before, after) == {}
    (line,) = queries.returnable(order.id, by=SYSTEM)
    assert (line.left, line.to_repair) == (3, 3)
    assert line.rights.repair_until is not None
    assert line.rights.repair_until.date() == (noon + timedelta(days=365 + 6)).date()


def test_an_order_is_settled_while_a_piece_of_it_is_repaired(guaranteed, broken, order, noon):
    broken(noon + DAY)
    complete_orders(by=SYSTEM, at=noon + 9 * DAY)
    order.refresh_from_db()
    assert order.completed_at is not None


def test_after_two_repairs_of_one_fault_it_is_exchanged(
    guaranteed, broken, order, thing, customer, agent, keeper, noon
):
    for month in (2, 4):
        mend(broken(noon + month * 30 * DAY), keeper, noon + month * 30 * DAY)
        if month == 2:
            with pytest.raises(r.ExchangeWindowOver):
                swaps.ask(order, thing, by=customer, at=noon + 80 * DAY, kind=ReturnKind.QUALITY)
    case = swaps.ask(order, thing, by=customer, at=noon + 150 * DAY, kind=ReturnKind.QUALITY)
    approve_return(return_id=case.id, by=agent, at=noon + 150 * DAY)
    assert swaps.replacement(case).state == "placed"


def test_what_is_beyond_repair_is_paid_back(guaranteed, broken, order, thing, keeper, noon):
    case = broken(noon + 20 * DAY)
    mend(case, keeper, noon + 20 * DAY, outcome=Outcome.BEYOND_REPAIR)
    with nothing_changes(), pytest.raises(r.NotMended):
        return_repaired(return_id=case.id, parcel=BACK, by=keeper, at=noon + 26 * DAY)
    found = [Found(line_id=order.lines.get().id, disposition=Disposition.SUPPLIER, pieces=1)]
    done = finish_return(return_id=case.id, found=found, by=keeper, at=noon + 26 * DAY)
    assert done.state == "finished"
    assert done.refund_fen == thing.amount_fen + order.freight_fen // 3
    assert ledger.balance(money.refunding(order.id)).amount == done.refund_fen
    assert done.refund_by is not None, "due like that of any return"


def test_a_repair_that_takes_too_long_is_noticed_once(guaranteed, broken, noon):
    case = broken()
    assert notice_delays(at=noon + 30 * DAY) == 0
    assert (notice_delays(at=noon + 31 * DAY), notice_delays(at=noon + 32 * DAY)) == (1, 0)
    assert case.alarms.get().alarm == "repair_slow"


def test_a_repair_needs_a_guarantee_that_lasts(order, customer, thing, agent, noon, broken, request):
    with nothing_changes(), pytest.raises(r.NoGuarantee):
        broken()
    request.getfixturevalue("guaranteed")
    with nothing_changes(), pytest.raises(r.GuaranteeOver):
        broken(noon + 367 * DAY)


@pytest.mark.parametrize(
    ("verb", "refusal"),
    [
        pytest.param("finish", r.NotBeyondRepair, id="paid back before anybody has tried"),
        pytest.param("end", WrongState, id="ended before it was begun"),
        pytest.param("part", WrongState, id="a part before it was begun"),
        pytest.param("lend", WrongState, id="lent before it was begun"),
        pytest.param("stranger", NotAllowed, id="begun by the customer"),
    ],
)
def test_a_repair_that_is_refused_leaves_no_trace(
    guaranteed, broken, order, keeper, customer, noon, verb: str, refusal
):
    case = broken()
    found = [Found(line_id=order.lines.get().id, disposition=Disposition.RESTOCK, pieces=1)]
    verbs = {
        "finish": lambda: finish_return(return_id=case.id, found=found, by=keeper, at=noon),
        "end": lambda: end_repair(return_id=case.id, outcome=Outcome.MENDED, work="好", by=keeper, at=noon),
        "part": lambda: use_part(return_id=case.id, part=Part(name="保险丝"), by=keeper, at=noon),
        "lend": lambda: lend(return_id=case.id, what="备用机", by=keeper, at=noon),
        "stranger": lambda: start_repair(return_id=case.id, fault=Fault.POWER, by=customer, at=noon),
    }
    with nothing_changes(), pytest.raises(refusal):
        verbs[verb]()


def test_only_a_repair_is_repaired(give_back, agent, keeper, warehouse, noon):
    case = give_back(1)
    receive_return(return_id=case.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    with nothing_changes(), pytest.raises(r.OtherRemedy):
        start_repair(return_id=case.id, fault=Fault.POWER, by=keeper, at=noon)


def test_a_term_counts_from_now_on_and_for_the_categories_below(guaranteed, order, noon, agent):
    (line,) = queries.returnable(order.id, by=SYSTEM)
    assert line.rights.repair_until is not None
    chief = somebody("客服主管", Role.CS_SUPERVISOR)
    wish = TermWish(category_id=guaranteed.category_id, kind=GuaranteeClass.PROMISED, promised_months=24)
    set_guarantee_term(wish=wish, by=chief, at=noon + DAY)
    (same,) = queries.returnable(order.id, by=SYSTEM)
    assert same.rights == line.rights, "what was sold keeps its term"
    for change, refusal in (
        ({"promised_months": 0}, Malformed),
        ({"promised_months": 121}, Malformed),
        ({"category_id": new_id()}, NotFound),
    ):
        bad = {"category_id": guaranteed.category_id, "promised_months": 24} | change
        with nothing_changes(), pytest.raises(refusal):
            set_guarantee_term(wish=TermWish(kind=GuaranteeClass.PROMISED, **bad), by=chief, at=noon + DAY)
    with nothing_changes(), pytest.raises(NotAllowed):
        set_guarantee_term(wish=wish, by=agent, at=noon + DAY)
