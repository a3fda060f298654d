"""The supplier's lists: prices, stock, orders, returns."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.surfaces.partner_portal import trade
from zhanggui.surfaces.partner_portal.paging import page_of
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, show


@page_for(Role.SUPPLIER)
def prices(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """Prices in force, and what was proposed."""
    now, by = clock.now(), actor_of(request)
    return show(
        request,
        "prices",
        partner,
        prices=trade.prices_now(partner, now)[:200],
        changes=trade.price_changes(by)[: trade.PAGE],
    )


@page_for(Role.SUPPLIER)
def stock(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """What can still be sold, and what arrived."""
    rows = trade.stock(partner, clock.now() - timedelta(days=30))
    return show(request, "stock", partner, rows=rows, receipts=trade.receipt_rows(actor_of(request)))


@page_for(Role.SUPPLIER)
def orders(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """Orders of the firm's goods, without names and addresses."""
    page = page_of(request, trade.order_lines(partner), moment="order__placed_at", size=trade.PAGE)
    return show(request, "orders", partner, page=page)


@page_for(Role.SUPPLIER)
def returns(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """What customers gave back."""
    rows = trade.returned_lines(partner)
    page = page_of(request, rows, moment="goods_return__requested_at", size=trade.PAGE)
    return show(request, "returns", partner, page=page)
