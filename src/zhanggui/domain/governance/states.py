"""The lives of risks, proposals and measures, as tables; and the words they are told in."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class Area(StrEnum):
    """The processes of the house. Each has a reviewed risk (B-9.2.1)."""

    SUPPLIERS = "suppliers_and_goods"
    PRICES = "prices_and_promotions"
    BROADCAST = "broadcasting"
    ORDERS = "orders_and_payment"
    WAREHOUSE = "warehousing"
    DELIVERY = "transport"
    SERVICE = "customer_service"
    MARKETING = "publicity"
    MONEY = "money_and_books"
    SYSTEMS = "systems_and_data"


class Category(StrEnum):
    """What kind of risk it is."""

    MARKET = "market_risk"
    LEGAL = "legal_risk"
    TECHNICAL = "technical_risk"
    SUPPLY = "supply_risk"
    DELIVERY = "delivery_risk"
    REPUTATION = "reputation_risk"


class RiskSource(StrEnum):
    """Where a risk was noticed."""

    WORKSHOP = "workshop"
    INCIDENT = "risk_incident"
    COMPLAINT = "customer_complaint"
    AUDIT = "internal_audit"
    LAW = "legal_watch"


class Level(StrEnum):
    """What likelihood and impact come to on the matrix."""

    LOW = "low_level"
    MEDIUM = "medium_level"
    HIGH = "high_level"


class Prompt(StrEnum):
    """Why a risk was assessed."""

    FIRST = "first_time"
    DUE = "regular_review"
    INCIDENT = "after_an_event"
    TREATED = "after_a_measure"
    CHANGE = "law_or_system_changed"


class RiskState(StrEnum):
    """Where a risk stands."""

    REGISTERED = "noticed"
    """Nobody has scored it yet."""
    ASSESSED = "scored"
    """Its level is known; how it is met is not approved yet."""
    TREATED = "under_treatment"
    """An approved strategy says how it is met."""
    CLOSED = "no_longer_there"


RISK = Lifecycle(
    initial=RiskState.REGISTERED,
    table={
        (RiskState.REGISTERED, "assess"): RiskState.ASSESSED,
        (RiskState.ASSESSED, "assess"): RiskState.ASSESSED,
        (RiskState.ASSESSED, "adopt"): RiskState.TREATED,
        (RiskState.TREATED, "assess"): RiskState.TREATED,
        (RiskState.TREATED, "adopt"): RiskState.TREATED,
        (RiskState.TREATED, "close"): RiskState.CLOSED,
    },
)


class StrategyKind(StrEnum):
    """How a risk is met (B-9.3.2)."""

    AVOID = "avoid_it"
    REDUCE = "reduce_it"
    SHARE = "share_it"
    ACCEPT = "accept_it"


class ProposalState(StrEnum):
    """Where something that somebody else has to approve stands."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


PROPOSAL = Lifecycle(
    initial=ProposalState.PROPOSED,
    table={
        (ProposalState.PROPOSED, "adopt"): ProposalState.ADOPTED,
        (ProposalState.PROPOSED, "return"): ProposalState.RETURNED,
        (ProposalState.PROPOSED, "withdraw"): ProposalState.WITHDRAWN,
        (ProposalState.ADOPTED, "supersede"): ProposalState.SUPERSEDED,
    },
)


class MeasureKind(StrEnum):
    """What a measure does."""

    PREVENTIVE = "preventive"
    DETECTIVE = "detective"
    CORRECTIVE = "corrective"


class MeasureState(StrEnum):
    """Where a measure stands."""

    PLANNED = "to_be_done"
    DONE = "to_be_verified"
    """Its owner says it is done, with evidence; somebody else has not looked yet."""
    VERIFIED = "shown_effective"


MEASURE = Lifecycle(
    initial=MeasureState.PLANNED,
    table={
        (MeasureState.PLANNED, "extend"): MeasureState.PLANNED,
        (MeasureState.PLANNED, "finish"): MeasureState.DONE,
        (MeasureState.DONE, "return"): MeasureState.PLANNED,
        (MeasureState.DONE, "verify"): MeasureState.VERIFIED,
    },
)


class Gravity(StrEnum):
    """How grave a risk that came true is."""

    MINOR = "minor"
    MAJOR = "major"


class MandateKind(StrEnum):
    """What gives the auditors their task."""

    CHARTER = "audit_charter"
    PLAN = "audit_plan"
    """That of one year."""


class Population(StrEnum):
    """What samples are drawn of."""

    ORDERS = "all_orders"
    CASES = "all_cases"
    REVIEWS = "all_reviews"


class AuditState(StrEnum):
    """Where an audit stands."""

    FIELDWORK = "fieldwork"
    ENDED = "fieldwork_ended"
    """Everything is looked at; the report is due."""
    REPORTED = "reported_on"
    ANSWERED = "answered_by_management"


AUDIT = Lifecycle(
    initial=AuditState.FIELDWORK,
    table={
        (AuditState.FIELDWORK, "record"): AuditState.FIELDWORK,
        (AuditState.FIELDWORK, "end"): AuditState.ENDED,
        (AuditState.ENDED, "issue"): AuditState.REPORTED,
        (AuditState.REPORTED, "reply"): AuditState.ANSWERED,
    },
)
