"""The sidebar: desks grouped as the work is, and only those this person may open."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhanggui.domain.aftersales.capabilities import SEE_RETURNS
from zhanggui.domain.broadcast.capabilities import SEE_CONTROL_ROOM, SEE_SLOTS
from zhanggui.domain.compliance.capabilities import SEE_COMPLIANCE
from zhanggui.domain.delivery.capabilities import SEE_PARCELS
from zhanggui.domain.finance.capabilities import SEE_BOOKS
from zhanggui.domain.freight.capabilities import SEE_FREIGHT
from zhanggui.domain.inventory.capabilities import SEE_STOCK
from zhanggui.domain.sales.capabilities import PLACE_FOR_OTHERS
from zhanggui.identity.roles import STAFF, Role
from zhanggui.surfaces.console.acting import acting


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the sidebar: a model's desk (``app.model``) or a named page."""

    target: str
    title: str | Promise | None = None
    icon: str = "circle"
    roles: frozenset[Role] = STAFF
    start: str = ""
    """The act that begins something on a desk, where a line leads straight to it."""


AUDITORS = frozenset(
    {
        Role.AUDIT_ADMIN,
        Role.INTERNAL_AUDITOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.RISK_MANAGER,
        Role.EXECUTIVE,
    }
)
"""Who reads the trail of the whole house. A thing's own timeline is on its page, for all who may see it."""

STOCK = SEE_STOCK.roles - {Role.SUPPLIER, Role.SERVICE}
"""Who reads the goods accounts."""

AFTER_SALES = SEE_RETURNS.roles - {Role.SERVICE}
AT_THE_TELEPHONE = frozenset({Role.CS_AGENT, Role.CS_SUPERVISOR, Role.PROGRAMME_SCHEDULER, Role.EXECUTIVE})

GROUPS: tuple[tuple[str | Promise, tuple[Item, ...]], ...] = (
    (
        _("My day"),
        (
            Item("admin:index", _("Workbench"), "space_dashboard"),
            Item("admin:approvals_inbox", _("Approvals"), "approval"),
            Item("admin:cases_desk", _("Cases"), "support_agent"),
            Item("admin:my_training", _("My training"), "school"),
            Item("admin:my_policies", _("My policies"), "menu_book"),
            Item(
                "admin:security_incident_start",
                _("Report a security incident"),
                "e911_emergency",
                start="report",
            ),
        ),
    ),
    (
        _("Partners"),
        (
            Item("partners.application", None, "assignment_ind"),
            Item("partners.supplier", None, "storefront"),
            Item("partners.carrier", None, "local_shipping"),
            Item("appraisal.assessment", None, "leaderboard"),
            Item("appraisal.objection", None, "contact_support"),
            Item("appraisal.violation", None, "gavel"),
            Item("appraisal.affectedorder", None, "support"),
        ),
    ),
    (
        _("Goods and prices"),
        (
            Item("catalog.goods", None, "category"),
            Item("catalog.goodsversion", None, "fact_check"),
            Item("catalog.category", None, "account_tree"),
            Item("columns.column", None, "view_agenda"),
            Item("columns.columnversion", None, "preview"),
            Item("catalog.wordlist", None, "manage_search"),
            Item("pricing.pricechange", None, "price_change"),
            Item("pricing.price", None, "sell"),
            Item("pricing.marketresearch", None, "query_stats"),
            Item("pricing.priceviolation", None, "gavel"),
            Item("promotions.promotionplan", None, "edit_calendar"),
            Item("promotions.promotion", None, "redeem"),
            Item("promotions.coupon", None, "confirmation_number"),
        ),
    ),
    (
        _("Warehouse"),
        (
            Item("inventory.deliverynotice", None, "local_shipping"),
            Item("inventory.receipt", None, "input"),
            Item("inventory.receiptline", None, "verified"),
            Item("inventory.stockdocument", None, "description"),
            Item("inventory.stockcount", None, "inventory"),
            Item("admin:goods_accounts", _("Goods accounts"), "menu_book", STOCK),
            Item("admin:stock_ageing", _("Ageing stock"), "hourglass_bottom", STOCK),
            Item("inventory.monthclose", None, "lock_clock"),
            Item("inventory.lot", None, "tag"),
            Item("inventory.hold", None, "front_hand"),
            Item("inventory.spotcheck", None, "science"),
            Item("inventory.inspectionplan", None, "rule"),
            Item("inventory.recall", None, "undo"),
            Item("inventory.measures", None, "straighten"),
            Item("inventory.location", None, "shelves"),
            Item("inventory.warehouse", None, "warehouse"),
            Item("delivery.allocation", None, "conveyor_belt"),
            Item("delivery.wave", None, "waves"),
            Item("delivery.picklist", None, "checklist"),
            Item("delivery.shortage", None, "production_quantity_limits"),
            Item("admin:pack", _("Packing bench"), "inventory_2", SEE_PARCELS.roles),
            Item("packing.boxtype", None, "deployed_code"),
            Item("delivery.shipment", None, "package_2"),
            Item("admin:hand_over", _("Hand-over list"), "fact_check", SEE_PARCELS.roles),
        ),
    ),
    (
        _("On the road"),
        (
            Item("admin:road", _("Parcels at risk"), "crisis_alert", SEE_PARCELS.roles),
            Item("delivery.trouble", None, "report"),
            Item("delivery.carrierclaim", None, "request_quote"),
            Item("delivery.following", None, "radar"),
            Item("delivery.carrierline", None, "cable"),
            Item("delivery.labelrange", None, "qr_code_2"),
            Item("delivery.lane", None, "timeline"),
            Item("delivery.pickuppoint", None, "storefront"),
        ),
    ),
    (
        _("Freight"),
        (
            Item("admin:freight_analysis", _("Freight: where it is dear"), "monitoring", SEE_FREIGHT.roles),
            Item("freight.budget", None, "savings"),
            Item("freight.tariff", None, "handshake"),
            Item("freight.accrual", None, "price_check"),
            Item("freight.bill", None, "receipt_long"),
            Item("freight.acceptance", None, "rule"),
            Item("freight.freightstatement", None, "request_quote"),
            Item("freight.scorecard", None, "leaderboard"),
            Item("freight.tour", None, "route"),
            Item("freight.vehicle", None, "local_shipping"),
            Item("freight.area", None, "location_on"),
        ),
    ),
    (
        pgettext_lazy("menu", "On air"),
        (
            Item("admin:schedule", _("Schedule"), "calendar_view_week", SEE_SLOTS.roles),
            Item("control_room:room", _("Control room"), "monitoring", SEE_CONTROL_ROOM.roles),
            Item("broadcast.slot", None, "live_tv"),
            Item("broadcast.programme", None, "theaters"),
            Item("broadcast.channel", None, "cell_tower"),
            Item("broadcast.channelitem", None, "movie"),
            Item("broadcast.daytemplate", None, "view_timeline"),
            Item("broadcast.airrecord", None, "inventory_2"),
        ),
    ),
    (
        _("Publicity"),
        (
            Item("advertising.asset", None, "campaign"),
            Item("advertising.assetversion", None, "fact_check"),
            Item("advertising.publication", None, "inventory_2"),
            Item("advertising.takedown", None, "block"),
            Item("advertising.complaint", None, "report"),
            Item("campaigns.campaign", None, "flag"),
            Item("campaigns.evaluation", None, "insights"),
            Item("campaigns.mailing", None, "outgoing_mail"),
            Item("messaging.template", None, "edit_note"),
            Item("messaging.message", None, "mail"),
            Item("messaging.suppression", None, "unsubscribe"),
        ),
    ),
    (
        _("Telephone"),
        (
            Item("phone_desk:desk", _("Phone desk"), "headset_mic", PLACE_FOR_OTHERS.roles),
            Item("admin:telephone", _("Telephone figures"), "call", AT_THE_TELEPHONE),
            Item("care.call", None, "call_log"),
            Item("care.callback", None, "phone_callback"),
        ),
    ),
    (
        _("Orders and money"),
        (
            Item("sales.order", None, "receipt_long"),
            Item("payments.payment", None, "payments"),
            Item("payments.refund", None, "currency_exchange"),
            Item("aftersales.return", None, "assignment_return"),
            Item("admin:return_rates", _("Return rates"), "query_stats", AFTER_SALES),
            Item("aftersales.guaranteeterm", None, "build"),
            Item("care.complaint", None, "sentiment_dissatisfied"),
            Item("care.rating", None, "star"),
            Item("members.privacyrequest", None, "privacy_tip"),
            Item("members.pointsgrant", None, "loyalty"),
            Item("members.watch", None, "notifications"),
            Item("care.goodsquestion", None, "contact_support"),
        ),
    ),
    (
        _("Finance"),
        (
            Item("payments.bill", None, "balance"),
            Item("payments.difference", None, "difference"),
            Item("finance.statement", None, "request_quote"),
            Item("finance.charge", None, "price_check"),
            Item("finance.payout", None, "account_balance"),
            Item("finance.terms", None, "handshake"),
            Item("invoicing.invoice", None, "receipt_long"),
            Item("finance.goodsinvoice", None, "move_to_inbox"),
            Item("invoicing.categorytax", None, "percent"),
            Item("admin:books", _("Books"), "menu_book", SEE_BOOKS.roles),
            Item("admin:profit", _("Profit and loss"), "query_stats", SEE_BOOKS.roles),
            Item("finance.voucher", None, "receipt"),
            Item("finance.period", None, "lock_clock"),
            Item("finance.fundclaim", None, "volunteer_activism"),
        ),
    ),
    (
        _("Compliance and audit"),
        (
            Item("admin:cockpit", _("Compliance cockpit"), "speed"),
            Item("compliance.obligation", None, "gavel"),
            Item("compliance.instrument", None, "menu_book"),
            Item("admin:customer_rights", _("Rights of customers"), "verified_user", SEE_COMPLIANCE.roles),
            Item("compliance.registerreview", None, "fact_check"),
            Item("compliance.changewatch", None, "travel_explore"),
            Item("compliance.policy", None, "policy"),
            Item("compliance.policyversion", None, "edit_document"),
            Item("admin:trail_facts", _("Trail"), "history", AUDITORS),
            Item("admin:trail_verify", _("Verification"), "policy", AUDITORS),
            Item("governance.risk", None, "warning"),
            Item("governance.measure", None, "task_alt"),
            Item("governance.mandate", None, "history_edu"),
            Item("governance.audit", None, "search_insights"),
            Item("governance.finding", None, "flag"),
            Item("governance.report", None, "summarize"),
            Item("documents.document", None, "badge"),
            Item("training.course", None, "menu_book"),
            Item("training.certificate", None, "workspace_premium"),
            Item("training.exam", None, "quiz"),
        ),
    ),
    (
        _("Information security"),
        (
            Item("security.incident", None, "gpp_bad"),
            Item("security.activity", None, "event_note"),
            Item("security.weakness", None, "bug_report"),
        ),
    ),
    (
        _("Continual improvement"),
        (
            Item("improvement.metric", None, "monitoring"),
            Item("improvement.analysis", None, "analytics"),
            Item("improvement.improvement", None, "trending_up"),
            Item("improvement.plan", None, "flag"),
            Item("improvement.initiative", None, "rocket_launch"),
            Item("improvement.milestone", None, "sports_score"),
            Item("improvement.monthlyupdate", None, "event_note"),
            Item("improvement.release", None, "new_releases"),
            Item("improvement.idea", None, "lightbulb"),
        ),
    ),
    (
        _("Administration"),
        (
            Item("identity.account", None, "person"),
            Item("identity.organisation", None, "domain"),
        ),
    ),
)


def for_request(site: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """The groups and lines this person may open, as Unfold wants them."""
    groups = []
    for title, items in GROUPS:
        lines = [line for line in (_line(site, request, item) for item in items) if line]
        if lines:
            groups.append({"title": title, "separator": True, "collapsible": False, "items": lines})
    return groups


def may_open(site: Any, request: HttpRequest, address: str) -> bool:
    """Whether this person sees what lies behind an address of the console: a desk's list, or a page."""
    try:
        name = resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return False
    for model, desk in site._registry.items():
        if name == f"{model._meta.app_label}_{model._meta.model_name}_changelist":
            return bool(desk.has_view_permission(request))
    named = [item for _title, items in GROUPS for item in items if item.target == f"admin:{name}"]
    return all(not acting(request).roles.isdisjoint(item.roles) for item in named)


def _line(site: Any, request: HttpRequest, item: Item) -> dict[str, Any] | None:
    if ":" in item.target:
        return _page_line(request, item)
    for model, desk in site._registry.items():
        if model._meta.label_lower == item.target and desk.has_view_permission(request):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            return _shown(request, item.title or model._meta.verbose_name_plural, item.icon, address)
    return None


def _page_line(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    if acting(request).roles.isdisjoint(item.roles):
        return None
    try:
        address = reverse(item.target, args=[item.start] if item.start else None)
        return _shown(request, item.title, item.icon, address)
    except NoReverseMatch:
        return None


def _shown(request: HttpRequest, title: Any, icon: str, address: str) -> dict[str, Any]:
    home = reverse("admin:index")
    active = request.path == address if address == home else request.path.startswith(address)
    return {
        "title": title,
        "icon": icon,
        "link": address,
        "link_callback": address,
        "active": active,
        "has_permission": True,
    }
