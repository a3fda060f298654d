"""What happened to advertisements."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("advertising.drafted", "Advertisement {number} “{title}” was drafted, version {version}")
@dataclass(frozen=True, kw_only=True)
class AdDrafted:
    number: str
    title: str
    kind: str
    version: int


@trail.fact(
    "advertising.draft_changed", "The draft of advertisement {number}, version {version}, was changed"
)
@dataclass(frozen=True, kw_only=True)
class AdDraftChanged:
    number: str
    version: int


@trail.fact(
    "advertising.picture_read",
    "A machine read {lines} lines in the picture of advertisement {number}, version {version}",
)
@dataclass(frozen=True, kw_only=True)
class AdPictureRead:
    number: str
    version: int
    lines: int


@trail.fact(
    "advertising.submitted",
    "Advertisement {number}, version {version}, was submitted: the rules of {edition} mark {hits} places",
)
@dataclass(frozen=True, kw_only=True)
class AdSubmitted:
    number: str
    version: int
    hits: int
    edition: str


@trail.fact("advertising.withdrawn", "Advertisement {number}, version {version}, was withdrawn")
@dataclass(frozen=True, kw_only=True)
class AdWithdrawn:
    number: str
    version: int


@trail.fact("advertising.returned", "Advertisement {number}, version {version}, was returned to its author")
@dataclass(frozen=True, kw_only=True)
class AdReturned:
    number: str
    version: int


@trail.fact(
    "advertising.published", "Advertisement {number}, version {version}, may be shown until {showable_to}"
)
@dataclass(frozen=True, kw_only=True)
class AdPublished:
    number: str
    version: int
    digest: str
    showable_to: str


@trail.fact("advertising.taken_down", "Advertisement {number}, version {version}, was taken down: {ground}")
@dataclass(frozen=True, kw_only=True)
class AdTakenDown:
    asset: str
    number: str
    version: int
    ground: str
    gravity: str


@trail.fact(
    "advertising.gone", "No place shows advertisement {number} any more, {seconds} s after it was taken down"
)
@dataclass(frozen=True, kw_only=True)
class AdGone:
    number: str
    seconds: int
    places: int


@trail.fact("advertising.ended", "Advertisement {number}, version {version}, is no longer shown: {cause}")
@dataclass(frozen=True, kw_only=True)
class AdEnded:
    asset: str
    number: str
    version: int
    cause: str


@trail.fact("advertising.complained", "Somebody complains of advertisement {number}: {ground}")
@dataclass(frozen=True, kw_only=True)
class AdComplainedOf:
    number: str
    complaint: str
    ground: str
