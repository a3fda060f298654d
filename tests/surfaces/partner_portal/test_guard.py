"""Whose pages are whose: a table over every address of the portal."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse

from tests.conftest import HouseClient
from tests.domain.partners.conftest import PDF, Applicant
from zhanggui.domain.partners.operations.register_partner import NewFirm, register_partner
from zhanggui.identity.actor import PUBLIC, Actor
from zhanggui.identity.models import Account, Organisation
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.surfaces.partner_portal.urls import urlpatterns

SUPPLIERS = {
    "goods", "new_goods", "goods_sheet", "goods_sheet_template", "prices", "stock", "orders", "returns",
    "deliveries", "new_delivery", "delivery_sheet", "statements", "talk", "sending", "own_stock",
    "own_stock_sheet", "appraisal", "appraisal_sheet", "violations",
}  # fmt: skip
CARRIERS = {"parcels", "parcel_list", "rates", "bills", "claims"}
BOTH = {"home", "application", "bank", "papers", "training", "support"}
NEEDS_A_THING = {
    "add_to_support", "paper", "renew", "withdraw", "goods_one", "edit_goods", "delivery", "cancel_delivery",
    "statement", "statement_file", "confirm_statement", "object_to_line", "answer", "reply",
    "answer_rates", "bill", "answer_line", "freight_statement", "freight_statement_file",
    "answer_freight_statement",
    "sending_one", "sending_label", "answer_claim", "take_instruction", "commission_message",
    "commission_page", "give_goods_invoice", "object_to_assessment", "violation", "answer_charge",
    "appeal_ruling", "violation_proof",
}  # fmt: skip
OPEN = {"register"}
SHEETS = {"appraisal_sheet", "goods_sheet_template", "delivery_sheet", "own_stock_sheet"}
"""Files, not pages."""


def address(name: str) -> str:
    return reverse(f"partner_portal:{name}")


@pytest.fixture
def carrier(db: None, noon: datetime) -> Account:
    firm = NewFirm(kind=Organisation.Kind.CARRIER, name="一家快递", uscc="91440606MA4W8P9Q3" + _digit())
    register_partner(
        firm=firm,
        account=NewAccount(username="carrier", name="某人", password="a-rainy-day-2026"),
        by=PUBLIC,
        at=noon,
    )
    return Account.objects.get(username="carrier")


def _digit() -> str:
    from stdnum.cn import uscc

    return str(uscc.calc_check_digit("91440606MA4W8P9Q3"))


def test_every_address_is_in_the_table() -> None:
    assert {pattern.name for pattern in urlpatterns} == SUPPLIERS | CARRIERS | BOTH | NEEDS_A_THING | OPEN


@pytest.mark.parametrize("name", sorted(SUPPLIERS | CARRIERS | BOTH))
def test_visitors_are_led_to_the_door(name: str, db: None, client: HouseClient) -> None:
    answer = client.get(address(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/partners/login/?next=/partners/")


@pytest.mark.parametrize("name", sorted(SUPPLIERS | CARRIERS | BOTH))
def test_suppliers_see_their_pages_and_no_others(name: str, signed_in: HouseClient) -> None:
    assert signed_in.get(address(name)).status_code == (404 if name in CARRIERS else 200)


@pytest.mark.parametrize("name", sorted(SUPPLIERS | CARRIERS | BOTH))
def test_carriers_see_their_pages_and_no_others(name: str, carrier: Account, client: HouseClient) -> None:
    client.force_login(carrier)
    assert client.get(address(name)).status_code == (404 if name in SUPPLIERS else 200)


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.FINANCE, Role.EXECUTIVE])
def test_nobody_else_finds_anything_here(
    role: Role, staff: Callable[..., Actor], client: HouseClient
) -> None:
    client.force_login(Account.objects.get(pk=staff(role).account_id))
    for name in SUPPLIERS | CARRIERS | BOTH:
        assert client.get(address(name)).status_code == 404, name


@pytest.fixture
def foreign_paper(carrier: Account, noon: datetime) -> Document:
    filing = Filing(type="other", organisation=carrier.organisation_id)
    return store_document(upload=Upload("a.pdf", PDF), filing=filing, by=carrier.actor(), at=noon)


def test_papers_of_another_firm_are_not_there(signed_in: HouseClient, foreign_paper: Document) -> None:
    for name in ("paper", "renew"):
        assert signed_in.get(reverse(f"partner_portal:{name}", args=[foreign_paper.id])).status_code == 404


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("100001", id="a number nobody has"),
        pytest.param("' OR 1=1 --", id="an injection"),
        pytest.param("🐲" * 50, id="dragons"),
        pytest.param("9" * 1000, id="a thousand digits"),
    ],
)
def test_goods_that_are_not_there_are_not_found(number: str, signed_in: HouseClient) -> None:
    for name in ("goods_one", "edit_goods"):
        assert signed_in.get(reverse(f"partner_portal:{name}", args=[number])).status_code == 404


def test_own_papers_are_served_with_safe_headers(
    signed_in: HouseClient, applicant: Applicant, noon: datetime
) -> None:
    document = applicant.file(noon)
    answer = signed_in.get(reverse("partner_portal:paper", args=[document.id]))
    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", sorted(BOTH | SUPPLIERS - SHEETS))
def test_pages_are_in_chinese(name: str, signed_in: HouseClient) -> None:
    page = signed_in.get(address(name)).content.decode()
    heading = re.findall(r"<h1>(.*?)</h1>", page, re.S)[0]
    assert re.search("[\u4e00-\u9fff]", heading), heading


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({}, id="nothing"),
        pytest.param(
            {"type": "business_licence", "number": "9" * 10_000, "valid_to": "不是日期"}, id="nonsense"
        ),
        pytest.param({"type": "no_such_type", "number": "\u202e"}, id="an unknown type"),
    ],
)
def test_a_wrong_form_is_shown_again_with_what_is_wrong(said: dict[str, str], signed_in: HouseClient) -> None:
    for name in ("papers", "application", "bank", "new_goods"):
        assert signed_in.post(address(name), said).status_code == 422, name
