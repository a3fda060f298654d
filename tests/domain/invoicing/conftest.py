"""An order that was kept, goods whose tax is known, and a house that may issue invoices."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tests.domain.finance.conftest import (
    accountant,
    agent,
    buyer,
    customer,
    defect,
    deliver,
    director,
    give_back,
    keeper,
    seller,
    sold,
    supplier,
    thing,
    warehouse,
    wish,
)
from zhanggui.domain.invoicing import issuing
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.operations.class_category import ClassWish, class_category
from zhanggui.domain.invoicing.rules import Title
from zhanggui.domain.invoicing.states import BuyerKind, SpecialRule, Treatment
from zhanggui.identity.actor import HOUSE, SYSTEM
from zhanggui.identity.models import Organisation
from zhanggui.kernel.clock import SHANGHAI

__all__ = [
    "accountant", "agent", "buyer", "customer", "defect", "deliver", "director", "give_back", "keeper",
    "seller", "sold", "supplier", "thing", "warehouse", "wish",
]  # fmt: skip

FIRM_CODE = "91310105MA1FW8R3KP"
FIRM = Title(kind=BuyerKind.FIRM, name="某某贸易有限公司", code=FIRM_CODE)
PERSON = Title(kind=BuyerKind.PERSONAL, name="王小明")
KITCHENWARE = "1080202000000000000"


@pytest.fixture
def house(db: None, noon: datetime) -> Organisation:
    """The house, with its credit code."""
    made, _ = Organisation.objects.update_or_create(
        pk=HOUSE,
        defaults={"kind": "house", "name": "掌柜电视购物有限公司", "uscc": FIRM_CODE, "created_at": noon},
    )
    return made


@pytest.fixture
def classed(house: Organisation, noon: datetime) -> Callable[..., Any]:
    """Finance says how everything is taxed."""

    def said(treatment: Treatment = Treatment.STANDARD, at: datetime = noon, **more: Any) -> Any:
        wanted = ClassWish(
            category_id=more.get("category_id"),
            treatment=treatment,
            class_code=KITCHENWARE,
            short_name="日用杂品",
            starts_on=at.astimezone(SHANGHAI).date(),
            special=more.get("special", SpecialRule.ALLOWED),
        )
        return class_category(wish=wanted, by=SYSTEM, at=at)

    return said


def issued(invoice: Invoice, at: datetime) -> Invoice:
    """The invoice, after the tax platform was asked."""
    issuing.issue(invoice_id=invoice.pk, at=at)
    invoice.refresh_from_db()
    return invoice
