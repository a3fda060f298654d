"""A supplier's way in the browser: from the first page to goods that are reviewed."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.domain.partners.conftest import PDF, USCC
from tests.surfaces.partner_portal.conftest import shoot
from zhanggui.domain.catalog.models import Category, GoodsVersion
from zhanggui.domain.catalog.policies import GOODS_INFORMATION
from zhanggui.domain.partners.models import Application, Supplier
from zhanggui.domain.partners.operations.record_site_visit import Visit, record_site_visit
from zhanggui.domain.partners.operations.sign_agreement import Terms, sign_agreement
from zhanggui.domain.partners.policies import SUPPLIER_APPLICATION
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.approvals import Answer, Judgement, Verdict
from zhanggui.mechanisms.documents.uploads import Upload

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def decide(subject: Any, step: str, by: Any, policy: Any, *, bad: str = "") -> None:
    review = approvals.review_of(subject.id)
    assert review
    answers = dict(policy.all_ok(step))
    if bad:
        answers[bad] = Answer(ok=False, note="看不清，请重新拍摄")
    judgement = Judgement(
        step=step,
        verdict=Verdict.REJECT if bad else Verdict.APPROVE,
        answers=answers,
        note="请按逐项意见修改" if bad else "",
    )
    approvals.decide(review_id=review.id, judgement=judgement, by=by, at=clock.now())


def activate(staff: Any) -> None:
    """Three people of the house do their part."""
    application = Application.objects.get()
    now = clock.now()
    today = now.astimezone(SHANGHAI).date()
    decide(application, "check", staff(Role.SUPPLIER_MANAGER), SUPPLIER_APPLICATION)
    inspector, executive = staff(Role.QUALITY_INSPECTOR), staff(Role.EXECUTIVE)
    visit = Visit(visited_on=today, place="丽水", findings="茶园、车间、检测室齐备", passed=True)
    record_site_visit(application_id=application.id, visit=visit, by=inspector, at=now)
    decide(application, "visit", inspector, SUPPLIER_APPLICATION)
    terms = Terms(
        terms_version="2026-1",
        starts_on=today,
        ends_on=today.replace(year=today.year + 1),
        signed_on=today,
        signatory="周明远",
    )
    sign_agreement(
        organisation_id=application.organisation_id,
        terms=terms,
        signed=Upload("协议.pdf", PDF),
        by=executive,
        at=now,
    )
    decide(application, "agreement", executive, SUPPLIER_APPLICATION)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "营业执照.pdf").write_bytes(PDF)
    picture = io.BytesIO()
    Image.radial_gradient("L").resize((900, 900)).convert("RGB").save(picture, "JPEG")
    (tmp_path / "茶.jpg").write_bytes(picture.getvalue())
    (tmp_path / "坏.pdf").write_bytes(b"MZ" + b"\0" * 500)
    return tmp_path


@pytest.mark.usefixtures("_a_vault_and_keys_of_its_own")
def test_a_supplier_registers_applies_is_checked_and_offers_goods(
    page: Any, live_server: Any, staff: Any, files: Path
) -> None:
    now = clock.now()
    Category.objects.create(code="tea", path="tea/", name_zh="茶叶", name_en="Tea", created_at=now)
    register(page, live_server.url)
    file_licence(page, live_server.url, files)
    apply(page, live_server.url)

    activate(staff)
    page.goto(live_server.url + "/partners/")
    assert page.get_by_text("资质、协议与复核均有效至").is_visible()
    shoot(page, "partner-home")

    describe(page, live_server.url, files)
    version = GoodsVersion.objects.get()
    decide(version, "review", staff(Role.PRODUCT_REVIEWER), GOODS_INFORMATION, bad="pictures")
    page.goto(f"{live_server.url}/partners/goods/{version.goods.number}/")
    assert page.get_by_text("看不清，请重新拍摄").is_visible()
    shoot(page, "partner-goods-one")

    page.get_by_role("link", name="重新填报").click()
    page.set_input_files("input[name=pictures]", files / "茶.jpg")
    page.check("input[name=accurate]")
    shoot(page, "partner-goods-edit")
    page.get_by_role("button", name="提交审核").click()
    assert page.get_by_text("第 2 版").is_visible()
    for name in ("goods", "prices", "stock", "orders", "returns", "bank"):
        page.goto(f"{live_server.url}/partners/{name}/")
        shoot(page, f"partner-{name}")
    assert Supplier.objects.get().state == "active"


def register(page: Any, url: str) -> None:
    page.goto(url + "/partners/register/")
    shoot(page, "partner-register")
    page.select_option("select[name=kind]", "supplier")
    page.fill("input[name=firm_name]", "丽水山岭茶业有限公司")
    page.fill("input[name=uscc]", USCC[:-1] + "D")
    page.fill("input[name=name]", "周小岚")
    page.fill("input[name=username]", "shanling")
    page.fill("input[name=password]", "a-rainy-day-2026")
    page.get_by_role("button", name="注册").click()
    assert page.get_by_text("校验位不符").is_visible()
    shoot(page, "partner-register-wrong")
    page.fill("input[name=uscc]", USCC)
    page.fill("input[name=password]", "a-rainy-day-2026")
    page.get_by_role("button", name="注册").click()
    page.wait_for_url("**/partners/application/")


def file_licence(page: Any, url: str, files: Path) -> None:
    page.goto(url + "/partners/papers/")
    page.select_option("select[name=type]", "business_licence")
    page.fill("input[name=number]", USCC)
    page.fill("input[name=issuer]", "丽水市市场监督管理局")
    page.set_input_files("input[name=file]", files / "坏.pdf")
    page.fill("input[name=valid_to]", "2030-12-31")
    page.get_by_role("button", name="归档").click()
    assert page.get_by_text("不是 PDF、PNG、JPEG 或 WebP 文件").is_visible()
    shoot(page, "partner-papers-wrong")
    page.set_input_files("input[name=file]", files / "营业执照.pdf")
    page.get_by_role("button", name="归档").click()
    assert page.get_by_role("link", name="营业执照").is_visible()
    shoot(page, "partner-papers")
    page.get_by_role("link", name="更新").click()
    shoot(page, "partner-papers-renew")


def apply(page: Any, url: str) -> None:
    page.goto(url + "/partners/application/")
    said = {
        "legal_person": "周明远",
        "address": "浙江省丽水市莲都区茶园路 18 号",
        "contact_name": "周小岚",
        "contact_mobile": "123",
        "contact_email": "sales@shanling.example",
    }
    for name, words in said.items():
        page.fill(f"input[name={name}]", words)
    page.check("input[name=categories][value=tea]")
    page.fill("textarea[name=goods_summary]", "龙泉绿茶、惠明茶，自有茶园与车间")
    page.fill("textarea[name=intention]", "在电视购物平台销售高山茶")
    page.get_by_role("button", name="提交申请").click()
    assert page.get_by_text("这不是中国大陆的手机号").is_visible()
    page.fill("input[name=contact_mobile]", "138 5781 0021")
    shoot(page, "partner-application-form")
    page.get_by_role("button", name="提交申请").click()
    assert page.get_by_text("138****0021").is_visible()
    shoot(page, "partner-application")


def describe(page: Any, url: str, files: Path) -> None:
    page.goto(url + "/partners/goods/new/")
    page.select_option("select[name=category]", label="茶叶")
    said = {
        "name": "龙泉高山绿茶礼盒", "brand": "山岭", "specification": "250 克 × 2 罐", "model": "SL-250",
        "price_wish_fen": "128.00", "origin": "浙江龙泉", "maker_name": "丽水山岭茶业有限公司",
        "maker_address": "浙江省丽水市", "standard": "GB/T 14456.2", "packaging": "铁罐，GB 4806.9",
        "contents": "绿茶 2 罐、手提袋 1 个", "delivery_terms": "48 小时内发货",
        "return_address": "浙江省丽水市茶园路 18 号", "report_number": "JC-2026-118",
        "report_issuer": "浙江省茶叶质检中心", "report_valid_to": "2028-12-31",
    }  # fmt: skip
    for name, words in said.items():
        page.fill(f"input[name={name}]", words)
    page.fill("textarea[name=description]", "清明前后手工采摘，豆香持久。")
    page.fill("textarea[name=after_sales]", "七日无理由退货，质量问题运费由商家承担。")
    page.fill("textarea[name=variants]", "春茶\n秋茶")
    page.set_input_files("input[name=report]", files / "营业执照.pdf")
    page.check("input[name=accurate]")
    shoot(page, "partner-goods-new")
    page.get_by_role("button", name="提交审核").click()
    assert page.get_by_text("已保存为草稿").is_visible()
    page.set_input_files("input[name=pictures]", files / "茶.jpg")
    page.check("input[name=accurate]")
    page.get_by_role("button", name="提交审核").click()
    page.wait_for_url("**/partners/goods/*/")
    shoot(page, "partner-goods-submitted")
