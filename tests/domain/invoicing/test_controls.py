"""What invoicing proves: each control is shown green, and turning red."""

import pytest

from tests.domain.finance.conftest import DAY
from tests.domain.invoicing.conftest import PERSON, issued
from tests.vocabulary import behind_the_back
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.invoicing import controls
from zhanggui.domain.invoicing.operations.request_invoice import request_invoice
from zhanggui.domain.invoicing.operations.reverse_for_return import reverse_for_return
from zhanggui.identity.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_invoices_are_issued_in_time(deliver, classed, customer, house, noon):
    assert controls.invoices_in_time(noon).status == "no_data"
    classed()
    invoice = request_invoice(order_id=deliver(1).pk, title=PERSON, by=customer, at=noon)
    assert controls.invoices_in_time(noon).status == "kept"
    red = controls.invoices_in_time(noon + 2 * DAY)
    assert (red.status, red.figures["waiting beyond their time"]) == ("broken", 1)
    issued(invoice, noon + 2 * DAY)
    late = controls.invoices_in_time(noon + 2 * DAY)
    assert (late.status, late.figures["issued late"]) == ("at_risk", 1)


def test_what_came_back_is_taken_off_and_never_more(sold, defect, classed, customer, noon):
    assert controls.red_letters_match(noon).status == "no_data"
    classed()
    order = sold(3)
    blue = issued(request_invoice(order_id=order.pk, title=PERSON, by=customer, at=noon), noon)
    defect(order, 1, noon + 10 * DAY)
    assert controls.red_letters_match(noon + 10 * DAY).status == "kept"
    assert controls.red_letters_match(noon + 12 * DAY).status == "at_risk"
    red = reverse_for_return(return_id=Return.objects.get().pk, by=SYSTEM, at=noon + 12 * DAY)
    assert controls.red_letters_match(noon + 14 * DAY).status == "kept"
    with behind_the_back() as do:
        beyond = blue.total_fen + 1
        do(f"UPDATE invoicing_invoice SET net_fen = -{beyond}, tax_fen = 0, total_fen = -{beyond}"
           f" WHERE id = '{red.pk}'")  # fmt: skip
    broken = controls.red_letters_match(noon + 14 * DAY)
    assert (broken.status, broken.records.query) == ("broken", {"id__in": str(blue.pk)})


def test_it_is_known_how_goods_on_sale_are_taxed(thing, classed, noon):
    red = controls.goods_are_classed(noon)
    assert (red.status, red.figures["without a tax class"]) == ("broken", 1)
    classed()
    assert controls.goods_are_classed(noon).status == "kept"
