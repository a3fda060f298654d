"""Reads of the telephone: who waits, who talks, and how the day has gone so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.care.capabilities import SEE_QUEUE, TAKE_CALLS
from zhanggui.domain.care.models import Call, CallBack
from zhanggui.domain.care.states import CallState
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.schema.prepared import fetch

QUEUE_MAX = 200
STALE = timedelta(hours=2)
"""A call that nobody ever said had ended does not ring for ever."""


def waiting(*, at: datetime) -> int:
    """How many callers wait now: one look at a small index, cheap enough to be asked every second."""
    rows = fetch(
        "SELECT count(*) FROM (SELECT 1 FROM care_call WHERE state = 'waiting' AND arrived_at > %(since)s"
        " LIMIT %(most)s) AS w",
        {"since": at - STALE, "most": QUEUE_MAX},
    )
    return int(rows[0][0])


HEAD = """
SELECT count(*), (array_agg(id ORDER BY arrived_at))[1]
  FROM (SELECT id, arrived_at FROM care_call WHERE state = 'waiting' AND arrived_at > %(since)s
         ORDER BY arrived_at LIMIT %(most)s) AS w
"""


def head(*, at: datetime) -> tuple[int, UUID | None]:
    """How many callers wait, and the call whose turn it is; as cheap as ``waiting``."""
    waiting, first = fetch(HEAD, {"since": at - STALE, "most": QUEUE_MAX})[0]
    return int(waiting), first


def queue(*, by: Actor, at: datetime, most: int = 20) -> list[Call]:
    """Who waits, the longest first."""
    by.require(SEE_QUEUE)
    calls = Call.objects.filter(state=CallState.WAITING, arrived_at__gt=at - STALE)
    return list(calls.select_related("customer__person").order_by("arrived_at")[:most])


def talking_to(*, by: Actor) -> Call | None:
    """The call this agent has on the line."""
    calls = Call.objects.filter(agent=by.account_id, state=CallState.TALKING)
    return calls.select_related("customer__person").order_by("-arrived_at").first()


def call_of(call_id: UUID, *, by: Actor) -> Call:
    """One call, for those who take calls. Raises ``NotFound``."""
    by.require(TAKE_CALLS)
    call = Call.objects.filter(pk=call_id).select_related("customer__person").first()
    if call is None:
        raise NotFound
    return call


def call_backs(*, by: Actor, most: int = 20) -> list[CallBack]:
    """Whom to call, the most urgent first."""
    by.require(TAKE_CALLS)
    wanted = CallBack.objects.filter(ended_at=None).select_related("customer__person", "agent__person")
    return list(wanted.order_by("due_at")[:most])


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A stretch of time at the telephone. Seconds are averages over the answered calls."""

    calls: int
    answered: int
    abandoned: int
    in_time: int
    wait_seconds: int
    talk_seconds: int
    orders: int

    @property
    def abandoned_share(self) -> float:
        """Callers whom nobody answered, among those who are through."""
        through = self.answered + self.abandoned
        return self.abandoned / through if through else 0.0

    @property
    def in_time_share(self) -> float:
        """Calls answered in time, among all that are through."""
        through = self.answered + self.abandoned
        return self.in_time / through if through else 1.0


FIGURES = """
SELECT count(*), count(answered_at), count(*) FILTER (WHERE state = 'abandoned'),
       count(*) FILTER (WHERE answered_at - arrived_at <= make_interval(secs => %(seconds)s)),
       coalesce(round(extract(epoch FROM avg(answered_at - arrived_at))), 0)::int,
       coalesce(round(extract(epoch FROM avg(ended_at - answered_at))), 0)::int
  FROM care_call WHERE arrived_at >= %(since)s AND arrived_at < %(until)s
"""
ORDERS = """
SELECT count(*) FROM care_callfruit f JOIN care_call c ON c.id = f.call_id
 WHERE f.result = 'order' AND c.arrived_at >= %(since)s AND c.arrived_at < %(until)s
"""
BY_MINUTE = """
SELECT date_bin(%(width)s::interval, arrived_at, %(since)s) AS slot, count(*), count(answered_at),
       count(*) FILTER (WHERE state = 'abandoned')
  FROM care_call WHERE arrived_at >= %(since)s AND arrived_at < %(until)s GROUP BY 1 ORDER BY 1
"""
BY_AGENT = """
SELECT p.name, count(*), coalesce(round(extract(epoch FROM avg(c.answered_at - c.arrived_at))), 0)::int,
       coalesce(round(extract(epoch FROM avg(c.ended_at - c.answered_at))), 0)::int,
       (SELECT count(*) FROM care_callfruit f
         WHERE f.by_id = c.agent_id AND f.result = 'order' AND f.at >= %(since)s AND f.at < %(until)s)
  FROM care_call c JOIN identity_account a ON a.id = c.agent_id
  LEFT JOIN identity_person p ON p.id = a.person_id
 WHERE c.arrived_at >= %(since)s AND c.arrived_at < %(until)s AND c.answered_at IS NOT NULL
 GROUP BY c.agent_id, p.name ORDER BY 2 DESC LIMIT 100
"""


def figures(*, since: datetime, until: datetime, in_time_seconds: int) -> Figures:
    """The figures of the calls that came from ``since`` to before ``until``."""
    stretch = {"since": since, "until": until, "seconds": in_time_seconds}
    calls, answered, abandoned, in_time, wait, talk = fetch(FIGURES, stretch)[0]
    return Figures(
        calls=calls,
        answered=answered,
        abandoned=abandoned,
        in_time=in_time,
        wait_seconds=wait,
        talk_seconds=talk,
        orders=fetch(ORDERS, stretch)[0][0],
    )


@dataclass(frozen=True, slots=True)
class AgentFigures:
    """One agent over a stretch of time."""

    name: str
    answered: int
    wait_seconds: int
    talk_seconds: int
    orders: int
    hours: float

    @property
    def orders_per_hour(self) -> float:
        """Orders for each hour of the stretch."""
        return self.orders / self.hours if self.hours else 0.0


def by_agent(*, since: datetime, until: datetime) -> list[AgentFigures]:
    """Each agent who answered, the busiest first."""
    hours = (until - since).total_seconds() / 3600
    rows = fetch(BY_AGENT, {"since": since, "until": until})
    return [
        AgentFigures(name or "", answered, wait, talk, orders, hours)
        for name, answered, wait, talk, orders in rows
    ]


def by_slots(*, since: datetime, width: timedelta, count: int) -> list[tuple[int, int, int]]:
    """Calls, answered and abandoned, in ``count`` slots of ``width`` from ``since`` on: for a plot."""
    until = since + width * count
    rows = fetch(BY_MINUTE, {"since": since, "until": until, "width": width})
    told: dict[datetime, Sequence[int]] = {slot: tuple(rest) for slot, *rest in rows}
    slots = [since + width * place for place in range(count)]
    return [tuple(told.get(slot, (0, 0, 0))) for slot in slots]  # type: ignore[misc]


def calls_of(account_id: UUID) -> QuerySet[Call]:
    """A customer's calls, the latest first."""
    return Call.objects.filter(customer_id=account_id).order_by("-arrived_at")
