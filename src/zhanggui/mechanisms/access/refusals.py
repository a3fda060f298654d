"""How the door says no."""

from zhanggui.kernel.refusal import NotAllowed, Refusal


class WrongCredentials(Refusal):
    """Name and password do not belong together."""

    code = "wrong-credentials"
    status = 403


class LockedOut(Refusal):
    """Too many wrong tries. The door opens again at {until}."""

    code = "locked-out"
    status = 429


class CodeTooSoon(Refusal):
    """A code was sent a short while ago. The next one can be sent from {until}."""

    code = "code-too-soon"
    status = 429


class WrongCode(Refusal):
    """This code is not right, or no longer valid. Ask for a new one if yours is older than five minutes."""

    code = "wrong-code"
    status = 403


class NotRegistered(Refusal):
    """This number has no account yet. Register with the same code."""

    code = "not-registered"
    status = 404


class AlreadyRegistered(Refusal):
    """This number has an account already. Sign in with it."""

    code = "already-registered"


class ConsentMissing(Refusal):
    """Registering needs your consent to: {title}."""

    code = "consent-missing"
    status = 422


class NoSuchText(Refusal):
    """There is no published text for the purpose {purpose}."""

    code = "no-such-text"
    status = 404


class NotConsented(Refusal):
    """There is no consent to take back."""

    code = "not-consented"


class NameTaken(Refusal):
    """The sign-in name {username} is taken."""

    code = "name-taken"


class BadName(Refusal):
    """A sign-in name has 3 to 64 letters, digits, dots, dashes or underscores."""

    code = "bad-name"
    status = 400


class WeakPassword(Refusal):
    """This password is too easy: at least ten characters of at least two kinds, without the sign-in name."""

    code = "weak-password"
    status = 422


class NotAnIdNumber(Refusal):
    """This is not the number of an identity card: 18 characters with a check digit."""

    code = "not-an-id-number"
    status = 400


class AuditorsIndependent(Refusal):
    """An internal auditor holds no post that runs the house. Take one of the two away first."""

    code = "auditors-independent"


class AdministratorsSeparate(Refusal):
    """System, security and audit administrator are three different people, and {name} holds one of these
    posts."""

    code = "administrators-separate"
    status = 422


class NotToOneself(NotAllowed):
    """Nobody gives roles to themselves, under whatever account. Ask a colleague."""

    code = "not-to-oneself"


class AlreadyGranted(Refusal):
    """This account holds the role {role} already."""

    code = "already-granted"


class NotGranted(Refusal):
    """This account does not hold the role {role}."""

    code = "not-granted"


class RoleNotFitting(Refusal):
    """The role {role} does not fit this account."""

    code = "role-not-fitting"
    status = 422


class AlreadyDisabled(Refusal):
    """This account is disabled already."""

    code = "already-disabled"


class SignInOver(Refusal):
    """This sign-in is over. Sign in again."""

    code = "sign-in-over"
    status = 403


class SecondFactorDue(Refusal):
    """Whoever works here signs in with a second factor."""

    code = "second-factor-due"


class TooManyRegistrations(Refusal):
    """Many accounts were opened from here. The next one can be opened from {until}."""

    code = "too-many-registrations"
    status = 429


class SecondFactorThere(Refusal):
    """This account has a second factor already."""

    code = "second-factor-there"
