"""Special invoices: to firms only, not over everything, and taken back with their buyer asked."""

from datetime import timedelta

import pytest

from tests.crowd import Crowd
from tests.domain.finance.conftest import DAY, drawn, month_end, sent
from tests.domain.finance.test_settlement import terms
from tests.domain.invoicing.conftest import FIRM, PERSON, issued
from tests.people import somebody
from tests.vocabulary import nothing_changes
from zhanggui.domain.finance.models import Statement
from zhanggui.domain.finance.operations.confirm_statement import confirm_statement
from zhanggui.domain.finance.operations.send_statement import send_statement
from zhanggui.domain.invoicing import issuing, platform, queries, refusals
from zhanggui.domain.invoicing.models import Invoice
from zhanggui.domain.invoicing.operations.request_invoice import request_invoice
from zhanggui.domain.invoicing.operations.retitle_invoice import retitle_invoice
from zhanggui.domain.invoicing.operations.retry_invoice import retry_invoice
from zhanggui.domain.invoicing.operations.reverse_commission import ClawBack, reverse_commission
from zhanggui.domain.invoicing.operations.reverse_invoice import reverse_invoice
from zhanggui.domain.invoicing.operations.withdraw_invoice import withdraw_invoice
from zhanggui.domain.invoicing.rules import Title
from zhanggui.domain.invoicing.states import BuyerKind, SpecialRule, Treatment, VatKind
from zhanggui.domain.messaging.models import Message
from zhanggui.identity.actor import SYSTEM
from zhanggui.identity.models import Account, Organisation
from zhanggui.identity.roles import Role
from zhanggui.integrations.tax_platform import confirming
from zhanggui.integrations.tax_platform.client import SignedPlatform
from zhanggui.integrations.tax_platform.models import StandInConfirmation, StandInInvoice
from zhanggui.integrations.tax_platform.transport import at_hand
from zhanggui.integrations.tax_platform.wire import Sent
from zhanggui.journeys.invoice_commissions import invoice_commissions
from zhanggui.kernel.money import tax_in
from zhanggui.kernel.refusal import NotFound

__all__ = ["terms"]
pytestmark = pytest.mark.django_db

SPECIAL = Title(
    kind=BuyerKind.FIRM, name=FIRM.name, code=FIRM.code, vat_kind=VatKind.SPECIAL,
    contact="上海市静安区南京西路 1 号 021-62001234", bank="工商银行上海分行 1001234509024567890",
)  # fmt: skip


@pytest.fixture
def special(deliver, classed, customer, noon):
    """A special invoice of an order, issued."""
    classed()
    invoice = request_invoice(order_id=deliver(2).pk, title=SPECIAL, by=customer, at=noon + DAY)
    return issued(invoice, noon + DAY)


@pytest.fixture
def commission(sold, terms, house, supplier, seller, noon):
    """Three pieces sold, settled and agreed on; their commission is invoiced. Its order comes with it."""
    Organisation.objects.filter(pk=supplier.organisation_id).update(uscc="91350211M000100Y46")
    order, at = sold(3), month_end(noon)
    confirm_statement(statement_id=sent(at).id, by=seller, at=at)
    assert invoice_commissions(by=SYSTEM, at=at) == 1
    return issued(Invoice.objects.get(), at), order


def settled(at, seller):
    """The next statement, agreed on or, where nothing is left to pay, carried over."""
    statement = drawn(at)
    assert statement is not None
    send_statement(statement_id=statement.id, by=SYSTEM, at=at)
    statement.refresh_from_db()
    if statement.state == "issued":
        confirm_statement(statement_id=statement.id, by=seller, at=at)
    return statement


def test_a_special_invoice_says_where_the_firm_sits_and_banks(special):
    assert (special.state, special.vat_kind) == ("invoiced", "special_vat")
    for words in ("专用发票", SPECIAL.contact, SPECIAL.bank):
        assert words in special.original


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        pytest.param({"kind": BuyerKind.PERSONAL, "code": ""}, refusals.BadTitle, id="to a person"),
        pytest.param({"contact": " "}, refusals.FirmUnclear, id="to a firm without address and telephone"),
        pytest.param({"bank": ""}, refusals.FirmUnclear, id="to a firm without bank and account"),
    ],
)
def test_who_cannot_take_tax_off_has_no_special_invoice(deliver, classed, customer, more, refusal, noon):
    classed()
    order = deliver(1)
    values = {
        name: getattr(SPECIAL, name) for name in ("kind", "name", "code", "vat_kind", "contact", "bank")
    }
    with nothing_changes(), pytest.raises(refusal):
        request_invoice(order_id=order.pk, title=Title(**values | more), by=customer, at=noon)


@pytest.mark.parametrize(
    "bar",
    [
        pytest.param({"treatment": Treatment.EXEMPT}, id="exempt goods"),
        pytest.param({"special": SpecialRule.BARRED}, id="cosmetics sold to consumers"),
    ],
)
def test_what_the_law_bars_stands_on_an_ordinary_invoice_only(deliver, classed, customer, bar, noon):
    classed(**bar)
    order, at = deliver(1), noon + DAY
    with nothing_changes(), pytest.raises(refusals.NotOnSpecial):
        request_invoice(order_id=order.pk, title=SPECIAL, by=customer, at=at)
    plain = issued(request_invoice(order_id=order.pk, title=FIRM, by=customer, at=at), at)
    with nothing_changes(), pytest.raises(refusals.NotOnSpecial):
        retitle_invoice(invoice_id=plain.pk, title=SPECIAL, by=customer, at=at)


def test_the_platform_itself_refuses_what_the_law_bars(special, noon):
    told = issuing.told_of(special) | {"serial": "another"}
    for wrong, code in (
        ({"buyer": {**told["buyer"], "kind": "personal"}}, "0426"),
        ({"lines": [{**line, "rate_bp": None} for line in told["lines"]]}, "0427"),
    ):
        with nothing_changes(), pytest.raises(platform.PlatformRefused, match=code):
            platform.connected().issue(told | wrong, at=noon)


def test_an_invoice_nobody_has_used_is_taken_back_without_its_buyer(special, accountant, noon):
    at = noon + 2 * DAY
    red = issued(reverse_invoice(invoice_id=special.pk, reason="税率有误", by=accountant, at=at), at)
    assert (red.state, red.total_fen, red.vat_kind) == ("invoiced", -special.total_fen, "special_vat")
    assert red.confirmation
    assert red.confirmation in red.original


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [
        pytest.param("agree", "invoiced", id="the buyer confirms"),
        pytest.param("decline", "refused", id="the buyer declines"),
        pytest.param("silence", "refused", id="nobody answers within 72 hours"),
    ],
)
def test_an_invoice_in_use_is_taken_back_only_with_its_buyers_word(
    special, accountant, answer, becomes, noon
):
    at = noon + 2 * DAY
    confirming.use(special.platform_number, at=at)
    red = issued(reverse_invoice(invoice_id=special.pk, reason="品名有误", by=accountant, at=at), at)
    assert (red.state, red.confirm_by) == ("to_confirm", at + 3 * DAY)
    assert queries.to_confirm() == [red.pk]
    ways = Message.objects.filter(account=special.order.customer, kind="invoicing.to_confirm")
    assert [red.confirmation in message.body for message in ways] == [True] * len(ways) != []
    with nothing_changes():
        issuing.look_after(invoice_id=red.pk, at=at + timedelta(hours=71))
        issuing.issue(invoice_id=red.pk, at=at)
        with pytest.raises(platform.PlatformRefused, match="0433"):
            platform.connected().issue(issuing.told_of(red), at=at)
    later = at + (timedelta(hours=72) if answer == "silence" else timedelta(hours=5))
    if answer != "silence":
        getattr(confirming, answer)(special.platform_number, at=later)
    issuing.look_after(invoice_id=red.pk, at=later)
    red.refresh_from_db()
    assert red.state == becomes
    if becomes == "invoiced":
        assert red.due_at > later, "its time runs from the buyer's word"
        return
    again = issued(retry_invoice(invoice_id=red.pk, by=accountant, at=later), later)
    assert again.state == "to_confirm"
    assert ways.values("key").distinct().count() == 2, "and told anew"
    assert StandInConfirmation.objects.count() == 2, "the buyer is asked anew"
    confirming.decline(special.platform_number, at=later)
    issuing.look_after(invoice_id=red.pk, at=later)
    withdraw_invoice(invoice_id=red.pk, reason="购买方不同意", by=accountant, at=later)
    assert queries.in_force(special.order) == special


def test_a_platform_that_is_down_while_a_buyer_is_asked_is_asked_again(special, accountant, noon):
    at = noon + 2 * DAY
    confirming.use(special.platform_number, at=at)
    red = reverse_invoice(invoice_id=special.pk, reason="品名有误", by=accountant, at=at)
    known = platform.connected()

    def silent(asked, at):
        raise platform.PlatformUnreachable("down")

    def lost(asked, at):
        at_hand(asked, at)
        raise platform.PlatformUnreachable("the answer was lost")

    def garbled(asked, at):
        got = at_hand(asked, at)
        return Sent(got.body.replace(b"awaited", b"confirmed"), got.headers)

    try:
        for send in (silent, lost, garbled):
            platform.connect(SignedPlatform(send))
            with pytest.raises(platform.PlatformUnreachable):
                issuing.issue(invoice_id=red.pk, at=at)
            red.refresh_from_db()
            assert (red.state, red.confirmation) == ("requested", "")
    finally:
        platform.connect(known)
    assert issued(red, at).state == "to_confirm"
    assert StandInConfirmation.objects.count() == 1, "asked thrice, it is one confirmation"


def test_a_supplier_is_told_that_a_red_letter_over_commission_waits_for_it(
    commission, accountant, supplier, seller, noon
):
    blue, _order = commission
    at = month_end(noon) + DAY
    people = Account.objects.filter(organisation=supplier.organisation, person__isnull=False)
    people.filter(pk=seller.account_id).update(email="seller@example.com")
    stranger = somebody("别家", Role.SUPPLIER)
    confirming.use(blue.platform_number, at=at)
    red = issued(reverse_invoice(invoice_id=blue.pk, reason="品名有误", by=accountant, at=at), at)
    assert red.state == "to_confirm"
    told = Message.objects.filter(kind="invoicing.to_confirm")
    assert set(told.values_list("account", flat=True)) == set(people.values_list("pk", flat=True))
    assert set(told.filter(account=seller.account_id).values_list("channel", flat=True)) == {"inbox", "mail"}
    assert all(red.confirmation in message.body for message in told)
    assert not told.filter(account=stranger.account_id).exists()
    with nothing_changes():
        issuing.look_after(invoice_id=red.pk, at=at + timedelta(hours=1))


def test_commission_given_back_later_is_taken_off_its_own_invoice(commission, defect, seller, noon):
    blue, order = commission
    at = month_end(noon)
    earned = blue.total_fen
    for place, pieces in ((1, 1), (2, 2)):
        then = at + place * 32 * DAY
        defect(order, pieces, at + (place - 1) * 32 * DAY + DAY)
        later = settled(then, seller)
        assert later.commission_fen < 0
        assert invoice_commissions(by=SYSTEM, at=then) == 1
        assert invoice_commissions(by=SYSTEM, at=then) == 0
        red = issued(Invoice.objects.get(clawed_in=later), then)
        assert (red.state, red.red_reason, red.red_of) == ("invoiced", "allowance", blue)
        assert red.total_fen == later.commission_fen
        claw = ClawBack(statement=blue.statement, clawed_in=later, amount_fen=-later.commission_fen)
        with nothing_changes(), pytest.raises((refusals.AlreadyInvoiced, NotFound)):
            reverse_commission(claw=claw, by=SYSTEM, at=then)
    every = Invoice.objects.filter(purpose="commission")
    assert sum(one.total_fen for one in every) == 0 == sum(one.tax_fen for one in every)
    assert blue.tax_fen == tax_in(earned, 600)
    blue.refresh_from_db()
    assert blue.replaced_at is not None


def test_what_came_back_within_its_cycle_is_never_on_the_invoice(
    sold, defect, terms, house, supplier, seller, noon
):
    Organisation.objects.filter(pk=supplier.organisation_id).update(uscc="91350211M000100Y46")
    order = sold(3)
    defect(order, 1, noon + 10 * DAY)
    at = month_end(noon)
    statement = settled(at, seller)
    assert invoice_commissions(by=SYSTEM, at=at) == 1
    assert Invoice.objects.get().total_fen == statement.commission_fen


def test_a_red_letter_waits_until_its_invoice_has_its_number(
    sold, defect, terms, house, supplier, seller, noon
):
    order, at = sold(3), month_end(noon)
    confirm_statement(statement_id=sent(at).id, by=seller, at=at)
    defect(order, 1, at + DAY)
    then = at + 32 * DAY
    settled(then, seller)
    Organisation.objects.filter(pk=supplier.organisation_id).update(uscc="91350211M000100Y46")
    assert invoice_commissions(by=SYSTEM, at=then) == 1, "the blue one only"
    issued(Invoice.objects.get(), then)
    assert invoice_commissions(by=SYSTEM, at=then) == 1
    assert set(Invoice.objects.values_list("colour", flat=True)) == {"blue", "red"}


def test_a_wrong_commission_invoice_is_taken_back_and_written_again(commission, accountant, noon):
    blue, _ = commission
    at = month_end(noon) + DAY
    confirming.use(blue.platform_number, at=at)
    red = issued(reverse_invoice(invoice_id=blue.pk, reason="名称有误", by=accountant, at=at), at)
    assert invoice_commissions(by=SYSTEM, at=at) == 1
    assert invoice_commissions(by=SYSTEM, at=at) == 0
    new = issued(Invoice.objects.exclude(pk=blue.pk).get(colour="blue"), at)
    assert new.state == "requested", "it waits for the red letter, and that for the supplier"
    confirming.agree(blue.platform_number, at=at)
    issuing.look_after(invoice_id=red.pk, at=at)
    new.refresh_from_db()
    assert (new.state, new.total_fen) == ("invoiced", blue.total_fen)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_moment_ask_for_one_red_letter(commission, defect, seller, noon):
    blue, order = commission
    at = month_end(noon)
    defect(order, 1, at + DAY)
    then = at + 32 * DAY
    later = settled(then, seller)
    with Crowd(2) as crowd:
        asked = crowd.do([lambda: invoice_commissions(by=SYSTEM, at=then) for _ in range(2)])
    assert sorted(asked) == [0, 1]
    red = Invoice.objects.get(clawed_in=later)
    with Crowd(2) as crowd:
        crowd.do([lambda: issuing.issue(invoice_id=red.pk, at=then) for _ in range(2)])
    red.refresh_from_db()
    assert red.state == "invoiced"
    assert StandInInvoice.objects.filter(red_of__number=blue.platform_number).count() == 1
    assert Statement.objects.count() == 2


def test_a_person_has_an_ordinary_invoice_as_ever(deliver, classed, customer, noon):
    classed()
    invoice = request_invoice(order_id=deliver(1).pk, title=PERSON, by=customer, at=noon)
    assert issued(invoice, noon).vat_kind == "ordinary_vat"
