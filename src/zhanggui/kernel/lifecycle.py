"""Life cycles as tables of data: which verb leads from which state to which, and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from zhanggui.kernel.refusal import Refusal

S = TypeVar("S", bound=StrEnum)


class WrongState(Refusal):
    """This is not possible now: things have moved on. Look at where it stands, and go on from there."""

    code = "wrong-state"


@dataclass(frozen=True)
class Lifecycle(Generic[S]):
    """One small state machine. ``table`` maps (state, verb) to the state that follows."""

    initial: S
    table: Mapping[tuple[S, str], S]

    def allows(self, state: S | str, verb: str) -> bool:
        """Whether the verb may be done in this state."""
        return (state, verb) in self.table

    def after(self, state: S | str, verb: str) -> S:
        """The state that follows. Raises ``WrongState``."""
        for (before, name), following in self.table.items():
            if before == state and name == verb:
                return following
        raise WrongState(state=str(state), verb=verb)

    def verbs(self) -> Iterable[str]:
        """Every verb of this life, in the order of the table."""
        return dict.fromkeys(verb for _, verb in self.table)

    def final(self, state: S | str) -> bool:
        """Whether nothing leads on from here."""
        return all(before != state for before, _ in self.table)

    def diagram(self) -> str:
        """The life as a Mermaid state diagram, for the documentation."""
        lines = [f"    [*] --> {self.initial}"]
        lines += [f"    {before} --> {after}: {verb}" for (before, verb), after in self.table.items()]
        return "\n".join(["stateDiagram-v2", *lines])
