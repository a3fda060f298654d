"""What Kuaidi100 and carriers' programs tell: signed, in any order, twice, too early, of others' parcels."""

import json
from datetime import datetime, timedelta

import pytest

from tests.domain.delivery.dispatch import Dispatch
from tests.vocabulary import nothing_changes
from zhanggui.domain.delivery.models import Following, HeardCall, Shipment, TrackingEvent
from zhanggui.domain.delivery.operations.agree_line import LineTerms, agree_line
from zhanggui.domain.delivery.operations.note_following import Asked, note_following
from zhanggui.domain.delivery.states import CARRIER_CODES, Errand, FollowState, Tracker
from zhanggui.domain.delivery.trackers import OnTheRoad, TrackerRefused, TrackerUnreachable
from zhanggui.domain.sales.operations import note_shipped
from zhanggui.identity.actor import SYSTEM
from zhanggui.integrations.carrier_webhook import playing
from zhanggui.integrations.carrier_webhook import signing as hmacs
from zhanggui.integrations.carrier_webhook.client import CarrierProgram
from zhanggui.integrations.kuaidi100 import signing, standin, wire
from zhanggui.integrations.kuaidi100.client import SALT, Endpoint, Kuaidi100
from zhanggui.integrations.kuaidi100.models import StandInParcel
from zhanggui.mechanisms.access.signed_calls import secret_of

HOUR = timedelta(hours=1)


@pytest.fixture
def hall(db: None, noon: datetime, set_clock) -> Dispatch:
    hall = Dispatch(noon)
    shipment = hall.shipped(1)
    note_shipped(order_id=shipment.order_id, by=SYSTEM, at=noon)
    set_clock.move_to(noon + 30 * HOUR)
    return hall


def line(hall: Dispatch, tracker: Tracker, code: str) -> None:
    terms = LineTerms(tracker=tracker, code=code, liability_fen=1, declared_most_fen=1)
    agree_line(carrier_id=hall.carrier.id, terms=terms, by=hall.manager, at=hall.at)


def row(hall: Dispatch, hours: float, code: str, said: str = "快件离开【杭州转运中心】") -> dict[str, str]:
    return {
        "context": said,
        "ftime": wire.written(hall.at + hours * HOUR),
        "statusCode": code,
        "areaName": "浙江,杭州",
    }


def pushed(
    *rows: dict[str, str], nu: str = "SF10000001", com: str = "shunfeng", status: str = "polling"
) -> str:
    result = {"message": "ok", "nu": nu, "com": com, "state": "0", "status": "200", "data": list(rows)}
    return json.dumps({"status": status, "message": "", "lastResult": result}, ensure_ascii=False)


@pytest.fixture
def push(client, hall):
    line(hall, Tracker.KUAIDI100, "shunfeng")

    def told(param: str, sign: str | None = None):
        form = {"param": param, "sign": sign or signing.of_push(param, secret_of(SALT))}
        return client.post("/carriers/kuaidi100/push", form)

    return told


def test_the_signatures_are_those_of_the_service():
    """MD5 over what is sent and the secret, in capitals; worked by hand with ``md5sum``."""
    assert signing.of_push("{}", "salt") == "4DF345D41BAFC8E489CC9C94112F002A"
    assert signing.of_query("{}", "key", "customer") == "6257A4EFFEFC61CD6E6AAB84C0F74513"


STATES = [
    pytest.param([("103", 1)], "collected", id="collected"),
    pytest.param([("1002", 9), ("103", 1)], "in_transit", id="under way, the latest first"),
    pytest.param([("103", 1), ("5", 20), ("1002", 9)], "out_for_delivery", id="in disorder"),
    pytest.param([("301", 22), ("5", 20)], "delivered", id="signed for in person"),
    pytest.param([("304", 22)], "delivered", id="put into a locker"),
    pytest.param([("301", 22), ("5", 25)], "delivered", id="something after the end"),
    pytest.param([("14", 22)], "failed", id="refused"),
    pytest.param([("209", 22)], "failed", id="damaged"),
    pytest.param([("4", 25), ("14", 22)], "returned", id="brought back"),
    pytest.param([("208", 22), ("1002", 9)], "in_transit", id="kept somewhere: said, and nothing moves"),
    pytest.param([("77", 22), ("1002", 9)], "in_transit", id="a code nobody knows"),
    pytest.param([("301", 60), ("1002", 9)], "in_transit", id="a signature in the future"),
]


@pytest.mark.parametrize(("rows", "state"), STATES)
def test_what_a_push_makes_of_a_parcel(push, hall, rows, state):
    answer = push(pushed(*(row(hall, hours, code) for code, hours in rows)))

    assert answer.json()["result"] is True
    assert Shipment.objects.get().state == state


def test_a_push_brings_everything_again_and_only_the_new_counts(push, hall):
    push(pushed(row(hall, 1, "103")))
    assert (
        push(pushed(row(hall, 9, "1002"), row(hall, 1, "103"))).json()["message"].startswith("1 new, 1 known")
    )
    with nothing_changes():
        push(pushed(row(hall, 9, "1002"), row(hall, 1, "103")))


def test_one_event_in_the_future_does_not_stop_the_others(push, hall):
    answer = push(pushed(row(hall, 300, "301"), row(hall, 9, "1002")))

    assert answer.json()["message"] == "1 new, 0 known, 1 refused"


@pytest.mark.parametrize(
    ("param", "sign", "status"),
    [
        pytest.param(pushed(), "0" * 32, 403, id="another signature"),
        pytest.param(pushed(), "", 403, id="no signature"),
        pytest.param("{", None, 400, id="no JSON"),
        pytest.param('{"lastResult": {"nu": "1"}}', None, 400, id="no events"),
        pytest.param(
            '{"lastResult": {"nu": "1", "com": "x", "data": [{"ftime": "soon"}]}}', None, 400, id="no time"
        ),
        pytest.param(pushed(com="yuantong"), None, 404, id="a carrier that is none of ours"),
    ],
)
def test_what_cannot_be_believed_or_read_changes_nothing(push, param, sign, status):
    with nothing_changes():
        answer = push(param, "-" if sign == "" else sign)
    assert (answer.status_code, answer.json()["result"]) == (status, False)


def test_a_number_that_is_not_ours_is_kept_and_moves_nothing(push, hall):
    assert push(pushed(row(hall, 1, "301"), nu="SF99999999")).json()["result"] is True

    assert TrackingEvent.objects.get().shipment is None
    assert Shipment.objects.get().state == "shipped"


def test_the_service_says_that_it_tells_no_more(push, hall):
    shipment = Shipment.objects.get()
    asked = Asked(tracker=Tracker.KUAIDI100, state=FollowState.FOLLOWED, answer="200")
    note_following(shipment_id=shipment.id, asked=asked, by=SYSTEM, at=hall.at)

    push(pushed(row(hall, 22, "301"), status="shutdown"))

    assert Following.objects.get().state == FollowState.ENDED


def test_every_code_of_the_service_means_something_to_the_house():
    silent = {"ordered", "problem", "at_station", "returning"}
    assert set(wire.CODES.values()) <= set(CARRIER_CODES) | silent


PARCEL = OnTheRoad(
    shipment_id=None, carrier_number="C000001", code="suda", tracking_number="SD0001",
    origin="浙江省", destination="上海市上海市", phone_end="5678",
)  # fmt: skip
HERE = Endpoint(url="http://kd", key="zhanggui-local", customer="zhanggui-local", callback="http://us/push")


def test_the_stand_in_takes_what_the_client_sends(db, noon, client, settings):
    """Both sides of the protocol, over the stand-in's real doors."""
    settings.DEMO, settings.KUAIDI100_KEY, settings.KUAIDI100_CUSTOMER = True, HERE.key, HERE.customer

    def post(url, form):
        return client.post(url.replace("http://kd", "/carriers/kuaidi100/stand-in"), form).json()

    service = Kuaidi100(HERE, post)
    assert service.follow(PARCEL, at=noon) == "200 提交成功"
    assert service.follow(PARCEL, at=noon) == "501 重复订阅"
    assert service.look(PARCEL, at=noon) == ()
    parcel = StandInParcel.objects.get()
    parcel.subscribed_at -= timedelta(days=60)
    parcel.save()

    events = service.look(PARCEL, at=noon)

    assert events[0].code == "collected"
    assert events[-1].code == "signed"
    form = standin.push_form(parcel, standin.scans_until(parcel, noon + timedelta(days=400)))
    assert form["sign"] == signing.of_push(form["param"], secret_of(SALT))


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        pytest.param(
            {"returnCode": "500", "message": "busy"}, TrackerUnreachable, id="it is at fault: again"
        ),
        pytest.param({}, TrackerUnreachable, id="no answer that can be read: again"),
        pytest.param({"returnCode": "601"}, TrackerRefused, id="our key has run out"),
        pytest.param({"returnCode": "700"}, TrackerRefused, id="it does not know the carrier"),
    ],
)
def test_how_the_service_says_no(noon, answer, problem):
    with pytest.raises(problem):
        Kuaidi100(HERE, lambda url, form: answer).follow(PARCEL, at=noon)


def event(hall: Dispatch, code: str = "in_transit", hours: float = 5, **more: object) -> dict[str, object]:
    usual = {
        "tracking_number": "SF10000001",
        "key": f"{code}@{hours}",
        "code": code,
        "occurred_at": (hall.at + hours * HOUR).isoformat(),
    }
    return usual | more


@pytest.fixture
def call(client, hall):
    line(hall, Tracker.WEBHOOK, "own")
    number = hall.carrier.number

    def told(*events, at=None, signer=number, to=number, **change):
        body = json.dumps({"events": list(events)}).encode()
        headers = hmacs.signed(signer, body, at=at or hall.at + 30 * HOUR) | change.pop("headers", {})
        body = change.get("body", body)
        return client.post(f"/carriers/{to}/events", body, content_type="application/json", headers=headers)

    return told


def test_a_carriers_own_program_tells(call, hall):
    answer = call(event(hall, "signed", 22), event(hall, "collected", 1))

    assert answer.json() == {"new": 2, "known": 0, "refused": {}}
    assert Shipment.objects.get().state == "delivered"


def test_a_call_that_was_overheard_is_good_only_once(call, hall):
    nonce = {"headers": {hmacs.NONCE: "n" * 20}}
    body = json.dumps({"events": [event(hall)]}).encode()
    moment = hall.at + 30 * HOUR
    sealed = {
        hmacs.NONCE: "n" * 20,
        hmacs.SIGNATURE: hmacs._signature(hall.carrier.number, str(int(moment.timestamp())), "n" * 20, body),
    }
    assert nonce["headers"][hmacs.NONCE] == sealed[hmacs.NONCE]
    assert call(event(hall), headers=sealed).status_code == 200
    with nothing_changes():
        assert call(event(hall), headers=sealed).status_code == 409


def test_an_event_told_again_in_a_new_call_changes_nothing_but_the_list_of_calls(call, hall):
    call(event(hall))
    assert call(event(hall)).json() == {"new": 0, "known": 1, "refused": {}}
    assert (TrackingEvent.objects.count(), HeardCall.objects.count()) == (1, 2)


def test_an_event_told_differently_is_refused_and_the_others_count(call, hall):
    call(event(hall, key="k"))
    answer = call(event(hall, "signed", 22, key="k"), event(hall, "out_for_delivery", 20))

    assert answer.json() == {"new": 1, "known": 0, "refused": {"k": "event-reused"}}


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"signer": "C999999"}, id="signed by another carrier"),
        pytest.param({"to": "C999999"}, id="for a carrier we do not know"),
        pytest.param({"body": b'{"events": []}'}, id="another body than was signed"),
        pytest.param({"headers": {hmacs.NONCE: "short"}}, id="too short a nonce"),
        pytest.param({"headers": {hmacs.TIME: "soon"}}, id="no time"),
        pytest.param({"at": datetime.fromisoformat("2020-01-01T00:00:00+00:00")}, id="long ago"),
    ],
)
def test_a_call_that_is_not_the_carriers_changes_nothing(call, hall, wrong):
    with nothing_changes():
        assert call(event(hall), **wrong).status_code == 403


@pytest.mark.parametrize(
    ("minutes", "status"),
    [pytest.param(5, 200, id="five minutes old"), pytest.param(5.1, 403, id="older"),
     pytest.param(-5, 200, id="five minutes ahead"), pytest.param(-5.1, 403, id="further ahead")],
)  # fmt: skip
def test_how_long_a_call_is_good(call, hall, minutes, status):
    assert call(event(hall), at=hall.at + 30 * HOUR - timedelta(minutes=minutes)).status_code == status


def test_what_is_no_event_is_refused_with_its_place(call, hall):
    with nothing_changes():
        answer = call(event(hall, occurred_at="2026-11-24T12:00:00"))
    assert answer.status_code == 400
    assert "events.0.occurred_at" in answer.json()["refused"]


def test_a_carrier_moves_no_parcel_of_another(client, hall):
    other = hall.new_carrier("active")
    terms = LineTerms(tracker=Tracker.WEBHOOK, code="other", liability_fen=1, declared_most_fen=1)
    agree_line(carrier_id=other.id, terms=terms, by=hall.manager, at=hall.at)
    body = json.dumps({"events": [event(hall, "signed", 22)]}).encode()
    headers = hmacs.signed(other.number, body, at=hall.at + 30 * HOUR)

    answer = client.post(
        f"/carriers/{other.number}/events", body, content_type="application/json", headers=headers
    )

    assert answer.json()["new"] == 1
    assert Shipment.objects.get().state == "shipped"


def test_the_stand_in_carrier_takes_parcels_questions_and_instructions(db, noon, client, settings, set_clock):
    settings.DEMO, settings.CARRIER_URLS = True, {"suda": "/carriers/stand-in"}

    def post(url, number, said, at):
        body = json.dumps(said).encode()
        headers = hmacs.signed(number, body, at=at)
        return client.post(url, body, content_type="application/json", headers=headers).json()

    set_clock.move_to(noon)
    program = CarrierProgram(post)
    assert program.follow(PARCEL, at=noon) == "announced"
    assert program.look(PARCEL, at=noon) == []
    later = noon + timedelta(days=60)
    set_clock.move_to(later)
    assert program.look(PARCEL, at=later)[-1].code == "signed"
    assert program.tell(PARCEL, Errand.RETURN, "", at=later) is True


def test_ways_are_played_alike_with_and_without_real_lengths(settings, tmp_path, noon):
    settings.HISTORIES = tmp_path
    assert playing.lengths() == playing.OURS_HOURS
    way = playing.way_of("SD0001", "浙江省", "上海市", starts=noon)

    assert way == playing.way_of("SD0001", "浙江省", "上海市", starts=noon)
    assert [scan.at for scan in way] == sorted(scan.at for scan in way)
    assert (way[0].code, way[-1].code) == ("collected", "signed")
