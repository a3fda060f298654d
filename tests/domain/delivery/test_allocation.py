"""Which warehouse sends what, and that no piece is promised twice."""

from datetime import datetime

import pytest
from django.db.transaction import atomic

from tests.domain.delivery.dispatch import Dispatch
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery import choosing, refusals
from zhanggui.domain.delivery.choosing import Need, allocate
from zhanggui.domain.delivery.operations import allocate_order, release_allocation
from zhanggui.identity.roles import Role
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.ledger.verifying import verify


@pytest.fixture
def hall(db: None, noon: datetime) -> Dispatch:
    return Dispatch(noon)


def test_the_nearest_warehouse_that_has_everything_sends_it(hall):
    hall.stock(hall.near, 5)
    hall.stock(hall.far, 5)

    (part,) = hall.allocate(hall.order(3))

    assert part.warehouse_id == hall.near.id
    assert hall.where() == {"near": 2, "far": 5}


def test_a_farther_one_that_has_everything_is_better_than_two_parcels(hall):
    hall.stock(hall.near, 2)
    hall.stock(hall.far, 5)

    (part,) = hall.allocate(hall.order(3))

    assert part.warehouse_id == hall.far.id


def test_an_order_is_split_where_it_must_be(hall):
    hall.stock(hall.near, 2)
    hall.stock(hall.far, 2)

    parts = hall.allocate(hall.order(3))

    assert [part.warehouse_id for part in parts] == [hall.near.id, hall.far.id]
    assert hall.where() == {"far": 1}


def test_allocating_again_answers_the_same(hall):
    hall.stock(hall.near, 5)
    order = hall.order(3)
    (part,) = hall.allocate(order)

    with nothing_changes():
        assert [again.id for again in hall.allocate(order)] == [part.id]


def test_what_is_set_aside_for_one_order_is_not_given_to_another(hall):
    hall.stock(hall.near, 3)
    hall.allocate(hall.order(2))
    second = hall.order(2)

    with nothing_changes(), pytest.raises(refusals.NotEnoughOnHand), atomic():
        hall.allocate(second)


def test_what_was_set_aside_can_be_given_back(hall, noon):
    hall.stock(hall.near, 3)
    order = hall.order(2)
    hall.allocate(order)

    released = release_allocation(order_id=order.id, reason="客户取消", by=hall.customer, at=noon)

    assert [part.state for part in released] == ["released"]
    assert hall.where() == {"near": 3}
    assert release_allocation(order_id=order.id, reason="客户取消", by=hall.customer, at=noon) == []
    assert list(verify(noon)) == []


def test_the_order_tells_what_was_done_with_it(hall):
    hall.stock(hall.near, 3)
    order = hall.order(2)
    hall.allocate(order)

    assert "delivery.order_allocated" in [fact.name for fact in trail.timeline(trail.Subject.of(order))]


def test_who_may_not_allocate_may_not_allocate(hall, noon):
    order = hall.order(1)
    clerk = somebody("财务", Role.FINANCE)
    with nothing_changes(), pytest.raises(NotAllowed), atomic():
        allocate_order(order_id=order.id, by=clerk, at=noon)


def test_another_customers_order_is_unknown(hall, noon):
    order = hall.order(1)
    stranger = somebody("别人", Role.CUSTOMER)
    with nothing_changes(), pytest.raises(NotFound), atomic():
        release_allocation(order_id=order.id, reason="", by=stranger, at=noon)


@pytest.mark.parametrize(
    ("province", "other", "far"),
    [
        pytest.param("浙江省", "浙江省", 0, id="the same province"),
        pytest.param("浙江省", "上海市", 1, id="the same region"),
        pytest.param("浙江省", "新疆维吾尔自治区", 2, id="the other end"),
        pytest.param("SP", "RJ", 2, id="provinces of elsewhere"),
    ],
)
def test_how_far_it_is(province, other, far):
    assert choosing.distance(province, other) == far


def test_two_lines_of_one_article_are_not_given_the_same_pieces():
    needs = [Need("line 1", "tea", 2), Need("line 2", "tea", 2)]
    parts = allocate(needs, ["a", "b"], {("a", "tea"): 3, ("b", "tea"): 1})

    assert [(part.warehouse_id, part.line_id, part.quantity) for part in parts] == [
        ("a", "line 1", 2), ("a", "line 2", 1), ("b", "line 2", 1)
    ]  # fmt: skip
