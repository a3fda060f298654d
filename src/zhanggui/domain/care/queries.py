"""Reads for the customer's pages, the agents' desk and the public."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from zhanggui.domain.care.capabilities import HANDLE
from zhanggui.domain.care.models import (
    Complaint,
    Consultation,
    GoodsQuestion,
    GoodsRating,
    GoodsScore,
    Rating,
    RatingPicture,
    SatisfactionResult,
    Survey,
)
from zhanggui.domain.care.rules import SCORES, Scores, of_tally, summed
from zhanggui.domain.care.states import Matter
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms.cases import queries as cases
from zhanggui.mechanisms.cases.models import Case

KINDS = ("care.complaint", "care.consultation")


def complaints_of(account_id: UUID) -> QuerySet[Complaint]:
    """A customer's complaints, the latest first."""
    return (
        Complaint.objects.filter(customer_id=account_id)
        .select_related("case", "order")
        .order_by("-received_at")
    )


def consultations_of(account_id: UUID) -> QuerySet[Consultation]:
    """A customer's questions, the latest first."""
    asked = Consultation.objects.filter(customer_id=account_id).select_related("case", "goods")
    return asked.order_by("-received_at")


def complaint_numbered(number: str, *, by: Actor) -> Complaint:
    """A complaint by its number, for its customer and for those who handle complaints."""
    complaint = (
        Complaint.objects.select_related("case", "order", "line", "goods").filter(case__number=number).first()
    )
    if complaint is None or not (complaint.customer_id == by.account_id or by.may(HANDLE)):
        raise NotFound
    return complaint


def consultation_numbered(number: str, *, by: Actor) -> Consultation:
    """A question by its number, for its customer and for those who answer."""
    asked = Consultation.objects.select_related("case", "order", "goods").filter(case__number=number).first()
    if asked is None or not (asked.customer_id == by.account_id or by.may(HANDLE)):
        raise NotFound
    return asked


def complaints_about(order_id: UUID) -> QuerySet[Complaint]:
    """The complaints about one order, the latest first."""
    return Complaint.objects.filter(order_id=order_id).select_related("case").order_by("-received_at")


def desk(by: Actor) -> QuerySet[Case]:
    """The agents' desk: living complaints and questions, the clock that runs out next first."""
    by.require(HANDLE)
    return cases.desk(by).filter(kind__in=KINDS)


def ratings_of_goods(goods_id: UUID) -> QuerySet[Rating]:
    """What buyers wrote about these goods, or about an order with them, the latest first."""
    return (
        Rating.objects.filter(about__goods_id=goods_id)
        .select_related("folding", "reply__organisation", "line__sku", "account__person")
        .prefetch_related("pictures")
        .order_by("-about__rated_at", "-about__rating")
    )


def ratings_before(goods_id: UUID, before: UUID | None, *, limit: int) -> list[Rating]:
    """One page of those, after the rating that stood last on the page before."""
    ratings = ratings_of_goods(goods_id)
    if before is not None:
        last = Rating.objects.filter(pk=before).values_list("rated_at", flat=True).first()
        if last is not None:
            older = Q(about__rated_at__lt=last) | Q(about__rated_at=last, about__rating__lt=before)
            ratings = ratings.filter(older, about__goods_id=goods_id)
    return list(ratings[:limit])


def ratings_of_order(order_id: UUID) -> list[Rating]:
    """What its buyer wrote about an order and its lines, the oldest first."""
    said = Rating.objects.filter(order_id=order_id).select_related("line").prefetch_related("pictures")
    return list(said.order_by("rated_at"))


def questions_about(goods_id: UUID) -> QuerySet[GoodsQuestion]:
    """What was asked about these goods and answered, the latest answer first; nothing taken down."""
    return (
        GoodsQuestion.objects.filter(goods_id=goods_id, answered_at__isnull=False, takedown=None)
        .prefetch_related("answers__organisation")
        .order_by("-answered_at", "-id")
    )


def questions_of_firm(by: Actor) -> QuerySet[GoodsQuestion]:
    """What is asked about one's own goods, or about all for the house: first what waits, the oldest first."""
    asked = GoodsQuestion.objects.filter(takedown=None)
    if not by.may(HANDLE):
        asked = asked.filter(goods__supplier__organisation=by.organisation_id)
    return (
        asked.select_related("goods__published_version")
        .prefetch_related("answers__organisation")
        .order_by(F("answered_at").desc(nulls_first=True), "asked_at", "id")
    )


def ratings_of_firm(by: Actor) -> QuerySet[Rating]:
    """What buyers said about one's own goods, the latest first."""
    own = GoodsRating.objects.filter(rating=OuterRef("pk"), goods__supplier__organisation=by.organisation_id)
    return (
        Rating.objects.filter(Exists(own))
        .select_related("folding", "reply", "order", "line__sku__goods__published_version")
        .prefetch_related("pictures", "about__goods__published_version")
        .order_by("-rated_at", "-id")
    )


def is_public_rating_picture(document_id: UUID) -> bool:
    """Whether this is a picture of a rating that is shown."""
    shown = RatingPicture.objects.filter(rating__folding=None)
    return shown.filter(Q(small=document_id) | Q(large=document_id)).exists()


def scores_of_goods(goods_ids: Iterable[UUID]) -> Mapping[UUID, Scores]:
    """Scores of several goods, in one query of as many rows."""
    wanted = list(goods_ids)
    kept = dict(GoodsScore.objects.filter(goods_id__in=wanted).values_list("goods_id", "tally"))
    return {goods_id: of_tally(kept.get(goods_id, [0] * len(SCORES))) for goods_id in wanted}


def all_scores() -> Scores:
    """Every rating of the house."""
    rows = dict(Rating.objects.values_list("score").annotate(n=Count("id")))
    return of_tally([rows.get(score, 0) for score in SCORES])


def surveys_waiting_for(account_id: UUID) -> QuerySet[Survey]:
    """What a customer has been asked and has not answered, the latest first."""
    return Survey.objects.filter(customer_id=account_id, answered_at=None).order_by("-asked_at")


def surveys_to_call() -> QuerySet[Survey]:
    """Whom to ask by telephone: not answered yet, the oldest first."""
    return Survey.objects.filter(answered_at=None).select_related("customer").order_by("asked_at")


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How satisfied customers were over a period: with service, goods and price."""

    asked: int
    answered: int
    service: Scores
    goods: Scores
    price: Scores
    methods: Mapping[str, int]

    @property
    def response_rate(self) -> float | None:
        """Answers among questions asked."""
        return self.answered / self.asked if self.asked else None

    def figures(self) -> dict[str, Any]:
        """As plain data, for a frozen result."""
        return asdict(self)


def satisfaction(*, since: datetime, until: datetime) -> Satisfaction:
    """The surveys asked from ``since`` (included) to ``until`` (not included)."""
    surveys = list(Survey.objects.filter(asked_at__gte=since, asked_at__lt=until))
    answered = [survey for survey in surveys if survey.answered_at is not None]
    return Satisfaction(
        asked=len(surveys),
        answered=len(answered),
        service=summed(s.service_score for s in answered if s.service_score),
        goods=summed(s.goods_score for s in answered if s.goods_score),
        price=summed(s.price_score for s in answered if s.price_score),
        methods={method: sum(s.method == method for s in answered) for method in ("online", "phone")},
    )


def published_results() -> QuerySet[SatisfactionResult]:
    """What the public may see, the latest first."""
    return SatisfactionResult.objects.order_by("-until", "-since")


def delivery_complaints(orders: Iterable[UUID], *, since: datetime, until: datetime) -> int:
    """How many complaints about the delivery of these orders came in a span of time."""
    about = Complaint.objects.filter(matter=Matter.DELIVERY, order__in=list(orders))
    return about.filter(received_at__gte=since, received_at__lt=until).count()


def service_by_province(*, since: datetime, until: datetime) -> Mapping[str, tuple[int, int]]:
    """Answers given in a span of time about orders: how many from each province, and their sum."""
    given = Survey.objects.filter(answered_at__gte=since, answered_at__lt=until)
    scores = dict(given.values_list("subject_id", "service_score"))
    found: dict[str, tuple[int, int]] = {}
    for kind in (Complaint, Consultation):
        rows = kind._default_manager.filter(pk__in=scores).exclude(order=None)
        for pk, province in rows.values_list("pk", "order__address__province"):
            many, total = found.get(province, (0, 0))
            found[province] = (many + 1, total + (scores[pk] or 0))
    return found
