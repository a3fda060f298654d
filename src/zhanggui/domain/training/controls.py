"""What training can prove: who is trained for their post, and that nobody decides at a key post without."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.training.models import Course, Exam
from zhanggui.domain.training.queries import running_out
from zhanggui.domain.training.states import SECURITY_MODULES, Post
from zhanggui.identity.roles import STAFF, Role
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.approvals.policy import policies
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

ACCOUNTS = "admin:identity_account_changelist"
REVIEWS = "admin:approvals_review_changelist"
CERTIFICATES = "admin:training_certificate_changelist"
COURSES = "admin:training_course_changelist"
LATELY = timedelta(days=30)
GRACE = timedelta(days=14)
"""So long a firm that has just come may take to send somebody."""

HOLDERS = """
SELECT DISTINCT account.id, account.organisation_id, account.created_at, EXISTS (
    SELECT FROM training_certificate c WHERE c.person_id = account.person_id AND c.post = %(post)s
       AND %(day)s BETWEEN c.valid_from AND c.valid_to AND (c.revoked_at IS NULL OR c.revoked_at > %(at)s))
  FROM identity_grant held JOIN identity_account account ON account.id = held.account_id
 WHERE held.role = ANY (%(roles)s) AND held.revoked_at IS NULL AND account.disabled_at IS NULL
   AND account.person_id IS NOT NULL
"""
"""Accounts that hold one of these roles, and whether the person behind has a valid certificate."""

DECIDED_WITHOUT = """
SELECT decision.review_id FROM approvals_decision decision
  JOIN approvals_reviewstep step ON step.id = decision.step_id
  JOIN approvals_review review ON review.id = decision.review_id
 WHERE decision.decided_at >= %(since)s AND review.kind = %(kind)s AND step.code = %(step)s
   AND NOT EXISTS (
    SELECT FROM training_certificate c WHERE c.person_id = decision.person_id AND c.post = ANY (%(posts)s)
       AND (decision.decided_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND c.valid_to
       AND (c.revoked_at IS NULL OR c.revoked_at > decision.decided_at))
"""


def _rows(page: str, ids: Iterable[UUID]) -> Records:
    named = [str(one) for one in ids]
    return Records(len(named), page, {"id__in": ",".join(named[:50])} if named else {})


def _holders(
    post: Post, roles: Iterable[str], at: datetime
) -> list[tuple[UUID, UUID | None, datetime, bool]]:
    day = at.astimezone(SHANGHAI).date()
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, {"post": post.value, "roles": list(roles), "day": day, "at": at})
        return list(cursor.fetchall())


@control("A-4.2.2", "B-9.1.3", title="Who holds a key post is certified for it")
def key_posts_certified(at: datetime) -> Evidence:
    """Every active holder of a key post has a certificate that is valid today."""
    found = {post: _holders(Post(post), [post], at) for post in norm("training.key_posts", on=at)}
    wrong = [account for rows in found.values() for account, _, _, valid in rows if not valid]
    total = sum(map(len, found.values()))
    return Evidence(
        share_kept(kept=total - len(wrong), of=total),
        {"holders of key posts": total, "without certificate": len(wrong)},
        "every holder certified",
        _rows(ACCOUNTS, wrong),
    )


@control("A-4.2.2", "B-5.1.3", title="Nobody decided at a key post without a certificate")
def decided_by_certified(at: datetime) -> Evidence:
    """Decisions of thirty days at steps of key posts, each by somebody certified at that moment."""
    key = set(norm("training.key_posts", on=at))
    decided, wrong = 0, []
    with connection.cursor() as cursor:
        for policy in policies():
            for step in policy.steps:
                posts = sorted(role.value for role in step.capability.roles if role.value in key)
                if step.entitled is None or not posts:
                    continue
                asked: dict[str, Any] = {
                    "since": at - LATELY,
                    "kind": policy.kind,
                    "step": step.code,
                    "posts": posts,
                }
                cursor.execute(DECIDED_WITHOUT, asked)
                wrong += [row[0] for row in cursor.fetchall()]
                cursor.execute(DECIDED, asked)
                decided += cursor.fetchone()[0]
    return Evidence(
        share_kept(kept=decided - len(wrong), of=decided),
        {"decisions at key posts in 30 days": decided, "without certificate": len(wrong)},
        "0 decisions without a valid certificate",
        _rows(REVIEWS, wrong),
    )


DECIDED = """
SELECT count(*) FROM approvals_decision decision JOIN approvals_reviewstep step ON step.id = decision.step_id
  JOIN approvals_review review ON review.id = decision.review_id
 WHERE decision.decided_at >= %(since)s AND review.kind = %(kind)s AND step.code = %(step)s
"""


@control("B-6.1.2", title="Agents are certified")
def agents_certified(at: datetime) -> Evidence:
    """Everybody who answers customers passed the course of their post, and it is still valid."""
    return _of_post(Post.CS_AGENT, [Role.CS_AGENT], at, "agents")


@control("B-6.4.4", "B-8.4.1", title="Everybody is trained in the security of information")
def everybody_trained(at: datetime) -> Evidence:
    """All staff hold the yearly certificate of the course whose four contents the norm names."""
    course = Course.objects.filter(post=Post.EVERYBODY, retired_at=None).order_by("-published_at").first()
    whole = course is not None and set(SECURITY_MODULES) <= set(course.modules)
    evidence = _of_post(Post.EVERYBODY, sorted(STAFF), at, "staff")
    if evidence.status == Status.KEPT and not whole:
        needed = "a course with the four contents"
        return Evidence(Status.BROKEN, evidence.figures, needed, Records(0, COURSES))
    return evidence


@control("B-7.2.3", title="Carriers are trained")
def carriers_trained(at: datetime) -> Evidence:
    """Each carrier that works for us has somebody who passed the course on our delivery standards."""
    return _of_firms(Post.CARRIER, at, "carriers")


@control("A-4.2.2", title="Sellers are trained")
def sellers_trained(at: datetime) -> Evidence:
    """Each seller has somebody who passed the course on our rules; who has not yet is at risk."""
    return _of_firms(Post.SUPPLIER, at, "sellers")


@control("B-9.1.3", title="Examinations are passed")
def exams_passed(at: datetime) -> Evidence:
    """In a year, how many tries were passed; a course that half of them fail does not teach."""
    taken = list(Exam.objects.filter(taken_at__gte=at - timedelta(days=365)))
    passed = sum(exam.passed() for exam in taken)
    ending = running_out(at=at, within=LATELY)
    soon = ending.count()
    status = share_kept(kept=len(taken), of=len(taken), risk=soon if passed * 2 >= len(taken) else 1)
    return Evidence(
        status,
        {
            "examinations in a year": len(taken),
            "passed": passed,
            "running out in 30 days": soon,
        },
        "half of the tries passed, and nothing runs out unseen",
        _rows(CERTIFICATES, ending.values_list("id", flat=True)),
    )


def _of_post(post: Post, roles: Iterable[str], at: datetime, noun: str) -> Evidence:
    rows = _holders(post, [str(role) for role in roles], at)
    wrong = [account for account, _, _, valid in rows if not valid]
    return Evidence(
        share_kept(kept=len(rows) - len(wrong), of=len(rows)),
        {noun: len(rows), "without certificate": len(wrong)},
        "every one certified",
        _rows(ACCOUNTS, wrong),
    )


def _of_firms(post: Post, at: datetime, noun: str) -> Evidence:
    """One trained person speaks for a firm; who has just come has two weeks."""
    held = _holders(post, [post.value], at)
    rows = [(account, firm, valid) for account, firm, since, valid in held if firm and since < at - GRACE]
    firms = {firm for _, firm, _ in rows}
    trained = {firm for _, firm, valid in rows if valid}
    wrong = [account for account, firm, _ in rows if firm not in trained]
    return Evidence(
        share_kept(kept=len(firms), of=len(firms), risk=len(firms - trained)),
        {noun: len(firms), "trained": len(trained)},
        "somebody trained in each firm",
        _rows(ACCOUNTS, wrong),
    )
