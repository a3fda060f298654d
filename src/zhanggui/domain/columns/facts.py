"""What happened to columns."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("columns.drafted", "Version {version} of the column {code} was drafted: {title}")
@dataclass(frozen=True, kw_only=True)
class ColumnDrafted:
    code: str
    version: int
    title: str


@trail.fact("columns.draft_changed", "The draft of version {version} of the column {code} was changed")
@dataclass(frozen=True, kw_only=True)
class ColumnDraftChanged:
    code: str
    version: int


@trail.fact("columns.submitted", "Version {version} of the column {code} was submitted for review")
@dataclass(frozen=True, kw_only=True)
class ColumnSubmitted:
    code: str
    version: int


@trail.fact("columns.withdrawn", "Version {version} of the column {code} was withdrawn")
@dataclass(frozen=True, kw_only=True)
class ColumnWithdrawn:
    code: str
    version: int


@trail.fact("columns.returned", "Version {version} of the column {code} was returned to be corrected")
@dataclass(frozen=True, kw_only=True)
class ColumnReturned:
    code: str
    version: int


@trail.fact("columns.published", "Version {version} of the column {code} was published: {title}")
@dataclass(frozen=True, kw_only=True)
class ColumnPublished:
    code: str
    version: int
    title: str
    starts_at: str


@trail.fact("columns.taken_down", "The column {code} was taken down")
@dataclass(frozen=True, kw_only=True)
class ColumnTakenDown:
    code: str
    version: int
