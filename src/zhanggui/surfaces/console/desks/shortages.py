"""Pieces of orders that were not there when they were fetched: who waits for what, and how it ends."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhanggui.domain.delivery import capabilities as may
from zhanggui.domain.delivery.models import Shortage
from zhanggui.domain.delivery.operations.fill_shortage import fill_shortage
from zhanggui.identity.roles import Role
from zhanggui.journeys.refund_shortage import refund_shortage
from zhanggui.surfaces.console.acts import Act
from zhanggui.surfaces.console.desk import Desk, Table, register


def _waits(shortage: Any) -> bool:
    return shortage.settled_at is None


@register(Shortage)
class ShortageDesk(Desk):
    """What was set aside for an order and turned out missing, damaged or recalled; the rest of it goes on."""

    roles = may.SEE_PARCELS.roles - {Role.SERVICE}
    columns = ("order", "order_line.name", "pieces", "why", "warehouse", "opened_at", "told_at", "way")
    list_select_related = ("order", "order_line", "warehouse")
    list_filter = ("way", "why", "warehouse")
    search_fields = ("order__number__exact",)
    ordering = ("-opened_at",)
    shows = (
        "order",
        "order_line.name",
        "pieces",
        "why",
        "warehouse",
        "opened_at",
        "told_at",
        "way",
        "refund_fen",
        "settled_at",
    )
    tables = (
        Table(
            _("Sent in their place"),
            lambda shortage: shortage.parts.select_related("warehouse", "pick_list").order_by("id"),
            ("warehouse", "state", "pick_list", "allocated_at"),
        ),
    )
    acts = (
        Act(
            "fill",
            _("Look for pieces now"),
            lambda d: fill_shortage(shortage_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.ALLOCATE,
            offered=_waits,
            tone="primary",
            help=_("From any warehouse; it also happens each minute."),
        ),
        Act(
            "refund",
            _("Give their money back"),
            lambda d: refund_shortage(shortage_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.GIVE_UP,
            offered=_waits,
            help=_(
                "The rest of the order stands. Where nothing else of it is left, all of it is called off."
            ),
        ),
    )
