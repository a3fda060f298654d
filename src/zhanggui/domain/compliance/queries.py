"""Reading the register and the library."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from zhanggui.domain.compliance import rules, seed
from zhanggui.domain.compliance.models import Acknowledgement, Instrument, Obligation, PolicyVersion, Release
from zhanggui.domain.compliance.states import Audience, PolicyState, Right
from zhanggui.identity.actor import Actor
from zhanggui.mechanisms.controls import Status, all_controls, clauses

ORDER = (Status.BROKEN, Status.AT_RISK, Status.KEPT)


def uncovered_clauses() -> list[str]:
    """The clauses of both norms that no control of the house judges."""
    judged = {clause for control in all_controls() for clause in control.clauses}
    return [clause.id for clause in clauses() if clause.id not in judged]


def seed_is_adopted() -> bool:
    """Whether everything that came with the program is in the register."""
    texts = {row["code"] for row in seed.instruments()} - set(
        Instrument.objects.values_list("code", flat=True)
    )
    duties = {row["code"] for row in seed.obligations()} - set(
        Obligation.objects.values_list("code", flat=True)
    )
    return not texts and not duties


def standing_of(obligation: Obligation) -> Status:
    """How a duty stands by the last results of its controls; it was read ``with_results``."""
    known = {control.code for control in all_controls()}
    if known.isdisjoint(obligation.controls):
        return Status.UNCOVERED
    said: Iterable[str] = obligation.said  # type: ignore[attr-defined]
    return next((status for status in ORDER if status in set(said)), Status.NO_DATA)


def rights() -> dict[Right, list[tuple[Obligation, Status]]]:
    """Each right of customers with the duties that give it, and how each stands (B-6.3.1)."""
    found: dict[Right, list[tuple[Obligation, Status]]] = {right: [] for right in Right}
    active = Obligation.objects.active().exclude(right="").select_related("instrument").order_by("code")
    for one in active.with_results():
        found[Right(one.right)].append((one, standing_of(one)))
    return found


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the platform as the public sees it: what holds, what comes, what held before."""

    code: str
    title: str
    in_force: Release | None
    coming: tuple[Release, ...]
    before: tuple[Release, ...]


def public_rules(at: datetime) -> list[Rule]:
    """Every rule that was ever published to the public, with all its versions."""
    by_policy: dict[UUID, list[Release]] = {}
    released = Release.objects.filter(policy__audience=Audience.PUBLIC).select_related("policy", "version")
    for release in released.order_by("policy__code", "-effective_on"):
        by_policy.setdefault(release.policy_id, []).append(release)
    return [_rule(releases, at) for releases in by_policy.values()]


def _rule(releases: list[Release], at: datetime) -> Rule:
    today = rules.day_of(at)
    begun = [one for one in releases if one.effective_on <= today]
    coming = tuple(one for one in releases if one.effective_on > today)
    policy = releases[0].policy
    return Rule(policy.code, policy.title, begun[0] if begun else None, coming, tuple(begun[1:]))


def open_for_comments(at: datetime) -> QuerySet[PolicyVersion]:
    """Drafts of rules that the public may comment on now."""
    today = rules.day_of(at)
    commented = PolicyVersion.objects.filter(state=PolicyState.COMMENTED, comments_until__gte=today)
    return commented.select_related("policy").order_by("comments_until", "policy__code")


def public_version(code: str, number: int, at: datetime) -> PolicyVersion | None:
    """A version the public may read: published at any time, or open for comments."""
    found = PolicyVersion.objects.filter(
        policy__code=code, policy__audience=Audience.PUBLIC, number=number
    ).select_related("policy", "release")
    version = found.first()
    if version is None:
        return None
    is_public = version.state == PolicyState.PUBLISHED or version.open_for_comments(rules.day_of(at))
    return version if is_public else None


def in_force(at: datetime) -> QuerySet[Release]:
    """For each policy, the release that holds on this day."""
    begun = Release.objects.filter(effective_on__lte=rules.day_of(at))
    latest = begun.order_by("policy_id", "-effective_on").distinct("policy_id")
    return Release.objects.filter(pk__in=latest.values("pk")).select_related("policy", "version__policy")


def policies_for(by: Actor, at: datetime) -> list[Release]:
    """The policies in force that concern a post of this person."""
    posts = sorted(role.value for role in by.roles)
    return list(in_force(at).filter(policy__readers__overlap=posts).order_by("policy__code"))


def acknowledged_by(by: Actor, releases: Iterable[Release]) -> set[UUID]:
    """Which of these versions this person has read."""
    wanted = [release.version_id for release in releases]
    mine = Acknowledgement.objects.filter(account_id=by.account_id, version_id__in=wanted)
    return set(mine.values_list("version_id", flat=True))
