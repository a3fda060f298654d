"""What happens to documents, as facts."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("documents.filed", "{type} {number} was filed")
@dataclass(frozen=True, kw_only=True)
class DocumentFiled:
    type: str
    number: str
    sha256: str
    valid_to: str
    replaces: str = ""


@trail.fact("documents.superseded", "{type} was replaced by the newer {number}")
@dataclass(frozen=True, kw_only=True)
class DocumentSuperseded:
    type: str
    number: str


@trail.fact("documents.read", "{type} {number} was looked at")
@dataclass(frozen=True, kw_only=True)
class DocumentRead:
    type: str
    number: str


@trail.fact("documents.released", "{type} {number} was released to the public")
@dataclass(frozen=True, kw_only=True)
class DocumentReleased:
    type: str
    number: str


@trail.fact("documents.release_ended", "{type} {number} is no longer shown to the public")
@dataclass(frozen=True, kw_only=True)
class ReleaseEnded:
    type: str
    number: str


@trail.fact("documents.withdrawn", "{type} {number} was withdrawn")
@dataclass(frozen=True, kw_only=True)
class DocumentWithdrawn:
    type: str
    number: str
    organisation: str


@trail.fact("documents.runs_out", "{type} {number} runs out on {valid_to}: less than {days} days are left")
@dataclass(frozen=True, kw_only=True)
class DocumentRunsOut:
    type: str
    number: str
    valid_to: str
    days: int
    organisation: str


@trail.fact("documents.expired", "{type} {number} ran out on {valid_to}")
@dataclass(frozen=True, kw_only=True)
class DocumentExpired:
    type: str
    number: str
    valid_to: str
    organisation: str


@trail.fact("documents.orphans_swept", "{count} files that no document names were removed")
@dataclass(frozen=True, kw_only=True)
class OrphansSwept:
    count: int


@trail.fact("documents.keys_rotated", "The wrapping key was rotated to version {version}")
@dataclass(frozen=True, kw_only=True)
class KeysRotated:
    version: int
    columns: int
    files: int


@trail.fact("documents.values_rewrapped", "{rows} values of {table} were wrapped by key {version}")
@dataclass(frozen=True, kw_only=True)
class ValuesRewrapped:
    table: str
    rows: int
    version: int
