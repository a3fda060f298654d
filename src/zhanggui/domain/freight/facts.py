"""What happens to freight, in the past tense."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("freight.tariff_proposed", "Freight agreement {number} with {carrier} was proposed")
@dataclass(frozen=True, kw_only=True)
class TariffProposed:
    carrier: str
    number: int


@trail.fact("freight.tariff_offered", "Freight agreement {number} was approved and shown to {carrier}")
@dataclass(frozen=True, kw_only=True)
class TariffOffered:
    carrier: str
    number: int


@trail.fact("freight.tariff_dropped", "Freight agreement {number} with {carrier} was not approved")
@dataclass(frozen=True, kw_only=True)
class TariffDropped:
    carrier: str
    number: int


@trail.fact("freight.tariff_confirmed", "{carrier} agreed to freight agreement {number}, from {starts_on}")
@dataclass(frozen=True, kw_only=True)
class TariffConfirmed:
    carrier: str
    number: int
    starts_on: str


@trail.fact("freight.tariff_declined", "{carrier} did not agree to freight agreement {number}")
@dataclass(frozen=True, kw_only=True)
class TariffDeclined:
    carrier: str
    number: int


@trail.fact("freight.tariff_ended", "Freight agreement {number} with {carrier} ends on {last_day}")
@dataclass(frozen=True, kw_only=True)
class TariffEnded:
    carrier: str
    number: int
    last_day: str


@trail.fact("freight.accrued", "Freight of {tracking_number} was reckoned")
@dataclass(frozen=True, kw_only=True)
class FreightAccrued:
    tracking_number: str
    zone: str
    amount_fen: int


@trail.fact("freight.reweighed", "Freight of {tracking_number} was reckoned again by {grams} grams")
@dataclass(frozen=True, kw_only=True)
class ParcelReweighed:
    tracking_number: str
    grams: int
    before_fen: int
    amount_fen: int


@trail.fact(
    "freight.bill_taken", "Bill {number} of {carrier} with {lines} lines was compared: {agreeing} agree"
)
@dataclass(frozen=True, kw_only=True)
class BillTaken:
    number: str
    carrier: str
    lines: int
    agreeing: int
    total_fen: int


@trail.fact("freight.acceptance_asked", "Somebody asked to pay {lines} lines of bill {number} as billed")
@dataclass(frozen=True, kw_only=True)
class AcceptanceAsked:
    number: str
    lines: int
    difference_fen: int


@trail.fact("freight.differences_accepted", "{lines} lines of bill {number} are paid as billed")
@dataclass(frozen=True, kw_only=True)
class DifferencesAccepted:
    number: str
    lines: int
    difference_fen: int


@trail.fact("freight.acceptance_dropped", "{lines} lines of bill {number} are not paid as billed")
@dataclass(frozen=True, kw_only=True)
class AcceptanceDropped:
    number: str
    lines: int


@trail.fact("freight.lines_disputed", "{lines} lines of bill {number} were disputed")
@dataclass(frozen=True, kw_only=True)
class LinesDisputed:
    number: str
    lines: int
    difference_fen: int


@trail.fact("freight.dispute_conceded", "The carrier gave way on line {position} of bill {number}")
@dataclass(frozen=True, kw_only=True)
class DisputeConceded:
    number: str
    position: int
    settled_fen: int


@trail.fact("freight.dispute_upheld", "The carrier stands by line {position} of bill {number}")
@dataclass(frozen=True, kw_only=True)
class DisputeUpheld:
    number: str
    position: int


@trail.fact("freight.statement_drawn", "Statement {number} was drawn up and shown to {carrier}")
@dataclass(frozen=True, kw_only=True)
class FreightStatementDrawn:
    number: str
    carrier: str
    lines: int
    net_fen: int


@trail.fact("freight.statement_confirmed", "Statement {number} was confirmed by the carrier")
@dataclass(frozen=True, kw_only=True)
class FreightStatementConfirmed:
    number: str
    net_fen: int


@trail.fact("freight.statement_objected", "The carrier objects to statement {number}")
@dataclass(frozen=True, kw_only=True)
class FreightStatementObjected:
    number: str


@trail.fact("freight.statement_answered", "The objection to statement {number} was answered")
@dataclass(frozen=True, kw_only=True)
class FreightStatementAnswered:
    number: str


@trail.fact("freight.budget_proposed", "A freight budget was proposed: {budget}")
@dataclass(frozen=True, kw_only=True)
class BudgetProposed:
    budget: str
    amount_fen: int


@trail.fact("freight.budget_approved", "A freight budget holds: {budget}")
@dataclass(frozen=True, kw_only=True)
class BudgetApproved:
    budget: str
    amount_fen: int


@trail.fact("freight.budget_dropped", "A freight budget was not approved: {budget}")
@dataclass(frozen=True, kw_only=True)
class BudgetDropped:
    budget: str


@trail.fact("freight.budget_alarm", "{percent} percent of a freight budget are used up: {budget}")
@dataclass(frozen=True, kw_only=True)
class BudgetAlarmRaised:
    budget: str
    percent: int
    spent_fen: int


@trail.fact("freight.carrier_evaluated", "{carrier} was evaluated for {month}: {points} points")
@dataclass(frozen=True, kw_only=True)
class CarrierEvaluated:
    carrier: str
    month: str
    points: int
    below: str


@trail.fact("freight.vehicle_added", "Vehicle {plate} was added to our own delivery")
@dataclass(frozen=True, kw_only=True)
class VehicleAdded:
    plate: str


@trail.fact("freight.vehicle_retired", "Vehicle {plate} is no longer used")
@dataclass(frozen=True, kw_only=True)
class VehicleRetired:
    plate: str


@trail.fact("freight.area_placed", "It was said where {area} lies")
@dataclass(frozen=True, kw_only=True)
class AreaPlaced:
    area: str


@trail.fact("freight.tours_planned", "{tours} tours of {day} were planned with {stops} stops")
@dataclass(frozen=True, kw_only=True)
class ToursPlanned:
    day: str
    tours: int
    stops: int
    metres: int
    simple_metres: int
    left_out: int
