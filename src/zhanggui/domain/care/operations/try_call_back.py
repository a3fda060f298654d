"""Calling somebody back: taking it on, and saying how it went."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.care.capabilities import TAKE_CALLS
from zhanggui.domain.care.facts import CallBackTried
from zhanggui.domain.care.models import CallBack
from zhanggui.domain.care.refusals import CallBackNotSo, CallTaken, TooFewTries
from zhanggui.domain.care.states import CALL_BACK_VERBS, CallBackState
from zhanggui.identity.actor import Actor
from zhanggui.identity.mobile import masked
from zhanggui.kernel.norms import norm
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@transaction.atomic
def try_call_back(*, call_back_id: UUID, verb: str, by: Actor, at: datetime, note: str = "") -> CallBack:
    """``take`` it on, then ``reach`` them, ``miss`` them, or ``give_up`` after enough tries.

    Raises ``NotFound``, ``CallBackNotSo``, ``CallTaken`` by another agent, and ``TooFewTries``.
    """
    by.require(TAKE_CALLS)
    wanted = CallBack.objects.locked().select_related("agent__person").filter(pk=call_back_id).first()
    if wanted is None:
        raise NotFound
    sources, leads_to = CALL_BACK_VERBS[verb]
    if wanted.state not in sources:
        raise CallBackNotSo(state=wanted.state, verb=verb)
    if verb != "take" and wanted.agent is not None and wanted.agent_id != by.account_id:
        raise CallTaken(agent=wanted.agent.person.name if wanted.agent.person else wanted.agent.username)
    enough = norm("call_back.tries", on=at)
    if verb == "give_up" and wanted.tries + 1 < enough:
        raise TooFewTries(tries=enough)

    wanted.state = leads_to
    wanted.agent_id = by.account_id if leads_to != CallBackState.OPEN else None
    wanted.tries += verb != "take"
    wanted.note = note.strip()[:400] or wanted.note
    if leads_to in (CallBackState.REACHED, CallBackState.GIVEN_UP):
        wanted.ended_at = at
    wanted.save()
    fact = CallBackTried(number=masked(str(wanted.number)), verb=verb, tries=wanted.tries)
    trail.record(fact, on=wanted, thread=wanted.call, by=by, at=at, reason=note)
    return wanted
