"""What goes over the wire to the tax platform and back, and how it is signed.

Both sides sign the bytes they send with a secret they share, as every machine does that calls the house; the
answer under another name than the question, so that a question can never be played back as its answer.
"""

from dataclasses import dataclass

ASKS = "tax_platform"
ANSWERS = "tax_platform_answers"
"""Under whose names questions and answers are signed."""
DONE = "0000"


@dataclass(frozen=True, slots=True)
class Sent:
    """A body with the headers that sign it."""

    body: bytes
    headers: dict[str, str]
