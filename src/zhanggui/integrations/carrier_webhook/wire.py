"""What a carrier's program sends: events, one or many to a call."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from zhanggui.domain.delivery.notices import CarrierNotice


class Strict(BaseModel):
    """A field nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid")


class EventIn(Strict):
    """One event. ``key`` is the carrier's own name of it: told twice, it counts once."""

    tracking_number: Annotated[str, Field(min_length=1, max_length=40)]
    key: Annotated[str, Field(min_length=1, max_length=120)]
    code: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]
    occurred_at: AwareDatetime
    place: Annotated[str, Field(max_length=120)] = ""
    note: Annotated[str, Field(max_length=400)] = ""
    signer: Annotated[str, Field(max_length=60)] = ""

    def notice(self) -> CarrierNotice:
        """As the house takes it."""
        return CarrierNotice(**dict(self))


class CallIn(Strict):
    """Up to a hundred events in one call."""

    events: Annotated[list[EventIn], Field(min_length=1, max_length=100)]
