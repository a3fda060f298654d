"""Posting entries: the only way anything moves."""

import json

from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.ledger.entries import Entry, payload
from zhanggui.schema.pipeline import say
from zhanggui.schema.violations import refusing


def post(*entries: Entry, by: Actor) -> None:
    """Write these entries, all or none, in one statement whose answer nothing waits for in a pipeline.

    A key that was posted before with the same body changes nothing. Raises ``KeyReused``, ``PendingGone``,
    ``PendingExpired``, ``MoreThanPending`` or ``Insufficient``, at once or at the end of ``pipelined()``.
    Entries of one transaction belong into one call: it takes the balances in the order that cannot deadlock.
    """
    content = json.dumps(payload(entries, by.account_id), separators=(",", ":"))
    with refusing():
        say("SELECT ledger_post(%s::jsonb)", [content])
