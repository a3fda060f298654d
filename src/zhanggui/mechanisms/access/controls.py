"""What can be proved about who comes in, and what they agreed to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from zhanggui.identity.models import Account, Consent, Grant, SecondFactor, SignIn
from zhanggui.identity.roles import EXCLUSIVE, STAFF, Role
from zhanggui.mechanisms.access.applicants import REQUIRED_PURPOSES
from zhanggui.mechanisms.controls import Evidence, Records, Status, control, share_kept

ACCOUNTS = "admin:identity_account_changelist"


def _accounts(ids: Iterable[UUID]) -> Records:
    """The list of accounts, showing exactly these (the first of them, if there are very many)."""
    known = list(ids)
    return Records(len(known), ACCOUNTS, {"id__in": ",".join(map(str, known))} if known else {})


@control("B-8.1.2", "A-7", title="System, security and audit are run by three different people")
def administrators_separate(at: datetime) -> Evidence:
    """Each of the three posts is held, and nobody holds two of them."""
    held = Grant.objects.filter(revoked_at=None, role__in=EXCLUSIVE, account__disabled_at=None)
    posts = held.values("role").distinct().count()
    doubled = held.values("account__person").annotate(posts=Count("role", distinct=True)).filter(posts__gt=1)
    status = Status.BROKEN if doubled else Status.KEPT if posts == len(EXCLUSIVE) else Status.AT_RISK
    return Evidence(
        status if held.exists() else Status.NO_DATA,
        {"posts held": posts, "people with two posts": doubled.count()},
        "3 posts, 0 people with two of them",
        _accounts(held.values_list("account_id", flat=True)),
    )


@control("B-8.1.2", title="Staff sign in with a second factor")
def second_factors(at: datetime) -> Evidence:
    """Those who signed in during thirty days have one set up."""
    since = at - timedelta(days=30)
    came = Exists(SignIn.objects.filter(account=OuterRef("pk"), completed_at__gte=since))
    staff = Exists(Grant.objects.filter(account=OuterRef("pk"), revoked_at=None, role__in=STAFF))
    secured = Exists(SecondFactor.objects.filter(account=OuterRef("pk"), confirmed_at__isnull=False))
    active = Account.objects.filter(came, staff, disabled_at=None)
    without = active.filter(~secured)
    total, missing = active.count(), without.count()
    status = Status.NO_DATA if total == 0 else Status.AT_RISK if missing else Status.KEPT
    return Evidence(
        status,
        {"staff who signed in": total, "without second factor": missing},
        "0 without second factor",
        _accounts(without.values_list("pk", flat=True)),
    )


@control("B-6.4.3", title="Customers were told and agreed, under a published text")
def consents_on_record(at: datetime) -> Evidence:
    """Everybody who registered by themselves has a consent to each necessary purpose on record."""
    customers = Account.objects.filter(
        Exists(Grant.objects.filter(account=OuterRef("pk"), role=Role.CUSTOMER, revoked_at=None)),
        mobile_hash__isnull=False,
        disabled_at=None,
    )
    given = Consent.objects.filter(person=OuterRef("person_id"))
    agreed = customers
    for purpose in REQUIRED_PURPOSES:
        agreed = agreed.filter(Exists(given.filter(purpose=purpose)))
    total, wrong = customers.count(), customers.count() - agreed.count()
    return Evidence(
        share_kept(kept=total - wrong, of=total),
        {"customers": total, "without consent": wrong},
        "0 customers without consent",
        Records(wrong, ACCOUNTS),
    )
