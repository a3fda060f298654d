"""What a fact is about."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing of the house by its kind (``sales.order``) and identifier."""

    type: str
    id: UUID

    @classmethod
    def of(cls, thing: "models.Model | Subject") -> "Subject":
        """The subject that a row is."""
        if isinstance(thing, Subject):
            return thing
        return cls(thing._meta.label_lower, thing.pk)
