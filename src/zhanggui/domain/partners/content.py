"""What an application says, and the fingerprint of it."""

import unicodedata
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from zhanggui.domain.partners.models import Application
from zhanggui.domain.partners.refusals import FieldMissing, FieldTooLong
from zhanggui.identity.mobile import mobile_number

LIMITS = {
    "firm_name": 120,
    "legal_person": 60,
    "address": 200,
    "contact_name": 60,
    "contact_email": 254,
    "intention": 4000,
    "goods_summary": 4000,
}
LABELS = {
    "firm_name": noop("Name of the firm"),
    "legal_person": noop("Legal representative"),
    "address": noop("Address"),
    "contact_name": noop("Contact"),
    "contact_mobile": noop("Mobile of the contact"),
    "contact_email": noop("E-mail"),
    "intention": noop("What you want to do with us"),
    "goods_summary": noop("What you offer"),
}
"""Names of the fields, as message ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationContent:
    """Firm data, offer and intention (B-3.2.1). ``demanded`` are the papers that the categories ask for."""

    firm_name: str
    legal_person: str
    address: str
    contact_name: str
    contact_mobile: str
    contact_email: str
    intention: str
    goods_summary: str
    categories: tuple[str, ...] = ()
    demanded: tuple[str, ...] = ()

    def tidy(self) -> "ApplicationContent":
        """The same without stray blanks and invisible characters; refuses what is missing or too long."""
        said: dict[str, Any] = {name: _tidied(str(getattr(self, name))) for name in LABELS}
        for name, text in said.items():
            if not text:
                raise FieldMissing(field=gettext(LABELS[name]))
            if len(text) > LIMITS.get(name, 40):
                raise FieldTooLong(field=gettext(LABELS[name]), limit=LIMITS.get(name, 40))
        said["contact_mobile"] = mobile_number(said["contact_mobile"])
        return replace(self, **said)


def _tidied(text: str) -> str:
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def frozen_content(application: Application) -> dict[str, Any]:
    """What the digest of an application is taken of."""
    names = (
        "organisation_id", "number", "firm_name", "uscc", "legal_person", "address", "contact_name",
        "contact_mobile", "contact_email", "categories", "demanded", "intention", "goods_summary",
    )  # fmt: skip
    said = {name: getattr(application, name) for name in names}
    return said | {"documents": sorted(str(each) for each in application.documents)}
