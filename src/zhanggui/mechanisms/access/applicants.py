"""What is said about somebody who gets an account."""

from dataclasses import dataclass

REQUIRED_PURPOSES = ("membership", "privacy")
"""What every customer agrees to when registering: the rules of membership, and the privacy policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """Somebody of the house or of a partner, who will sign in by name and password.

    Without a ``password`` nobody signs in by one: people known from another shop's history only.
    With ``id_number`` (the number of the identity card) a second account of the same human being is known
    to be that, and four eyes stay four.
    """

    username: str
    name: str
    password: str | None
    email: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Somebody who buys. ``mobile`` may be missing for people known from another shop's history only."""

    name: str = ""
    mobile: str = ""
    purposes: tuple[str, ...] = ()
    channel: str = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What a customer fills in to register: the number, the code sent to it, and what they agree to."""

    mobile: str
    code: str
    name: str = ""
    password: str = ""
    purposes: tuple[str, ...] = ()
