"""The nightly verification of the whole house, told as a fact."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from zhanggui.identity.actor import SYSTEM_ACCOUNT, Actor
from zhanggui.kernel.ids import named_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.controls.capabilities import VERIFY_HOUSE
from zhanggui.mechanisms.controls.facts import Verified

SUBJECT = trail.Subject("trail.verification", named_id(SYSTEM_ACCOUNT, "verification"))
NAMED = 100


def verify_house(*, by: Actor, at: datetime) -> int:
    """Compare everything with what was recorded; the number of findings, of which the first are told."""
    by.require(VERIFY_HOUSE)
    count, first = _counted(trail.findings(at))
    trail.record(Verified(findings=count, named_findings=first), on=SUBJECT, by=by, at=at)
    return count


def _counted(found: Iterable[trail.Finding]) -> tuple[int, list[dict[str, str]]]:
    count = 0
    first: list[dict[str, str]] = []
    for finding in found:
        count += 1
        if len(first) < NAMED:
            first.append(asdict(finding))
    return count, first
