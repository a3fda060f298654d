"""Writing a version down, looking at its words, and what of it is frozen: shared by its verbs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhanggui.domain.advertising import rules
from zhanggui.domain.advertising.models import Asset, AssetVersion
from zhanggui.domain.advertising.queries import words_digest
from zhanggui.domain.advertising.refusals import AdIncomplete, DraftOpen
from zhanggui.domain.advertising.rules import AdContent
from zhanggui.domain.advertising.screening import Context, Report, screen
from zhanggui.domain.advertising.states import AdClass, VersionState
from zhanggui.domain.advertising.words import fields_said
from zhanggui.domain.catalog.queries import Advertised, advertised
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.documents.models import Document

COLUMNS = (
    *rules.LENGTHS,
    "picture",
    "video_sha256",
    "media",
    "ad_classes",
    "goods",
    "for_minors",
    "proofs",
    "endorser",
    "excuses",
    "ai_parts",
)


def next_number(prefix: str = "AD") -> str:
    """The next number of an advertisement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('advertising_number')")
        return f"{prefix}{cursor.fetchone()[0]}"


def write_version(asset: Asset, number: int, content: AdContent, by: Actor, at: datetime) -> AssetVersion:
    """A new draft version of this advertisement."""
    version = AssetVersion(
        asset=asset,
        number=number,
        state=VersionState.DRAFT,
        author_id=by.account_id,
        created_at=at,
        **columns(content),
    )
    version.save(force_insert=True)
    return version


def columns(content: AdContent) -> dict[str, Any]:
    """The content as columns; kinds that the goods themselves have are added to those that were named.

    Raises ``AdIncomplete`` for what cannot be kept even as a draft, ``NotFound`` for unknown goods.
    """
    if found := rules.wrong(content):
        raise AdIncomplete(fields=fields_said(found))
    goods = goods_of(content.goods)
    row = rules.stored(content)
    own = {rules.CLASS_OF_GOODS.get(one.legal_class, AdClass.ORDINARY) for one in goods.values()}
    row["ad_classes"] = sorted({*row["ad_classes"], *own})
    row["words_sha256"] = words_digest(row["words"]) if row["words"] else ""
    return row


def goods_of(goods_ids: tuple[UUID, ...] | list[UUID]) -> Mapping[UUID, Advertised]:
    """The goods an advertisement speaks of. Raises ``NotFound`` if one does not exist."""
    known = advertised(goods_ids)
    if set(goods_ids) - set(known):
        raise NotFound
    return known


def refuse_open_version(asset: Asset) -> None:
    """Refuse a second draft, or a draft beside a version under review."""
    open_states = [VersionState.DRAFT, VersionState.SUBMITTED]
    if asset.versions.filter(state__in=open_states).exists():
        raise DraftOpen


def content_of(version: AssetVersion) -> AdContent:
    """What this version says, as it was written."""
    return rules.content_of({name: getattr(version, name) for name in COLUMNS})


def frozen_content(version: AssetVersion) -> dict[str, Any]:
    """What is approved: all that is said and shown, where, for whom, and what proves it.

    The picture counts by the digest of its bytes, a recording by the digest that was given with it.
    """
    frozen = {name: getattr(version, name) for name in COLUMNS}
    picture = Document.objects.filter(pk__in=[version.picture]).values_list("sha256", flat=True).first()
    return {
        **{name: value for name, value in frozen.items() if name != "picture"},
        "goods": sorted(str(one) for one in version.goods),
        "proofs": sorted(str(one) for one in version.proofs),
        "picture_sha256": picture or "",
        "advertiser": str(version.asset.advertiser_id),
        "kind": version.asset.kind,
    }


def screened(content: AdContent, at: datetime) -> Report:
    """What the rules of this day find in an advertisement, by its kinds of goods, media and names."""
    context = Context(
        on=at.astimezone(SHANGHAI).date(),
        ad_classes=frozenset(content.ad_classes),
        media=frozenset(content.media),
        names=frozenset(one.brand for one in goods_of(content.goods).values() if one.brand),
    )
    return screen(content.parts, context)
