"""Fields of governance as people read them."""

from django.utils.translation import gettext

from zhanggui.kernel.said import Said


def field_said(name: str) -> Said:
    """A field, by its title."""
    titles = {
        "cause": lambda: gettext("the cause"),
        "event": lambda: gettext("what would happen"),
        "effect": lambda: gettext("the effect"),
        "evidence": lambda: gettext("what shows it"),
        "reason": lambda: gettext("the reason"),
        "costs": lambda: gettext("the costs compared"),
        "what": lambda: gettext("what is done or happened"),
        "text": lambda: gettext("the text"),
        "scope": lambda: gettext("the scope"),
        "answerable": lambda: gettext("who answers for it"),
        "receipt": lambda: gettext("the receipt number"),
        "lessons": lambda: gettext("what was learnt"),
        "channel": lambda: gettext("the channel or tool"),
        "audience": lambda: gettext("the audience or systems"),
        "outcome": lambda: gettext("the outcome"),
        "title": lambda: gettext("the title"),
        "conclusion": lambda: gettext("the conclusion"),
        "verdict": lambda: gettext("what was found"),
    }
    return Said(name, titles.get(name, lambda: name))
