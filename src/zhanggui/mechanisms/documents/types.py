"""Types of document: declared by the packages that ask for them."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhanggui.kernel.refusal import Refusal


class NoSuchType(Refusal):
    """There is no type of document called {type}."""

    code = "no-such-document-type"
    status = 400


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One kind of paper: its code, its title (a message id), and what must be known about it."""

    code: str
    title: str
    expires: bool = False
    """Whether the day it runs out must be given."""
    numbered: bool = False
    """Whether its number must be given."""
    picture_only: bool = False


_TYPES: dict[str, DocumentType] = {}


def document_type(
    code: str, title: str, *, expires: bool = False, numbered: bool = False, picture_only: bool = False
) -> DocumentType:
    """Declare a type of document; at import, once."""
    declared = DocumentType(code, title, expires, numbered, picture_only)
    if _TYPES.setdefault(code, declared) != declared:
        raise ValueError(f"there is another type of document called {code}")
    return declared


def type_of(code: str) -> DocumentType:
    """The type of this code. Raises ``NoSuchType``."""
    if code not in _TYPES:
        raise NoSuchType(type=code[:40])
    return _TYPES[code]


def document_types(codes: Iterable[str] | None = None) -> tuple[DocumentType, ...]:
    """The declared types, or those of these codes."""
    return tuple(_TYPES.values()) if codes is None else tuple(type_of(code) for code in codes)


OTHER = document_type("other", "Other paper")
PICTURE = document_type("picture", "Picture", picture_only=True)
