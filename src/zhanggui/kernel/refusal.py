"""Refusals: how an operation says no.

A refusal is a class whose docstring is the message (an English message id, translated where it is
shown), with a stable ``code``. ``{placeholders}`` in the docstring are filled from the keyword
arguments. One place in each surface maps it to a sentence or to an RFC 9457 problem.
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """This cannot be done."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    """What an HTTP surface answers with: 400 malformed, 403 not allowed, 404 unknown, 409 against the
    state of things, 422 against a rule."""

    def __init__(self, **details: Any) -> None:
        self.details = details
        super().__init__(self.message())

    @classmethod
    def template(cls) -> str:
        """The untranslated message with its placeholders."""
        return " ".join((cls.__doc__ or Refusal.__doc__ or "").split())

    def message(self, template: str | None = None) -> str:
        """The message with its details, from ``template`` (a translation) if one is given."""
        return (template or self.template()).format_map(_Details(self.details))


class _Details(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class NotAllowed(Refusal):
    """You are not allowed to do this. Ask an administrator for the role it needs."""

    code = "not-allowed"
    status = 403


class NotFound(Refusal):
    """There is nothing here under this identifier."""

    code = "not-found"
    status = 404


class Malformed(Refusal):
    """{field} is not valid: {problem}"""

    code = "malformed"
    status = 400
