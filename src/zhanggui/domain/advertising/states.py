"""What kinds of advertisement there are, where they are shown, and the life of one version."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class AssetKind(StrEnum):
    """What an advertisement is made of."""

    TEXT = "text"
    PICTURE = "picture"
    VIDEO = "video"
    SCRIPT = "script"
    """What is said and shown in a programme."""
    MAIL = "mail"
    MESSAGE = "message"
    """A short message."""
    BANNER = "banner"
    """A picture with words in a column of the shop."""


class Medium(StrEnum):
    """Where an advertisement meets people (B-5.3.3)."""

    TELEVISION = "television"
    SHOP = "shop"
    MAIL = "mail"
    MESSAGE = "message"
    PHONE = "phone"
    SOCIAL = "social"
    """Platforms of others: short videos, official accounts."""
    OFFLINE = "offline"
    """Print, posters, leaflets in parcels."""


class AdClass(StrEnum):
    """What advertising law calls the goods or service, where it has rules of its own for them."""

    ORDINARY = "ordinary"
    DRUG = "drug"
    PRESCRIPTION_DRUG = "prescription_drug"
    CONTROLLED_DRUG = "controlled_drug"
    MEDICAL_DEVICE = "medical_device"
    HEALTH_FOOD = "health_food"
    SPECIAL_MEDICAL_FOOD = "special_medical_food"
    FOOD = "food"
    INFANT_FORMULA = "infant_formula"
    COSMETICS = "cosmetics"
    ALCOHOL = "alcohol"
    TOBACCO = "tobacco"
    FINANCE = "finance"
    EDUCATION = "education"
    REAL_ESTATE = "real_estate"
    FARMING = "farming"
    """Seeds, seedlings, pesticides, veterinary drugs, feed."""
    CHILDREN = "children"
    """Goods for people under fourteen, or a medium made for minors."""


class AiPart(StrEnum):
    """What of an advertisement a machine made; it must then be labelled (AD-25)."""

    WORDS = "words"
    PICTURE = "picture"
    VIDEO = "video"
    VOICE = "voice"


class VersionState(StrEnum):
    """Where one version of an advertisement stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    """Frozen and waiting for the reviewers."""
    RETURNED = "returned"
    """Refused with reasons; to be corrected as a new version."""
    WITHDRAWN = "withdrawn"
    PUBLISHED = "public"
    """May be shown."""
    SUPERSEDED = "superseded"
    """Was public until a newer version was."""
    TAKEN_DOWN = "taken_down"
    """Was found unlawful or untrue; never shown again."""
    ENDED = "ended"
    """Its time is over: ended by its owner, or its approval ran out."""


VERSION = Lifecycle(
    initial=VersionState.DRAFT,
    table={
        (VersionState.DRAFT, "change"): VersionState.DRAFT,
        (VersionState.DRAFT, "submit"): VersionState.SUBMITTED,
        (VersionState.DRAFT, "withdraw"): VersionState.WITHDRAWN,
        (VersionState.SUBMITTED, "withdraw"): VersionState.WITHDRAWN,
        (VersionState.SUBMITTED, "return"): VersionState.RETURNED,
        (VersionState.SUBMITTED, "publish"): VersionState.PUBLISHED,
        (VersionState.PUBLISHED, "supersede"): VersionState.SUPERSEDED,
        (VersionState.PUBLISHED, "take_down"): VersionState.TAKEN_DOWN,
        (VersionState.PUBLISHED, "end"): VersionState.ENDED,
    },
)
"""What comes after a returned, ended or taken-down version is a new version, reviewed anew."""


class EndCause(StrEnum):
    """Why a version is no longer public."""

    SUPERSEDED = "superseded"
    TAKEN_DOWN = "taken_down"
    EXPIRED = "expired"
    ENDED = "ended"


class Ground(StrEnum):
    """Why an advertisement was taken down."""

    UNLAWFUL = "unlawful"
    """Against advertising law."""
    UNTRUE = "untrue"
    """False, or not proven."""
    RIGHTS = "rights"
    """Somebody else's picture, name, music or mark."""
    PAPERS = "papers"
    """An approval or a certificate was revoked."""
    GOODS = "goods"
    """The goods were stopped or recalled."""
    AUTHORITY = "authority"
    """Ordered by an authority."""


class Gravity(StrEnum):
    """How grave what was found is."""

    MINOR = "minor"
    MAJOR = "major"


class Excuse(StrEnum):
    """Why a word that the rules name is lawful here (guidelines on absolute terms, 5 to 7)."""

    OWN_RANGE = "own_range"
    """Compares goods of the same maker, or one's own sizes and models."""
    ATTITUDE = "attitude"
    """Says what one strives for or how one serves, not what the goods are."""
    USAGE = "usage"
    """A hint for use, storage or the best time."""
    GRADE = "grade"
    """A grade by a standard, or an official classification."""
    NAME = "name"
    """A registered name, mark, title, or an official award."""
    FACT = "fact"
    """A fact limited by time and place, which can be proven."""
    NOT_THE_GOODS = "not_the_goods"
    """Does not speak of the goods or the seller at all."""
