"""What an advertisement of a kind must prove, and what may not be advertised at all. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from zhanggui.domain.advertising.states import AdClass, AiPart, Excuse, Medium

BANNED: Mapping[AdClass, str] = MappingProxyType(
    {
        AdClass.PRESCRIPTION_DRUG: "广告法 15(2)",
        AdClass.CONTROLLED_DRUG: "广告法 15(1)",
        AdClass.TOBACCO: "广告法 22",
        AdClass.INFANT_FORMULA: "广告法 20",
    }
)
"""Never advertised by us (AD-04)."""

BANNED_ON_AIR: Mapping[AdClass, str] = MappingProxyType({AdClass.DRUG: "电视购物节目通知 (2009)"})
"""Not in programmes and shorts that sell (TV-06, TV-12)."""

BANNED_FOR_MINORS: Mapping[AdClass, str] = MappingProxyType(
    dict.fromkeys(
        (
            AdClass.DRUG,
            AdClass.MEDICAL_DEVICE,
            AdClass.HEALTH_FOOD,
            AdClass.SPECIAL_MEDICAL_FOOD,
            AdClass.COSMETICS,
            AdClass.ALCOHOL,
        ),
        "广告法 40",
    )
)
"""Not in media made for minors (AD-19)."""

APPROVED_BY_AUTHORITY: Mapping[AdClass, str] = MappingProxyType(
    {
        AdClass.DRUG: "药广审",
        AdClass.MEDICAL_DEVICE: "械广审",
        AdClass.HEALTH_FOOD: "食健广审",
        AdClass.SPECIAL_MEDICAL_FOOD: "食特广审",
    }
)
"""What is advertised only with an approval of the authority, and what its numbers are called (AD-08)."""

CLASS_OF_GOODS: Mapping[str, AdClass] = MappingProxyType(
    {
        "food": AdClass.FOOD,
        "health_food": AdClass.HEALTH_FOOD,
        "infant_formula": AdClass.INFANT_FORMULA,
        "alcohol": AdClass.ALCOHOL,
        "cosmetics": AdClass.COSMETICS,
        "tobacco": AdClass.TOBACCO,
        "otc_drug": AdClass.DRUG,
        "prescription_drug": AdClass.PRESCRIPTION_DRUG,
        "controlled_drug": AdClass.CONTROLLED_DRUG,
        "medical_device": AdClass.MEDICAL_DEVICE,
        "professional_device": AdClass.MEDICAL_DEVICE,
    }
)
"""What advertising law calls goods that the catalogue files under such a class; any other is ordinary."""

PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新国"
_NUMBER = re.compile(
    rf"(?P<province>[{PROVINCES}])(?P<kind>药|械|食健|食特)广审[(（](?P<form>[视声文])[)）]"
    r"第(?P<until>[0-9]{6})-(?P<serial>[0-9]{5})号"
)
FORMS = MappingProxyType({"视": "video", "声": "sound", "文": "words"})


@dataclass(frozen=True, slots=True)
class ApprovalNumber:
    """A number of the authority, read: 浙食健广审（视）第271231-00012号 holds to the end of 2027."""

    province: str
    kind: str
    form: str
    until: date
    serial: str


def read_approval_number(text: str) -> ApprovalNumber | None:
    """The number as the measures write it (its first six digits are its last day), or None."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    digits = match["until"]
    try:
        until = date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None
    return ApprovalNumber(
        match["province"], f"{match['kind']}广审", FORMS[match["form"]], until, match["serial"]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorser:
    """Who recommends the goods, and the papers behind it (AD-13)."""

    name: str
    born_on: date
    used_goods: str
    """Since when and how they have used the goods."""
    checked_on: date
    """When nobody found them punished for a false advertisement within three years."""
    consent: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Excused:
    """Why one word that the rules name is lawful here: the hit's key, the kind of reason, and the proof."""

    key: str
    reason: Excuse
    why: str
    evidence: UUID | None = None


PROVEN_EXCUSES = frozenset({Excuse.FACT, Excuse.NAME, Excuse.GRADE, Excuse.OWN_RANGE})
"""Reasons that count only with a paper (guidelines on absolute terms, 6 and 7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdContent:
    """What an advertisement says and shows, where, for which goods, and what proves it."""

    headline: str = ""
    words: str = ""
    picture: UUID | None = None
    picture_words: str = ""
    video_reference: str = ""
    video_sha256: str = ""
    transcript: str = ""
    landing: str = ""
    media: tuple[Medium, ...] = ()
    ad_classes: tuple[AdClass, ...] = (AdClass.ORDINARY,)
    goods: tuple[UUID, ...] = ()
    for_minors: bool = False
    approval_number: str = ""
    proofs: tuple[UUID, ...] = ()
    endorser: Endorser | None = None
    excuses: tuple[Excused, ...] = ()
    ai_parts: tuple[AiPart, ...] = ()
    ai_label: str = ""
    brand_notes: str = ""

    @property
    def parts(self) -> dict[str, str]:
        """Every text that people can read or hear in it, by where it stands."""
        said = {
            "headline": self.headline,
            "words": self.words,
            "picture_words": self.picture_words,
            "transcript": self.transcript,
        }
        return {name: text for name, text in said.items() if text.strip()}


LENGTHS: Mapping[str, int] = MappingProxyType(
    {
        "headline": 120,
        "words": 20_000,
        "picture_words": 5_000,
        "video_reference": 200,
        "transcript": 20_000,
        "landing": 200,
        "approval_number": 60,
        "ai_label": 60,
        "brand_notes": 2_000,
    }
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
NO_WORDS = "（无文字）"
"""What is written for a picture in which nothing can be read."""


def wrong(content: AdContent) -> list[str]:
    """Fields that cannot be so, even in a draft."""
    found = [name for name, most in LENGTHS.items() if len(getattr(content, name)) > most]
    if content.video_sha256 and not _SHA256.fullmatch(content.video_sha256):
        found.append("video_sha256")
    if content.landing and not re.fullmatch(r"/(?![/\\])\S*", content.landing):
        found.append("landing")
    return found


def wanting(content: AdContent) -> list[str]:
    """Fields that are missing when it goes to review."""
    needed = {
        "media": bool(content.media),
        "ad_classes": bool(content.ad_classes),
        "words": bool(content.parts),
        "picture_words": content.picture is None or bool(content.picture_words.strip()),
        "video_sha256": not content.video_reference or bool(content.video_sha256),
        "transcript": not content.video_reference or bool(content.transcript.strip()),
        "ai_label": not content.ai_parts or bool(content.ai_label.strip()),
        "brand_notes": bool(content.brand_notes.strip()),
    }
    return [name for name, there in needed.items() if not there]


def bans(content: AdContent) -> list[tuple[AdClass, str]]:
    """Kinds of goods that may not be advertised so, each with its source."""
    tables = [BANNED]
    if Medium.TELEVISION in content.media:
        tables.append(BANNED_ON_AIR)
    if content.for_minors or AdClass.CHILDREN in content.ad_classes:
        tables.append(BANNED_FOR_MINORS)
    return [(one, table[one]) for table in tables for one in content.ad_classes if one in table]


def approval_kinds(ad_classes: Iterable[str]) -> list[str]:
    """What the approval number of such an advertisement must be called; empty where none is asked."""
    classes = set(ad_classes)
    return [name for one, name in APPROVED_BY_AUTHORITY.items() if one in classes]


def special(ad_classes: Iterable[str]) -> bool:
    """Whether two people look at it: what an authority approves, and what speaks to minors."""
    return bool(set(ad_classes) & {*APPROVED_BY_AUTHORITY, AdClass.CHILDREN})


def number_problem(content: AdContent, on: date) -> str:
    """What is wrong with the approval number: ``missing``, ``form``, ``kind``, ``expired``, or nothing."""
    kinds = approval_kinds(content.ad_classes)
    if not kinds:
        return ""
    if not content.approval_number.strip():
        return "missing"
    number = read_approval_number(content.approval_number)
    if number is None:
        return "form"
    if number.kind not in kinds:
        return "kind"
    return "expired" if number.until < on else ""


def endorser_problem(endorser: Endorser, ad_classes: Iterable[str], on: date) -> str:
    """Why this person may not recommend it: ``class``, ``young``, ``unused``, ``unchecked``, or nothing."""
    if set(ad_classes) & {*APPROVED_BY_AUTHORITY}:
        return "class"
    if _age(endorser.born_on, on) < 10:
        return "young"
    if not endorser.used_goods.strip():
        return "unused"
    if not (0 <= (on - endorser.checked_on).days <= 90):
        return "unchecked"
    return ""


def _age(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def unproven(excuses: Iterable[Excused]) -> list[str]:
    """Keys of excuses without a word of explanation, or without the paper their kind needs."""
    return [
        one.key
        for one in excuses
        if not one.why.strip() or (one.reason in PROVEN_EXCUSES and one.evidence is None)
    ]


def stored(content: AdContent) -> dict[str, Any]:
    """The content as columns of a version."""
    endorser = content.endorser
    return {
        **{name: getattr(content, name).strip() for name in LENGTHS if name != "words"},
        "words": content.words.replace("\r\n", "\n").strip(),
        "picture": content.picture,
        "video_sha256": content.video_sha256,
        "media": sorted(set(content.media)),
        "ad_classes": sorted(set(content.ad_classes)),
        "goods": list(content.goods),
        "for_minors": content.for_minors,
        "proofs": list(content.proofs),
        "endorser": _plain_endorser(endorser) if endorser else {},
        "excuses": [_plain_excuse(one) for one in content.excuses],
        "ai_parts": sorted(set(content.ai_parts)),
    }


def _plain_endorser(endorser: Endorser) -> dict[str, str]:
    return {
        "name": endorser.name,
        "born_on": endorser.born_on.isoformat(),
        "used_goods": endorser.used_goods,
        "checked_on": endorser.checked_on.isoformat(),
        "consent": str(endorser.consent),
    }


def _plain_excuse(one: Excused) -> dict[str, str]:
    return {
        "key": one.key,
        "reason": one.reason.value,
        "why": one.why,
        "evidence": str(one.evidence) if one.evidence else "",
    }


def content_of(row: Mapping[str, Any]) -> AdContent:
    """The content from columns as ``stored`` wrote them."""
    endorser, plain = row["endorser"], {name: row[name] for name in (*LENGTHS, "picture", "video_sha256")}
    return AdContent(
        **plain,
        media=tuple(Medium(one) for one in row["media"]),
        ad_classes=tuple(AdClass(one) for one in row["ad_classes"]),
        goods=tuple(row["goods"]),
        for_minors=row["for_minors"],
        proofs=tuple(row["proofs"]),
        endorser=_read_endorser(endorser) if endorser else None,
        excuses=tuple(_read_excuse(one) for one in row["excuses"]),
        ai_parts=tuple(AiPart(one) for one in row["ai_parts"]),
    )


def _read_endorser(row: Mapping[str, str]) -> Endorser:
    return Endorser(
        name=row["name"],
        born_on=date.fromisoformat(row["born_on"]),
        used_goods=row["used_goods"],
        checked_on=date.fromisoformat(row["checked_on"]),
        consent=UUID(row["consent"]),
    )


def _read_excuse(row: Mapping[str, str]) -> Excused:
    return Excused(
        key=row["key"],
        reason=Excuse(row["reason"]),
        why=row["why"],
        evidence=UUID(row["evidence"]) if row["evidence"] else None,
    )
