"""What columns there are, for whom and where, and the life of one version of a column."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class ColumnKind(StrEnum):
    """What a column shows."""

    BANNER = "banner"
    """A picture with a headline that leads somewhere."""
    LIVE = "live"
    """What is on air now, with price and pieces left."""
    GUIDE = "guide"
    """What comes next on air."""
    GOODS = "goods"
    """A list of goods: found by a rule, or put together by hand."""
    CATEGORIES = "categories"
    """The floors of the shop: the first level of the tree."""
    ARTICLE = "article"
    """A text: how to choose, how to use, what is new."""
    LICENCES = "licences"
    """The house's own licences (资质公示)."""


class Place(StrEnum):
    """Where a column stands."""

    HOME = "home"
    CATEGORY = "category"
    SEARCH = "search"


class Audience(StrEnum):
    """Whom a column is for."""

    EVERYBODY = "everyone"
    VISITORS = "visitors"
    """Who has not signed in."""
    MEMBERS = "members"
    """Who has."""
    NEWCOMERS = "newcomers"
    """Who has never ordered: visitors, and members before their first order."""


class GoodsOrder(StrEnum):
    """How a rule puts goods in order."""

    NEWEST = "newest"
    SALES = "sales"
    RATING = "rating"
    CHEAPEST = "cheapest"


class ColumnState(StrEnum):
    """Where one version of a column stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


COLUMN = Lifecycle(
    initial=ColumnState.DRAFT,
    table={
        (ColumnState.DRAFT, "change"): ColumnState.DRAFT,
        (ColumnState.DRAFT, "submit"): ColumnState.SUBMITTED,
        (ColumnState.DRAFT, "withdraw"): ColumnState.WITHDRAWN,
        (ColumnState.SUBMITTED, "withdraw"): ColumnState.WITHDRAWN,
        (ColumnState.SUBMITTED, "return"): ColumnState.RETURNED,
        (ColumnState.SUBMITTED, "publish"): ColumnState.PUBLISHED,
        (ColumnState.PUBLISHED, "supersede"): ColumnState.SUPERSEDED,
    },
)
"""A returned or withdrawn version stays as it is; what comes next is a new version."""
