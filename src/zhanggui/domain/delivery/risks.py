"""The board of parcels at risk: what will probably be late, what is silent, what is in trouble."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Q
from django.utils.translation import gettext

from zhanggui.domain.delivery.capabilities import SEE_PARCELS
from zhanggui.domain.delivery.foreseeing import Outlook, foreseen
from zhanggui.domain.delivery.lanes import Lanes
from zhanggui.domain.delivery.models import Shipment, Trouble
from zhanggui.domain.delivery.states import FINAL, TROUBLES, TroubleKind
from zhanggui.domain.delivery.unsent import Unsent, unsent
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm

LOOKED_AT = 500
"""The parcels with the nearest promises; those further away are not on the board."""
Bars = Sequence[tuple[str, float, str]]


@dataclass(frozen=True, slots=True)
class Endangered:
    """A parcel that will probably miss its promise, and what is expected of it."""

    parcel: Shipment
    outlook: Outlook

    @property
    def percent(self) -> int:
        """Its chance to be late."""
        return round(100 * (self.outlook.chance or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What a logistics manager looks at in the morning. ``by_…``: name, value, and the value in words."""

    on_the_road: int
    endangered: Sequence[Endangered]
    told: int
    silent: int
    unsent: Sequence[Unsent]
    """Orders that have not left and will come too late."""
    troubles: Sequence[Trouble]
    by_carrier: Bars
    by_kind: Bars
    by_days_left: Bars


def at_risk(*, by: Actor, at: datetime) -> Board:
    """The board of this moment, over the parcels whose promises are nearest."""
    by.require(SEE_PARCELS)
    road = list(
        Shipment.objects.filter(shipped_at__lte=at, delivered_at=None, settled_at=None)
        .exclude(state__in=FINAL)
        .exclude(promised_on=None)
        .select_related("order__address", "allocation__warehouse", "carrier__organisation")
        .order_by("promised_on", "id")[:LOOKED_AT]
    )
    lanes = Lanes({parcel.order.address.province for parcel in road}, at=at)
    judged = [Endangered(parcel, foreseen(parcel, lanes, at)) for parcel in road]
    endangered = [one for one in judged if one.outlook.late]
    troubles = list(
        Trouble.objects.filter(settled_at=None).select_related("shipment").order_by("opened_at")[:200]
    )
    quiet = at - timedelta(hours=norm("delivery.news_hours", on=at))
    today = at.astimezone(SHANGHAI).date()
    days = Counter((parcel.promised_on - today).days for parcel in road if parcel.promised_on)
    return Board(
        on_the_road=len(road),
        endangered=endangered,
        told=sum(parcel.delay_told_at is not None for parcel in road),
        silent=Shipment.objects.filter(pk__in=[parcel.pk for parcel in road])
        .filter(Q(last_event_at=None, shipped_at__lt=quiet) | Q(last_event_at__lt=quiet))
        .count(),
        unsent=list(islice((one for one in unsent(at) if one.late), 200)),
        troubles=troubles,
        by_carrier=_bars(Counter(str(one.parcel.carrier)[:4] for one in endangered)),
        by_kind=_bars(Counter(gettext(TROUBLES[TroubleKind(one.kind)]) for one in troubles)),
        by_days_left=[(str(left), days[left], str(days[left])) for left in sorted(days)[:12]],
    )


def _bars(counted: Counter[str]) -> Bars:
    return [(name, number, str(number)) for name, number in counted.most_common(8)]
