"""Taking in a range of label numbers that a carrier gave us."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.delivery.capabilities import OPEN_LABELS
from zhanggui.domain.delivery.facts import LabelsOpened
from zhanggui.domain.delivery.models import LabelRange
from zhanggui.domain.delivery.reach import carrier_file
from zhanggui.domain.delivery.refusals import NoSuchRange, RangesOverlap
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("delivery_ranges_apart", RangesOverlap)
HIGHEST = 10**15


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Label numbers: letters, and a running number from ``first`` to ``last``."""

    prefix: str
    first: int
    last: int


@transaction.atomic
def open_label_range(*, carrier_id: UUID, numbers: Numbers, by: Actor, at: datetime) -> LabelRange:
    """Labels are given from it, in order. Raises ``RangesOverlap``, ``NoSuchRange``."""
    by.require(OPEN_LABELS)
    carrier = carrier_file(carrier_id)
    prefix = numbers.prefix
    if not 0 < numbers.first <= numbers.last < HIGHEST or len(prefix) > 8:
        raise NoSuchRange
    if prefix and not (prefix.isascii() and prefix.isalnum()):
        raise NoSuchRange
    with refusing():
        found = LabelRange.objects.create(
            carrier_id=carrier_id,
            prefix=prefix,
            first=numbers.first,
            last=numbers.last,
            next=numbers.first,
            opened_by_id=by.account_id,
            opened_at=at,
        )
    fact = LabelsOpened(
        carrier=carrier.name, first=f"{prefix}{numbers.first}", count=numbers.last + 1 - numbers.first
    )
    trail.record(fact, on=found, by=by, at=at, thread=trail.Subject("partners.carrier", carrier_id))
    return found
