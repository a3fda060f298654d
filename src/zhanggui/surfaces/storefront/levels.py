"""What the levels of members are called, and why points came or went."""

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


def why(kind: str, change: int) -> str:
    """Why points came or went, by the kind of the entry that moved them."""
    words = {
        "members.points_earned": pgettext("points", "An order is complete"),
        "members.points_taken_back": pgettext("points", "Goods were sent back"),
        "members.points_expired": pgettext("points", "Their time is over"),
    }
    if kind in words:
        return words[kind]
    return pgettext("points", "Paid with") if change < 0 else pgettext("points", "Given back")
