"""The API: OpenAPI 3.1, problem details, idempotency keys."""

from ninja import NinjaAPI

from zhanggui.surfaces.api import orders, payments
from zhanggui.surfaces.api.callers import CALLERS
from zhanggui.surfaces.api.problems import handle_problems

api = NinjaAPI(
    title="Zhanggui 掌柜",
    version="1",
    urls_namespace="api",
    openapi_url="openapi.json",
    docs_url="docs",
    auth=CALLERS,
)
handle_problems(api)
api.add_router("orders", orders.router, tags=["orders"])
api.add_router("addresses", orders.addresses, tags=["addresses"])
api.add_router("quotes", orders.quotes, tags=["orders"])
api.add_router("payments", payments.router, tags=["payments"])
