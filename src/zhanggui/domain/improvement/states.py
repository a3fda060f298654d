"""The words of improvement, and the lives of what is improved, as tables."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


def choices_of(values: type[StrEnum]) -> list[tuple[str, str]]:
    """The values of an enumeration, as a field knows them."""
    return [(value.value, value.value) for value in values]


class MetricArea(StrEnum):
    """What is watched. No area is without a metric (B-10.1.1)."""

    PROGRAMME = "programme"
    TRAFFIC = "traffic"
    CALLS = "calls"
    ORDERS = "orders"
    PRICES = "prices"
    STOCK = "stock"
    DELIVERY = "delivery"
    AFTER_SALES = "after_sales"
    COMPLAINTS = "complaints"
    SATISFACTION = "satisfaction"
    SUPPLIERS = "suppliers"
    SECURITY = "security"
    COST = "cost"


SERVICE_AREAS = (
    MetricArea.CALLS,
    MetricArea.AFTER_SALES,
    MetricArea.COMPLAINTS,
    MetricArea.SATISFACTION,
)
"""What customer service is measured by (B-10.2.1)."""
ROAD_AREAS = (MetricArea.DELIVERY, MetricArea.COST)
"""What delivery is measured by (B-10.2.2)."""


class Unit(StrEnum):
    """What a value is counted in."""

    PERCENT = "percent"
    COUNT = "count"
    SCORE = "score"
    YUAN = "yuan"
    HOURS = "hours"


class Better(StrEnum):
    """Which way a metric should move."""

    HIGHER = "higher_is_better"
    LOWER = "lower_is_better"


class AnalysisKind(StrEnum):
    """How readings are analysed (B-10.1.2)."""

    TREND = "trend"
    COMPARISON = "comparison_of_periods"
    PARETO = "pareto"
    SURVEY = "survey_result"


class ImprovementSource(StrEnum):
    """What an improvement follows from."""

    COMPLAINTS = "complaint_causes"
    SURVEY = "survey_result"
    SERVICE = "service_figures"
    DELIVERY = "delivery_figures"
    AUDIT = "internal_audit"


class ImprovementState(StrEnum):
    """Where an improvement stands."""

    OPENED = "opened"
    """The problem and its target are known; nothing is planned yet."""
    ACTING = "acting"
    """Something is being done, or its effect is being waited for."""
    KEPT = "kept_for_good"
    DROPPED = "dropped"


IMPROVEMENT = Lifecycle(
    initial=ImprovementState.OPENED,
    table={
        (ImprovementState.OPENED, "act"): ImprovementState.ACTING,
        (ImprovementState.ACTING, "act"): ImprovementState.ACTING,
        (ImprovementState.ACTING, "keep"): ImprovementState.KEPT,
        (ImprovementState.ACTING, "drop"): ImprovementState.DROPPED,
    },
)
