"""A firm's person reads the course, passes, and is certified."""

import pytest

from tests.domain.training.conftest import RIGHT, WRONG, published
from zhanggui.domain.training.models import Certificate
from zhanggui.domain.training.states import Post
from zhanggui.kernel import clock

pytestmark = pytest.mark.django_db
PAGE = "/partners/training/"


def test_reading_failing_and_passing(signed_in):
    course = published(clock.now(), Post.SUPPLIER)
    assert "我已全部学完" in signed_in.get(PAGE).content.decode()
    signed_in.post(PAGE, {"course": course.pk, "attend": "1"})
    assert "能说“全国第一”吗？" in signed_in.get(PAGE).content.decode()

    answers = {f"q{place}": str(one) for place, one in enumerate(RIGHT, start=1)}
    signed_in.post(PAGE, {"course": course.pk, **answers})
    assert "已持证" in signed_in.get(PAGE).content.decode()
    assert Certificate.objects.get(post=Post.SUPPLIER).exam.score == 100


def test_a_course_of_others_is_not_there(signed_in):
    course = published(clock.now(), Post.CARRIER)
    answers = {f"q{place}": str(one) for place, one in enumerate(WRONG, start=1)}
    assert signed_in.post(PAGE, {"course": course.pk, **answers}).status_code == 404
