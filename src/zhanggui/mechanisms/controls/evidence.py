"""What a control answers with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode


class Status(StrEnum):
    """Where a clause stands, best first."""

    KEPT = "kept"
    AT_RISK = "at_risk"
    BROKEN = "broken"
    NO_DATA = "no_data"
    """There is a control, but nothing yet that it could judge."""
    UNCOVERED = "uncovered"
    """No control of the house judges this clause."""


WORST_FIRST = (Status.BROKEN, Status.AT_RISK, Status.KEPT, Status.NO_DATA, Status.UNCOVERED)

NAMED_ROWS = 100

Figure = int | float | str


@dataclass(frozen=True, slots=True)
class Records:
    """The rows behind a figure: how many, and the page that shows exactly them."""

    count: int
    page: str = ""
    """The name of an address (``console:complaints``) or a path."""
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where to see them; empty if there is no such page."""
        path = self.page
        if path and not path.startswith("/"):
            try:
                path = reverse(path)
            except NoReverseMatch:
                return ""
        query = self._short_query()
        return f"{path}?{urlencode(query)}" if path and query else path

    def _short_query(self) -> dict[str, str]:
        """An address cannot name rows without end: of a list of identifiers, the first hundred."""
        return {
            name: ",".join(value.split(",")[:NAMED_ROWS]) if name.endswith("__in") else value
            for name, value in self.query.items()
            if value
        }


NO_RECORDS = Records(0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The verdict of one control, with what it rests on. Names of figures are English message ids."""

    status: Status
    figures: Mapping[str, Figure] = field(default_factory=dict)
    threshold: str = ""
    records: Records = NO_RECORDS


def share_kept(*, kept: int, of: int, broken: int | None = None, risk: int = 0) -> Status:
    """The usual judgement: nothing there is no data; one that is not kept is broken; one in danger a risk."""
    if of == 0:
        return Status.NO_DATA
    failed = of - kept if broken is None else broken
    if failed > 0:
        return Status.BROKEN
    return Status.AT_RISK if risk > 0 else Status.KEPT
