"""Who may ask for a return, of what, until when; and how it may be refused."""

from datetime import timedelta

import pytest

from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales import queries
from zhanggui.domain.aftersales import refusals as r
from zhanggui.domain.aftersales.operations.approve import approve
from zhanggui.domain.aftersales.operations.note_sent import Parcel, note_sent
from zhanggui.domain.aftersales.operations.notice_delays import notice_delays
from zhanggui.domain.aftersales.operations.refuse import refuse
from zhanggui.domain.aftersales.operations.withdraw import withdraw
from zhanggui.domain.aftersales.states import RefusalReason, ReturnKind
from zhanggui.domain.sales.models import Order, OrderLine
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.place_order import place_order
from zhanggui.journeys.receive_return import receive_return
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import Malformed, NotAllowed, NotFound
from zhanggui.mechanisms import trail

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
QUALITY = ReturnKind.QUALITY


def test_in_the_last_moment_of_the_window_nothing_is_left_to_decide(give_back, noon):
    """Noon of Shanghai plus seven days and twelve hours is 24:00 of the seventh day."""
    goods_return = give_back(1, at=noon + 7 * DAY + timedelta(hours=12))
    assert goods_return.state == "approved"


def test_a_minute_later_only_an_agent_takes_it_and_may_refuse_it(give_back, agent, noon):
    late = noon + 7 * DAY + timedelta(hours=12) + MINUTE
    with nothing_changes(), pytest.raises(r.WindowOver):
        give_back(1, at=late)
    goods_return = give_back(1, at=late, by=agent)
    assert goods_return.state == "requested"
    told = refuse(
        return_id=goods_return.id, refusal=RefusalReason.OUT_OF_TIME, note="已过七天", by=agent, at=late
    )
    assert (told.state, told.refusal) == ("refused", "out_of_time")
    assert approve(return_id=goods_return.id, note="主管同意", by=agent, at=late).state == "approved"


def test_the_same_request_is_the_same_return(give_back):
    key = str(new_id())
    first = give_back(1, key=key)
    with nothing_changes():
        assert give_back(1, key=key).id == first.id


def test_no_more_comes_back_than_was_bought(give_back, customer, noon):
    give_back(2)
    second = give_back(1)
    with nothing_changes(), pytest.raises(r.MoreThanBought):
        give_back(1)
    withdraw(return_id=second.id, by=customer, at=noon)
    assert give_back(1).number.endswith("-3")


def test_what_is_not_signed_for_or_not_theirs_does_not_come_back(
    give_back, order, wish, customer, outsider, keeper, noon
):
    waiting = Order.objects.get(pk=place_order(wish=wish(1), by=customer, at=noon).id)
    with nothing_changes(), pytest.raises(r.NotSignedFor):
        give_back(1, order=waiting)
    with nothing_changes(), pytest.raises(NotFound):
        give_back(1, by=outsider)
    with nothing_changes(), pytest.raises(NotAllowed):
        give_back(1, by=keeper)
    with nothing_changes(), pytest.raises(r.NothingToReturn):
        give_back(0)
    with nothing_changes(), pytest.raises(r.ReasonMissing):
        give_back(1, kind=QUALITY)
    mine = give_back(1)
    with pytest.raises(NotFound):
        queries.return_numbered(mine.number, by=outsider)
    with nothing_changes(), pytest.raises(NotFound):
        withdraw(return_id=mine.id, by=outsider, at=noon)


@pytest.mark.parametrize(
    "confirmed", [pytest.param(True, id="confirmed"), pytest.param(False, id="never asked")]
)
def test_an_excluded_article_is_kept_only_if_the_customer_confirmed(
    deliver, confirmed_exclusion, give_back, customer, noon, confirmed: bool
):
    thing = confirmed_exclusion()
    order = deliver(1, sku_id=thing.sku_id, announced_fen=thing.amount_fen, no_return_confirmed=True)
    assert OrderLine.objects.get(order=order).no_return_confirmed_at is not None
    if confirmed:
        with nothing_changes(), pytest.raises(r.ExcludedFromReturn):
            give_back(1, order=order)
        assert give_back(1, order=order, kind=QUALITY, reason="漏水").state == "requested"
    else:
        # As if an agent on the phone had forgotten to read it out.
        OrderLine.objects.filter(order=order).update(no_return_confirmed_at=None)
        assert give_back(1, order=order).state == "approved"


@pytest.mark.parametrize(
    ("reason", "note", "refusal"),
    [
        pytest.param(RefusalReason.OUT_OF_TIME, "晚了", r.RefusalNotLawful, id="in time"),
        pytest.param(
            RefusalReason.EXCLUSION_CONFIRMED, "不退", r.RefusalNotLawful, id="nothing was confirmed"
        ),
        pytest.param(RefusalReason.NO_DEFECT, "  ", r.ReasonMissing, id="without words"),
        pytest.param(RefusalReason.NO_DEFECT, "已拆封。", r.OpenedIsNoReason, id="it was unpacked"),
    ],
)
def test_an_unlawful_refusal_leaves_no_trace(give_back, agent, noon, reason, note, refusal):
    goods_return = give_back(1, kind=QUALITY, reason="壶嘴漏水")
    with nothing_changes(), pytest.raises(refusal):
        refuse(return_id=goods_return.id, refusal=reason, note=note, by=agent, at=noon)


def test_only_agents_decide_and_a_parcel_has_a_number(give_back, customer, noon):
    goods_return = give_back(1, kind=QUALITY, reason="壶嘴漏水")
    with nothing_changes(), pytest.raises(NotAllowed):
        approve(return_id=goods_return.id, by=customer, at=noon)
    approve(return_id=goods_return.id, by=SYSTEM, at=noon)
    with nothing_changes(), pytest.raises(Malformed):
        note_sent(
            return_id=goods_return.id, parcel=Parcel(carrier="顺丰", tracking=" "), by=customer, at=noon
        )


def test_a_delay_is_noticed_once(give_back, warehouse, keeper, noon):
    slow = give_back(1, kind=QUALITY, reason="壶嘴漏水")
    back = give_back(1)
    receive_return(return_id=back.id, warehouse_id=warehouse.id, by=keeper, at=noon)
    for days in range(20):
        notice_delays(at=noon + days * DAY)
        notice_delays(at=noon + days * DAY)

    assert set(slow.alarms.values_list("alarm", flat=True)) == {"handling_slow", "handling_breach"}
    assert set(back.alarms.values_list("alarm", flat=True)) == {"refund_late", "refund_slow", "refund_breach"}
    assert sum(told.name == "aftersales.return_delayed" for told in trail.timeline(back)) == 3
    assert list(queries.late(noon + 8 * DAY)) == [back]
