"""A course with three questions, and somebody to take it."""

from datetime import datetime

import pytest

from tests.people import somebody
from zhanggui.domain.training.models import Course
from zhanggui.domain.training.operations.publish_course import CourseTerms, publish_course
from zhanggui.domain.training.states import SECURITY_MODULES, Post
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role

QUESTIONS = """能说“全国第一”吗？ | 能 | *不能
退货期从哪天算起？ | 下单 | *签收次日 | 付款
处方药能上节目吗？ | *不能 | 审查后能"""
RIGHT, WRONG = (1, 1, 0), (0, 0, 0)


def published(at: datetime, post: Post = Post.CS_AGENT, **change: object) -> Course:
    """A course of this post, in force."""
    told = {
        "code": f"{post.value}-1"[:24],
        "title": "岗位课程",
        "post": post,
        "modules": SECURITY_MODULES,
        "questions": QUESTIONS,
    }
    terms = CourseTerms(**{**told, **change})  # type: ignore[arg-type]
    return publish_course(terms=terms, by=somebody("合规", Role.COMPLIANCE_OFFICER), at=at)


@pytest.fixture
def learner(db: None) -> Actor:
    return somebody("新坐席", Role.CS_AGENT)
