"""Whether an advertisement may go to review, and until when it may be shown: words, kinds, papers, people."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext

from zhanggui.domain.advertising import rules
from zhanggui.domain.advertising.models import Asset, AssetVersion
from zhanggui.domain.advertising.refusals import (
    AdIncomplete,
    ApprovalNumberWrong,
    EndorserNotAllowed,
    ExcuseUnproven,
    NotAdvertised,
    PhraseMissing,
    ProofMissing,
    WordsProhibited,
)
from zhanggui.domain.advertising.rules import AdContent
from zhanggui.domain.advertising.screening import Report
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.advertising.words import class_said, fields_said, problem_said
from zhanggui.domain.advertising.writing import content_of, goods_of, screened
from zhanggui.domain.catalog.queries import ON_AIR_BANS, banned_by
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.norms import norm, source_of
from zhanggui.kernel.said import Said
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.queries import of_owner
from zhanggui.mechanisms.documents.types import document_types

SHOWN = 5
"""So many words are named in a refusal; the rest shows in the preview."""


def refuse_unfit(version: AssetVersion, at: datetime) -> Report:
    """Refuse what may not even be reviewed; answer with what the reviewer has to look at."""
    content, today = content_of(version), at.astimezone(SHANGHAI).date()
    if found := rules.wanting(content):
        raise AdIncomplete(fields=fields_said(found))
    _refuse_banned(content, today)
    _refuse_number(content, today)
    _refuse_endorser(content, today)
    _refuse_papers(version, content, today)
    report = screened(content, at)
    _refuse_words(content, report)
    return report


def showable_to(version: AssetVersion, at: datetime) -> date:
    """The last day on which this version may be shown: of its number, its papers, or of the review itself."""
    today, content = at.astimezone(SHANGHAI).date(), content_of(version)
    ends = [today + timedelta(days=norm("advertising.review_valid_days", on=today))]
    if number := rules.read_approval_number(content.approval_number):
        ends.append(number.until)
    ends += [one.valid_to for one in _named_papers(version, content).values() if one.valid_to]
    return min(ends)


def _refuse_banned(content: AdContent, today: date) -> None:
    for kind, source in rules.bans(content):
        raise NotAdvertised(kind=class_said(kind.value), source=source)
    if Medium.TELEVISION in content.media:
        for goods in goods_of(content.goods).values():
            if key := banned_by(goods.legal_class, ON_AIR_BANS, on=today):
                raise NotAdvertised(kind=class_said(goods.legal_class), source=source_of(key, on=today))


def _refuse_number(content: AdContent, today: date) -> None:
    if problem := rules.number_problem(content, today):
        raise ApprovalNumberWrong(problem=problem_said(problem))


def _refuse_endorser(content: AdContent, today: date) -> None:
    if content.endorser is None:
        return
    if problem := rules.endorser_problem(content.endorser, content.ad_classes, today):
        raise EndorserNotAllowed(name=content.endorser.name, problem=problem_said(problem))


def _named_papers(version: AssetVersion, content: AdContent) -> dict[UUID, Document]:
    """Every paper the version names that is there, and is the advertiser's."""
    named = {*content.proofs, *(one.evidence for one in content.excuses if one.evidence)}
    if content.endorser:
        named.add(content.endorser.consent)
    if content.picture:
        named.add(content.picture)
    return {one.pk: one for one in of_owner(version.asset.advertiser_id).filter(pk__in=named)}


def _refuse_papers(version: AssetVersion, content: AdContent, today: date) -> None:
    held = {
        key: one
        for key, one in _named_papers(version, content).items()
        if (one.valid_from is None or one.valid_from <= today)
        and (one.valid_to is None or today <= one.valid_to)
    }
    wanting = _unheld(content, held)
    if rules.approval_kinds(content.ad_classes):
        approval = {one.number for one in held.values() if one.type == "ad_approval"}
        if content.approval_number.strip() not in approval:
            wanting.append("ad_approval")
    if wanting:
        raise ProofMissing(documents=_papers_said(wanting))


def _unheld(content: AdContent, held: dict[UUID, Document]) -> list[str]:
    named: list[tuple[str, UUID | None]] = [
        ("picture", content.picture),
        ("endorser_consent", content.endorser.consent if content.endorser else None),
        *(("ad_evidence", one.evidence) for one in content.excuses),
        *(("other", one) for one in content.proofs),
    ]
    return [kind for kind, one in named if one is not None and one not in held]


def _refuse_words(content: AdContent, report: Report) -> None:
    given = {one.key: one for one in content.excuses}
    if unexcused := report.unexcused(given):
        words = list(dict.fromkeys(hit.found for hit in unexcused))[:SHOWN]
        raise WordsProhibited(words="、".join(words), keys=[hit.key for hit in unexcused])
    found = {hit.key for hit in report.hits}
    if unproven := rules.unproven(one for one in content.excuses if one.key in found):
        raise ExcuseUnproven(words="、".join(key.partition(":")[2] for key in unproven))
    for missing in report.missing:
        raise PhraseMissing(phrase=missing.phrase, source=missing.source)


def _papers_said(codes: list[str]) -> Said:
    titles = {one.code: one.title for one in document_types()}
    return Said(
        ", ".join(codes),
        lambda: gettext(", ").join(gettext(titles.get(one, one)) for one in dict.fromkeys(codes)),
    )


def still_proven(asset: Asset, at: datetime) -> bool:
    """Whether every paper behind what is public of this advertisement holds at this moment."""
    version = asset.published_version
    if version is None:
        return True
    version.asset = asset
    content, today = content_of(version), at.astimezone(SHANGHAI).date()
    try:
        _refuse_papers(version, content, today)
    except ProofMissing:
        return False
    return not rules.unproven(content.excuses)
