"""What the levels of members are called."""

from django.utils.translation import pgettext


def word(code: str) -> str:
    """The name of a level, in the reader's language."""
    words = {
        "ordinary": pgettext("level", "Member"),
        "silver": pgettext("level", "Silver member"),
        "gold": pgettext("level", "Gold member"),
        "diamond": pgettext("level", "Diamond member"),
    }
    return words.get(code, code)
