"""The life of a campaign, and of each version of its plan."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


class CampaignState(StrEnum):
    """Where a campaign stands."""

    PLANNED = "planned"
    """Its plan is being written or reviewed."""
    READY = "approved"
    """Its plan is approved; it has not begun."""
    RUNNING = "running"
    PAUSED = "paused"
    """Its links lead nowhere special and its materials are held back, until it goes on."""
    STOPPED = "stopped"
    """Ended at once in an emergency."""
    ENDED = "ended"
    """Its time is over; its summary is still to be written."""
    CLOSED = "closed"
    """Summarised: what was learnt feeds the next plan."""
    DROPPED = "dropped"
    """Given up before it began."""


CAMPAIGN = Lifecycle(
    initial=CampaignState.PLANNED,
    table={
        (CampaignState.PLANNED, "adopt"): CampaignState.READY,
        (CampaignState.PLANNED, "drop"): CampaignState.DROPPED,
        (CampaignState.READY, "adopt"): CampaignState.READY,
        (CampaignState.READY, "start"): CampaignState.RUNNING,
        (CampaignState.READY, "drop"): CampaignState.DROPPED,
        (CampaignState.RUNNING, "adopt"): CampaignState.RUNNING,
        (CampaignState.RUNNING, "pause"): CampaignState.PAUSED,
        (CampaignState.RUNNING, "stop"): CampaignState.STOPPED,
        (CampaignState.RUNNING, "end"): CampaignState.ENDED,
        (CampaignState.PAUSED, "adopt"): CampaignState.PAUSED,
        (CampaignState.PAUSED, "resume"): CampaignState.RUNNING,
        (CampaignState.PAUSED, "stop"): CampaignState.STOPPED,
        (CampaignState.PAUSED, "end"): CampaignState.ENDED,
        (CampaignState.STOPPED, "close"): CampaignState.CLOSED,
        (CampaignState.ENDED, "close"): CampaignState.CLOSED,
    },
)
"""Adopting is what the approval of a plan does: the first one makes it ready, a later one changes it."""


class PlanState(StrEnum):
    """Where one version of a plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    ADOPTED = "adopted"
    """Approved: the campaign follows it."""
    SUPERSEDED = "superseded"


PLAN = Lifecycle(
    initial=PlanState.DRAFT,
    table={
        (PlanState.DRAFT, "change"): PlanState.DRAFT,
        (PlanState.DRAFT, "submit"): PlanState.SUBMITTED,
        (PlanState.DRAFT, "withdraw"): PlanState.WITHDRAWN,
        (PlanState.SUBMITTED, "withdraw"): PlanState.WITHDRAWN,
        (PlanState.SUBMITTED, "return"): PlanState.RETURNED,
        (PlanState.SUBMITTED, "adopt"): PlanState.ADOPTED,
        (PlanState.ADOPTED, "supersede"): PlanState.SUPERSEDED,
    },
)


class LogKind(StrEnum):
    """What a line of the run log tells."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    ENDED = "ended"
    TASK_DONE = "task_done"
    MATERIAL_OUT = "material_out"
    MATERIAL_GONE = "material_gone"
    INCIDENT = "incident"
    NOTE = "note"


class Severity(StrEnum):
    """How grave an incident of a campaign is."""

    MINOR = "minor"
    MAJOR = "major"


class Method(StrEnum):
    """How an effect was judged (B-5.4.1)."""

    DATA = "data"
    """Figures of the house: reach, clicks, orders."""
    SURVEY = "survey"
    """Customers were asked."""
    MARKET = "market"
    """Competitors and the market were looked at."""
    PANEL = "panel"
    """People saw it before, or talked about it."""
    COMPARISON = "comparison"
    """Two variants ran side by side."""


class Decision(StrEnum):
    """What follows from a finding (B-5.4.3)."""

    KEEP = "keep"
    CHANGE = "change"
    STOP = "stop"


class Counted(StrEnum):
    """How a number of people reached came about."""

    MEASURED = "measured"
    BROADCASTER = "broadcaster"
    PLATFORM = "platform"
    ESTIMATED = "estimated"


class MailingState(StrEnum):
    """Where a mailing stands. How far its messages have come, its batch says."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    """It waits for its hour."""
    RETURNED = "rejected"
    WITHDRAWN = "withdrawn"
    SENDING = "sending"
    SENT = "through"
    """Everybody was written to."""
    STOPPED = "stopped"


MAILING = Lifecycle(
    initial=MailingState.PROPOSED,
    table={
        (MailingState.PROPOSED, "approve"): MailingState.APPROVED,
        (MailingState.PROPOSED, "return"): MailingState.RETURNED,
        (MailingState.PROPOSED, "withdraw"): MailingState.WITHDRAWN,
        (MailingState.APPROVED, "start"): MailingState.SENDING,
        (MailingState.APPROVED, "stop"): MailingState.STOPPED,
        (MailingState.SENDING, "stop"): MailingState.STOPPED,
        (MailingState.SENDING, "finish"): MailingState.SENT,
    },
)
