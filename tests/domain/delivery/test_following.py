"""Label numbers that are given once, and trackers that are asked until they answer or a person takes over."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError
from django.db.transaction import atomic

from tests.domain.delivery.dispatch import Dispatch
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery import hearing, refusals, roads, trackers
from zhanggui.domain.delivery.models import Following, HeardCall, Label, LabelRange, Trouble
from zhanggui.domain.delivery.operations.agree_line import LineTerms, agree_line
from zhanggui.domain.delivery.operations.end_following import end_following
from zhanggui.domain.delivery.operations.issue_label import issue_label
from zhanggui.domain.delivery.operations.open_label_range import Numbers, open_label_range
from zhanggui.domain.delivery.states import FollowState, Tracker
from zhanggui.domain.delivery.trackers import TrackerRefused, TrackerUnreachable
from zhanggui.identity.actor import SYSTEM
from zhanggui.journeys.follow_parcels import follow_parcels, look_after

TERMS = LineTerms(tracker=Tracker.KUAIDI100, code="shunfeng", liability_fen=10_000, declared_most_fen=500_000)


@pytest.fixture
def hall(db: None, noon: datetime) -> Dispatch:
    hall = Dispatch(noon)
    agree_line(carrier_id=hall.carrier.id, terms=TERMS, by=hall.manager, at=noon)
    return hall


@pytest.fixture
def numbers(hall: Dispatch) -> LabelRange:
    wanted = Numbers(prefix="SF", first=998, last=1000)
    return open_label_range(carrier_id=hall.carrier.id, numbers=wanted, by=hall.manager, at=hall.at)


def parcel(hall: Dispatch):
    hall.stock(hall.near, 1)
    (part,) = hall.allocate(hall.order(1))
    return hall.packed(part)


def labelled(hall: Dispatch, shipment, **more):
    return issue_label(
        shipment_id=shipment.id, carrier_id=hall.carrier.id, by=hall.keeper, at=hall.at, **more
    )


def test_labels_are_given_in_order_and_the_same_parcel_keeps_its_own(hall, numbers):
    first, second = parcel(hall), parcel(hall)

    assert [labelled(hall, one).number for one in (first, second, first)] == ["SF0998", "SF0999", "SF0998"]
    numbers.refresh_from_db()
    assert numbers.left == 1


def test_a_range_that_is_used_up_gives_nothing(hall, numbers):
    for _ in range(3):
        labelled(hall, parcel(hall))
    last = parcel(hall)

    with nothing_changes(), pytest.raises(refusals.NoLabelsLeft), atomic():
        labelled(hall, last)


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        pytest.param(Numbers(prefix="SF", first=1000, last=2000), refusals.RangesOverlap, id="overlaps"),
        pytest.param(
            Numbers(prefix="SF", first=2000, last=1999), refusals.NoSuchRange, id="ends before it begins"
        ),
        pytest.param(Numbers(prefix="SF", first=0, last=9), refusals.NoSuchRange, id="begins at zero"),
        pytest.param(Numbers(prefix="顺丰", first=1, last=9), refusals.NoSuchRange, id="no plain letters"),
    ],
)
def test_a_wrong_range_is_refused(hall, numbers, wanted, refusal):
    with nothing_changes(), pytest.raises(refusal), atomic():
        open_label_range(carrier_id=hall.carrier.id, numbers=wanted, by=hall.manager, at=hall.at)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: LabelRange.objects.update(next=998), id="the next number goes back"),
        pytest.param(lambda: LabelRange.objects.update(next=2000), id="the next number leaves the range"),
        pytest.param(lambda: LabelRange.objects.update(last=5000), id="the range grows"),
        pytest.param(lambda: Label.objects.update(number="SF0001"), id="a label changes"),
        pytest.param(lambda: Label.objects.all().delete(), id="a label goes"),
    ],
)
def test_the_database_itself_gives_no_number_twice(hall, numbers, change):
    labelled(hall, parcel(hall))

    with nothing_changes(), pytest.raises(DatabaseError), atomic():
        change()


def test_more_cannot_be_declared_than_was_agreed(hall, numbers):
    shipment = parcel(hall)
    with nothing_changes(), pytest.raises(refusals.DeclaredTooMuch), atomic():
        labelled(hall, shipment, declared_fen=500_001)
    assert labelled(hall, shipment, declared_fen=500_000).declared_fen == 500_000


def test_a_label_goes_out_on_its_own_parcel_only(hall, numbers):
    first, second = parcel(hall), parcel(hall)
    label = labelled(hall, first)

    with nothing_changes(), pytest.raises(refusals.LabelOfAnother), atomic():
        hall.handed_over(second, label.number)
    assert hall.handed_over(first, label.number).tracking_number == label.number


@dataclass
class Adapter:
    """A tracker that answers as the test wants."""

    answers: list = field(default_factory=list)
    events: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    def follow(self, parcel, *, at):
        self.asked.append(parcel)
        answer = self.answers.pop(0) if self.answers else "200"
        if isinstance(answer, Exception):
            raise answer
        return answer

    def look(self, parcel, *, at):
        return self.events

    def tell(self, parcel, errand, where, *, at):
        return False


@pytest.fixture
def adapter(monkeypatch) -> Adapter:
    made = Adapter()
    monkeypatch.setitem(trackers._CONNECTED, Tracker.KUAIDI100, made)
    return made


def test_a_parcel_is_asked_for_once_it_has_left(hall, noon, adapter):
    shipment = parcel(hall)
    assert follow_parcels(at=noon) == 0
    hall.handed_over(shipment)

    assert (follow_parcels(at=noon), follow_parcels(at=noon)) == (1, 0)
    (asked,) = adapter.asked
    assert (asked.code, asked.tracking_number) == ("shunfeng", "SF10000001")
    assert len(asked.phone_end) == 4
    assert Following.objects.get().state == FollowState.FOLLOWED


def test_nobody_answering_is_asked_again_later_and_later_and_then_given_to_a_person(hall, noon, adapter):
    adapter.answers = [TrackerUnreachable("down")] * 6
    hall.handed_over(parcel(hall))
    at, gaps = noon, []
    while (following := Following.objects.first()) is None or following.state == FollowState.WAITING:
        due = following.next_try_at if following else at
        gaps.append(due - at)
        assert follow_parcels(at=due - timedelta(seconds=1)) == 0 or following is None
        at = due
        follow_parcels(at=at)

    assert gaps[1:] == list(trackers.WAITS)
    assert (following.state, following.tries) == (FollowState.GIVEN_UP, 6)
    assert Trouble.objects.get().kind == "unfollowed"
    assert follow_parcels(at=at + timedelta(days=1)) == 0


def test_a_tracker_that_will_not_is_not_asked_again(hall, noon, adapter):
    adapter.answers = [TrackerRefused("700")]
    hall.handed_over(parcel(hall))

    follow_parcels(at=noon)

    assert Following.objects.get().state == FollowState.GIVEN_UP
    assert Trouble.objects.get().note == "700"


@pytest.mark.parametrize(
    ("code", "state"),
    [
        pytest.param("signed", FollowState.ENDED, id="the parcel has arrived: it is the end"),
        pytest.param("in_transit", FollowState.WAITING, id="it has not: it is asked for again"),
    ],
)
def test_a_tracker_that_stops_telling(hall, noon, adapter, code, state):
    shipment = hall.handed_over(parcel(hall))
    follow_parcels(at=noon)
    hall.tell(code, 5)

    end_following(shipment_id=shipment.id, answer="shutdown", by=SYSTEM, at=noon + timedelta(hours=6))

    assert Following.objects.get().state == state
    assert len(roads.to_be_followed(at=noon + timedelta(hours=6))) == (state == FollowState.WAITING)


def test_looking_takes_in_what_the_tracker_knows(hall, noon, adapter):
    shipment = hall.handed_over(parcel(hall))
    told = trackers.CarrierNotice(
        tracking_number="SF10000001", key="k", code="in_transit", occurred_at=noon + timedelta(hours=1)
    )
    adapter.events = [told]

    heard = look_after(shipment_id=shipment.id, at=noon + timedelta(hours=2))
    assert (heard.new, heard.known) == (1, 0)
    again = look_after(shipment_id=shipment.id, at=noon + timedelta(hours=2))
    assert (again.new, again.known) == (0, 1)


def test_calls_are_remembered_for_longer_than_they_are_good(db, noon):
    hearing.hear("carrier_c1", "a" * 16, at=noon)
    with pytest.raises(refusals.CallRepeated), atomic():
        hearing.hear("carrier_c1", "a" * 16, at=noon)
    hearing.hear("carrier_c2", "a" * 16, at=noon)

    assert hearing.forget(at=noon + timedelta(hours=23)) == 0
    assert hearing.forget(at=noon + timedelta(hours=25)) == 2
    assert not HeardCall.objects.exists()
