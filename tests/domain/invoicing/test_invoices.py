"""An invoice says what was kept, is issued once, and is taken back exactly by what came back."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from tests.domain.finance.conftest import DAY
from tests.domain.invoicing.conftest import FIRM, PERSON, issued
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.aftersales.models import Return
from zhanggui.domain.invoicing import issuing, platform, queries, refusals
from zhanggui.domain.invoicing.models import Invoice, InvoiceLine
from zhanggui.domain.invoicing.operations.request_invoice import request_invoice
from zhanggui.domain.invoicing.operations.retitle_invoice import retitle_invoice
from zhanggui.domain.invoicing.operations.retry_invoice import retry_invoice
from zhanggui.domain.invoicing.operations.reverse_for_return import reverse_for_return
from zhanggui.domain.invoicing.operations.reverse_invoice import reverse_invoice
from zhanggui.domain.invoicing.operations.withdraw_invoice import withdraw_invoice
from zhanggui.domain.invoicing.reach import invoice_concerning
from zhanggui.domain.invoicing.rules import Title
from zhanggui.domain.invoicing.states import INVOICE, BuyerKind, InvoiceState, Treatment
from zhanggui.domain.sales.operations import wish_invoice
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.integrations.tax_platform import standin
from zhanggui.integrations.tax_platform.client import SignedPlatform
from zhanggui.integrations.tax_platform.models import StandInInvoice
from zhanggui.integrations.tax_platform.transport import at_hand
from zhanggui.integrations.tax_platform.wire import ASKS, Sent
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound
from zhanggui.mechanisms.access.signed_calls import signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(classed, customer, noon):
    """Ask for the invoice of an order whose goods are classed."""
    classed()

    def asked(order, title=PERSON, by=customer, at=noon + DAY):
        return request_invoice(order_id=order.pk, title=title, by=by, at=at)

    return asked


def totals(*invoices):
    return sum(one.net_fen for one in invoices), sum(one.tax_fen for one in invoices)


def test_what_was_kept_is_invoiced_with_its_tax_exact_to_the_fen(deliver, ask, thing, noon):
    order = deliver(3)
    invoice = issued(ask(order, FIRM), noon + DAY)

    assert invoice.total_fen == order.payable_fen
    goods = invoice.lines.get(order_line__isnull=False)
    assert goods.tax_fen == (3 * thing.amount_fen * 1300 + 5650) // 11300
    assert goods.total_fen == 3 * thing.amount_fen
    assert (invoice.state, len(invoice.platform_number)) == ("invoiced", 20)
    message = ElementTree.fromstring(invoice.original)  # noqa: S314
    assert message.findtext("EIid") == invoice.platform_number
    assert message.findtext("BuyerIdNum") == FIRM.code
    assert message.findtext("TotalTaxIncludedAmount") == f"{order.payable_fen / 100:.2f}"


@pytest.mark.parametrize(
    ("treatment", "rate"),
    [
        pytest.param(Treatment.STANDARD, 1300, id="ordinary goods"),
        pytest.param(Treatment.LOW, 900, id="grain and farm produce"),
        pytest.param(Treatment.SERVICES, 600, id="services"),
        pytest.param(Treatment.EXEMPT, 0, id="exempt vegetables"),
    ],
)
def test_each_treatment_has_the_rate_of_its_day(deliver, classed, customer, treatment, rate, noon):
    order = deliver(1)
    classed(treatment)
    invoice = request_invoice(order_id=order.pk, title=PERSON, by=customer, at=noon)
    line = invoice.lines.get(order_line__isnull=False)
    assert line.rate_bp == rate
    assert abs(line.net_fen * rate - line.tax_fen * 10_000) <= 10_000
    assert issued(invoice, noon).state == "invoiced"


def test_the_same_invoice_is_never_issued_twice(deliver, ask, noon):
    order = deliver(1)
    invoice = ask(order)
    with nothing_changes(), pytest.raises(refusals.AlreadyInvoiced):
        ask(order)
    first = issued(invoice, noon + DAY).platform_number
    assert issued(invoice, noon + DAY).platform_number == first
    told = issuing.told_of(invoice)
    again = platform.connected().issue(told, at=noon + DAY)
    assert (again.number, StandInInvoice.objects.count()) == (first, 1)
    other = told | {"buyer": {"kind": "personal", "name": "别人", "code": ""}}
    with nothing_changes(), pytest.raises(platform.PlatformRefused, match="0409"):
        platform.connected().issue(other, at=noon + DAY)


@pytest.mark.parametrize(
    ("title", "refusal"),
    [
        pytest.param(Title(kind=BuyerKind.PERSONAL, name=" "), refusals.BadTitle, id="nobody is named"),
        pytest.param(
            Title(kind=BuyerKind.FIRM, name="某公司", code="91310105MA1FW8R3KX"),
            refusals.BadTitle,
            id="a credit code with a wrong check digit",
        ),
        pytest.param(
            Title(kind=BuyerKind.PERSONAL, name="王", code=FIRM.code),
            refusals.BadTitle,
            id="a person with a code",
        ),
    ],
)
def test_a_title_that_names_nobody_is_refused(deliver, ask, title, refusal):
    order = deliver(1)
    with nothing_changes(), pytest.raises(refusal):
        ask(order, title)


def test_goods_nobody_classed_and_goods_on_their_way_are_refused(deliver, house, customer, noon):
    order = deliver(1)
    with nothing_changes(), pytest.raises(refusals.TaxClassMissing):
        request_invoice(order_id=order.pk, title=PERSON, by=customer, at=noon)
    type(order).objects.filter(pk=order.pk).update(delivered_at=None)
    with nothing_changes(), pytest.raises(refusals.NotYetDelivered):
        request_invoice(order_id=order.pk, title=PERSON, by=customer, at=noon)


def test_a_part_that_comes_back_takes_back_its_part_and_the_rest_all_the_rest(sold, defect, ask, thing, noon):
    order = sold(3)
    blue = issued(ask(order), noon + DAY)
    for day, pieces in ((10, 1), (12, 2)):
        defect(order, pieces, noon + day * DAY)
    reds = []
    for coming in Return.objects.order_by("finished_at"):
        red = issued(reverse_for_return(return_id=coming.pk, by=SYSTEM, at=noon + 13 * DAY), noon + 13 * DAY)
        assert red.total_fen == -coming.refund_fen
        reds.append(red)
        with nothing_changes(), pytest.raises((refusals.AlreadyInvoiced, refusals.NothingLeft, NotFound)):
            reverse_for_return(return_id=coming.pk, by=SYSTEM, at=noon + 13 * DAY)
    assert [red.state for red in reds] == ["invoiced", "invoiced"]
    left = InvoiceLine.objects.filter(order_line__order=order)
    assert totals(*left) == (0, 0)
    assert sum(line.quantity for line in left) == 0
    blue.refresh_from_db()
    assert (blue.replaced_at is None) == (blue.total_fen + sum(red.total_fen for red in reds) > 0)


def test_what_came_back_before_is_not_on_the_invoice(sold, defect, ask, thing, noon):
    order = sold(3)
    defect(order, 1, noon + 10 * DAY)
    invoice = ask(order, at=noon + 11 * DAY)
    assert invoice.total_fen == order.payable_fen - Return.objects.get().refund_fen
    assert queries.returned_after_invoice(noon + 11 * DAY) == []


def test_another_title_is_a_red_letter_and_then_a_blue_one(deliver, ask, customer, accountant, noon):
    order, at = deliver(2), noon + DAY
    old = ask(order)
    with nothing_changes(), pytest.raises(refusals.NotIssuedYet):
        retitle_invoice(invoice_id=old.pk, title=FIRM, by=customer, at=at)
    issued(old, at)
    with nothing_changes(), pytest.raises(refusals.SameTitle):
        retitle_invoice(invoice_id=old.pk, title=PERSON, by=customer, at=at)
    new = retitle_invoice(invoice_id=old.pk, title=FIRM, by=customer, at=at)
    issuing.issue(invoice_id=new.pk, at=at)
    new.refresh_from_db()
    assert new.state == "requested", "it waits for the red letter"
    red = issued(Invoice.objects.get(colour="red"), at)
    new.refresh_from_db()
    assert [red.state, new.state, new.buyer_code] == ["invoiced", "invoiced", FIRM.code]
    assert totals(old, red) == (0, 0)
    assert totals(new) == totals(old)
    assert queries.in_force(order) == new
    with nothing_changes(), pytest.raises(refusals.NotIssuedYet):
        reverse_invoice(invoice_id=old.pk, reason="再来", by=accountant, at=at)


def test_an_invoice_of_which_a_part_came_back_keeps_its_title(sold, defect, ask, customer, noon):
    order = sold(3)
    blue = issued(ask(order), noon + DAY)
    defect(order, 1, noon + 10 * DAY)
    reverse_for_return(return_id=Return.objects.get().pk, by=SYSTEM, at=noon + 10 * DAY)
    with nothing_changes(), pytest.raises(refusals.HasRedLetter):
        retitle_invoice(invoice_id=blue.pk, title=FIRM, by=customer, at=noon + 11 * DAY)


def test_what_the_platform_refuses_says_why_and_can_be_tried_again_or_given_up(
    deliver, ask, house, accountant, customer, noon
):
    order, at = deliver(1), noon + DAY
    invoice = ask(order)
    Organisation.objects.filter(pk=house.pk).update(uscc=None)
    Invoice.objects.filter(pk=invoice.pk).update(seller_code="91310105MA1FW8R3KX")
    assert issued(invoice, at).state == "refused"
    assert "销售方纳税人识别号有误" in invoice.refusal
    with nothing_changes(), pytest.raises(NotAllowed):
        retry_invoice(invoice_id=invoice.pk, by=customer, at=at)
    assert issued(retry_invoice(invoice_id=invoice.pk, by=accountant, at=at), at).state == "refused"
    withdraw_invoice(invoice_id=invoice.pk, reason="主体更名，重新开具", by=accountant, at=at)
    Organisation.objects.filter(pk=house.pk).update(uscc=FIRM.code)
    assert issued(ask(order), at).state == "invoiced"


def test_a_red_letter_that_is_given_up_leaves_its_invoice_in_force(deliver, ask, customer, accountant, noon):
    order, at = deliver(1), noon + DAY
    old = issued(ask(order), at)
    new = retitle_invoice(invoice_id=old.pk, title=FIRM, by=customer, at=at)
    StandInInvoice.objects.all().delete()
    red = issued(Invoice.objects.get(colour="red"), at)
    assert red.state == "refused"
    withdraw_invoice(invoice_id=red.pk, reason="平台无此票", by=accountant, at=at)
    new.refresh_from_db()
    assert (new.state, queries.in_force(order)) == ("withdrawn", old)


def test_a_platform_that_is_down_or_forged_is_asked_again_and_nothing_is_lost(deliver, ask, noon):
    order, at = deliver(1), noon + DAY
    invoice = ask(order)
    known = platform.connected()

    def silent(asked, at):
        raise platform.PlatformUnreachable("down")

    def forged(asked, at):
        got = at_hand(asked, at)
        return Sent(got.body.replace(b"0000", b"0001"), got.headers)

    def lost(asked, at):
        at_hand(asked, at)
        raise platform.PlatformUnreachable("the answer was lost")

    def echoed(asked, at):
        return asked

    try:
        for send in (silent, forged, lost, echoed):
            platform.connect(SignedPlatform(send))
            with pytest.raises(platform.PlatformUnreachable):
                issuing.issue(invoice_id=invoice.pk, at=at)
            invoice.refresh_from_db()
            assert invoice.state == "requested"
    finally:
        platform.connect(known)
    assert issued(invoice, at).platform_number == StandInInvoice.objects.get().number


def test_a_question_that_is_not_the_houses_is_not_answered(db, noon):
    body = json.dumps({"method": "invoice.issue", "content": {}}).encode()
    wrong = signed("mail", body, at=noon)
    old = signed(ASKS, body, at=noon - timedelta(hours=1))
    for headers in ({}, wrong, old):
        assert json.loads(standin.answer(Sent(body, headers), at=noon).body)["code"] == "0403"
    good = signed(ASKS, body, at=noon)
    assert json.loads(standin.answer(Sent(body, good), at=noon).body)["code"] == "0400"


def test_nobody_sees_or_changes_the_invoices_of_others(deliver, ask, customer, noon):
    order = deliver(1)
    invoice = issued(ask(order), noon + DAY)
    stranger = somebody("别的顾客", Role.CUSTOMER)
    assert invoice_concerning(invoice.number, by=customer) == invoice
    with nothing_changes():
        with pytest.raises(NotFound):
            invoice_concerning(invoice.number, by=stranger)
        with pytest.raises(NotFound):
            retitle_invoice(invoice_id=invoice.pk, title=FIRM, by=stranger, at=noon)
        with pytest.raises(NotFound):
            request_invoice(order_id=order.pk, title=FIRM, by=stranger, at=noon)


def test_a_wish_at_checkout_and_a_finished_return_need_no_further_word(sold, defect, classed, customer, noon):
    classed()
    order = sold(2)
    wish = {"kind": "firm", "title": FIRM.name, "uscc": FIRM.code}
    wish_invoice(order_id=order.pk, wish=wish, by=customer, at=noon + 9 * DAY)
    at = noon + 10 * DAY
    assert issuing.ask_for_what_is_due(at=at) == 1
    assert issuing.ask_for_what_is_due(at=at) == 0
    blue = issued(Invoice.objects.get(), at)
    assert (blue.buyer_code, blue.total_fen) == (FIRM.code, order.payable_fen)
    defect(order, 1, at + DAY)
    assert issuing.ask_for_what_is_due(at=at + DAY) == 1
    assert issuing.ask_for_what_is_due(at=at + DAY) == 0


@pytest.mark.parametrize("state", list(InvoiceState), ids=str)
@pytest.mark.parametrize("verb", list(INVOICE.verbs()))
def test_every_verb_is_possible_exactly_where_the_table_says(state, verb):
    if INVOICE.allows(state, verb):
        assert INVOICE.after(state, verb) in InvoiceState
    else:
        with pytest.raises(WrongState):
            INVOICE.after(state, verb)
