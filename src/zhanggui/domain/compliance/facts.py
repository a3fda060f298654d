"""What happened in compliance."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact(
    "compliance.register_adopted", "The register took in {instruments} texts and {obligations} duties"
)
@dataclass(frozen=True, kw_only=True)
class RegisterAdopted:
    instruments: int
    obligations: int


@trail.fact("compliance.obligation_registered", "The duty {code} was registered: {name}, {article}")
@dataclass(frozen=True, kw_only=True)
class ObligationRegistered:
    code: str
    name: str
    article: str
    controls: list[str]


@trail.fact("compliance.obligation_retired", "The duty {code} does not bind the house any more")
@dataclass(frozen=True, kw_only=True)
class ObligationRetired:
    code: str


@trail.fact(
    "compliance.register_reviewed",
    "The register was reviewed: {obligations} duties, {uncovered} clauses open",
)
@dataclass(frozen=True, kw_only=True)
class RegisterReviewed:
    instruments: int
    obligations: int
    uncovered: int


@trail.fact("compliance.changes_watched", "Changes of law were looked for in {month}: {sources} sources")
@dataclass(frozen=True, kw_only=True)
class ChangesWatched:
    month: str
    sources: int


@trail.fact("compliance.policy_drafted", "Version {version} of the policy {code} was drafted: {title}")
@dataclass(frozen=True, kw_only=True)
class PolicyDrafted:
    code: str
    version: int
    title: str


@trail.fact(
    "compliance.comments_opened", "The public may comment on version {version} of {code} until {until}"
)
@dataclass(frozen=True, kw_only=True)
class CommentsOpened:
    code: str
    version: int
    until: str


@trail.fact("compliance.commented", "Somebody commented on version {version} of {code}")
@dataclass(frozen=True, kw_only=True)
class Commented:
    code: str
    version: int


@trail.fact("compliance.policy_submitted", "Version {version} of the policy {code} was submitted for review")
@dataclass(frozen=True, kw_only=True)
class PolicySubmitted:
    code: str
    version: int


@trail.fact(
    "compliance.policy_returned", "Version {version} of the policy {code} was returned to be corrected"
)
@dataclass(frozen=True, kw_only=True)
class PolicyReturned:
    code: str
    version: int


@trail.fact("compliance.policy_withdrawn", "Version {version} of the policy {code} was withdrawn")
@dataclass(frozen=True, kw_only=True)
class PolicyWithdrawn:
    code: str
    version: int


@trail.fact("compliance.policy_published", "Version {version} of {code} was published; it holds from {since}")
@dataclass(frozen=True, kw_only=True)
class PolicyPublished:
    code: str
    version: int
    since: str
    notice_days: int


@trail.fact("compliance.policy_acknowledged", "Version {version} of the policy {code} was read")
@dataclass(frozen=True, kw_only=True)
class PolicyAcknowledged:
    code: str
    version: int


@trail.fact("compliance.policy_confirmed", "The policy {code} was looked through and stays as it is")
@dataclass(frozen=True, kw_only=True)
class PolicyConfirmed:
    code: str
