"""The life of one version of goods information, and of the goods themselves."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class VersionState(StrEnum):
    """Where one version of goods information stands (B-2.2)."""

    DRAFT = "draft"
    """Being written; only its supplier sees it."""
    SUBMITTED = "submitted"
    """Frozen and waiting for the reviewer."""
    RETURNED = "returned"
    """Refused with reasons, item by item; to be corrected as a new version."""
    WITHDRAWN = "withdrawn"
    """Taken back by its author before a decision."""
    PUBLISHED = "published"
    """What customers see."""
    SUPERSEDED = "superseded"
    """Was published until a newer version was."""


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
    },
)
"""A returned or withdrawn version stays as it is; what comes next is a new version."""


class ListState(StrEnum):
    """Where one list of words for search stands."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    STANDING = "standing"
    """What searches go by."""
    SUPERSEDED = "superseded"


WORD_LIST = Lifecycle(
    initial=ListState.SUBMITTED,
    table={
        (ListState.SUBMITTED, "withdraw"): ListState.WITHDRAWN,
        (ListState.SUBMITTED, "return"): ListState.RETURNED,
        (ListState.SUBMITTED, "adopt"): ListState.STANDING,
        (ListState.STANDING, "supersede"): ListState.SUPERSEDED,
    },
)
"""A list is proposed whole, with what it changes; a list that was returned is proposed anew."""


class ReturnPolicy(StrEnum):
    """Whether a customer may return goods of this kind within seven days without reason (CP-01 to CP-04)."""

    NO_REASON = "no_reason"
    """The rule: seven days, no reason asked."""
    CONFIRMED_EXCLUSION = "confirmed_exclusion"
    """Excluded only if the customer confirmed it at this purchase."""
    EXCLUDED = "excluded"
    """Excluded by law itself: fresh, made to order, unsealed digital goods, delivered newspapers."""


class LegalClass(StrEnum):
    """What the law calls goods of this kind, where it has a word for them."""

    ORDINARY = "ordinary"
    FOOD = "food"
    HEALTH_FOOD = "health_food"
    INFANT_FORMULA = "infant_formula"
    ALCOHOL = "alcohol"
    COSMETICS = "cosmetics"
    TOBACCO = "tobacco"
    OTC_DRUG = "otc_drug"
    PRESCRIPTION_DRUG = "prescription_drug"
    CONTROLLED_DRUG = "controlled_drug"
    MEDICAL_DEVICE = "medical_device"
    PROFESSIONAL_DEVICE = "professional_device"
    SEXUAL_HEALTH = "sexual_health"
    BREAST_ENLARGEMENT = "breast_enlargement"
    SLIMMING = "slimming"
    HEIGHT_INCREASING = "height_increasing"
    FORTUNE_TELLING = "fortune_telling"


class StopCause(StrEnum):
    """Why goods are off sale although their information is approved."""

    SUPPLIER_WISH = "supplier_wish"
    QUALITY = "quality"
    PRICE = "price"
    INFORMATION = "information"
    DOCUMENT = "document"
    RECALL = "recall"
    HOUSE = "house"
    VIOLATION = "violation"
    """Its supplier was found to have broken rules with these goods."""
