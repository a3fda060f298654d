"""What is ready goes to the server in one piece; what streams stays a stream."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished  # exempt: asks whether a request was ended
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from zhanggui.config.wsgi import Application


def whole(request: HttpRequest) -> HttpResponse:
    return HttpResponse("掌柜")


def piece_by_piece(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter([b"a", b"b"]))


urlpatterns = [path("whole/", whole), path("stream/", piece_by_piece)]


@pytest.fixture
def ended() -> Iterator[list[object]]:
    """The requests that were ended: connections and caches are given back then."""
    told: list[object] = []

    def note(**_: object) -> None:
        told.append(True)

    request_finished.connect(note)
    yield told
    request_finished.disconnect(note)


def ask(where: str) -> tuple[str, Any]:
    told: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": where, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", "REMOTE_ADDR": "127.0.0.1",
    }  # fmt: skip
    answer = Application()(environ, lambda status, headers, *_: told.append(status))
    return told[0], answer


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_what_is_ready_is_one_piece_and_the_request_has_ended(ended: list[object]) -> None:
    assert ask("/whole/") == ("200 OK", ["掌柜".encode()])
    assert len(ended) == 1


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_stream_stays_one_and_ends_when_it_was_read(ended: list[object]) -> None:
    status, answer = ask("/stream/")
    assert (status, ended) == ("200 OK", [])
    assert list(answer) == [b"a", b"b"]
    answer.close()
    assert len(ended) == 1
