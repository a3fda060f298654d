"""A NUL in an address, a form or a body is refused at the door, in the words of that door."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/?q=%00", id="in a question"),
        pytest.param("/search/?%00=tea", id="in the name of a field"),
    ],
)
def test_in_an_address(client: Client, address: str):
    assert client.get(address).status_code in (400, 404)


def test_in_a_form(client: Client):
    assert client.post("/", {"text": "a\x00b"}).status_code == 400


def test_in_a_body(client: Client):
    answer = client.post("/api/v1/orders", r'{"note": "a\u0000b"}', content_type="application/json")
    assert answer.status_code in (400, 404)


def test_an_ordinary_text_passes(client: Client):
    assert client.get("/?q=茶壶").status_code in (200, 302)
