"""Proposing what is found about a violation, by which rule, and what is done (B-3.4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.appraisal import rules
from zhanggui.domain.appraisal.capabilities import INVESTIGATE
from zhanggui.domain.appraisal.facts import RulingProposed
from zhanggui.domain.appraisal.models import Hearing, Ruling, Violation
from zhanggui.domain.appraisal.reach import held_violation
from zhanggui.domain.appraisal.refusals import (
    AuthorityMissing,
    DepositTooSmall,
    MeasuresUnfit,
    PenaltyUnfit,
    StillHearing,
    WordsMissing,
)
from zhanggui.domain.appraisal.states import VIOLATION, MeasureKind, Verdict
from zhanggui.domain.finance import accounts
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import FEN_MAX, Fen, yuan
from zhanggui.mechanisms import approvals, ledger, trail


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingWish:
    """What is found and done. ``affected_since``: orders of its goods since then are affected."""

    verdict: Verdict
    basis: str
    reasons: str
    measures: Sequence[MeasureKind] = ()
    penalty_fen: Fen = 0
    from_deposit: bool = False
    authority: str = ""
    affected_since: date | None = None


@transaction.atomic
def propose_ruling(*, violation_id: UUID, wish: RulingWish, by: Actor, at: datetime) -> Ruling:
    """Submit a ruling, once the supplier has answered or its time to answer is over. Somebody else approves.

    Raises ``StillHearing``, ``MeasuresUnfit``, ``PenaltyUnfit``, ``DepositTooSmall``, ``AuthorityMissing``.
    """
    by.require(INVESTIGATE)
    violation = held_violation(violation_id)
    violation.state = VIOLATION.after(violation.state, "propose")
    _refuse_unheard(violation, at)
    _refuse_odd(wish, violation)
    violation.save(update_fields=["state"])
    ruling = _ruling(violation, wish, by, at)
    ruling.digest = approvals.digest_of(rules.ruling_content(ruling))
    ruling.save(force_insert=True)
    approvals.submit(approvals.policy_of("appraisal.ruling"), ruling, by=by, at=at)
    fact = RulingProposed(
        number=violation.number,
        verdict=ruling.verdict,
        measures=ruling.measures,
        penalty_fen=ruling.penalty_fen,
    )
    trail.record(fact, on=violation, by=by, at=at, reason=wish.reasons[:400], thread=violation.supplier)
    return ruling


def _ruling(violation: Violation, wish: RulingWish, by: Actor, at: datetime) -> Ruling:
    return Ruling(
        violation=violation,
        number=violation.rulings.count() + 1,
        verdict=wish.verdict.value,
        basis=wish.basis.strip()[:200],
        reasons=wish.reasons.strip(),
        measures=sorted({kind.value for kind in wish.measures}),
        penalty_fen=wish.penalty_fen,
        from_deposit=wish.from_deposit and wish.penalty_fen > 0,
        authority=wish.authority.strip()[:120],
        affected_since=wish.affected_since,
        proposed_by_id=by.account_id,
        proposed_at=at,
    )


def _refuse_unheard(violation: Violation, at: datetime) -> None:
    hearing = Hearing.objects.get(violation=violation)
    if hearing.answered_at is None and at <= hearing.answer_by:
        raise StillHearing(until=f"{hearing.answer_by.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")


def _refuse_odd(wish: RulingWish, violation: Violation) -> None:
    if not wish.basis.strip() or not wish.reasons.strip():
        raise WordsMissing
    proven = wish.verdict == Verdict.PROVEN
    if bool(wish.measures) != proven or (wish.affected_since is not None and not proven):
        raise MeasuresUnfit
    if (MeasureKind.PENALTY in wish.measures) != (wish.penalty_fen > 0) or wish.penalty_fen > FEN_MAX:
        raise PenaltyUnfit
    if MeasureKind.REFERRAL in wish.measures and not wish.authority.strip():
        raise AuthorityMissing
    held = ledger.balance(accounts.deposit(violation.supplier_id)).available
    if wish.from_deposit and wish.penalty_fen > held:
        raise DepositTooSmall(amount=f"¥{yuan(held)}")
