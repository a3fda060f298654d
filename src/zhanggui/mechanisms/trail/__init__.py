"""Trail (留痕): nothing is done anonymously or silently.

Each operation leaves one fact in its transaction; the database keeps the history of governed rows; both are
sealed, so that tampering shows.
"""

from zhanggui.mechanisms.trail.findings import Finding, findings, verifier, verify
from zhanggui.mechanisms.trail.reading import Told, latest, timeline
from zhanggui.mechanisms.trail.reading import fact as told_fact
from zhanggui.mechanisms.trail.recording import record, subscribe
from zhanggui.mechanisms.trail.sealed import sealed
from zhanggui.mechanisms.trail.subject import Subject
from zhanggui.mechanisms.trail.vocabulary import fact, known_facts, sentence
from zhanggui.schema.triggers import governed

__all__ = [
    "Finding",
    "Subject",
    "Told",
    "fact",
    "findings",
    "governed",
    "known_facts",
    "latest",
    "record",
    "sealed",
    "sentence",
    "subscribe",
    "timeline",
    "told_fact",
    "verifier",
    "verify",
]
