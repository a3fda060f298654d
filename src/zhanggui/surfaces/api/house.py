"""The API: OpenAPI 3.1, problem details, idempotency keys."""

from typing import Any

from ninja import NinjaAPI, Swagger

from zhanggui.surfaces.api import (
    appraisal,
    carriers,
    complaints,
    freight_statements,
    goods,
    invoices,
    orders,
    payments,
    promotions,
    reports,
    returns,
    statements,
)
from zhanggui.surfaces.api.callers import CALLERS
from zhanggui.surfaces.api.limits import Steadily
from zhanggui.surfaces.api.problems import PROBLEM_SCHEMA, handle_problems
from zhanggui.surfaces.api.reading import CarefulParser

DESCRIPTION = """\
For partners, carriers, phone systems and our own pages.

- **Who you are.** Get a token at `/api/oauth/token` (OAuth2 client credentials) and send it as
  `Authorization: Bearer …`; or use the session of a signed-in browser.
- **No.** Every refusal is a problem document (RFC 9457) with a stable `code`, in the language of
  `Accept-Language` (`zh-hans`, `en`).
- **Twice.** Send `Idempotency-Key` with a call that changes something; after a lost answer, repeat it freely.
- **Money** is integer fen, **times** are ISO 8601 with an offset.
"""


KEY_PARAMETER = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "The same key with the same call: the same answer, and nothing happens again.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,80}$"},
}


class HouseAPI(NinjaAPI):
    """Every operation is titled by the first sentence about it, and may answer with a problem."""

    def get_openapi_schema(self, **words: Any) -> Any:
        schema = super().get_openapi_schema(**words)
        schema.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
        reference = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for path in schema["paths"].values():
            for method, operation in path.items():
                _title(operation)
                operation["responses"]["default"] = {"description": "A problem", "content": reference}
                if method != "get" and not _names_its_key(operation):
                    operation.setdefault("parameters", []).append(KEY_PARAMETER)
        return schema


def _title(operation: dict[str, Any]) -> None:
    """A list of calls reads as what they do, not as what their functions are called."""
    first, _, rest = " ".join(operation["description"].split()).partition(". ")
    operation["summary"] = first.removesuffix(".")
    operation["description"] = rest


def _names_its_key(operation: dict[str, Any]) -> bool:
    return any(parameter["name"] == "Idempotency-Key" for parameter in operation.get("parameters", ()))


api = HouseAPI(
    title="Zhanggui 掌柜",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    openapi_url="openapi.json",
    docs=Swagger(settings={"persistAuthorization": True}),
    docs_url="docs",
    auth=CALLERS,
    throttle=[Steadily()],
    parser=CarefulParser(),
)
handle_problems(api)
api.add_router("orders", orders.router, tags=["orders"])
api.add_router("addresses", orders.addresses, tags=["addresses"])
api.add_router("quotes", orders.quotes, tags=["orders"])
api.add_router("promotions", promotions.router, tags=["promotions"])
api.add_router("coupons", promotions.coupons, tags=["promotions"])
api.add_router("payments", payments.router, tags=["payments"])
api.add_router("carriers", carriers.router, tags=["carriers"])
api.add_router("carriers/statements", freight_statements.router, tags=["carriers"])
api.add_router("assessments", appraisal.router, tags=["suppliers"])
api.add_router("violations", appraisal.violations, tags=["suppliers"])
api.add_router("goods", goods.router, tags=["goods"])
api.add_router("goods-drafts", goods.drafts, tags=["goods"])
api.add_router("on-air", goods.air, tags=["goods"])
api.add_router("returns", returns.router, tags=["returns"])
api.add_router("invoices", invoices.router, tags=["invoices"])
api.add_router("statements", statements.router, tags=["statements"])
api.add_router("complaints", complaints.router, tags=["complaints"])
api.add_router("messages", reports.messages, tags=["messages"])
api.add_router("calls", reports.calls, tags=["calls"])
