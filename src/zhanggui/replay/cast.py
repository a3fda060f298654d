"""The people of the house during a replay: one for each post, so that every approval has its own eyes."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from zhanggui.domain.inventory.operations.open_warehouse import open_warehouse
from zhanggui.domain.inventory.rules import Place
from zhanggui.domain.training.operations.register_certificate import Paper, register_certificate
from zhanggui.domain.training.states import Post
from zhanggui.identity.actor import HOUSE, SYSTEM, Actor
from zhanggui.identity.models import Account, Organisation
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import approvals
from zhanggui.mechanisms.access.applicants import NewAccount
from zhanggui.mechanisms.access.operations.grant_role import grant_role
from zhanggui.mechanisms.access.operations.open_staff_account import open_staff_account
from zhanggui.mechanisms.approvals import Judgement, Verdict
from zhanggui.replay import memory
from zhanggui.schema.compiled import Compiled, Given

POSTS = {
    "supplier-manager": Role.SUPPLIER_MANAGER,
    "inspector": Role.QUALITY_INSPECTOR,
    "executive": Role.EXECUTIVE,
    "reviewer": Role.PRODUCT_REVIEWER,
    "price-manager": Role.PRICE_MANAGER,
    "price-approver": Role.PRICE_APPROVER,
    "keeper": Role.WAREHOUSE_KEEPER,
    "logistics": Role.LOGISTICS_MANAGER,
    "agent": Role.CS_AGENT,
    "supervisor": Role.CS_SUPERVISOR,
}
KEY_POSTS = {Role.PRODUCT_REVIEWER, Role.PRICE_APPROVER}
VIA = "replay"
_PERSON: Compiled[UUID] = Compiled(
    lambda: Account.objects.filter(pk=Given("account")).values_list("person_id", flat=True)
)


def open_house(history: str, at: datetime) -> None:
    """The firm, a person for every post, and one warehouse."""
    Organisation.objects.get_or_create(
        id=HOUSE, defaults={"kind": Organisation.Kind.HOUSE, "name": "掌柜", "created_at": at}
    )
    for post, role in POSTS.items():
        new = NewAccount(username=f"{history}.{post}", name=post, password=None)
        account = open_staff_account(new=new, by=SYSTEM, at=at)
        grant_role(account_id=account.id, role=role, by=SYSTEM, at=at)
        _certify(account, role, at)
    place = Place("São Paulo", "São Paulo", history)
    warehouse = open_warehouse(
        code=f"RP-{history}"[:16], name=history, place=place, by=staff(history, "logistics"), at=at
    )
    memory.remember(history, "warehouse", "one", warehouse.id)


def _certify(account: Account, role: Role, at: datetime) -> None:
    """Who holds a key post brings a certificate along that outlasts the history."""
    if role in KEY_POSTS and account.person_id is not None:
        first = at.date()
        paper = Paper(
            post=Post(role.value),
            number=account.username,
            issuer="replay",
            valid_from=first - timedelta(days=1),
            valid_to=first + timedelta(days=365 * 20),
        )
        register_certificate(person_id=account.person_id, paper=paper, by=SYSTEM, at=at)


@cache
def staff(history: str, post: str) -> Actor:
    """Who holds this post."""
    return Account.objects.select_related("person").get(username=f"{history}.{post}").actor(via=VIA)


def system() -> Actor:
    """The house itself."""
    return SYSTEM.within(request_id="", via=VIA)


def firm_of(organisation_id: UUID) -> Actor:
    """Who acts for a partner."""
    return Account.objects.select_related("person").get(organisation_id=organisation_id).actor(via=VIA)


def customer(account_id: UUID, name: str) -> Actor:
    """A customer of the history, as the account that was opened for them."""
    return Actor(
        account_id=account_id,
        person_id=_PERSON.one(account=account_id),
        organisation_id=None,
        name=name[:20],
        roles=frozenset({Role.CUSTOMER}),
        via=VIA,
    )


def judge(subject_id: UUID, step: str, by: Actor, at: datetime) -> None:
    """Somebody finds every item of this step in order."""
    review: Any = approvals.review_of(subject_id)
    answers = approvals.policy_of(review.kind).all_ok(step)
    judgement = Judgement(step=step, verdict=Verdict.APPROVE, answers=answers)
    approvals.decide(review_id=review.pk, judgement=judgement, by=by, at=at)
