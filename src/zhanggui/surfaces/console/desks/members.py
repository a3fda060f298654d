"""Members: requests about their data, the points their orders brought, and what they wait for."""

from django.utils.translation import gettext_lazy as _

from zhanggui.domain.members.capabilities import HANDLE_PRIVACY, SEE_MEMBERS
from zhanggui.domain.members.models import PointsGrant, PrivacyRequest, Watch
from zhanggui.journeys.close_account import close_account
from zhanggui.surfaces.console.acts import Act
from zhanggui.surfaces.console.desk import Desk, register


@register(PrivacyRequest)
class PrivacyRequestDesk(Desk):
    """Somebody uses a right over their data. A closure is carried out here; its case is resolved after."""

    roles = HANDLE_PRIVACY.roles | SEE_MEMBERS.roles
    columns = ("account", "kind", "case", "asked_at", "done_at")
    list_filter = ("kind",)
    list_select_related = ("account", "case")
    ordering = ("-asked_at",)
    shows = ("account", "kind", "case", "asked_at", "done_at")
    acts = (
        Act(
            "close",
            _("Close the account"),
            lambda d: close_account(request_id=d.thing.pk, by=d.by, at=d.at),
            capability=HANDLE_PRIVACY,
            offered=lambda asked: asked.kind == PrivacyRequest.Kind.CLOSURE and asked.done_at is None,
            help=_(
                "Name, number, addresses, favourites and points go for good; orders stay for three years."
            ),
            tone="danger",
        ),
    )


@register(PointsGrant)
class PointsGrantDesk(Desk):
    """The points and growth that one finished order brought, and what returns took back."""

    roles = SEE_MEMBERS.roles
    columns = (
        "order_number",
        "account",
        "paid_fen",
        "returned_fen",
        "percent",
        "points",
        "earned_at",
        "expires_at",
    )
    list_select_related = ("account",)
    search_fields = ("order_number__exact",)
    search_help_text = _("Order number")
    ordering = ("-earned_at",)


@register(Watch)
class WatchDesk(Desk):
    """Who waits for which goods: what customers want that is not there, or is too dear."""

    roles = SEE_MEMBERS.roles
    columns = ("sku", "kind", "price_fen", "wished_at", "served_at", "withdrawn_at")
    list_filter = ("kind",)
    list_select_related = ("sku__goods",)
    ordering = ("-wished_at",)
