"""The supplier's goods: described, submitted, answered item by item, described anew."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from zhanggui.domain.catalog.document_types import QUALITY_REPORT
from zhanggui.domain.catalog.drafts import content_of
from zhanggui.domain.catalog.models import Goods, GoodsVersion
from zhanggui.domain.catalog.operations.change_draft import change_draft
from zhanggui.domain.catalog.operations.draft_goods import draft_goods
from zhanggui.domain.catalog.operations.prepare_picture import prepare_picture
from zhanggui.domain.catalog.operations.revise_goods import pictures_of, revise_goods
from zhanggui.domain.catalog.operations.submit_goods_version import submit_goods_version
from zhanggui.domain.catalog.operations.withdraw_goods_version import withdraw_goods_version
from zhanggui.domain.catalog.queries import versions_of
from zhanggui.domain.catalog.refusals import (
    InformationIncomplete,
    NotAPicture,
    NotForSale,
    TooManyPictures,
    UnprovenClaim,
)
from zhanggui.domain.catalog.rules import GoodsContent, PictureRef, SkuWish
from zhanggui.domain.catalog.states import VersionState
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.actor import Actor
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.money import yuan
from zhanggui.kernel.refusal import NotFound, Refusal
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.refusals import ExpiryNeeded, NumberNeeded
from zhanggui.surfaces.entrance.refused import say, sentence
from zhanggui.surfaces.partner_portal import reading, trade
from zhanggui.surfaces.partner_portal.forms import GoodsForm, uploaded
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, sent, show

FIELDS: dict[type[Refusal], str] = {
    NotForSale: "category",
    NotAPicture: "pictures",
    TooManyPictures: "pictures",
    UnprovenClaim: "description",
    NumberNeeded: "report_number",
    ExpiryNeeded: "report_valid_to",
}
LABELS = {"quality_report": "report"}
NOT_SAID = {
    "category",
    "variants",
    "report",
    "pictures",
    "accurate",
    "report_number",
    "report_issuer",
    "report_valid_to",
}


@page_for(Role.SUPPLIER)
def goods(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """The firm's goods."""
    return show(request, "goods", partner, rows=trade.goods(actor_of(request)).order_by("-created_at")[:200])


@page_for(Role.SUPPLIER)
def new_goods(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """New goods: described and submitted in one go."""
    form = GoodsForm(**sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            version = _drafted(form, partner, actor_of(request), clock.now())
        except Refusal as refusal:
            say(form, refusal, FIELDS)
        else:
            return _submitted(request, version)
    return show(request, "goods_form", partner, form=form, goods=None)


@page_for(Role.SUPPLIER)
def edit_goods(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """The same goods, described anew: what is on sale stays until the new version is approved."""
    by = actor_of(request)
    article = _own(number, by)
    last = article.versions.order_by("-number").first()
    assert last is not None
    form = GoodsForm(**sent(request), initial=_initial(last), fixed_category=True)
    if request.method == "POST" and form.is_valid():
        try:
            version = _drafted_anew(form, article, last, by, clock.now())
        except Refusal as refusal:
            say(form, refusal, FIELDS)
        else:
            return _submitted(request, version)
    return show(request, "goods_form", partner, form=form, goods=article, last=last)


@page_for(Role.SUPPLIER)
def goods_one(request: HttpRequest, partner: Supplier, number: str) -> HttpResponse:
    """One article with its versions and what reviewers answered."""
    article = _own(number, actor_of(request))
    versions = [
        {
            "version": version,
            "reviews": reading.reviews(version.id),
            "pictures": version.pictures.order_by("position"),
        }
        for version in article.versions.select_related("declaration").order_by("-number")[:10]
    ]
    open_states = (VersionState.SUBMITTED,)
    may_edit = not article.versions.filter(state__in=open_states).exists()
    return show(
        request,
        "goods_one",
        partner,
        goods=article,
        versions=versions,
        may_edit=may_edit,
        skus=article.skus.all(),
    )


@require_POST
@page_for(Role.SUPPLIER)
def withdraw(request: HttpRequest, partner: Supplier, version_id: UUID) -> HttpResponse:
    """Take a submitted version back."""
    by = actor_of(request)
    version = versions_of(by).filter(pk=version_id).first()
    if version is None:
        raise NotFound
    try:
        withdraw_goods_version(version_id=version_id, by=by, at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal), extra_tags="bad")
    else:
        messages.success(request, gettext("The version is withdrawn."))
    return redirect("partner_portal:goods_one", number=version.goods.number)


def _submitted(request: HttpRequest, version: GoodsVersion) -> HttpResponse:
    """Hand the draft in. What is refused stays as a draft, so that nothing typed or sent is lost."""
    try:
        submit_goods_version(version_id=version.id, by=actor_of(request), at=clock.now())
    except InformationIncomplete as refusal:
        said = gettext("Kept as a draft. Still missing or wrong: %(fields)s")
        messages.error(request, said % {"fields": _labels(refusal.details["fields"])}, "bad")
        return redirect("partner_portal:edit_goods", number=version.goods.number)
    except Refusal as refusal:
        messages.error(request, gettext("Kept as a draft.") + " " + sentence(refusal), "bad")
        return redirect("partner_portal:edit_goods", number=version.goods.number)
    messages.success(request, gettext("The goods information is submitted for review."))
    return redirect("partner_portal:goods_one", number=version.goods.number)


def _labels(names: str) -> str:
    fields = [GoodsForm.base_fields.get(LABELS.get(name, name)) for name in names.split(", ")]
    return "、".join(str(field.label) for field in fields if field is not None)


@transaction.atomic
def _drafted(form: GoodsForm, partner: Supplier, by: Actor, at: datetime) -> GoodsVersion:
    return draft_goods(
        category_id=UUID(form.cleaned_data["category"]),
        content=_content(form, partner.organisation_id, None, by, at),
        skus=_skus(form),
        pictures=_pictures(form, partner.organisation_id, by, at),
        by=by,
        at=at,
    )


@transaction.atomic
def _drafted_anew(
    form: GoodsForm, article: Goods, last: GoodsVersion, by: Actor, at: datetime
) -> GoodsVersion:
    organisation_id = by.organisation_id
    assert organisation_id is not None
    content = _content(form, organisation_id, last, by, at)
    pictures = _pictures(form, organisation_id, by, at) or pictures_of(last)
    skus = _skus(form, last)
    if last.state == VersionState.DRAFT:
        return change_draft(version_id=last.id, content=content, skus=skus, pictures=pictures, by=by, at=at)
    return revise_goods(goods_id=article.id, content=content, skus=skus, pictures=pictures, by=by, at=at)


def _own(number: str, by: Actor) -> Goods:
    article = trade.goods(by).filter(number=number).first()
    if article is None:
        raise NotFound
    return article


def _content(
    form: GoodsForm, organisation_id: UUID, last: GoodsVersion | None, by: Actor, at: datetime
) -> GoodsContent:
    said = {name: value for name, value in form.cleaned_data.items() if name not in NOT_SAID}
    report = last.quality_report if last else None
    if form.cleaned_data["report"]:
        filing = Filing(
            type=QUALITY_REPORT.code,
            organisation=organisation_id,
            number=form.cleaned_data["report_number"],
            issuer=form.cleaned_data["report_issuer"],
            valid_to=form.cleaned_data["report_valid_to"],
        )
        report = store_document(upload=uploaded(form.cleaned_data["report"]), filing=filing, by=by, at=at).id
    before = content_of(last) if last else None
    kept = {name: getattr(before, name) for name in ("documents", "attributes", "claims")} if before else {}
    return GoodsContent(**said, quality_report=report, **kept)


def _pictures(form: GoodsForm, organisation_id: UUID, by: Actor, at: datetime) -> list[PictureRef]:
    return [
        prepare_picture(upload=uploaded(each), organisation_id=organisation_id, by=by, at=at)
        for each in form.cleaned_data["pictures"]
    ]


def _skus(form: GoodsForm, last: GoodsVersion | None = None) -> Sequence[SkuWish]:
    names = [line.strip()[:120] for line in form.cleaned_data["variants"].splitlines() if line.strip()]
    known = {row["name"]: row["code"] for row in last.skus} if last else {}
    if not names:
        names = [row["name"] for row in last.skus] if last else [""]
    return [SkuWish(name=name, code=known.get(name, "")) for name in names]


def _initial(last: GoodsVersion) -> dict[str, object]:
    said: dict[str, object] = {
        name: getattr(last, name, "") for name in GoodsForm.base_fields if hasattr(last, name)
    }
    names = [row["name"] for row in last.skus if row["name"]]
    return said | {
        "price_wish_fen": yuan(last.price_wish_fen),
        "variants": "\n".join(names),
        "pictures": None,
    }
