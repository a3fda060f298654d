"""What membership can prove: open registration, points backed by orders, rights granted in time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.members.models import PrivacyRequest, Watch
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

ACCOUNTS = "admin:identity_account_changelist"
LATELY = timedelta(days=30)


def _named(page: str, found: Sequence[UUID]) -> Records:
    named = ",".join(str(one) for one in found[:50])
    return Records(len(found), page, {"id__in": named} if named else {})


@control("A-4.3", title="Members are registered on record, each with their own consent")
def registrations_on_record(at: datetime) -> Evidence:
    """Each customer account of the last month has its registration in the trail, and its consents."""
    rows = _rows(REGISTERED, since=at - LATELY, until=at)
    unrecorded = [account for account, recorded, _ in rows if not recorded]
    unagreed = [account for account, _, agreed in rows if not agreed]
    wrong = sorted({*unrecorded, *unagreed})
    figures = {
        "members registered in 30 days": len(rows),
        "without a record": len(unrecorded),
        "without consent": len(unagreed),
    }
    status = share_kept(kept=len(rows) - len(wrong), of=len(rows))
    return Evidence(status, figures, "0 without record or consent", _named(ACCOUNTS, wrong))


REGISTERED = """
SELECT account.id,
       EXISTS (SELECT FROM trail_fact fact WHERE fact.subject_id = account.id
                AND fact.name = 'access.customer_registered'),
       (SELECT count(DISTINCT consent.purpose) FROM identity_consent consent
         WHERE consent.person_id = account.person_id AND consent.purpose IN ('membership', 'privacy')) = 2
  FROM identity_account account
 WHERE account.created_at > %(since)s AND account.created_at <= %(until)s AND account.disabled_at IS NULL
   AND account.mobile_hash IS NOT NULL
   AND EXISTS (SELECT FROM identity_grant had WHERE had.account_id = account.id AND had.role = 'customer')
"""


@control("A-4.3", title="Every point is backed by a finished order")
def points_backed(at: datetime) -> Evidence:
    """What each member was issued in the ledger is what their orders brought, less what came back."""
    rows = _rows(ISSUED)
    wrong = [member for member, issued, granted in rows if issued != granted]
    figures = {
        "members with points": len(rows),
        "points issued": int(sum(issued for _, issued, _ in rows)),
        "members whose points differ": len(wrong),
    }
    status = share_kept(kept=len(rows) - len(wrong), of=len(rows))
    return Evidence(status, figures, "0 members whose points differ", _named(ACCOUNTS, wrong))


ISSUED = """
SELECT coalesce(book.owner, grants.account_id), coalesce(book.issued, 0)::bigint,
       coalesce(grants.points, 0)::bigint
  FROM (SELECT account.owner, (SELECT sums.debits_posted - sums.credits_posted
                                 FROM ledger_sum(account.id, 'infinity') sums) AS issued
          FROM ledger_account account WHERE account.kind = 'members.points_issued') book
  FULL JOIN (SELECT account_id, sum(points) AS points FROM members_pointsgrant GROUP BY account_id) grants
    ON grants.account_id = book.owner
"""


@control("B-6.4.3", title="Accounts are closed within the time of the law")
def closures_in_time(at: datetime) -> Evidence:
    """Whoever asked for their account to be closed has it closed within fifteen working days."""
    asked = PrivacyRequest.objects.filter(kind=PrivacyRequest.Kind.CLOSURE, asked_at__lte=at)
    late = asked.filter(done_at=None, case__resolve_by__lt=at)
    running = asked.filter(done_at=None).exclude(pk__in=late)
    figures = {
        "requests": asked.count(),
        "running": running.count(),
        "overdue": late.count(),
    }
    ids = list(Case.objects.filter(privacy_request__in=late).values_list("id", flat=True)[:50])
    status = share_kept(kept=figures["requests"] - figures["overdue"], of=figures["requests"])
    return Evidence(status, figures, "0 overdue", _named("admin:cases_case_changelist", ids))


@control("B-6.4.3", title="Copies of one's own data are given at once")
def copies_given(at: datetime) -> Evidence:
    """Every request for a copy is answered when it is made."""
    asked = PrivacyRequest.objects.filter(kind=PrivacyRequest.Kind.COPY, asked_at__lte=at)
    total, waiting = asked.count(), asked.filter(done_at=None).count()
    status = share_kept(kept=total - waiting, of=total)
    figures = {"copies asked for": total, "not given": waiting}
    return Evidence(
        status, figures, "0 not given", Records(waiting, "admin:members_privacyrequest_changelist")
    )


@control("B-5.3.3", title="Who asked to be told is told once, and asked again before each message leaves")
def wishes_served(at: datetime) -> Evidence:
    """Each wish that was served has its fact; none was served without, none twice."""
    served = Watch.objects.filter(served_at__gt=at - LATELY, served_at__lte=at)
    rows = _rows(TOLD, since=at - LATELY, until=at)
    wrong = [watch for watch, told in rows if told != 1]
    figures = {
        "told in 30 days": served.count(),
        "waiting": Watch.objects.filter(served_at=None, withdrawn_at=None).count(),
        "told otherwise than once": len(wrong),
    }
    status = Status.NO_DATA if not rows else Status.BROKEN if wrong else Status.KEPT
    return Evidence(
        status, figures, "0 told otherwise than once", _named("admin:members_watch_changelist", wrong)
    )


TOLD = """
SELECT watch.id, (SELECT count(*) FROM messaging_message message
                   WHERE message.account_id = watch.account_id AND message.channel = 'inbox'
                     AND message.key = 'watch:' || watch.id)
  FROM members_watch watch WHERE watch.served_at > %(since)s AND watch.served_at <= %(until)s
"""


def _rows(sql: str, **parameters: datetime) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
