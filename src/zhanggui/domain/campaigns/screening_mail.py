"""What advertising's rules say of the words of a mailing: asked when it is proposed, and when it goes."""

from datetime import datetime
from typing import Any

from zhanggui.domain.advertising.recognising import taken_down_in
from zhanggui.domain.advertising.screening import Context, Report, screen
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.refusals import MailingShowsTakenDown, MailingUnlawful
from zhanggui.domain.messaging.wording import MarketingText
from zhanggui.kernel.clock import SHANGHAI

MEDIA = {"sms": Medium.MESSAGE, "mail": Medium.MAIL, "inbox": Medium.SHOP}


def screened(text: MarketingText, values: dict[str, str], at: datetime) -> Report:
    """Hits and missing sentences in the filled words, by the rules of the day."""
    filled = text.filled(values)
    context = Context(
        on=at.astimezone(SHANGHAI).date(),
        media=frozenset({MEDIA[text.channel].value}),
    )
    return screen({"headline": filled.subject, "words": filled.text}, context)


def refuse_unlawful(report: Report) -> None:
    """Raise ``MailingUnlawful`` for words that advertising law does not allow."""
    if report.prohibited:
        found = ", ".join(dict.fromkeys(hit.found for hit in report.prohibited))
        raise MailingUnlawful(words=found)


def said_by(text: MarketingText, values: dict[str, str]) -> str:
    """Subject and text as they would be read."""
    filled = text.filled(values)
    return f"{filled.subject}\n{filled.text}"


def refuse_taken_down(text: MarketingText, values: dict[str, str]) -> None:
    """Raise ``MailingShowsTakenDown`` for words of an advertisement that was taken down."""
    if shown := taken_down_in(said_by(text, values)):
        raise MailingShowsTakenDown(numbers=", ".join(shown))


def as_kept(report: Report) -> dict[str, Any]:
    """The report as it is kept with the mailing."""
    return {"edition": report.edition, "hits": [hit.as_row() for hit in report.hits]}
