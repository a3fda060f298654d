"""People who get messages, carriers that remember what they took, and a kind of notice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from tests.people import somebody
from zhanggui.domain.messaging.carriers import Letter, Line, NotTaken
from zhanggui.domain.messaging.kinds import NoticeKind
from zhanggui.domain.messaging.models import Batch, TemplateVersion
from zhanggui.domain.messaging.operations.add_recipients import add_recipients
from zhanggui.domain.messaging.operations.complete_batch import complete_batch
from zhanggui.domain.messaging.operations.open_batch import BatchWish, open_batch
from zhanggui.domain.messaging.operations.submit_template import submit_template
from zhanggui.domain.messaging.operations.write_template import TemplateWish, write_template
from zhanggui.domain.messaging.policies import TEMPLATE
from zhanggui.domain.messaging.states import Channel, Topic
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.access.operations.give_consent import give_consent
from zhanggui.mechanisms.access.operations.publish_policy_text import publish_policy_text
from zhanggui.mechanisms.approvals import Judgement, Verdict
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
    refusal = "550 no such user"
    down = False

    @contextmanager
    def open(self) -> Iterator[Line]:
        yield self

    def send(self, letter: Letter, body: str = "") -> str:
        if isinstance(letter, str):
            letter = Letter(recipient=letter, subject="", text=body, token="")
        if Post.down:
            raise NotTaken("nobody answers", permanent=False, line_down=True)
        if letter.recipient in Post.refuses:
            raise NotTaken(Post.refusal, permanent=True)
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


def approved_text(
    noon: datetime, channel: Channel = Channel.MAIL, body: str = "{name}，今晚八点见。"
) -> TemplateVersion:
    """A marketing text that a second person has approved."""
    writer, reviewer = somebody("营销", Role.PRICE_MANAGER), somebody("审查", Role.AD_REVIEWER)
    wish = TemplateWish(code="tonight", channel=channel, title="今晚节目", subject="今晚节目", body=body)
    version = write_template(wish=wish, by=writer, at=noon)
    submit_template(version_id=version.id, by=writer, at=noon)
    judgement = Judgement(step="review", verdict=Verdict.APPROVE, answers=TEMPLATE.all_ok("review"))
    review = approvals.review_of(version.id)
    approvals.decide(review_id=review.id, judgement=judgement, by=reviewer, at=noon)
    return version


@pytest.fixture
def batch_to(db, noon: datetime) -> Callable[..., Batch]:
    """A batch of an approved text to these accounts."""

    def made(accounts: list[Account], *, channel: Channel = Channel.MAIL, per_hour: int = 360_000) -> Batch:
        version = approved_text(noon, channel)
        wish = BatchWish(title="今晚节目", version_id=version.id, per_hour=per_hour)
        batch = open_batch(wish=wish, by=SYSTEM, at=noon)
        add_recipients(batch_id=batch.id, account_ids=[a.id for a in accounts], by=SYSTEM, at=noon)
        complete_batch(batch_id=batch.id, by=SYSTEM, at=noon)
        return batch

    return made
