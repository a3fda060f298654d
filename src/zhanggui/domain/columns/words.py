"""The fields of a column, as they are called where a refusal names them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def fields_said(names: Iterable[str]) -> str:
    """These fields by their names in the reader's language."""
    said = {
        "title": _("title"),
        "position": _("order on the page"),
        "ends_at": _("end of the window"),
        "place_key": _("category or words of the place"),
        "text": _("text"),
        "link": _("link within the shop"),
        "limit": _("number of goods"),
        "order": _("order of goods"),
        "paid_by": _("who pays"),
        "picture": _("picture"),
        "asset": _("approved advertisement"),
    }
    return "、".join(dict.fromkeys(said[name] for name in names))
