"""What advertising's rules say of the words of a mailing: asked when it is proposed, and when it goes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhanggui.domain.advertising.screening import Context, Report, screen
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.refusals import MailingUnlawful
from zhanggui.domain.messaging import wording
from zhanggui.domain.messaging.models import TemplateVersion
from zhanggui.kernel.clock import SHANGHAI

MEDIA = {"sms": Medium.MESSAGE, "mail": Medium.MAIL, "inbox": Medium.SHOP}


@dataclass(frozen=True, slots=True)
class Words:
    """An approved text and what fills it."""

    version: TemplateVersion
    values: dict[str, str]


def screened(words: Words, at: datetime) -> Report:
    """Hits and missing sentences in the filled words, by the rules of the day."""
    filled = wording.filled(words.version, {**words.values, "name": ""})
    context = Context(
        on=at.astimezone(SHANGHAI).date(),
        media=frozenset({MEDIA[words.version.template.channel].value}),
    )
    return screen({"headline": filled.subject, "words": filled.text}, context)


def refuse_unlawful(report: Report) -> None:
    """Raise ``MailingUnlawful`` for words that advertising law does not allow."""
    if report.prohibited:
        found = ", ".join(dict.fromkeys(hit.found for hit in report.prohibited))
        raise MailingUnlawful(words=found)


def as_kept(report: Report) -> dict[str, Any]:
    """The report as it is kept with the mailing."""
    return {"edition": report.edition, "hits": [hit.as_row() for hit in report.hits]}
