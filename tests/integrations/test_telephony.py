"""The telephone: fifty calls in a minute through its door, and orders that it can believe."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.people import somebody
from zhanggui.domain.care import telephony
from zhanggui.domain.care.models import Call
from zhanggui.domain.care.operations.accept_call import accept_call
from zhanggui.domain.care.operations.hang_up import hang_up
from zhanggui.identity.roles import Role
from zhanggui.integrations.telephony import orders, standin
from zhanggui.integrations.telephony.transport import CALLER, TelephoneSilent
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.signed_calls import (
    SIGNATURE_HEADER,
    TIME_HEADER,
    refuse_unsigned,
    signed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tell(client, set_clock):
    """Tell the house over HTTP, as the telephone system does."""

    def told(event):
        body = json.dumps({**event, "happened_at": set_clock.now().isoformat()}).encode()
        headers = signed(CALLER, body, at=set_clock.now())
        return client.post("/api/calls/events", body, content_type="application/json", headers=headers)

    return told


def test_fifty_calls_in_a_minute_stand_in_the_queue(tell, set_clock):
    rush = standin.rush(standin.SAMPLES, calls=50, seconds=60, patience=90)
    incoming = [each for each in rush if each.told["kind"] == "incoming"]
    assert max(each.after for each in incoming) <= 60
    for each in incoming:
        assert tell(each.told).status_code == 204
        assert tell(each.told).status_code == 204

    assert telephony.waiting(at=set_clock.now()) == 50
    assert tell(standin.ended(incoming[0].told["call"])).status_code == 204
    assert telephony.waiting(at=set_clock.now()) == 49


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"kind": "sneezed"}, id="an unknown event"),
        pytest.param({"call": ""}, id="no call"),
        pytest.param({"agent": "x" * 65}, id="too long a name"),
        pytest.param({"colour": "red"}, id="a field nobody knows"),
    ],
)
def test_what_is_no_event_is_refused(tell, wrong):
    assert tell({**standin.ringing("13900000001"), **wrong}).status_code == 400
    assert not Call.objects.exists()


@pytest.fixture
def exchange(settings):
    """A telephone system that takes orders, and remembers what it was asked."""
    heard = []

    class Exchange(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((json.loads(body), body, dict(self.headers)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Exchange)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.TELEPHONY_URL = f"http://127.0.0.1:{server.server_port}/"
    yield heard
    server.shutdown()
    server.server_close()


def test_an_accepted_call_is_connected_and_ended_by_signed_orders(tell, exchange, set_clock):
    agent, now = somebody("温言", Role.CS_AGENT), set_clock.now()
    tell(standin.ringing("13900000001"))
    call = Call.objects.get()
    for verb in (accept_call, hang_up):
        verb(call_id=call.id, by=agent, at=now)
        orders.give(trail.timeline(call)[0], at=now)

    assert [asked["verb"] for asked, _, _ in exchange] == ["connect", "hang_up"]
    asked, body, headers = exchange[0]
    assert asked["call"] == call.reference
    refuse_unsigned(CALLER, body, moment=headers[TIME_HEADER], signature=headers[SIGNATURE_HEADER], at=now)


def test_a_telephone_that_does_not_answer_is_asked_again_by_its_job(tell, settings, set_clock):
    settings.TELEPHONY_URL = "http://127.0.0.1:9/"
    tell(standin.ringing("13900000001"))
    call, agent = Call.objects.get(), somebody("温言", Role.CS_AGENT)
    accept_call(call_id=call.id, by=agent, at=set_clock.now())
    with pytest.raises(TelephoneSilent):
        orders.give(trail.timeline(call)[0], at=set_clock.now())
