"""Where carriers go by what they have agreed to, beyond the house's own table of days."""

from datetime import datetime

from django.db.models import Q

from zhanggui.domain.delivery.reaching import Reached
from zhanggui.domain.freight.models import TariffZone
from zhanggui.domain.partners.states import PartnerState
from zhanggui.kernel.clock import SHANGHAI


def by_agreement(province: str, at: datetime) -> Reached | None:
    """The carrier in good standing that is there soonest by its agreement in force; none, if none goes."""
    zones = TariffZone.objects.filter(
        provinces__contains=[province],
        tariff__in_force__period__contains=at.astimezone(SHANGHAI).date(),
        tariff__carrier__state=PartnerState.ACTIVE,
    )
    zones = zones.filter(Q(tariff__carrier__trades_until=None) | Q(tariff__carrier__trades_until__gt=at))
    found = zones.select_related("tariff__carrier__organisation").order_by("hours", "id").first()
    if found is None:
        return None
    return Reached(found.tariff.carrier.organisation.name, days=-(-found.hours // 24))
