"""The lives of statements, charges, payouts and fund claims."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class Cycle(StrEnum):
    """How often a supplier is settled with."""

    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"


class StatementState(StrEnum):
    """Where a statement stands."""

    HELD = "held"
    """Its lines and the books disagree: nobody is paid before that is explained."""
    DRAWN = "drawn"
    ISSUED = "issued"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"
    IN_PAYOUT = "in_payout"
    PAID = "paid"
    CARRIED = "carried"
    """Nothing is due, or the supplier owes us: the balance goes into the next statement."""


STATEMENT = Lifecycle(
    initial=StatementState.DRAWN,
    table={
        (StatementState.HELD, "explain"): StatementState.DRAWN,
        (StatementState.DRAWN, "send"): StatementState.ISSUED,
        (StatementState.DRAWN, "carry"): StatementState.CARRIED,
        (StatementState.ISSUED, "object"): StatementState.DISPUTED,
        (StatementState.DISPUTED, "object"): StatementState.DISPUTED,
        (StatementState.DISPUTED, "resolve"): StatementState.ISSUED,
        (StatementState.ISSUED, "confirm"): StatementState.CONFIRMED,
        (StatementState.CONFIRMED, "propose_payout"): StatementState.IN_PAYOUT,
        (StatementState.IN_PAYOUT, "drop_payout"): StatementState.CONFIRMED,
        (StatementState.IN_PAYOUT, "pay"): StatementState.PAID,
    },
)


class LineKind(StrEnum):
    """What a line of a statement is about."""

    SALE = "sale"
    FREIGHT = "freight"
    """The supplier's share of what sending goods it sold cost, by its terms."""
    RETURN = "return"
    CHARGE = "charge"
    CARRIED = "carried"


class ChargeKind(StrEnum):
    """Why a supplier is charged, or credited, beyond its sales."""

    PENALTY = "penalty"
    FREIGHT = "freight"
    PROMOTION = "promotion"
    FUND_RECOURSE = "fund_recourse"
    CREDIT = "credit"
    """In the supplier's favour: an objection upheld, a penalty taken back."""


class ChargeState(StrEnum):
    """Where a charge stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DROPPED = "dropped"
    SETTLED = "settled"


CHARGE = Lifecycle(
    initial=ChargeState.PROPOSED,
    table={
        (ChargeState.PROPOSED, "approve"): ChargeState.APPROVED,
        (ChargeState.PROPOSED, "drop"): ChargeState.DROPPED,
        (ChargeState.APPROVED, "settle"): ChargeState.SETTLED,
    },
)


class PayoutState(StrEnum):
    """Where a payout stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DROPPED = "dropped"
    PAID = "paid"


PAYOUT = Lifecycle(
    initial=PayoutState.PROPOSED,
    table={
        (PayoutState.PROPOSED, "approve"): PayoutState.APPROVED,
        (PayoutState.PROPOSED, "drop"): PayoutState.DROPPED,
        (PayoutState.APPROVED, "pay"): PayoutState.PAID,
    },
)


class ClaimState(StrEnum):
    """Where a claim on the protection fund stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DROPPED = "dropped"
    PAID = "paid"


CLAIM = Lifecycle(
    initial=ClaimState.PROPOSED,
    table={
        (ClaimState.PROPOSED, "approve"): ClaimState.APPROVED,
        (ClaimState.PROPOSED, "drop"): ClaimState.DROPPED,
        (ClaimState.APPROVED, "pay"): ClaimState.PAID,
    },
)


class GoodsInvoiceState(StrEnum):
    """Where a supplier's own invoice stands."""

    GIVEN = "given"
    ACCEPTED = "certified"
    SENT_BACK = "rejected"


GOODS_INVOICE = Lifecycle(
    initial=GoodsInvoiceState.GIVEN,
    table={
        (GoodsInvoiceState.GIVEN, "accept"): GoodsInvoiceState.ACCEPTED,
        (GoodsInvoiceState.GIVEN, "send_back"): GoodsInvoiceState.SENT_BACK,
    },
)
