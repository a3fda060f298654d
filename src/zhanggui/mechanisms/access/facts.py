"""What happens at the door, as facts."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("access.signed_in", "{name} signed in")
@dataclass(frozen=True, kw_only=True)
class SignedIn:
    name: str
    address: str
    second_factor: str


@trail.fact("access.sign_in_refused", "A sign-in as {name} was refused: {why}")
@dataclass(frozen=True, kw_only=True)
class SignInRefused:
    name: str
    address: str
    why: str


@trail.fact("access.signed_out", "{name} signed out")
@dataclass(frozen=True, kw_only=True)
class SignedOut:
    name: str
    sign_ins: int


@trail.fact("access.code_sent", "A sign-in code was sent to {mobile}")
@dataclass(frozen=True, kw_only=True)
class SignInCodeSent:
    mobile: str
    address: str


@trail.fact("access.customer_registered", "A customer registered with {mobile}")
@dataclass(frozen=True, kw_only=True)
class CustomerRegistered:
    mobile: str
    purposes: tuple[str, ...]
    channel: str


@trail.fact("access.consent_given", "Consent to {purpose}, version {version}, was given")
@dataclass(frozen=True, kw_only=True)
class ConsentGiven:
    purpose: str
    version: int
    channel: str


@trail.fact("access.consent_withdrawn", "Consent to {purpose} was withdrawn")
@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn:
    purpose: str
    channel: str


@trail.fact("access.policy_published", "Version {version} of {title} was published")
@dataclass(frozen=True, kw_only=True)
class PolicyPublished:
    purpose: str
    version: int
    title: str


@trail.fact("access.staff_account_opened", "The staff account {username} was opened for {name}")
@dataclass(frozen=True, kw_only=True)
class StaffAccountOpened:
    username: str
    name: str


@trail.fact("access.staff_contact_changed", "Where the house writes to {username} was changed")
@dataclass(frozen=True, kw_only=True)
class StaffContactChanged:
    username: str


@trail.fact("access.partner_account_opened", "The account {username} of {organisation} was opened for {name}")
@dataclass(frozen=True, kw_only=True)
class PartnerAccountOpened:
    username: str
    name: str
    organisation: str


@trail.fact("access.account_disabled", "The account {username} was disabled")
@dataclass(frozen=True, kw_only=True)
class AccountDisabled:
    username: str


@trail.fact("access.role_granted", "{username} was given the role {role}")
@dataclass(frozen=True, kw_only=True)
class RoleGranted:
    username: str
    role: str


@trail.fact("access.role_revoked", "The role {role} was taken from {username}")
@dataclass(frozen=True, kw_only=True)
class RoleRevoked:
    username: str
    role: str


@trail.fact("access.password_changed", "{username} changed the password")
@dataclass(frozen=True, kw_only=True)
class PasswordChanged:
    username: str


@trail.fact("access.second_factor_prepared", "{username} began to set up a second factor")
@dataclass(frozen=True, kw_only=True)
class SecondFactorPrepared:
    username: str


@trail.fact("access.second_factor_set", "{username} set up a second factor")
@dataclass(frozen=True, kw_only=True)
class SecondFactorSet:
    username: str


@trail.fact("access.second_factor_dropped", "{username} does without a second factor again")
@dataclass(frozen=True, kw_only=True)
class SecondFactorDropped:
    username: str


@trail.fact(
    "access.customer_forgotten", "The customer's account {username} was closed and its owner forgotten"
)
@dataclass(frozen=True, kw_only=True)
class CustomerAccountForgotten:
    username: str


@trail.fact("access.client_issued", "The program {name} may call the API in this account's name")
@dataclass(frozen=True, kw_only=True)
class ClientIssued:
    name: str
    client_id: str
