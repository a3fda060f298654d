"""Firms apply, are checked, visited and signed: three steps, three people."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zhanggui.demo.cast import PASSWORD, firm, staff
from zhanggui.demo.scans import scan
from zhanggui.demo.story import on_day
from zhanggui.demo.world import told, uscc
from zhanggui.domain.partners.content import ApplicationContent
from zhanggui.domain.partners.operations.ask_support import ask_support
from zhanggui.domain.partners.operations.record_site_visit import Visit, record_site_visit
from zhanggui.domain.partners.operations.register_partner import NewFirm, register_partner
from zhanggui.domain.partners.operations.renew_document import renew_document
from zhanggui.domain.partners.operations.sign_agreement import Terms, sign_agreement
from zhanggui.domain.partners.operations.submit_application import submit_application
from zhanggui.domain.partners.policies import RENEWAL
from zhanggui.identity.actor import PUBLIC, Actor
from zhanggui.identity.models import Organisation
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals, cases
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.mechanisms.documents import queries as papers
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.give_notices import give_notices
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.uploads import Upload

WARNED_FIRST, WARNED_AGAIN = 2, 32
"""The days on which the licence that runs out is warned of: sixty and thirty days ahead."""
LICENCES = {
    "tea": "food_licence",
    "fruit": "food_licence",
    "grain": "food_licence",
    "skincare": "cosmetics_filing",
}
"""What a firm itself must hold for some categories."""


def suppliers_join() -> None:
    """Every supplier of the story applies and is admitted within its first two days."""
    for row in told("firms")["supplier"]:
        admit(row, Organisation.Kind.SUPPLIER, day=0)


def carriers_join() -> None:
    """The carriers, who hold a courier licence."""
    for row in told("firms")["carrier"]:
        admit(row, Organisation.Kind.CARRIER, day=1)


def a_newcomer_applies() -> None:
    """One more firm waits for its first check, so that there is something to decide on the first visit."""
    for row in told("firms")["newcomer"]:
        apply(row, Organisation.Kind.SUPPLIER, on_day(34, 15))


def a_licence_is_renewed() -> None:
    """A business licence ran near its end: its holder was warned, filed the new one, and it was accepted."""
    row = next(each for each in told("firms")["supplier"] if "licence_days" in each)
    by = firm(row["code"])
    for day in (WARNED_FIRST, WARNED_AGAIN):
        give_notices(at=on_day(day))
    old = papers.current(firm_of(by)).get(type="business_licence")
    filed = on_day(WARNED_AGAIN, 14)
    renewal = renew_document(
        document_id=old.pk,
        upload=Upload(
            "licence.png", scan("business licence", old.number, ("RENEWED", "DEMO ONLY")), "image/png"
        ),
        filing=Filing(
            type=old.type,
            organisation=firm_of(by),
            number=old.number,
            issuer=old.issuer,
            valid_from=filed.date(),
            valid_to=(filed + timedelta(days=3650)).date(),
        ),
        by=by,
        at=filed,
    )
    judge(renewal.pk, RENEWAL.steps[0].code, staff("supplier-manager"), filed + timedelta(hours=2))


def partners_ask_for_support() -> None:
    """One supplier was helped with its pictures; another's question of this morning waits for the answer."""
    suppliers, manager = told("firms")["supplier"], staff("supplier-manager")
    at = on_day(30, 10)
    asked = ask_support(text="商品主图上传后发灰，应该用什么规格？", by=firm(suppliers[0]["code"]), at=at)
    answer = "请用 sRGB 色彩、长边不少于 1200 像素的图片；已为您重新处理两张主图。"
    cases.answer(case_id=asked.pk, text=answer, by=manager, at=at + timedelta(hours=2))
    nothing = cases.Solution(cause="", finding="", rectification="")
    cases.resolve(case_id=asked.pk, solution=nothing, by=manager, at=at + timedelta(hours=3))
    cases.close(case_id=asked.pk, by=manager, at=at + timedelta(hours=4))
    now = clock.now()
    waiting = ask_support(
        text="想报名下周的厨房专场，需要准备哪些样品？",
        by=firm(suppliers[2]["code"]),
        at=now - timedelta(hours=2),
    )
    cases.respond(
        case_id=waiting.pk,
        text="已收到，正与节目组确认，今天内答复您。",
        by=manager,
        at=now - timedelta(hours=1),
    )


def admit(row: dict[str, Any], kind: Organisation.Kind, *, day: int) -> None:
    """Walk one firm from its application to its agreement."""
    application = apply(row, kind, on_day(day, 10))
    checker = staff("supplier-manager" if kind == Organisation.Kind.SUPPLIER else "logistics")
    judge(application.pk, "check", checker, on_day(day, 14))
    if kind == Organisation.Kind.SUPPLIER:
        inspector = staff("inspector")
        visit = Visit(
            visited_on=on_day(day + 1).date(),
            place=row["address"],
            findings="厂区与登记地址一致，生产线在产；原料、成品分区存放，出入库台账齐全；抽查三份出厂检验记录，均完整。",
            passed=True,
            companions=row["contact"],
        )
        record_site_visit(application_id=application.pk, visit=visit, by=inspector, at=on_day(day + 1, 11))
        judge(application.pk, "visit", inspector, on_day(day + 1, 12))
    sign(application.organisation_id, row, on_day(day + 1, 15))
    judge(application.pk, "agreement", staff("executive"), on_day(day + 1, 16))


def apply(row: dict[str, Any], kind: Organisation.Kind, at: datetime) -> Any:
    """Register the firm, file its papers, and submit its application."""
    code = uscc(row["uscc"])
    register_partner(
        firm=NewFirm(kind=kind, name=row["name"], uscc=code),
        account=NewAccount(username=row["code"], name=row["contact"], password=PASSWORD, email=row["email"]),
        by=PUBLIC,
        at=at,
    )
    by = firm(row["code"])
    demanded = papers_of(row, kind)
    for order, paper in enumerate(("business_licence", *demanded)):
        number = code if paper == "business_licence" else f"JY{code[2:16]}{order}"
        file_paper(by, paper, number, row.get("licence_days", 1400), at)
    content = ApplicationContent(
        firm_name=row["name"],
        legal_person=row["legal_person"],
        address=row["address"],
        contact_name=row["contact"],
        contact_mobile=row["mobile"],
        contact_email=row["email"],
        intention="希望在贵平台长期供货，接受质量抽检与季度考核。"
        if row.get("categories")
        else "承运贵平台包裹，接受时效考核。",
        goods_summary="、".join(row.get("categories", ())) or "全国干线与末端派送",
        categories=tuple(row.get("categories", ())),
        demanded=demanded,
    )
    return submit_application(organisation_id=firm_of(by), content=content, by=by, at=at)


def firm_of(by: Actor) -> UUID:
    """The organisation somebody signs in for."""
    assert by.organisation_id is not None
    return by.organisation_id


def papers_of(row: dict[str, Any], kind: Organisation.Kind) -> tuple[str, ...]:
    """Which papers this firm must hold beside its business licence."""
    if kind == Organisation.Kind.CARRIER:
        return ("courier_licence",)
    return tuple(sorted({LICENCES[c] for c in row["categories"] if c in LICENCES}))


def file_paper(by: Actor, paper: str, number: str, days: int, at: datetime) -> UUID:
    """File one paper of a firm, valid for so many days yet."""
    title = paper.replace("_", " ")
    file = Upload(f"{paper}.png", scan(title, number, (f"VALID {days} DAYS", "DEMO ONLY")), "image/png")
    filing = Filing(
        type=paper,
        organisation=firm_of(by),
        number=number,
        issuer="市场监督管理局",
        valid_from=(at - timedelta(days=400)).date(),
        valid_to=(at + timedelta(days=days)).date(),
    )
    return store_document(upload=file, filing=filing, by=by, at=at).pk


def sign(organisation_id: UUID, row: dict[str, Any], at: datetime) -> None:
    """The executive files the agreement as signed by both sides."""
    terms = Terms(
        terms_version="2026-01",
        starts_on=at.date(),
        ends_on=(at + timedelta(days=730)).date(),
        signed_on=at.date(),
        signatory=row["legal_person"],
        commission_bp=1800 if row.get("categories") else 0,
        deposit_fen=5_000_000 if row.get("categories") else 0,
    )
    signed = Upload("agreement.png", scan("cooperation agreement", row["code"].upper()), "image/png")
    sign_agreement(organisation_id=organisation_id, terms=terms, signed=signed, by=staff("executive"), at=at)


def judge(subject_id: UUID, step: str, by: Actor, at: datetime, *, note: str = "") -> None:
    """Somebody finds every item of this step in order."""
    review = approvals.review_of(subject_id)
    assert review is not None
    answers = approvals.policy_of(review.kind).all_ok(step)
    judgement = Judgement(step=step, verdict=Verdict.APPROVE, answers=answers, note=note)
    approvals.decide(review_id=review.pk, judgement=judgement, by=by, at=at)
