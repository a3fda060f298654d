"""Identifiers: time-ordered, made where the row is made; nothing waits for the database to name it."""

from uuid import UUID, uuid5

import uuid6


def new_id() -> UUID:
    """A UUID version 7: unique without coordination, and ordered by time in every index."""
    return UUID(int=uuid6.uuid7().int)


def id_in(text: str) -> UUID | None:
    """The identifier that an address or a form carries; none if it is no identifier."""
    try:
        return UUID(text)
    except ValueError:
        return None


def named_id(namespace: UUID, *parts: object) -> UUID:
    """The same identifier for the same parts, always (UUID version 5)."""
    return uuid5(namespace, "\x1f".join(str(part) for part in parts))
