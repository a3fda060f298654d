"""Who can sign in to the example world: one of each role."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignIn:
    """An account for the tour: where it opens, and with what."""

    role: str
    path: str
    username: str
    password: str


def sign_ins() -> tuple[SignIn, ...]:
    """One sign-in per role, in the order of the tour."""
    return ()
