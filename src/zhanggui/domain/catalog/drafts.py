"""Writing a draft down: shared by those operations that make or change one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.catalog import rules
from zhanggui.domain.catalog.models import Goods, GoodsVersion, Picture, Sku
from zhanggui.domain.catalog.refusals import InformationIncomplete, SkuCodeTaken, TooManyPictures
from zhanggui.domain.catalog.rules import GoodsContent, PictureRef, SkuWish
from zhanggui.domain.catalog.states import VersionState
from zhanggui.domain.catalog.words import fields_said
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import Malformed


def next_goods_number() -> str:
    """The next number of goods, short enough to be said on the phone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('catalog_goods_number')")
        return str(cursor.fetchone()[0])


def refuse_unwritable(content: GoodsContent, skus: Sequence[SkuWish], pictures: Sequence[PictureRef]) -> None:
    """Refuse what cannot even be kept as a draft: too long, no amount of money, too many, no SKU."""
    if wrong := rules.too_long(content):
        raise InformationIncomplete(fields=fields_said(wrong))
    if not 0 < len(skus) <= rules.SKUS_MAX:
        raise Malformed(field="skus", problem=f"1–{rules.SKUS_MAX}")
    if any(len(wish.name) > 120 or len(wish.code) > 40 for wish in skus):
        raise Malformed(field="skus", problem="≤ 120")
    if len(pictures) > rules.PICTURES_MAX:
        raise TooManyPictures(most=rules.PICTURES_MAX)


def write_draft(
    goods: Goods, number: int, content: GoodsContent, skus: Sequence[Sku], by: Actor, at: datetime
) -> GoodsVersion:
    """A new draft version of these goods."""
    version = GoodsVersion(
        goods=goods,
        number=number,
        state=VersionState.DRAFT,
        author_id=by.account_id,
        created_at=at,
        skus=listed(skus),
        **columns(content),
    )
    version.save(force_insert=True)
    return version


def write_skus(goods: Goods, wishes: Sequence[SkuWish], at: datetime) -> list[Sku]:
    """The SKUs of these goods as wished: known codes keep their identity, new ones are added."""
    known = {sku.code: sku for sku in Sku.objects.filter(goods=goods)}
    skus = [
        _sku(goods, known, wish, position, at) for position, wish in enumerate(_coded(goods, wishes), start=1)
    ]
    new = [sku for sku in skus if sku.code not in known]
    taken = Sku.objects.filter(code__in=[sku.code for sku in new]).values_list("code", flat=True).first()
    if taken or len({sku.code for sku in skus}) < len(skus):
        raise SkuCodeTaken(sku=taken or "")
    Sku.objects.bulk_create(new)
    return skus


def _coded(goods: Goods, wishes: Sequence[SkuWish]) -> Iterable[SkuWish]:
    for position, wish in enumerate(wishes, start=1):
        code = wish.code.strip() or f"{goods.number}-{position:02d}"
        yield SkuWish(name=wish.name.strip(), spec=dict(wish.spec), code=code)


def _sku(goods: Goods, known: Mapping[str, Sku], wish: SkuWish, position: int, at: datetime) -> Sku:
    sku = known.get(wish.code) or Sku(goods=goods, code=wish.code, created_at=at)
    sku.name, sku.spec, sku.position = wish.name, dict(wish.spec), position
    return sku


def listed(skus: Sequence[Sku]) -> list[dict[str, Any]]:
    """The SKUs as a version holds them."""
    return [{"sku": str(sku.id), "code": sku.code, "name": sku.name, "spec": sku.spec} for sku in skus]


def hang_pictures(version: GoodsVersion, pictures: Sequence[PictureRef]) -> None:
    """Give the version exactly these pictures, in this order."""
    version.pictures.all().delete()
    Picture.objects.bulk_create(
        Picture(
            version=version,
            position=position,
            original=picture.original,
            small=picture.small,
            large=picture.large,
            caption=picture.caption[:120],
            generated_by_ai=picture.generated_by_ai,
        )
        for position, picture in enumerate(pictures)
    )


def pictures_of(version: GoodsVersion | None) -> list[PictureRef]:
    """The pictures of a version, to be hung on another."""
    if version is None:
        return []
    return [
        PictureRef(
            original=picture.original,
            small=picture.small,
            large=picture.large,
            caption=picture.caption,
            generated_by_ai=picture.generated_by_ai,
        )
        for picture in version.pictures.order_by("position")
    ]


def columns(content: GoodsContent) -> dict[str, Any]:
    """The content as columns of a version."""
    plain = rules.frozen(content)
    return {
        **plain,
        "produced_on": content.produced_on,
        "quality_report": content.quality_report,
        "documents": list(content.documents),
    }


def content_of(version: GoodsVersion) -> GoodsContent:
    """What a stored version says."""
    claims = tuple(
        rules.Claim(
            words=claim["words"],
            evidence=claim["evidence"],
            document=UUID(claim["document"]) if claim.get("document") else None,
        )
        for claim in version.claims
    )
    own = set(GoodsContent.__dataclass_fields__) - {"claims", "documents"}
    return GoodsContent(
        **{name: getattr(version, name) for name in own},
        documents=tuple(version.documents),
        claims=claims,
    )


def frozen_content(version: GoodsVersion) -> dict[str, Any]:
    """Everything a reviewer sees and a customer will: content, SKUs and pictures. Its digest is approved."""
    pictures = [
        {"original": str(p.original), "small": str(p.small), "large": str(p.large), "caption": p.caption,
         "ai": p.generated_by_ai}
        for p in version.pictures.order_by("position")
    ]  # fmt: skip
    return {
        "goods": str(version.goods_id),
        "number": version.number,
        "content": rules.frozen(content_of(version)),
        "skus": version.skus,
        "pictures": pictures,
    }
