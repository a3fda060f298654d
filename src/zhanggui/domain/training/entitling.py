"""What a step of a review asks of whoever decides it, beside the capability: that they are trained for it."""

from collections.abc import Callable
from datetime import datetime

from zhanggui.domain.training.refusals import NotCertified
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import Actor


def certified_for(post: Post) -> Callable[[Actor, datetime], None]:
    """Refuses with ``NotCertified`` where this is a key post and the person has no valid certificate."""

    def entitled(by: Actor, at: datetime) -> None:
        from zhanggui.domain.training.queries import is_certified, is_key_post

        if is_key_post(post, at) and not is_certified(by.person_id, post, at):
            raise NotCertified(post=post.value)

    return entitled
