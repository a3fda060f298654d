"""What happened to campaigns."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("campaigns.drafted", "Campaign {number} “{name}” was drafted, plan {plan}")
@dataclass(frozen=True, kw_only=True)
class CampaignDrafted:
    number: str
    name: str
    plan: int


@trail.fact("campaigns.plan_changed", "The draft of plan {plan} of campaign {number} was changed")
@dataclass(frozen=True, kw_only=True)
class PlanChanged:
    number: str
    plan: int


@trail.fact("campaigns.plan_submitted", "Plan {plan} of campaign {number} was submitted: {budget_fen}")
@dataclass(frozen=True, kw_only=True)
class PlanSubmitted:
    number: str
    plan: int
    budget_fen: int


@trail.fact("campaigns.plan_returned", "Plan {plan} of campaign {number} was returned")
@dataclass(frozen=True, kw_only=True)
class PlanReturned:
    number: str
    plan: int


@trail.fact("campaigns.plan_withdrawn", "Plan {plan} of campaign {number} was withdrawn")
@dataclass(frozen=True, kw_only=True)
class PlanWithdrawn:
    number: str
    plan: int


@trail.fact("campaigns.plan_adopted", "Campaign {number} follows plan {plan} now, with {budget_fen}")
@dataclass(frozen=True, kw_only=True)
class PlanAdopted:
    number: str
    plan: int
    budget_fen: int


@trail.fact("campaigns.started", "Campaign {number} began")
@dataclass(frozen=True, kw_only=True)
class CampaignStarted:
    number: str


@trail.fact("campaigns.paused", "Campaign {number} was paused")
@dataclass(frozen=True, kw_only=True)
class CampaignPaused:
    number: str


@trail.fact("campaigns.resumed", "Campaign {number} goes on")
@dataclass(frozen=True, kw_only=True)
class CampaignResumed:
    number: str


@trail.fact("campaigns.stopped", "Campaign {number} was stopped in an emergency")
@dataclass(frozen=True, kw_only=True)
class CampaignStopped:
    number: str


@trail.fact("campaigns.ended", "Campaign {number} ended")
@dataclass(frozen=True, kw_only=True)
class CampaignEnded:
    number: str


@trail.fact("campaigns.closed", "Campaign {number} was summarised: {conclusions} conclusions")
@dataclass(frozen=True, kw_only=True)
class CampaignClosed:
    number: str
    conclusions: int


@trail.fact("campaigns.dropped", "Campaign {number} was given up")
@dataclass(frozen=True, kw_only=True)
class CampaignDropped:
    number: str


@trail.fact("campaigns.material_added", "Advertisement {asset} is material of campaign {number}: {medium}")
@dataclass(frozen=True, kw_only=True)
class MaterialAdded:
    number: str
    asset: str
    medium: str


@trail.fact("campaigns.material_out", "Advertisement {asset} of campaign {number} is out: {medium}")
@dataclass(frozen=True, kw_only=True)
class MaterialOut:
    number: str
    asset: str
    medium: str
    late_minutes: int


@trail.fact("campaigns.material_gone", "Advertisement {asset} of campaign {number} may not be shown any more")
@dataclass(frozen=True, kw_only=True)
class MaterialGone:
    number: str
    asset: str


@trail.fact("campaigns.link_made", "Campaign {number} has the code {link} for {medium}")
@dataclass(frozen=True, kw_only=True)
class LinkMade:
    number: str
    link: str
    medium: str


@trail.fact("campaigns.task_done", "Campaign {number}: “{task}” is done")
@dataclass(frozen=True, kw_only=True)
class TaskDone:
    number: str
    task: str


@trail.fact("campaigns.noted", "Campaign {number}: a note was added")
@dataclass(frozen=True, kw_only=True)
class Noted:
    number: str


@trail.fact("campaigns.incident", "Campaign {number}: {risk}")
@dataclass(frozen=True, kw_only=True)
class IncidentReported:
    number: str
    incident: str
    risk: str
    severity: str


@trail.fact("campaigns.reach_recorded", "Campaign {number} reached {people} people by {medium} on {day}")
@dataclass(frozen=True, kw_only=True)
class ReachRecorded:
    number: str
    medium: str
    day: str
    people: int


@trail.fact("campaigns.spent", "Campaign {number} spent {amount_fen} on {medium}")
@dataclass(frozen=True, kw_only=True)
class MoneySpent:
    number: str
    medium: str
    amount_fen: int


@trail.fact("campaigns.evaluated", "The publicity of {month} was evaluated: {conclusions} conclusions")
@dataclass(frozen=True, kw_only=True)
class MonthEvaluated:
    month: str
    conclusions: int


@trail.fact("campaigns.mailing_proposed", "Mailing {number} “{title}” was proposed, to about {about}")
@dataclass(frozen=True, kw_only=True)
class MailingProposed:
    number: str
    title: str
    about: int


@trail.fact("campaigns.mailing_decided", "Mailing {number}: {verb}")
@dataclass(frozen=True, kw_only=True)
class MailingDecided:
    number: str
    verb: str


@trail.fact("campaigns.mailing_started", "Mailing {number} goes out")
@dataclass(frozen=True, kw_only=True)
class MailingStarted:
    number: str


@trail.fact("campaigns.mailing_sent", "Mailing {number} is through: {added} customers")
@dataclass(frozen=True, kw_only=True)
class MailingEnlisted:
    number: str
    added: int


@trail.fact("campaigns.mailing_stopped", "Mailing {number} was stopped")
@dataclass(frozen=True, kw_only=True)
class MailingStopped:
    number: str
