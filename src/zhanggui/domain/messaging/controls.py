"""What the house can prove of its messages."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from zhanggui.domain.messaging.models import Message, Outcome, Template
from zhanggui.domain.messaging.queries import FORGOTTEN_AFTER
from zhanggui.domain.messaging.states import MessageState, Verdict
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept

WINDOW = timedelta(days=30)
LATE_MOST = 1_000

UNWANTED = """
SELECT o.message_id
  FROM messaging_outcome o
  JOIN messaging_message m ON m.id = o.message_id AND m.topic = 'marketing'
  JOIN identity_account a ON a.id = m.account_id
 WHERE o.verdict = 'handed_over' AND o.at >= %(since)s AND o.at <= %(at)s
   AND (NOT EXISTS (SELECT 1 FROM identity_consent c
                     WHERE c.person_id = a.person_id AND c.purpose = 'marketing' AND c.given_at <= o.at
                       AND (c.withdrawn_at IS NULL OR c.withdrawn_at >= o.at))
        OR EXISTS (SELECT 1 FROM messaging_channelchoice r
                    WHERE r.account_id = m.account_id AND r.topic = m.topic AND r.channel = m.channel
                      AND r.refused_at < o.at)
        OR EXISTS (SELECT 1 FROM messaging_suppression s
                    WHERE s.channel = m.channel AND s.address_hash = m.address_hash
                      AND s.suppressed_at < o.at AND (s.lifted_at IS NULL OR s.lifted_at > o.at)))
 LIMIT 100
"""


@control("A-4.3", title="Notices leave within minutes, and what became of each is kept")
def notices_leave(at: datetime) -> Evidence:
    """A notice that has waited longer than ten minutes has been forgotten (邮件分发)."""
    forgotten = Message.objects.filter(
        batch=None, state=MessageState.WAITING, created_at__lt=at - FORGOTTEN_AFTER
    )
    late = list(forgotten.values_list("id", flat=True)[:LATE_MOST])
    gone = Outcome.objects.filter(at__gte=at - WINDOW, at__lte=at)
    ended = {verdict: gone.filter(verdict=verdict).count() for verdict in (Verdict.SENT, Verdict.FAILED)}
    told = sum(ended.values()) + len(late)
    return Evidence(
        share_kept(kept=told - len(late), of=told),
        figures={
            "messages handed over": ended[Verdict.SENT],
            "messages refused for good": ended[Verdict.FAILED],
            "notices forgotten": len(late),
        },
        threshold="no notice waits longer than ten minutes",
        records=_messages(late),
    )


@control("B-5.3.3", title="No offer went to somebody who had not agreed, or had refused")
def only_who_agreed(at: datetime) -> Evidence:
    """Every offer of the last thirty days is held against consent, choice and suppression of its moment."""
    since = at - WINDOW
    with connection.cursor() as cursor:
        cursor.execute(UNWANTED, {"since": since, "at": at})
        unwanted = [message_id for (message_id,) in cursor.fetchall()]
    of = Outcome.objects.filter(at__gte=since, at__lte=at, message__topic="marketing")
    sent, spared = (of.filter(verdict=verdict).count() for verdict in (Verdict.SENT, Verdict.SUPPRESSED))
    return Evidence(
        share_kept(kept=sent + spared - len(unwanted), of=sent + spared),
        figures={"offers sent": sent, "offers withheld": spared, "offers nobody wanted": len(unwanted)},
        threshold="no offer without consent, or against a refusal",
        records=_messages(unwanted),
    )


@control("A-4.3", "B-5.1.3", title="The words in use were approved by a second person, as they stand")
def words_are_approved(at: datetime) -> Evidence:
    """Every published version of a template, against its review."""
    templates = list(Template.objects.exclude(published_version=None).select_related("published_version"))
    versions = [template.published_version for template in templates if template.published_version]
    unread = [v for v in versions if not approvals.is_approved(v.id, v.digest)]
    return Evidence(
        share_kept(kept=len(versions) - len(unread), of=len(versions)),
        figures={"texts in use": len(versions), "texts nobody approved": len(unread)},
        threshold="every text in use was approved",
        records=Records(
            len(unread),
            "admin:messaging_template_changelist",
            {"id__in": ",".join(str(v.template_id) for v in unread)} if unread else {},
        ),
    )


def _messages(ids: Sequence[UUID]) -> Records:
    query = {"id__in": ",".join(str(one) for one in ids[:100])} if ids else {}
    return Records(len(ids), "admin:messaging_message_changelist", query)
