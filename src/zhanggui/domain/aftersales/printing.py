"""A customer's return on paper and as a sheet, in the shape of every other goods document."""

from uuid import UUID

from django.utils.translation import gettext

from zhanggui.domain.aftersales.capabilities import SEE_RETURNS
from zhanggui.domain.aftersales.models import Finding, Return
from zhanggui.domain.inventory.printing import Printed, PrintedLine
from zhanggui.identity.actor import Actor


def printed(pk: UUID, *, by: Actor) -> Printed | None:
    """What comes back, or came back and what became of it: no name and no address of the customer."""
    by.require(SEE_RETURNS)
    cases = Return.objects.select_related("order", "warehouse", "requested_by__person", "received_by__person")
    found = cases.filter(pk=pk).first()
    if found is None:
        return None
    return Printed(
        number=found.number,
        kind=f"customer_{found.remedy}",
        warehouse=str(found.warehouse or found.return_address or ""),
        other_side=gettext("Order {number}").format(number=found.order.number),
        reason=found.reason,
        at=found.received_at or found.requested_at,
        person=str(found.received_by or ""),
        lines=_lines(found),
    )


def _lines(case: Return) -> list[PrintedLine]:
    """What was found, where it was looked at; before that, what is expected."""
    looked = Finding.objects.filter(line__goods_return=case).select_related("line__line__sku")
    found = [
        PrintedLine(
            one.line.line.sku.code,
            one.line.line.name,
            "",
            "",
            one.pieces,
            " · ".join(filter(None, (goes(one.disposition), one.note))),
        )
        for one in looked.order_by("line__line__sku__code", "disposition")
    ]
    return found or [
        PrintedLine(one.line.sku.code, one.line.name, "", "", one.quantity)
        for one in case.lines.select_related("line__sku").order_by("line__sku__code")
    ]


def goes(disposition: str) -> str:
    """Where pieces go, in words."""
    return {
        "restock": gettext("intact, sold again"),
        "scrap": gettext("to be destroyed"),
        "supplier": gettext("back to the supplier"),
        "sent_back": gettext("not accepted, back to the customer"),
    }[disposition]
