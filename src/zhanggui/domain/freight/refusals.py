"""What freight refuses, and what to do instead."""

from zhanggui.kernel.refusal import Refusal


class TableWrong(Refusal):
    """The price table is not complete: {problem}"""

    code = "table-wrong"
    status = 422


class ProvinceTwice(Refusal):
    """{province} stands in two zones of the same origin."""

    code = "province-twice"
    status = 422


class PeriodWrong(Refusal):
    """The agreement ends before it begins, or before today, or later than was agreed."""

    code = "period-wrong"
    status = 422


class PeriodTaken(Refusal):
    """Another agreement of this carrier holds on some of these days. End it first, or choose other days."""

    code = "period-taken"


class NoAgreement(Refusal):
    """No freight agreement of this carrier held in {month}."""

    code = "no-freight-agreement"


class ReasonMissing(Refusal):
    """Please say why."""

    code = "freight-reason-missing"
    status = 422


class WeightWrong(Refusal):
    """A parcel weighs between 1 gram and 1,000 kilograms."""

    code = "weight-wrong"
    status = 422


class AlreadySettled(Refusal):
    """The freight of this parcel is settled with the carrier; what comes later is a line of its next bill."""

    code = "freight-settled"


class BillUnreadable(Refusal):
    """Row {line}, column {column}: {value} cannot be read."""

    code = "bill-unreadable"
    status = 422


class BillEmpty(Refusal):
    """The file holds no line. Its columns are: tracking number, weight in kilograms, amount in yuan."""

    code = "bill-empty"
    status = 422


class BillTooLong(Refusal):
    """A bill of more than {limit} lines comes in several files."""

    code = "bill-too-long"
    status = 422


class BillReused(Refusal):
    """A bill of number {number} was taken in with other lines. A corrected bill has a number of its own."""

    code = "bill-reused"


class NothingToAccept(Refusal):
    """None of these lines waits for a decision."""

    code = "nothing-to-accept"


class LinesUnlike(Refusal):
    """A line that names no parcel of ours, or one twice, cannot be accepted: it can only be disputed."""

    code = "lines-unlike"
    status = 422


class AcceptedElsewhere(Refusal):
    """This parcel's freight is settled by another line."""

    code = "accepted-elsewhere"


class NothingToState(Refusal):
    """Nothing is agreed that stands on no statement yet."""

    code = "nothing-to-state"


class MonthNotOver(Refusal):
    """{month} is not over yet."""

    code = "freight-month-not-over"


class BudgetPast(Refusal):
    """A budget is for this month or a later one."""

    code = "budget-past"
    status = 422


class BadAmount(Refusal):
    """The amount must be above zero."""

    code = "freight-bad-amount"
    status = 422


class AreaUnknown(Refusal):
    """Nobody said where {area} lies. Enter the area first."""

    code = "area-unknown"
    status = 422


class NoVehicle(Refusal):
    """No vehicle of this warehouse is free."""

    code = "no-vehicle"


class NothingToTour(Refusal):
    """No parcel of our own delivery waits in this warehouse."""

    code = "nothing-to-tour"


class FleetWrong(Refusal):
    """A vehicle carries something, and its working day ends after it begins."""

    code = "fleet-wrong"
    status = 422


class PlateTaken(Refusal):
    """There is a vehicle of this plate already."""

    code = "plate-taken"


class PlaceWrong(Refusal):
    """Latitude is between -90 and 90, longitude between -180 and 180; an area opens before it closes."""

    code = "place-wrong"
    status = 422


class NotASheet(Refusal):
    """This file is no Excel workbook and no CSV of up to 20 MB. Save it again and send it once more."""

    code = "freight-not-a-sheet"
    status = 422
