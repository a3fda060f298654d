"""How pricing says no."""

from zhanggui.kernel.refusal import Refusal


class ResearchMissing(Refusal):
    """Before a price is changed the market is looked at: give at least one competing offer and the demand."""

    code = "research-missing"
    status = 422


class ResearchStale(Refusal):
    """The market research is of {day}; it holds for {days} days."""

    code = "research-stale"
    status = 422


class ResearchElsewhere(Refusal):
    """The market research does not cover {sku}."""

    code = "research-elsewhere"
    status = 422


class BadPeriod(Refusal):
    """This period cannot be: {problem}"""

    code = "bad-period"
    status = 422


class StartsInThePast(Refusal):
    """A price cannot start in the past."""

    code = "starts-in-the-past"
    status = 422


class BadPriceList(Refusal):
    """A proposal holds between 1 and {most} SKUs, each once, each with a price above zero."""

    code = "bad-price-list"
    status = 400


class NotBelowNormal(Refusal):
    """The price ¥{price} of {sku} must be below its normal price, which is ¥{normal} in that period."""

    code = "not-below-normal"
    status = 422


class NotBelowFormer(Refusal):
    """The normal price of {sku} was raised from ¥{former} in the last {days} days; ¥{price} is not lower."""

    code = "not-below-former"
    status = 422


class NoNormalPrice(Refusal):
    """{sku} has no normal price for the whole period, so nothing can be lower than it."""

    code = "no-normal-price"
    status = 422


class NoFairComparison(Refusal):
    """{sku} cannot be shown with a struck-out price: the lowest price it was sold for lately is {lowest}."""

    code = "no-fair-comparison"
    status = 422


class ComparisonNeedsPeriod(Refusal):
    """Only a price for a stated period is shown beside a struck-out one; a normal price is not."""

    code = "comparison-needs-period"
    status = 422


class PricesOverlap(Refusal):
    """{sku} has a price of this kind in that period already."""

    code = "prices-overlap"


class AlreadyOver(Refusal):
    """This price is not in force any more."""

    code = "already-over"


class NormalPriceStays(Refusal):
    """A normal price is replaced by another, not ended. To stop the sale, take the goods off sale."""

    code = "normal-price-stays"
    status = 422
