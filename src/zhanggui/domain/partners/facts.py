"""What happens with partners, as facts."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("partners.registered", "{name} ({uscc}) registered as a partner")
@dataclass(frozen=True, kw_only=True)
class PartnerRegistered:
    number: str
    name: str
    uscc: str
    kind: str


@trail.fact("partners.application_submitted", "{name} submitted its application, version {version}")
@dataclass(frozen=True, kw_only=True)
class ApplicationSubmitted:
    name: str
    version: int
    digest: str


@trail.fact("partners.papers_checked", "The papers of {name} were checked")
@dataclass(frozen=True, kw_only=True)
class PapersChecked:
    name: str


@trail.fact("partners.site_visited", "{name} was visited on {visited_on} at {place}")
@dataclass(frozen=True, kw_only=True)
class SiteVisited:
    name: str
    visited_on: str
    place: str
    passed: bool


@trail.fact(
    "partners.agreement_signed", "Agreement {number} with {name} was signed, in force until {ends_on}"
)
@dataclass(frozen=True, kw_only=True)
class AgreementSigned:
    name: str
    number: str
    starts_on: str
    ends_on: str


@trail.fact("partners.activated", "{name} may trade")
@dataclass(frozen=True, kw_only=True)
class PartnerActivated:
    name: str
    trades_until: str


@trail.fact("partners.application_returned", "The application of {name} was returned")
@dataclass(frozen=True, kw_only=True)
class ApplicationReturned:
    name: str


@trail.fact("partners.suspended", "{name} was suspended ({cause})")
@dataclass(frozen=True, kw_only=True)
class PartnerSuspended:
    name: str
    cause: str
    supplier: str = ""


@trail.fact("partners.reinstated", "{name} may trade again")
@dataclass(frozen=True, kw_only=True)
class PartnerReinstated:
    name: str
    trades_until: str
    supplier: str = ""


@trail.fact("partners.verified", "The file of {name} was verified; the next time is due by {holds_until}")
@dataclass(frozen=True, kw_only=True)
class PartnerVerified:
    name: str
    method: str
    holds_until: str


@trail.fact("partners.standing_reviewed", "{name} may trade until {trades_until}")
@dataclass(frozen=True, kw_only=True)
class StandingReviewed:
    name: str
    trades_until: str


@trail.fact("partners.renewal_submitted", "{name} submitted a newer {type}")
@dataclass(frozen=True, kw_only=True)
class RenewalSubmitted:
    name: str
    type: str


@trail.fact("partners.renewal_accepted", "The newer {type} of {name} was accepted")
@dataclass(frozen=True, kw_only=True)
class RenewalAccepted:
    name: str
    type: str


@trail.fact("partners.renewal_rejected", "The newer {type} of {name} was rejected")
@dataclass(frozen=True, kw_only=True)
class RenewalRejected:
    name: str
    type: str


@trail.fact("partners.bank_account_given", "{name} is paid to {bank} ending in {last_four}")
@dataclass(frozen=True, kw_only=True)
class BankAccountGiven:
    name: str
    bank: str
    last_four: str


@trail.fact("partners.left", "The relationship with {name} ended")
@dataclass(frozen=True, kw_only=True)
class PartnerLeft:
    name: str
