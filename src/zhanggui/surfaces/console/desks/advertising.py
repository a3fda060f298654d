"""Advertisements: written, screened, reviewed, taken down, and kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.advertising.capabilities import SEE_ALL_ADS, TAKE_DOWN_ADS, WRITE_ADS
from zhanggui.domain.advertising.models import Asset, AssetVersion, TakeDown
from zhanggui.domain.advertising.operations.change_ad_draft import change_ad_draft
from zhanggui.domain.advertising.operations.draft_ad import AdWish, draft_ad
from zhanggui.domain.advertising.operations.end_ad import end_ad
from zhanggui.domain.advertising.operations.revise_ad import revise_ad
from zhanggui.domain.advertising.operations.submit_ad import submit_ad
from zhanggui.domain.advertising.operations.take_down_ad import Finding, take_down_ad
from zhanggui.domain.advertising.operations.withdraw_ad import withdraw_ad
from zhanggui.domain.advertising.picture_words import completed, left_out
from zhanggui.domain.advertising.rules import Endorser, Excused
from zhanggui.domain.advertising.states import AssetKind, Excuse, Gravity, Ground
from zhanggui.domain.advertising.writing import content_of, screened
from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Organisation
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.surfaces.console import screened as screened_page
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.ad_questions import OneField, answers_of, content_fields, content_from
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.approvals import beside
from zhanggui.surfaces.console.questions import asked, choice, day, line, one_of, paper, reason, words

READERS = SEE_ALL_ADS.roles
PAPERS = ("ad_approval", "ad_evidence", "ad_rights", "patent", "cosmetic_registration", "ad_specimen")


def _draft(doing: Doing) -> Asset:
    firm = doing["advertiser"]
    wish = AdWish(
        title=doing["title"], kind=AssetKind(doing["kind"]), advertiser_id=firm.pk if firm else None
    )
    return draft_ad(wish=wish, content=content_from(doing.answers), by=doing.by, at=doing.at).asset


def _revise(doing: Doing) -> AssetVersion:
    last = doing.thing.versions.order_by("-number").first()
    content = content_from(doing.answers, content_of(last) if last else None)
    return revise_ad(asset_id=doing.thing.pk, content=content, by=doing.by, at=doing.at)


def _last_answers(asset: Any) -> Mapping[str, Any]:
    last = asset.versions.order_by("-number").first()
    return answers_of(last) if last else {}


def _changed(doing: Doing, **change: Any) -> AssetVersion:
    """The draft with one thing changed that the form of its words does not ask."""
    content = replace(content_of(doing.thing), **change)
    return change_ad_draft(version_id=doing.thing.pk, content=content, by=doing.by, at=doing.at)


def _filed(doing: Doing, kind: str, file: Any, **said: Any) -> Any:
    filing = Filing(type=kind, organisation=doing.thing.asset.advertiser_id, **said)
    upload = Upload.of(file.name or "", file.file, file.content_type or "")
    return store_document(upload=upload, filing=filing, by=doing.by, at=doing.at).pk


def _picture(doing: Doing) -> AssetVersion:
    return _changed(
        doing,
        picture=_filed(doing, "picture", doing["file"]),
        picture_words=doing["picture_words"],
    )


def _proof(doing: Doing) -> AssetVersion:
    said = {name: doing[name] for name in ("number", "issuer", "valid_to")}
    filed = _filed(doing, doing["type"], doing["file"], **said)
    return _changed(doing, proofs=(*content_of(doing.thing).proofs, filed))


def _endorse(doing: Doing) -> AssetVersion:
    said = {name: doing[name] for name in ("name", "born_on", "used_goods", "checked_on")}
    consent = _filed(doing, "endorser_consent", doing["file"], valid_to=doing["valid_to"])
    return _changed(doing, endorser=Endorser(**said, consent=consent))


def _excuse(doing: Doing) -> AssetVersion:
    evidence = _filed(doing, "ad_evidence", doing["file"]) if doing["file"] else None
    given = Excused(key=doing["key"], reason=Excuse(doing["reason"]), why=doing["why"], evidence=evidence)
    kept = tuple(one for one in content_of(doing.thing).excuses if one.key != given.key)
    return _changed(doing, excuses=(*kept, given))


def _excuse_form(version: Any, by: Actor) -> type[forms.Form]:
    """The words that the rules mark and that may be excused, one of them."""
    hits = screened(content_of(version), clock.now()).hits
    named = {hit.key: f"{hit.found} — {hit.rule.source}" for hit in hits if hit.rule.excusable}
    return asked(
        key=choice(_("Marked words"), list(named.items())),
        reason=OneField(_("Why they are lawful here"), Excuse),
        why=words(_("Explanation")),
        file=paper(_("Evidence"), required=False),
    )


def _take_down(doing: Doing) -> TakeDown:
    finding = Finding(ground=Ground(doing["ground"]), gravity=Gravity(doing["gravity"]), what=doing["what"])
    return take_down_ad(asset_id=doing.thing.pk, finding=finding, by=doing.by, at=doing.at)


def is_draft(version: Any) -> bool:
    """Whether it may still be written on."""
    return bool(version.state == "draft")


def is_public(asset: Any) -> bool:
    """Whether it may be shown."""
    return asset.published_version_id is not None


@register(Asset)
class AssetDesk(Desk):
    """One advertisement: its versions, when each was public, and what was said of it."""

    roles = READERS
    columns = ("number", "title", "kind", "advertiser", "published_version", "showable_to", "created_at")
    list_select_related = ("advertiser", "published_version")
    list_filter = ("kind",)
    search_fields = ("number__exact", "title")
    ordering = ("-created_at",)
    shows = ("number", "title", "kind", "advertiser", "published_version", "showable_to", "created_at")
    tables = (
        Table(
            _("Versions"),
            lambda asset: asset.versions.order_by("-number"),
            ("number", "state", "headline", "media", "ad_classes", "submitted_at", "decided_at"),
        ),
        Table(
            _("Archive"),
            lambda asset: asset.publications.select_related("version").order_by("-began_at"),
            ("version", "began_at", "ended_at", "end_cause", "keep_until"),
        ),
        Table(
            _("Take-downs"),
            lambda asset: asset.take_downs.order_by("-taken_at"),
            ("ground", "gravity", "what", "taken_at", "gone_at"),
        ),
        Table(
            _("Complaints"),
            lambda asset: asset.complaints.order_by("-told_at"),
            ("number", "ground", "what", "told_at"),
        ),
    )
    starts = (
        Act(
            "new",
            _("New advertisement"),
            _draft,
            capability=WRITE_ADS,
            form=asked(
                title=line(_("What the house calls it"), limit=120),
                kind=OneField(_("What it is made of"), AssetKind),
                advertiser=one_of(
                    _("Advertiser (the house itself if none)"),
                    lambda: Organisation.objects.order_by("name"),
                    required=False,
                ),
                **content_fields(),
            ),
        ),
    )
    acts = (
        Act(
            "revise",
            _("New version"),
            _revise,
            capability=WRITE_ADS,
            form=asked(**content_fields()),
            initial=_last_answers,
            offered=lambda asset: not asset.versions.filter(state__in=["draft", "submitted"]).exists(),
        ),
        Act(
            "end",
            _("Show it no more"),
            lambda d: end_ad(asset_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=WRITE_ADS,
            form=asked(reason=reason()),
            offered=is_public,
        ),
        Act(
            "take-down",
            _("Take it down everywhere"),
            _take_down,
            capability=TAKE_DOWN_ADS,
            tone="danger",
            offered=is_public,
            help=_("It disappears from every place at once, and a case is opened."),
            form=asked(
                ground=OneField(_("Ground"), Ground),
                gravity=OneField(_("Gravity"), Gravity),
                what=words(_("What was found")),
            ),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        version = thing.published_version or thing.versions.order_by("-number").first()
        return [screened_page.panel(version)] if version else []


@register(AssetVersion)
class AssetVersionDesk(Desk):
    """One version: its words with every hit marked, beside the rules and their sources."""

    roles = READERS
    columns = ("__str__", "state", "headline", "media", "ad_classes", "author.person", "submitted_at")
    list_select_related = ("asset", "author__person")
    list_filter = ("state",)
    search_fields = ("asset__number__exact", "headline")
    ordering = ("-created_at",)
    shows = (
        "asset",
        "state",
        "media",
        "ad_classes",
        "landing",
        "video_reference",
        "video_sha256",
        "approval_number",
        "endorser",
        "ai_parts",
        "ai_label",
        "brand_notes",
        "digest",
        "submitted_at",
        "decided_at",
    )
    tables = (
        Table(
            _("Reviews"),
            lambda version: approvals.history(version.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
    )
    acts = (
        Act(
            "change",
            _("Change the draft"),
            lambda d: change_ad_draft(
                version_id=d.thing.pk,
                content=content_from(d.answers, content_of(d.thing)),
                by=d.by,
                at=d.at,
            ),
            capability=WRITE_ADS,
            form=asked(**content_fields()),
            initial=answers_of,
            offered=is_draft,
        ),
        Act(
            "picture",
            _("Picture"),
            _picture,
            capability=WRITE_ADS,
            form=asked(
                file=paper(_("Picture")),
                picture_words=words(
                    _("Words in the picture"),
                    required=False,
                    help_text=_(
                        "A machine reads them too; you can take over what it found, and must check it."
                    ),
                ),
            ),
            offered=is_draft,
        ),
        Act(
            "take-over",
            _("Take over the words read in the picture"),
            lambda d: _changed(d, picture_words=completed(d.thing)),
            capability=WRITE_ADS,
            offered=lambda version: is_draft(version) and bool(left_out(version)),
        ),
        Act(
            "proof",
            _("Add a paper"),
            _proof,
            capability=WRITE_ADS,
            form=asked(
                type=OneField(_("Type"), PAPERS),
                number=line(_("Number"), required=False, limit=60),
                issuer=line(_("Issuer"), required=False),
                valid_to=day(_("Valid to"), required=False),
                file=paper(_("File")),
            ),
            offered=is_draft,
        ),
        Act(
            "endorser",
            _("Name who recommends it"),
            _endorse,
            capability=WRITE_ADS,
            form=asked(
                name=line(_("Name")),
                born_on=day(_("Born on")),
                used_goods=words(_("Since when and how they have used the goods")),
                checked_on=day(_("No penalty for false advertising, checked on")),
                valid_to=day(_("Consent valid to")),
                file=paper(_("Written consent")),
            ),
            offered=is_draft,
        ),
        Act(
            "excuse",
            _("Excuse a marked word"),
            _excuse,
            capability=WRITE_ADS,
            form=_excuse_form,
            offered=is_draft,
            help=_("Only with a reason the guidelines know, and with its proof."),
        ),
        Act(
            "submit",
            _("Submit for review"),
            lambda d: submit_ad(version_id=d.thing.pk, note=d["note"], by=d.by, at=d.at),
            capability=WRITE_ADS,
            tone="primary",
            form=asked(note=line(_("Note"), required=False)),
            offered=is_draft,
        ),
        Act(
            "withdraw",
            _("Withdraw"),
            lambda d: withdraw_ad(version_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=WRITE_ADS,
            form=asked(reason=line(_("Reason"), required=False)),
            offered=lambda version: version.state in ("draft", "submitted"),
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [screened_page.panel(thing)]


def _beside(review: Any) -> dict[str, Any]:
    return screened_page.panel(AssetVersion.objects.select_related("asset").get(pk=review.subject_id))


beside["advertising.asset"] = beside["advertising.special_asset"] = _beside
