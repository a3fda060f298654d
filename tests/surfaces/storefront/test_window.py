"""What stands in the window for a second: alike for all who have nothing of their own, for nobody else."""

import re
import time

import pytest
from benchmarks.shelf import change_price
from django.conf import settings
from django.middleware.csrf import CSRF_SECRET_LENGTH, _does_token_match, get_token
from django.test import Client

from zhanggui.kernel import clock
from zhanggui.surfaces.entrance import tokens, window

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(autouse=True)
def _open_window(monkeypatch):
    monkeypatch.setattr(window._kept, "seconds", 60)
    yield
    window.forget()


@pytest.fixture
def page(numbers):
    return f"/g/{numbers[0]}/"


def text_for(path):
    return Client().get(path).content.decode()


def test_the_second_reader_is_answered_without_asking_the_database(page, django_assert_num_queries):
    first = Client().get(page)

    with django_assert_num_queries(0):
        second = Client().get(page)
    assert TOKEN.sub("", second.content.decode()) == TOKEN.sub("", first.content.decode())
    assert {**second.headers, "X-Request-ID": ""} == {**first.headers, "X-Request-ID": ""}
    assert second.headers["X-Request-ID"] != first.headers["X-Request-ID"]


def test_each_reader_has_a_token_of_their_own_and_no_use_for_another(page):
    readers = [Client(enforce_csrf_checks=True) for _ in range(3)]
    found = [TOKEN.findall(reader.get(page).content.decode())[0] for reader in readers]
    secrets = {reader.cookies[settings.CSRF_COOKIE_NAME].value for reader in readers}

    assert len(set(found)) == len(secrets) == 3
    for reader, own, other in zip(readers, found, found[1:] + found[:1], strict=True):
        assert reader.post("/cart/", {"csrfmiddlewaretoken": other}).status_code == 403
        assert reader.post("/cart/", {"csrfmiddlewaretoken": own}).status_code == 302


def test_a_reader_who_comes_back_keeps_their_secret(page):
    reader = Client()
    reader.get(page)
    held = reader.cookies[settings.CSRF_COOKIE_NAME].value

    again = reader.get(page)

    assert settings.CSRF_COOKIE_NAME not in again.cookies
    token = TOKEN.findall(again.content.decode())[0]
    mask = token[:CSRF_SECRET_LENGTH]
    places = [
        (tokens.PLACE[c] - tokens.PLACE[m]) % 62
        for m, c in zip(mask, token[CSRF_SECRET_LENGTH:], strict=True)
    ]
    assert "".join(tokens.LETTERS[place] for place in places) == held


def test_after_its_second_a_page_is_fetched_anew(page, shelf, monkeypatch):
    monkeypatch.setattr(window._kept, "seconds", 0.2)
    before = text_for(page)
    change_price(shelf[0], 123_400, at=clock.now())

    assert "1,234" not in text_for(page)
    time.sleep(0.25)
    assert "1,234" in text_for(page)
    assert "1,234" not in before


@pytest.mark.parametrize(
    ("cookies", "headers"),
    [
        pytest.param({"sessionid": "x"}, {}, id="a session"),
        pytest.param({"messages": "x"}, {}, id="a message"),
        pytest.param({"campaign": "x"}, {}, id="a cookie we know nothing of"),
        pytest.param({}, {"Authorization": "Bearer x"}, id="a token"),
        pytest.param({}, {"HX-Request": "true"}, id="a script that wants a part"),
    ],
)
def test_who_has_something_of_their_own_does_not_look_into_the_window(page, cookies, headers, numbers):
    Client().get(page)
    reader = Client(headers=headers)
    reader.cookies.load(cookies)
    window._kept._things.clear()

    reader.get(page)

    assert not window._kept._things


def test_languages_and_lights_have_windows_of_their_own(page):
    said = [
        text_for(page),
        *(
            _with_cookie(name, value).get(page).content.decode()
            for name, value in ((settings.LANGUAGE_COOKIE_NAME, "en"), ("theme", "dark"))
        ),
    ]

    again = _with_cookie(settings.LANGUAGE_COOKIE_NAME, "en").get(page)
    assert again.headers["Content-Language"] == "en"
    assert len({TOKEN.sub("", text) for text in said}) == 3
    assert TOKEN.sub("", again.content.decode()) == TOKEN.sub("", said[1])


def _with_cookie(name, value):
    reader = Client()
    reader.cookies[name] = value
    return reader


def test_what_was_not_found_does_not_stand_in_the_window(shelf):
    assert Client().get("/g/000000/").status_code == 404
    assert not window._kept._things


def test_a_foreign_host_is_refused_although_the_page_stands_in_the_window(page):
    Client().get(page)

    assert Client(headers={"Host": "elsewhere.example"}).get(page).status_code == 400


def test_letters_by_chance_are_all_letters_and_never_twice_alike():
    many = [tokens.drawn() for _ in range(300)]

    assert len(set(many)) == 300
    assert {len(one) for one in many} == {CSRF_SECRET_LENGTH}
    assert set("".join(many)) == set(tokens.LETTERS)


def test_two_who_draw_tokens_give_one_reader_one_secret(rf):
    """A page for somebody signed in may hold a form of its own, and a part that many share."""
    request = rf.get("/")
    own, shared = get_token(request), tokens.give_token(request)
    secret = request.META["CSRF_COOKIE"]
    assert _does_token_match(own, secret)
    assert _does_token_match(shared, secret)
