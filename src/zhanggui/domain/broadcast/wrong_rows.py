"""What is wrong with the rows of a sheet, said row by row."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext

from zhanggui.kernel.refusal import Refusal
from zhanggui.kernel.said import Said

SAID_AT_MOST = 12
MORE = "And %(n)d more rows."


def in_words(refusal: Refusal) -> Said:
    """One refusal, as part of the sentence of another."""
    return Said(refusal.message(), lambda: _translated(refusal))


def several(problems: Sequence[Refusal]) -> Said:
    """The sentences of several refusals, each on a line of its own; of very many, the first."""

    def told(sentence: Callable[[Refusal], str], more: str) -> str:
        lines = [sentence(one) for one in problems[:SAID_AT_MOST]]
        rest = len(problems) - SAID_AT_MOST
        return "\n" + "\n".join([*lines, *([more % {"n": rest}] if rest > 0 else [])])

    return Said(told(Refusal.message, MORE), lambda: told(_translated, gettext(MORE)))


def _translated(refusal: Refusal) -> str:
    return refusal.message(gettext(refusal.template()))
