"""People who get messages, carriers that remember what they took, and a kind of notice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from tests.people import somebody
from zhanggui.domain.messaging.carriers import Letter, Line, NotTaken
from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.states import Topic
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.access.operations.give_consent import give_consent
from zhanggui.mechanisms.access.operations.publish_policy_text import publish_policy_text
from zhanggui.schema.encrypted import keyed_hash

BACK = NoticeKind(
    code="test.back_in_stock",
    title="Back in stock",
    topic=Topic.WATCHING,
    values=("goods",),
    subject="{goods} is back",
    text="Dear {name}, {goods} is back in stock.",
    short="{goods} is back in stock.",
)


class Post:
    """A carrier of mail and short messages that remembers; it refuses and fails where it is told to."""

    taken: list[Letter]
    refuses: set[str]
    fails: set[str]

    @contextmanager
    def open(self) -> Iterator[Line]:
        yield self

    def send(self, letter: Letter, body: str = "") -> str:
        if isinstance(letter, str):
            letter = Letter(recipient=letter, subject="", text=body, token="")
        if letter.recipient in Post.refuses:
            raise NotTaken("550 no such user", permanent=True)
        if letter.recipient in Post.fails:
            raise NotTaken("451 come again", permanent=False)
        Post.taken.append(letter)
        return f"post-{len(Post.taken)}"


@pytest.fixture
def post(settings) -> type[Post]:
    Post.taken, Post.refuses, Post.fails = [], set(), set()
    settings.MAIL_CARRIER = settings.SMS_CARRIER = f"{__name__}.Post"
    return Post


@pytest.fixture
def texts(db, noon) -> None:
    publish_policy_text(purpose="marketing", title="营销", body="…", by=SYSTEM, at=noon)


@pytest.fixture
def member(db, noon: datetime) -> Callable[..., Account]:
    """A customer with a number and a mailbox, who may have agreed to marketing."""

    def made(number: int = 1, *, agrees: bool = False, mail: bool = True) -> Account:
        mobile = f"139{number:08d}"
        actor = somebody(f"顾客{number}", Role.CUSTOMER)
        Account.objects.filter(pk=actor.account_id).update(
            mobile_hash=keyed_hash(mobile), email=f"c{number}@example.com" if mail else ""
        )
        account = Account.objects.get(pk=actor.account_id)
        account.mobile = mobile
        account.save(update_fields=["mobile"])
        if agrees:
            give_consent(purpose="marketing", channel="web", by=actor, at=noon)
        return account

    return made
