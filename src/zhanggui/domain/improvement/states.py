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
    CHART = "control_chart"
    GROUPS = "groups_of_customers"
    SURVEY = "survey_result"


class Region(StrEnum):
    """Parts of the country, as groups of customers (B-1.1.3)."""

    NORTH = "north_china"
    NORTHEAST = "northeast_china"
    EAST = "east_china"
    SOUTH = "south_central_china"
    SOUTHWEST = "southwest_china"
    NORTHWEST = "northwest_china"
    ELSEWHERE = "elsewhere"


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


class PlanKind(StrEnum):
    """What is planned."""

    STRATEGY = "development_plan"
    """Where the house wants to be in some years (B-10.4.1)."""
    YEAR = "plan_of_a_year"
    """What it does about it this year (B-10.4.2)."""


class PlanState(StrEnum):
    """Where a version of a plan stands."""

    DRAFTED = "drafted"
    """Goals, or initiatives, are added to it."""
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


PLAN = Lifecycle(
    initial=PlanState.DRAFTED,
    table={
        (PlanState.DRAFTED, "add"): PlanState.DRAFTED,
        (PlanState.DRAFTED, "submit"): PlanState.PROPOSED,
        (PlanState.DRAFTED, "withdraw"): PlanState.WITHDRAWN,
        (PlanState.PROPOSED, "adopt"): PlanState.ADOPTED,
        (PlanState.PROPOSED, "return"): PlanState.RETURNED,
        (PlanState.PROPOSED, "withdraw"): PlanState.WITHDRAWN,
        (PlanState.ADOPTED, "supersede"): PlanState.SUPERSEDED,
    },
)


class InitiativeKind(StrEnum):
    """What an initiative is."""

    OPERATION = "of_operations"
    RESEARCH = "of_research"


class Progress(StrEnum):
    """How an initiative goes."""

    ON_TRACK = "on_track"
    BEHIND = "behind_plan"
    STOPPED = "stopped_short"


class IdeaSource(StrEnum):
    """Who had an idea."""

    CUSTOMERS = "from_customers"
    STAFF = "from_staff"
    DATA = "from_figures"


class IdeaState(StrEnum):
    """Where an idea stands."""

    NOTED = "written_down"
    WORTH_IT = "worth_trying"
    TURNED_DOWN = "turned_down"
    TRYING = "being_tried"
    TRIED = "tried_out"
    LAUNCHED = "launched"
    GIVEN_UP = "given_up"
    LOOKED_AT = "effect_known"


IDEA = Lifecycle(
    initial=IdeaState.NOTED,
    table={
        (IdeaState.NOTED, "take_up"): IdeaState.WORTH_IT,
        (IdeaState.NOTED, "turn_down"): IdeaState.TURNED_DOWN,
        (IdeaState.WORTH_IT, "try"): IdeaState.TRYING,
        (IdeaState.TRYING, "stop"): IdeaState.TRIED,
        (IdeaState.TRIED, "launch"): IdeaState.LAUNCHED,
        (IdeaState.TRIED, "give_up"): IdeaState.GIVEN_UP,
        (IdeaState.LAUNCHED, "look"): IdeaState.LOOKED_AT,
    },
)
