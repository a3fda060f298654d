"""Firms that apply, and the three people of the house who look at them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytest_django import Settings

from tests.people import KEY_POSTS, certify
from zhanggui.domain.partners.content import ApplicationContent
from zhanggui.domain.partners.models import Application, Supplier
from zhanggui.domain.partners.operations.record_site_visit import Visit, record_site_visit
from zhanggui.domain.partners.operations.register_partner import NewFirm, register_partner
from zhanggui.domain.partners.operations.sign_agreement import Terms, sign_agreement
from zhanggui.domain.partners.operations.submit_application import submit_application
from zhanggui.domain.partners.policies import CARRIER_APPLICATION, SUPPLIER_APPLICATION
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import PUBLIC, Actor
from zhanggui.identity.models import Account, Organisation, Person
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.approvals.models import Review
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.schema.encrypted import keyring

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
USCC = "91330100MA2E3K7T4C"
CONTENT = ApplicationContent(
    firm_name="丽水山岭茶业有限公司",
    legal_person="周明远",
    address="浙江省丽水市莲都区茶园路 18 号",
    contact_name="周小岚",
    contact_mobile="138 5781 0021",
    contact_email="sales@shanling.example",
    intention="在电视购物平台销售高山茶",
    goods_summary="龙泉绿茶、惠明茶，自有茶园与车间",
    categories=("tea",),
)


@pytest.fixture(autouse=True)
def _a_vault_and_keys_of_its_own(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    keyring.cache_clear()
    yield
    keyring.cache_clear()


@pytest.fixture
def staff(db: None, noon: datetime) -> Callable[..., Actor]:
    """Somebody of the house with these roles."""

    def made(*roles: Role) -> Actor:
        person = Person.objects.create(name="同事", created_at=noon)
        account = Account.objects.create(username=f"u{person.id.hex}", person=person, created_at=noon)
        for role in roles:
            account.grants.create(role=role, granted_by=account, granted_at=noon)
        for role in KEY_POSTS.intersection(roles):
            certify(person.id, Post(role.value))
        return account.actor()

    return made


@dataclass
class Applicant:
    """A supplier on its way in, and the people it meets."""

    supplier: Supplier
    actor: Actor
    manager: Actor
    inspector: Actor
    executive: Actor

    @property
    def organisation_id(self) -> UUID:
        return self.supplier.organisation_id

    def now(self) -> Supplier:
        return Supplier.objects.get(pk=self.supplier.pk)

    def file(self, at: datetime, **said: Any) -> Document:
        told = {
            "type": "business_licence",
            "organisation": self.organisation_id,
            "number": self.supplier.organisation.uscc,
            "valid_to": at.date() + timedelta(days=730),
        } | said
        return store_document(upload=Upload("a.pdf", PDF), filing=Filing(**told), by=self.actor, at=at)

    def submit(self, at: datetime, content: ApplicationContent = CONTENT) -> Application:
        return submit_application(organisation_id=self.organisation_id, content=content, by=self.actor, at=at)

    def review(self, application: Application) -> Review:
        review = approvals.review_of(application.id)
        assert review
        return review

    def decide(
        self, application: Application, step: str, by: Actor, at: datetime, *, good: bool = True
    ) -> None:
        judgement = Judgement(
            step=step,
            verdict=Verdict.APPROVE if good else Verdict.REJECT,
            answers=SUPPLIER_APPLICATION.all_ok(step),
            note="" if good else "the licence is not legible",
        )
        approvals.decide(review_id=self.review(application).id, judgement=judgement, by=by, at=at)

    def visit(self, application: Application, at: datetime, *, passed: bool = True) -> None:
        visit = Visit(visited_on=at.date(), place="丽水", findings="茶园、车间、检测室", passed=passed)
        record_site_visit(application_id=application.id, visit=visit, by=self.inspector, at=at)

    def sign(self, at: datetime, ends_on: date | None = None) -> None:
        terms = Terms(
            terms_version="2026-1",
            starts_on=at.date(),
            ends_on=ends_on or at.date() + timedelta(days=700),
            signed_on=at.date(),
            signatory="周明远",
        )
        sign_agreement(
            organisation_id=self.organisation_id,
            terms=terms,
            signed=Upload("agreement.pdf", PDF),
            by=self.executive,
            at=at,
        )

    def all_the_way(self, at: datetime, licence_until: date | None = None) -> Application:
        self.file(at, **({"valid_to": licence_until} if licence_until else {}))
        application = self.submit(at)
        self.decide(application, "check", self.manager, at)
        self.visit(application, at)
        self.decide(application, "visit", self.inspector, at)
        self.sign(at)
        self.decide(application, "agreement", self.executive, at)
        return application


@pytest.fixture
def applicant(staff: Callable[..., Actor], noon: datetime) -> Applicant:
    firm = NewFirm(kind=Organisation.Kind.SUPPLIER, name="丽水山岭茶业有限公司", uscc=USCC)
    account = NewAccount(username="shanling", name="周小岚", password="a-rainy-day-2026")
    supplier = register_partner(firm=firm, account=account, by=PUBLIC, at=noon)
    assert isinstance(supplier, Supplier)
    return Applicant(
        supplier,
        Account.objects.get(username="shanling").actor(),
        staff(Role.SUPPLIER_MANAGER),
        staff(Role.QUALITY_INSPECTOR),
        staff(Role.EXECUTIVE),
    )


@pytest.fixture
def active(applicant: Applicant, noon: datetime) -> Applicant:
    applicant.all_the_way(noon)
    return applicant


@pytest.fixture
def haulier(staff: Callable[..., Actor], noon: datetime) -> Applicant:
    """A carrier on its way in."""
    firm = NewFirm(kind=Organisation.Kind.CARRIER, name="安信快递", uscc=USCC)
    account = NewAccount(username="anxin", name="某人", password="a-rainy-day-2026")
    carrier = register_partner(firm=firm, account=account, by=PUBLIC, at=noon)
    return Applicant(
        carrier,  # type: ignore[arg-type]
        Account.objects.get(username="anxin").actor(),
        staff(Role.LOGISTICS_MANAGER),
        staff(Role.QUALITY_INSPECTOR),
        staff(Role.EXECUTIVE),
    )


def take_on(way: Applicant, at: datetime) -> None:
    """A carrier whose business licence is filed brings its courier licence, and two people admit it."""
    way.file(at, type="courier_licence", number="国邮 0001")
    application = way.submit(at)
    for step, by in (("check", way.manager), ("agreement", way.executive)):
        if step == "agreement":
            way.sign(at)
        answers = CARRIER_APPLICATION.all_ok(step)
        judgement = Judgement(step=step, verdict=Verdict.APPROVE, answers=answers)
        approvals.decide(review_id=way.review(application).id, judgement=judgement, by=by, at=at)
