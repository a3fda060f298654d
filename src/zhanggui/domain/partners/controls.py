"""What can be proved about partners: chapter 3 of the norm, and the filing of platform users."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from stdnum.cn import uscc

from zhanggui.domain.partners.models import Agreement, Application, Carrier, SiteVisit, Supplier
from zhanggui.domain.partners.papers import BUSINESS_LICENCE, HOUSE_PAPERS
from zhanggui.domain.partners.policies import CARRIER_APPLICATION, PAPERS, RENEWAL, SUPPLIER_APPLICATION
from zhanggui.domain.partners.states import PartnerState
from zhanggui.identity.actor import HOUSE
from zhanggui.identity.models import Organisation
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms.approvals.models import Decision, Review
from zhanggui.mechanisms.approvals.states import ReviewState
from zhanggui.mechanisms.controls import Evidence, Records, control, share_kept
from zhanggui.mechanisms.documents.queries import current

SUPPLIERS, CARRIERS, REVIEWS = (
    "admin:partners_supplier_changelist",
    "admin:partners_carrier_changelist",
    "admin:approvals_review_changelist",
)
KINDS = (SUPPLIER_APPLICATION.kind, CARRIER_APPLICATION.kind)
SOON = timedelta(days=30)

UNCOVERED = """
SELECT partner.id FROM {table} partner JOIN partners_application application
    ON application.id = partner.application_id
WHERE partner.state = 'active' AND EXISTS (
    SELECT 1 FROM unnest(application.demanded) AS asked(type)
    WHERE (%(type)s IS NULL OR asked.type = %(type)s) AND NOT EXISTS (
        SELECT 1 FROM documents_document paper
        WHERE paper.organisation_id = partner.organisation_id AND paper.type = asked.type
            AND paper.withdrawn_at IS NULL
            AND (paper.valid_from IS NULL OR paper.valid_from <= %(day)s)
            AND (paper.valid_to IS NULL OR paper.valid_to >= %(day)s)
            AND (paper.id = ANY(application.documents) OR EXISTS (
                SELECT 1 FROM partners_renewal renewal
                WHERE renewal.document_id = paper.id AND renewal.accepted_at IS NOT NULL))))
ORDER BY partner.id
"""
"""Active partners that do not hold, looked at and valid, every paper asked of them."""


def _rows(page: str, ids: Iterable[UUID]) -> Records:
    named = [str(one) for one in ids]
    return Records(len(named), page, {"id__in": ",".join(named[:50])} if named else {})


def _uncovered(model: type[Supplier] | type[Carrier], day: date, kind: str | None = None) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(UNCOVERED.format(table=model._meta.db_table), {"day": day, "type": kind})
        return [row[0] for row in cursor.fetchall()]


def _active() -> QuerySet[Supplier]:
    return Supplier.objects.filter(state=PartnerState.ACTIVE)


def _today(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


def _judged(
    found: Iterable[UUID], threshold: str, *, of: int, risk: int = 0, page: str = SUPPLIERS
) -> Evidence:
    wrong = list(found)
    return Evidence(
        share_kept(kept=of - len(wrong), of=of, risk=risk),
        {"active partners": of, "not in order": len(wrong), "due within 30 days": risk},
        threshold,
        _rows(page, wrong),
    )


@control("A-4.4", "B-3.1.2", title="Active partners hold every paper asked of them")
def papers_held(at: datetime) -> Evidence:
    """Each paper that the approved application asks for is filed, looked at, and valid today."""
    wrong = [*_uncovered(Supplier, _today(at)), *_uncovered(Carrier, _today(at))]
    carriers = Carrier.objects.filter(state=PartnerState.ACTIVE)
    soon = sum(each.filter(trades_until__lte=at + SOON).count() for each in (_active(), carriers))
    total = _active().count() + carriers.count()
    return _judged(wrong, "0 active partners with a missing or expired paper", of=total, risk=soon)


@control("A-4.4", title="Partners' files are verified again within six months")
def verified_again(at: datetime) -> Evidence:
    """No active partner whose file is overdue (NT-01)."""
    today, soon, total = _today(at), 0, 0
    late: list[UUID] = []
    for model in (Supplier, Carrier):
        active = model.objects.filter(state=PartnerState.ACTIVE)
        total += active.count()
        late += active.filter(Q(verified_until=None) | Q(verified_until__lt=today)).values_list(
            "pk", flat=True
        )
        soon += active.filter(verified_until__gte=today, verified_until__lt=today + SOON).count()
    return _judged(late, "0 active partners overdue", of=total, risk=soon)


@control("B-2.1.2", title="Active suppliers hold a valid business licence")
def licences_held(at: datetime) -> Evidence:
    """One licence with a unified social credit code stands for all three certificates (三证合一)."""
    wrong = _uncovered(Supplier, _today(at), BUSINESS_LICENCE.code)
    return _judged(wrong, "0 active suppliers without a valid licence", of=_active().count())


@control("B-2.1.5", title="The public record of every supplier was looked at")
def standing_checked(at: datetime) -> Evidence:
    """The approved first check answers, for each active supplier, that its record and standing are good."""
    answered = Decision.objects.filter(
        review__subject_id=OuterRef("application_id"),
        step__code="check",
        verdict="approve",
        answers__code="public_record",
        answers__ok=True,
    )
    wrong = _active().filter(~Exists(answered)).values_list("pk", flat=True)
    return _judged(wrong, "0 active suppliers whose record was not looked at", of=_active().count())


@control("B-3.1.1", title="Nobody sells without a passed review")
def reviewed_before_selling(at: datetime) -> Evidence:
    """Every active supplier rests on an application whose review approved it, as it stands now."""
    passed = Review.objects.filter(
        subject_id=OuterRef("application_id"),
        digest=OuterRef("application__digest"),
        state=ReviewState.APPROVED,
    )
    wrong = _active().filter(~Exists(passed)).values_list("pk", flat=True)
    return _judged(wrong, "0 active suppliers without a passed review", of=_active().count())


@control("B-3.1.2", title="Every criterion of the supplier review was answered")
def criteria_answered(at: datetime) -> Evidence:
    """Each approved first check holds an answer in order to each item of the list."""
    decided = Decision.objects.filter(
        review__kind=SUPPLIER_APPLICATION.kind, step__code="check", verdict="approve"
    )
    wanting = [one.review_id for one in decided.prefetch_related("answers") if not _complete(one)]
    return Evidence(
        share_kept(kept=decided.count() - len(wanting), of=decided.count()),
        {"reviews": decided.count(), "not in order": len(wanting)},
        "0 approvals with an empty or failed item",
        _rows(REVIEWS, wanting),
    )


def _complete(decision: Decision) -> bool:
    return {answer.code for answer in decision.answers.all() if answer.ok} >= {item.code for item in PAPERS}


@control("B-3.1.3", title="Submitted, checked, visited, signed: no step was left out")
def steps_walked(at: datetime) -> Evidence:
    """Every active supplier has a good visit and an agreement on record, and three people decided."""
    visited = SiteVisit.objects.filter(application=OuterRef("application_id"), passed=True)
    signed = Agreement.objects.filter(organisation=OuterRef("organisation_id"))
    left_out = set(_active().filter(~Exists(visited) | ~Exists(signed)).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT partner.id FROM partners_supplier partner WHERE partner.state = 'active' AND (
                SELECT count(DISTINCT decision.person_id) FROM approvals_decision decision
                JOIN approvals_review review ON review.id = decision.review_id
                WHERE review.subject_id = partner.application_id AND decision.verdict = 'approve') < 3"""
        )
        left_out |= {row[0] for row in cursor.fetchall()}
    return _judged(sorted(left_out), "0 active suppliers with a step left out", of=_active().count())


@control("B-3.2.1", title="Applications are complete")
def applications_complete(at: datetime) -> Evidence:
    """Firm data, offer and intention are all said in every application."""
    wanting = Application.objects.filter(
        Q(legal_person="") | Q(address="") | Q(contact_name="") | Q(goods_summary="") | Q(intention="")
    )
    total = Application.objects.count()
    return Evidence(
        share_kept(kept=total - wanting.count(), of=total),
        {"applications": total, "not in order": wanting.count()},
        "100% complete",
        _rows(
            SUPPLIERS,
            Supplier.objects.filter(organisation__in=wanting.values("organisation")).values_list(
                "pk", flat=True
            ),
        )
        if wanting
        else Records(0, SUPPLIERS),
    )


@control("B-3.2.2", title="Applications are decided in time, and returned with reasons")
def decided_in_time(at: datetime) -> Evidence:
    """No open review is past its deadline; every rejection says why."""
    reviews = Review.objects.filter(kind__in=[*KINDS, RENEWAL.kind])
    late = list(reviews.filter(state=ReviewState.OPEN, due_at__lt=at).values_list("pk", flat=True))
    late += reviews.filter(state=ReviewState.EXPIRED).values_list("pk", flat=True)
    mute = list(
        Decision.objects.filter(review__in=reviews, verdict="reject", note="").values_list(
            "review_id", flat=True
        )
    )
    soon = reviews.filter(state=ReviewState.OPEN, due_at__gte=at, due_at__lt=at + timedelta(days=2)).count()
    total = reviews.count()
    return Evidence(
        share_kept(kept=total - len(late) - len(mute), of=total, risk=soon),
        {"reviews": total, "late": len(late), "rejected without a reason": len(mute)},
        "0 late, 0 without a reason",
        _rows(REVIEWS, late + mute),
    )


@control("B-3.2.3", title="Nobody sells without an agreement in force")
def agreements_in_force(at: datetime) -> Evidence:
    """Each active supplier works under a signed agreement whose term covers today."""
    today = _today(at)
    held = Agreement.objects.filter(
        organisation=OuterRef("organisation_id"), starts_on__lte=today, ends_on__gte=today
    )
    wrong = list(_active().filter(~Exists(held)).values_list("pk", flat=True))
    lasting = held.filter(ends_on__gt=today + SOON)
    soon = _active().filter(Exists(held), ~Exists(lasting)).count()
    return _judged(wrong, "0 active suppliers without an agreement in force", of=_active().count(), risk=soon)


@control("B-7.2.1", title="Carriers were reviewed before they carry")
def carriers_reviewed(at: datetime) -> Evidence:
    """Every active carrier rests on an approved application and holds its licences."""
    active = Carrier.objects.filter(state=PartnerState.ACTIVE)
    passed = Review.objects.filter(subject_id=OuterRef("application_id"), state=ReviewState.APPROVED)
    wrong = set(active.filter(~Exists(passed)).values_list("pk", flat=True))
    wrong |= set(_uncovered(Carrier, _today(at)))
    return _judged(
        sorted(wrong), "0 active carriers without review or licence", of=active.count(), page=CARRIERS
    )


SHOWN = ("business_licence", "icp_filing")
"""What everybody must be able to see of the house: who it is, and that its site is filed (A-4.1.2)."""


@control("A-4.1.1", title="The house is a registered firm whose licences hold")
def house_licensed(at: datetime) -> Evidence:
    """Its credit code is a true one, and every paper it holds for its trade is valid today."""
    today = at.astimezone(SHANGHAI).date()
    code = Organisation.objects.filter(pk=HOUSE).values_list("uscc", flat=True).first() or ""
    papers = list(current(HOUSE).filter(type__in=HOUSE_PAPERS))
    expired = [one.pk for one in papers if one.valid_to is not None and one.valid_to < today]
    lacking = {"business_licence"} - {one.type for one in papers}
    wrong = len(expired) + len(lacking) + (not uscc.is_valid(code))
    return Evidence(
        share_kept(kept=len(papers) - len(expired), of=len(papers) + len(lacking), broken=wrong),
        {"licences": len(papers), "expired or missing": len(expired) + len(lacking)},
        "a valid credit code, a business licence, 0 licences run out",
        Records(len(expired), "admin:documents_document_changelist", {}),
    )


@control("A-4.1.2", title="Everybody can see the licences of the house")
def licences_public(at: datetime) -> Evidence:
    """The licences on file are released, and the two that every site needs are among them."""
    today = at.astimezone(SHANGHAI).date()
    papers = list(current(HOUSE).filter(type__in=HOUSE_PAPERS))
    shown = [one for one in papers if one.released_at and (one.valid_to is None or one.valid_to >= today)]
    lacking = set(SHOWN) - {one.type for one in shown}
    hidden = [one.pk for one in papers if one not in shown]
    return Evidence(
        share_kept(kept=len(shown), of=len(papers) + len(lacking), broken=len(lacking), risk=len(hidden)),
        {"licences": len(papers), "shown": len(shown), "not shown": len(hidden)},
        "business licence and filing of the site shown, and every other licence",
        Records(len(hidden), "admin:documents_document_changelist", {}),
    )
