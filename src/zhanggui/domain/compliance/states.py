"""What compliance speaks of: areas, rights of customers, and the life of one version of a policy."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class Area(StrEnum):
    """A side of the business that obligations and policies are about."""

    GOODS = "on_goods"
    ADVERTISING = "on_advertising"
    BROADCAST = "on_broadcast"
    PRICE = "on_price"
    AFTER_SALES = "on_after_sales"
    DELIVERY = "on_delivery"
    PARTNERS = "on_partners"
    DATA = "on_data"
    MONEY = "on_money"
    PLATFORM = "on_platform"


class Right(StrEnum):
    """A right of customers (B-6.3.1)."""

    RETURN = "to_return"
    INFORMATION = "to_information"
    SAFETY = "to_safety"
    FAIR_DEAL = "to_fair_deal"
    COMPENSATION = "to_compensation"
    PRIVACY = "to_privacy"


class Audience(StrEnum):
    """Whom a policy binds."""

    STAFF = "staff"
    PUBLIC = "public"
    """A rule of the platform: the public comments on it, and reads it before it holds."""


class Impact(StrEnum):
    """How much a change of a public rule touches; the notice before it holds depends on it (PR-01)."""

    ORDINARY = "ordinary"
    MAJOR = "major"


class PolicyState(StrEnum):
    """Where one version of a policy stands. A published one holds from its day until the next one's."""

    DRAFT = "draft"
    COMMENTED = "commented"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"


OPEN = (PolicyState.DRAFT, PolicyState.COMMENTED, PolicyState.SUBMITTED)

POLICY = Lifecycle(
    initial=PolicyState.DRAFT,
    table={
        (PolicyState.DRAFT, "open comments"): PolicyState.COMMENTED,
        (PolicyState.DRAFT, "submit"): PolicyState.SUBMITTED,
        (PolicyState.DRAFT, "withdraw"): PolicyState.WITHDRAWN,
        (PolicyState.COMMENTED, "comment"): PolicyState.COMMENTED,
        (PolicyState.COMMENTED, "submit"): PolicyState.SUBMITTED,
        (PolicyState.COMMENTED, "withdraw"): PolicyState.WITHDRAWN,
        (PolicyState.SUBMITTED, "withdraw"): PolicyState.WITHDRAWN,
        (PolicyState.SUBMITTED, "return"): PolicyState.RETURNED,
        (PolicyState.SUBMITTED, "publish"): PolicyState.PUBLISHED,
    },
)
"""Words change only by a new version; a returned or withdrawn one stays as it was."""
