"""The person, or program, that does something: what every operation takes as ``by``."""

from dataclasses import dataclass, replace
from uuid import UUID

from zhanggui.identity.roles import Capability, Role
from zhanggui.kernel.refusal import NotAllowed

SYSTEM_ACCOUNT = UUID("00000000-0000-7000-8000-000000000001")
PUBLIC_ACCOUNT = UUID("00000000-0000-7000-8000-000000000002")
HOUSE = UUID("00000000-0000-7000-8000-00000000000a")
"""The house itself, as the owner of ledger accounts that belong to nobody else."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the account, the natural person behind it, their organisation and their roles.

    ``on_behalf_of`` names the customer's account when an agent acts for a caller. ``request_id`` ties
    everything done under one request together in the trail.
    """

    account_id: UUID
    person_id: UUID | None
    organisation_id: UUID | None
    name: str
    roles: frozenset[Role]
    via: str = "job"
    request_id: str = ""
    on_behalf_of: UUID | None = None

    def may(self, capability: Capability) -> bool:
        """Whether any of this actor's roles holds the capability."""
        return not self.roles.isdisjoint(capability.roles)

    def require(self, capability: Capability) -> None:
        """Refuse with ``NotAllowed`` unless the actor holds the capability."""
        if not self.may(capability):
            raise NotAllowed(capability=capability.code)

    def acting_for(self, customer_id: UUID) -> "Actor":
        """The same actor, acting for this customer, who has agreed to it."""
        return replace(self, on_behalf_of=customer_id)

    def also(self, role: Role) -> "Actor":
        """The same actor in one more part: a supplier is the keeper of its own warehouse."""
        return replace(self, roles=self.roles | {role})

    def within(self, *, request_id: str, via: str) -> "Actor":
        """The same actor, acting under this request."""
        return replace(self, request_id=request_id, via=via)


SYSTEM = Actor(
    account_id=SYSTEM_ACCOUNT,
    person_id=None,
    organisation_id=None,
    name="system",
    roles=frozenset({Role.SERVICE}),
)
"""The house itself, when a job acts without a person."""

PUBLIC = Actor(
    account_id=PUBLIC_ACCOUNT,
    person_id=None,
    organisation_id=None,
    name="public",
    roles=frozenset(),
    via="web",
)
"""Somebody who has not signed in."""
