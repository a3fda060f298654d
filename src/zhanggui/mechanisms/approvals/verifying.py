"""What is called approved was approved by people: each review is counted again."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from zhanggui.mechanisms.trail import Finding, verifier

UNBACKED = """
SELECT id FROM approvals_review WHERE state = 'approved' AND NOT approvals_enough_people(id) ORDER BY id
"""
STRANGE = """
SELECT decision.id FROM approvals_decision decision
JOIN approvals_review review ON review.id = decision.review_id
JOIN identity_account account ON account.id = decision.account_id
WHERE decision.person_id IN (review.author_person_id, review.submitter_person_id)
   OR decision.digest <> review.digest OR account.person_id <> decision.person_id
ORDER BY decision.id
"""


@verifier("approvals")
def verify_reviews(at: datetime) -> Iterator[Finding]:
    """Reviews that are approved without enough people, and decisions that no one could have made."""
    with connection.cursor() as cursor:
        cursor.execute(UNBACKED)
        for (review_id,) in cursor.fetchall():
            yield Finding(
                "unbacked", "approvals_review", str(review_id), "is approved, but not by enough people"
            )
        cursor.execute(STRANGE)
        for (decision_id,) in cursor.fetchall():
            yield Finding("unbacked", "approvals_decision", str(decision_id), "could not have been made so")
