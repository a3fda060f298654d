"""Accounts, roles and organisations, for the three administrators."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zhanggui.identity.models import Account, Organisation
from zhanggui.identity.roles import STAFF, Role
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.access.capabilities import DISABLE_ACCOUNT, GRANT_ROLE, OPEN_STAFF_ACCOUNT
from zhanggui.mechanisms.access.operations.change_staff_contact import change_staff_contact
from zhanggui.mechanisms.access.operations.disable_account import disable_account
from zhanggui.mechanisms.access.operations.grant_role import grant_role
from zhanggui.mechanisms.access.operations.open_staff_account import open_staff_account
from zhanggui.mechanisms.access.operations.revoke_role import revoke_role
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import asked, choice, line, reason
from zhanggui.surfaces.design import states

ADMINISTRATORS = frozenset(
    {
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDIT_ADMIN,
        Role.SECURITY_OFFICER,
        Role.COMPLIANCE_OFFICER,
        Role.INTERNAL_AUDITOR,
    }
)
ROLES = [(role.value, states.shown(role.value).word) for role in sorted(STAFF)]


def _open(doing: Doing) -> Account:
    new = NewAccount(
        username=doing["username"],
        name=doing["name"],
        password=doing["password"],
        email=doing["email"],
        id_number=doing["id_number"],
    )
    return open_staff_account(new=new, by=doing.by, at=doing.at)


def _staffed(account: Account) -> bool:
    return account.is_active and account.organisation_id is not None


@register(Account)
class AccountDesk(Desk):
    """Who may sign in, and with which roles. Customers are not listed by name."""

    roles = ADMINISTRATORS
    columns = ("username", "person", "organisation", "created_at")
    list_select_related = ("person", "organisation")
    list_filter = ("organisation__kind",)
    search_fields = ("username", "person__name")
    ordering = ("-created_at",)
    shows = (
        "username",
        "person",
        "organisation",
        "email",
        "shown_mobile",
        "is_active",
        "created_at",
        "last_login",
    )
    tables = (
        Table(
            _("Roles"),
            lambda account: account.grants.select_related("granted_by__person", "revoked_by__person"),
            ("role", "granted_by", "granted_at", "revoked_by", "revoked_at"),
        ),
    )
    starts = (
        Act(
            "open",
            _("Open a staff account"),
            _open,
            capability=OPEN_STAFF_ACCOUNT,
            form=asked(
                username=line(_("Sign-in name"), limit=64),
                name=line(_("Name"), limit=60),
                password=line(_("First password"), limit=128),
                email=line(_("E-mail"), required=False),
                id_number=line(
                    _("Identity card"),
                    required=False,
                    help_text=_("Stored sealed; tells a second account of the same person."),
                ),
            ),
        ),
    )
    acts = (
        Act(
            "grant",
            _("Give a role"),
            lambda d: grant_role(account_id=d.thing.pk, role=Role(d["role"]), by=d.by, at=d.at),
            capability=GRANT_ROLE,
            form=asked(role=choice(_("Role"), ROLES)),
            offered=_staffed,
            tone="primary",
        ),
        Act(
            "revoke",
            _("Take a role back"),
            lambda d: revoke_role(
                account_id=d.thing.pk, role=Role(d["role"]), reason=d["reason"], by=d.by, at=d.at
            ),
            capability=GRANT_ROLE,
            form=asked(role=choice(_("Role"), ROLES), reason=reason()),
            offered=lambda account: account.grants.filter(revoked_at=None).exists(),
        ),
        Act(
            "contact",
            _("Enter where to write to"),
            lambda d: change_staff_contact(
                account_id=d.thing.pk, email=d["email"], mobile=d["mobile"], by=d.by, at=d.at
            ),
            capability=OPEN_STAFF_ACCOUNT,
            form=asked(
                email=forms.EmailField(label=_("E-mail"), required=False),
                mobile=line(
                    _("Mobile number"),
                    required=False,
                    limit=20,
                    help_text=_("For messages only: nobody signs in to the console by it."),
                ),
            ),
            initial=lambda account: {"email": account.email, "mobile": account.mobile or ""},
            offered=_staffed,
        ),
        Act(
            "disable",
            _("Disable the account"),
            lambda d: disable_account(account_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=DISABLE_ACCOUNT,
            form=asked(reason=reason()),
            offered=lambda account: account.is_active,
            tone="danger",
        ),
    )


@register(Organisation)
class OrganisationDesk(Desk):
    """Firms: the house, suppliers, carriers."""

    roles = STAFF
    columns = ("name", "kind", "uscc", "created_at")
    list_filter = ("kind",)
    search_fields = ("name", "uscc")
    ordering = ("name",)
