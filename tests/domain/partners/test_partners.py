"""A firm trades through the house after three steps by three people, and as long as its papers hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.domain.partners.conftest import CONTENT, USCC, Applicant, take_on
from tests.vocabulary import nothing_changes
from zhanggui.domain.partners import queries
from zhanggui.domain.partners.models import Agreement, Application, BankAccount, Supplier
from zhanggui.domain.partners.operations.activate_partner import activate_partner
from zhanggui.domain.partners.operations.begin_checking import begin_checking
from zhanggui.domain.partners.operations.give_bank_account import Bank, give_bank_account
from zhanggui.domain.partners.operations.record_site_visit import Visit, record_site_visit
from zhanggui.domain.partners.operations.register_partner import NewFirm, register_partner
from zhanggui.domain.partners.operations.return_application import return_application
from zhanggui.domain.partners.refusals import (
    AgreementMissing,
    ApplicationOpen,
    FieldMissing,
    FieldTooLong,
    FirmKnown,
    LicenceOfOther,
    NotABankAccount,
    PapersMissing,
    UsccCheckDigit,
    VisitInFuture,
    VisitMissing,
)
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.actor import PUBLIC, Actor
from zhanggui.identity.models import Account, Organisation
from zhanggui.identity.roles import Role
from zhanggui.kernel.lifecycle import WrongState
from zhanggui.kernel.refusal import NotAllowed, NotFound, Refusal
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.documents import queries as papers

Staff = Callable[..., Actor]


def facts(applicant: Applicant) -> list[str]:
    subject = trail.Subject("identity.organisation", applicant.organisation_id)
    return [told.name for told in reversed(trail.timeline(subject))]


def sells(applicant: Applicant, at: datetime) -> bool:
    return queries.may_sell(applicant.supplier.id, at)


def test_three_steps_by_three_people_and_the_firm_may_trade(applicant: Applicant, noon: datetime) -> None:
    application = applicant.all_the_way(noon)

    supplier = applicant.now()
    assert (supplier.state, supplier.application_id) == (PartnerState.ACTIVE, application.id)
    assert sells(applicant, noon)
    told = facts(applicant)
    for name in ("registered", "application_submitted", "papers_checked", "site_visited", "agreement_signed"):
        assert f"partners.{name}" in told
    assert "partners.activated" in told


def test_its_licence_is_public_from_then_on(active: Applicant) -> None:
    assert [each.type for each in papers.released(active.organisation_id)] == ["business_licence"]


def test_states_follow_the_steps(applicant: Applicant, noon: datetime) -> None:
    applicant.file(noon)
    application = applicant.submit(noon)
    assert applicant.now().state == PartnerState.APPLIED
    applicant.decide(application, "check", applicant.manager, noon)
    assert applicant.now().state == PartnerState.CHECKING
    assert not sells(applicant, noon)


def test_without_a_visit_on_record_the_visit_does_not_pass(applicant: Applicant, noon: datetime) -> None:
    applicant.file(noon)
    application = applicant.submit(noon)
    applicant.decide(application, "check", applicant.manager, noon)
    with nothing_changes(), pytest.raises(VisitMissing):
        applicant.decide(application, "visit", applicant.inspector, noon)
    applicant.visit(application, noon, passed=False)
    with nothing_changes(), pytest.raises(VisitMissing):
        applicant.decide(application, "visit", applicant.inspector, noon)
    applicant.visit(application, noon + timedelta(hours=1))
    applicant.decide(application, "visit", applicant.inspector, noon + timedelta(hours=1))

    with nothing_changes(), pytest.raises(AgreementMissing):
        applicant.decide(application, "agreement", applicant.executive, noon + timedelta(hours=2))


def test_one_person_with_all_posts_is_still_one_person(
    applicant: Applicant, staff: Staff, noon: datetime
) -> None:
    everything = staff(Role.SUPPLIER_MANAGER, Role.QUALITY_INSPECTOR, Role.EXECUTIVE)
    applicant.file(noon)
    application = applicant.submit(noon)
    applicant.decide(application, "check", everything, noon)
    applicant.visit(application, noon)
    with nothing_changes(), pytest.raises(NotAllowed):
        applicant.decide(application, "visit", everything, noon)


def test_a_returned_application_comes_again_as_a_new_version(applicant: Applicant, noon: datetime) -> None:
    applicant.file(noon)
    first = applicant.submit(noon)
    applicant.decide(first, "check", applicant.manager, noon, good=False)
    assert applicant.now().state == PartnerState.APPLIED

    second = applicant.submit(noon, replace(CONTENT, address="浙江省丽水市 19 号"))

    assert (first.number, second.number) == (1, 2)
    assert first.digest != second.digest


def test_while_one_is_looked_at_no_other_is_submitted(applicant: Applicant, noon: datetime) -> None:
    applicant.file(noon)
    applicant.submit(noon)
    with nothing_changes(), pytest.raises(ApplicationOpen):
        applicant.submit(noon)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        pytest.param({"legal_person": " "}, FieldMissing, id="no legal person"),
        pytest.param({"intention": "\u0000"}, FieldMissing, id="an invisible intention"),
        pytest.param({"address": "路" * 10_000}, FieldTooLong, id="an endless address"),
        pytest.param({"contact_mobile": "12345"}, Refusal, id="no mobile number"),
        pytest.param({"demanded": ("food_licence",)}, PapersMissing, id="no permit for its category"),
    ],
)
def test_an_incomplete_application_is_refused(
    said: dict[str, object], refusal: type[Refusal], applicant: Applicant, noon: datetime
) -> None:
    applicant.file(noon)
    with nothing_changes(), pytest.raises(refusal):
        applicant.submit(noon, replace(CONTENT, **said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        pytest.param({"number": "91440606MA4W8P9Q3A"}, LicenceOfOther, id="another firm's licence"),
        pytest.param({"valid_to": date(2026, 11, 23)}, PapersMissing, id="a licence that ran out yesterday"),
        pytest.param({"type": "other"}, PapersMissing, id="no licence"),
    ],
)
def test_papers_must_be_the_firms_and_valid(
    said: dict[str, object], refusal: type[Refusal], applicant: Applicant, noon: datetime
) -> None:
    applicant.file(noon, **said)
    with nothing_changes(), pytest.raises(refusal):
        applicant.submit(noon)


@pytest.mark.parametrize(
    ("name", "uscc", "refusal"),
    [
        pytest.param("茶业", USCC, FirmKnown, id="a firm that is known"),
        pytest.param("茶业", USCC[:-1] + "D", UsccCheckDigit, id="a wrong check digit"),
        pytest.param("  ", "91440606MA4W8P9Q3A", Refusal, id="no name"),
        pytest.param("茶" * 10_000, "91440606MA4W8P9Q3A", Refusal, id="an endless name"),
    ],
)
def test_a_firm_registers_once_and_rightly(
    name: str, uscc: str, refusal: type[Refusal], applicant: Applicant, noon: datetime
) -> None:
    firm = NewFirm(kind=Organisation.Kind.SUPPLIER, name=name, uscc=uscc)
    account = NewAccount(username="another", name="某人", password="a-rainy-day-2026")
    with nothing_changes(), pytest.raises(refusal):
        register_partner(firm=firm, account=account, by=PUBLIC, at=noon)


def test_a_stranger_touches_nothing_of_the_firm(applicant: Applicant, staff: Staff, noon: datetime) -> None:
    applicant.file(noon)
    firm = NewFirm(kind=Organisation.Kind.SUPPLIER, name="另一家", uscc="91440606MA4W8P9Q3" + _digit())
    account = NewAccount(username="stranger", name="某人", password="a-rainy-day-2026")
    register_partner(firm=firm, account=account, by=PUBLIC, at=noon)
    stranger = replace(applicant, actor=Account.objects.get(username="stranger").actor())

    with nothing_changes(), pytest.raises(NotFound):
        stranger.submit(noon)
    with nothing_changes(), pytest.raises(NotFound):
        stranger.file(noon)
    assert applicant.supplier not in queries.suppliers(stranger.actor)
    assert applicant.supplier in queries.suppliers(applicant.manager)
    assert not queries.suppliers(PUBLIC).exists()


def _digit() -> str:
    from stdnum.cn import uscc

    return str(uscc.calc_check_digit("91440606MA4W8P9Q3"))


def test_applications_visits_and_agreements_stay_as_they_are(active: Applicant) -> None:
    for model in (Application, Agreement):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(number=7)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_the_database_refuses_a_partner_on_an_unapproved_application(
    applicant: Applicant, noon: datetime
) -> None:
    applicant.file(noon)
    application = applicant.submit(noon)
    with pytest.raises(DatabaseError), transaction.atomic():
        Supplier.objects.filter(pk=applicant.supplier.pk).update(application=application)
    with pytest.raises(DatabaseError), transaction.atomic():
        Supplier.objects.filter(pk=applicant.supplier.pk).update(trades_until=noon + timedelta(days=1))


def test_steps_cannot_be_skipped_by_calling_what_follows(applicant: Applicant, noon: datetime) -> None:
    applicant.file(noon)
    application = applicant.submit(noon)
    for verb, refusal in (
        (begin_checking, NotAllowed),
        (activate_partner, WrongState),
        (return_application, NotAllowed),
    ):
        with nothing_changes(), pytest.raises(refusal):
            verb(application_id=application.id, by=applicant.executive, at=noon)


def test_a_visit_lies_in_the_past(applicant: Applicant, noon: datetime) -> None:
    applicant.file(noon)
    application = applicant.submit(noon)
    visit = Visit(visited_on=date(2026, 11, 25), place="丽水", findings="好", passed=True)
    with nothing_changes(), pytest.raises(VisitInFuture):
        record_site_visit(application_id=application.id, visit=visit, by=applicant.inspector, at=noon)


def test_a_new_bank_account_ends_the_old_one(applicant: Applicant, noon: datetime) -> None:
    bank = Bank(bank="工商银行", holder="丽水山岭茶业有限公司", number="6222 0200 0011 2233")
    give_bank_account(bank=bank, by=applicant.actor, at=noon)
    give_bank_account(bank=replace(bank, number="6222020000445566"), by=applicant.actor, at=noon)

    assert [each.last_four for each in BankAccount.objects.filter(ended_at=None)] == ["5566"]
    assert BankAccount.objects.count() == 2
    with nothing_changes(), pytest.raises(NotABankAccount):
        give_bank_account(bank=replace(bank, number="12ab"), by=applicant.actor, at=noon)


def test_a_carrier_needs_its_courier_licence_and_two_people(haulier: Applicant, noon: datetime) -> None:
    carrier = haulier.supplier
    haulier.file(noon)
    with nothing_changes(), pytest.raises(PapersMissing):
        haulier.submit(noon)
    take_on(haulier, noon)

    assert queries.may_carry(carrier.id, noon)
    assert [each.pk for each in queries.carriers_for_parcels(noon)] == [carrier.pk]
    assert carrier.number.startswith("C")


def test_after_the_whole_story_nothing_is_unaccounted_for(active: Applicant, noon: datetime) -> None:
    assert [each for each in trail.verify(noon) if each.table.startswith(("partners", "documents"))] == []
