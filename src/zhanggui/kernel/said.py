"""Details of a refusal that are sent as codes and read as words."""

from collections.abc import Callable


class Said(str):
    """A text that programs receive as it is, and that people read in their own language.

    As a ``str`` it is the raw text; in a sentence it is what ``shown`` answers at that moment.
    """

    shown: Callable[[], str]

    def __new__(cls, raw: str, shown: Callable[[], str]) -> "Said":
        said = super().__new__(cls, raw)
        said.shown = shown
        return said

    def __format__(self, spec: str) -> str:
        return format(self.shown(), spec)
