"""Asking for one's account to be closed and one's data to be removed."""

from datetime import datetime

from django.db import transaction

from zhanggui.domain.members.capabilities import OWN
from zhanggui.domain.members.facts import ClosureWished
from zhanggui.domain.members.models import PrivacyRequest
from zhanggui.domain.members.policies import CLOSURE
from zhanggui.domain.members.refusals import ClosureAsked
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import cases, trail
from zhanggui.mechanisms.cases import Opening
from zhanggui.mechanisms.trail import Subject


@transaction.atomic
def ask_for_closure(*, reason: str, by: Actor, at: datetime) -> PrivacyRequest:
    """Open the case; its clock is the law's. Raises ``ClosureAsked`` while another one is open."""
    by.require(OWN)
    Account.objects.locked().get(pk=by.account_id)
    open_ones = PrivacyRequest.objects.filter(account_id=by.account_id, kind="closure", done_at=None)
    standing = open_ones.select_related("case").first()
    if standing is not None:
        raise ClosureAsked(number=standing.case.number if standing.case else "")
    request_id = new_id()
    opening = Opening(
        subject=Subject("members.privacyrequest", request_id),
        title="Account closure",
        severity="ordinary",
        text=reason.strip(),
        party_id=by.account_id,
    )
    case = cases.open_case(CLOSURE, opening, by=by, at=at)
    asked = PrivacyRequest.objects.create(
        id=request_id, account_id=by.account_id, kind=PrivacyRequest.Kind.CLOSURE, case=case, asked_at=at
    )
    trail.record(ClosureWished(number=case.number), on=asked, by=by, at=at, thread=case)
    return asked
