"""A partner asks the house for help: a case with clocks, which its manager answers."""

# recorded by: the case that is opened, with its number and when it is due

from datetime import datetime

from django.db import transaction

from zhanggui.domain.partners.capabilities import APPLY
from zhanggui.domain.partners.reach import hold_own
from zhanggui.domain.partners.supporting import SUPPORT
from zhanggui.identity.actor import Actor
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.cases.handling import said
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def ask_support(*, text: str, by: Actor, at: datetime) -> Case:
    """Ask for technical or operating support (B-3.2.5); the clocks run from now, day and night.

    Raises ``NothingSaid``, and ``NotFound`` for whoever speaks for no partner.
    """
    by.require(APPLY)
    if by.organisation_id is None:
        raise NotFound
    partner = hold_own(by.organisation_id, by)
    words = said(text)
    opening = Opening(
        subject=Subject("partners.support", new_id()),
        title=words.splitlines()[0][:80],
        severity="ordinary",
        text=words,
        party_id=by.account_id,
        thread=Subject.of(partner.organisation),
    )
    return cases.open_case(SUPPORT, opening, by=by, at=at)
