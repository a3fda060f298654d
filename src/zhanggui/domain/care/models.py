"""Complaints and consultations (each with its case), ratings, and surveys of satisfaction."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhanggui.domain.care.calls import Call, CallBack, CallEvent, CallFruit
from zhanggui.domain.care.states import ContactChannel, Ground, Matter, SurveyMethod
from zhanggui.kernel.ids import new_id
from zhanggui.schema.encrypted import EncryptedTextField
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once, governed

__all__ = [
    "Call",
    "CallBack",
    "CallEvent",
    "CallFruit",
    "Complaint",
    "Consultation",
    "Folding",
    "FoldingProposal",
    "Rating",
    "SatisfactionResult",
    "Survey",
]


class Contact(models.Model):
    """Somebody turned to us. What was said since then, and every clock, is in the case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="%(class)s")
    customer = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="%(class)ss", null=True, blank=True
    )
    caller = EncryptedTextField(null=True)
    """Name and number of somebody without an account."""
    channel = models.CharField(max_length=8, choices=[(c.value, c.value) for c in ContactChannel])
    order = models.ForeignKey(
        "sales.Order", on_delete=models.PROTECT, related_name="%(class)ss", null=True, blank=True
    )
    goods = models.ForeignKey(
        "catalog.Goods", on_delete=models.PROTECT, related_name="%(class)ss", null=True, blank=True
    )
    text = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        abstract = True


class Complaint(Contact):
    """A customer complains: about an order, one line of it, some goods, or anything else (B-6.1.3)."""

    matter = models.CharField(max_length=16, choices=[(m.value, m.value) for m in Matter])
    grounds = ArrayField(
        models.CharField(max_length=20, choices=[(g.value, g.value) for g in Ground]),
        default=list,
        blank=True,
    )
    line = models.ForeignKey(
        "sales.OrderLine", on_delete=models.PROTECT, related_name="complaints", null=True, blank=True
    )

    objects = LockingQuerySet["Complaint"].as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-received_at"], name="care_complaint_latest"),
            models.Index(fields=["goods", "received_at"], name="care_complaint_of_goods"),
        ]
        triggers: ClassVar = [governed(secret=["caller"]), append_only()]

    def __str__(self) -> str:
        return f"{self.matter} {self.received_at:%Y-%m-%d %H:%M}"


class Consultation(Contact):
    """A customer asks something (B-6.1.1)."""

    objects = LockingQuerySet["Consultation"].as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-received_at"], name="care_consultation_latest")]
        triggers: ClassVar = [governed(secret=["caller"]), append_only()]

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d %H:%M}"


class Rating(models.Model):
    """What a buyer thinks of a purchase, from one to five. Nobody deletes or edits it (EC-12).

    A later opinion on the same purchase is another rating. Without a ``line`` the whole order is rated.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="ratings")
    line = models.ForeignKey(
        "sales.OrderLine", on_delete=models.PROTECT, related_name="ratings", null=True, blank=True
    )
    number = models.PositiveSmallIntegerField(default=1)
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    rated_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    """When the order had been delivered, as it stood when this was written."""

    objects = LockingQuerySet["Rating"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order", "line", "number"], nulls_distinct=False, name="care_rating_numbered"
            ),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="care_rating_one_to_five"),
        ]
        indexes: ClassVar = [models.Index(fields=["-rated_at"], name="care_rating_latest")]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.score}/5"


class GoodsRating(models.Model):
    """Which goods a rating is about, so that the page of goods finds its ratings in their order."""

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="about")
    goods = models.ForeignKey("catalog.Goods", on_delete=models.CASCADE, related_name="ratings")
    rated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rating", "goods"], name="care_rating_about_goods_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["goods", "-rated_at", "-rating"], name="care_ratings_of_goods")
        ]

    def __str__(self) -> str:
        return f"{self.goods_id} {self.rated_at:%Y-%m-%d}"


class GoodsScore(models.Model):
    """The ratings of goods, counted as they come in: pages and lists read one row, however many there are."""

    goods = models.OneToOneField(
        "catalog.Goods", on_delete=models.CASCADE, primary_key=True, related_name="rated"
    )
    ratings = models.PositiveIntegerField()
    stars = models.PositiveIntegerField(help_text="the sum of all scores")
    tally = ArrayField(models.PositiveIntegerField(), size=5, help_text="how many gave one star, two, …")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stars__gte=models.F("ratings"), stars__lte=models.F("ratings") * 5),
                name="care_goods_score_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return f"{self.stars}/{self.ratings}"


class RatingPicture(models.Model):
    """A picture a buyer took of what they got. It goes where its rating goes: folded with it, never deleted.

    Only the sizes that pages show are kept: what a camera writes into a picture (where it was taken, with
    which telephone) is nobody's business.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="pictures")
    position = models.PositiveSmallIntegerField()
    small = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    large = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rating", "position"], name="care_rating_picture_position")
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.position}"


class RatingReply(models.Model):
    """What the seller, or the house, says to a rating; once, and it stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, related_name="reply")
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """The supplier that replies; none when the house does."""
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    replied_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.text[:60]


class GoodsQuestion(models.Model):
    """What somebody asks about goods, for everybody to read once it is answered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goods = models.ForeignKey("catalog.Goods", on_delete=models.PROTECT, related_name="questions")
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True, help_text="when it was first answered")

    objects = LockingQuerySet["GoodsQuestion"].as_manager()

    class Meta:
        verbose_name = "goods question"
        indexes: ClassVar = [
            models.Index(fields=["goods", "-answered_at"], name="care_questions_of_goods"),
            models.Index(
                fields=["asked_at"], condition=Q(answered_at=None), name="care_questions_unanswered"
            ),
            models.Index(fields=["account", "-asked_at"], name="care_questions_of_account"),
        ]
        triggers: ClassVar = [governed()]

    def __str__(self) -> str:
        return self.text[:60]


class GoodsAnswer(models.Model):
    """What the seller, or an agent of the house, answers to a question about goods."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    question = models.ForeignKey(GoodsQuestion, on_delete=models.PROTECT, related_name="answers")
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    """The supplier that answers; none when the house does."""
    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    answered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["answered_at"]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.text[:60]


class QuestionTakedown(models.Model):
    """A question with its answers, shown to nobody any more: why, and by whom. It stays kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    question = models.OneToOneField(GoodsQuestion, on_delete=models.PROTECT, related_name="takedown")
    reason = models.CharField(max_length=400)
    taken_down_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    taken_down_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.reason[:60]


class FoldingProposal(models.Model):
    """Somebody finds a rating unlawful, and says why; a second person decides."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="folding_proposals")
    legal_basis = models.CharField(max_length=200)
    reason = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.reason[:80]

    def content(self) -> dict[str, str]:
        """What is reviewed."""
        return {"rating": str(self.rating_id), "legal_basis": self.legal_basis, "reason": self.reason}


class Folding(models.Model):
    """A rating shown folded, because its content is unlawful: why, on what basis, by whom. It stays kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, related_name="folding")
    proposal = models.OneToOneField(
        FoldingProposal, on_delete=models.PROTECT, related_name="folding", null=True, blank=True
    )
    legal_basis = models.CharField(max_length=200)
    reason = models.CharField(max_length=400)
    folded_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    folded_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.reason


class Survey(models.Model):
    """Somebody is asked, once, how satisfied they were with goods, service and price (B-6.2.1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField(unique=True)
    title = models.CharField(max_length=200)
    customer = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="surveys", null=True, blank=True
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    method = models.CharField(max_length=8, choices=[(m.value, m.value) for m in SurveyMethod], blank=True)
    taken_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    service_score = models.PositiveSmallIntegerField(null=True, blank=True)
    goods_score = models.PositiveSmallIntegerField(null=True, blank=True)
    price_score = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.TextField(blank=True)

    objects = LockingQuerySet["Survey"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_at=None, service_score=None, goods_score=None, price_score=None)
                | Q(
                    answered_at__isnull=False,
                    service_score__gte=1,
                    service_score__lte=5,
                ),
                name="care_survey_answered_with_a_score",
            ),
            models.CheckConstraint(
                condition=(Q(goods_score=None) | Q(goods_score__gte=1, goods_score__lte=5))
                & (Q(price_score=None) | Q(price_score__gte=1, price_score__lte=5)),
                name="care_survey_one_to_five",
            ),
        ]
        triggers: ClassVar = [
            governed(),
            # A given answer is nobody's to improve.
            frozen_once("answer_stays", pgtrigger.Q(old__answered_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title


class SatisfactionResult(models.Model):
    """A published result: what was asked over a period and what came of it, with its digest (B-6.2.4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    since = models.DateField()
    until = models.DateField()
    asked = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    figures = models.JSONField()
    digest = models.CharField(max_length=64)
    published_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["since", "until"], name="care_result_of_a_period_once"),
            models.CheckConstraint(condition=Q(answered__lte=models.F("asked")), name="care_result_counts"),
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"
