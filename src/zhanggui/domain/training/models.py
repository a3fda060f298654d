"""Courses with their questions, who attended, examinations, and certificates with their validity."""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from pgtrigger import Q as Row

from zhanggui.domain.training.states import Post
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.ids import new_id
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only, frozen_once, governed

POSTS = [(post.value, post.value) for post in Post]


class Course(models.Model):
    """One edition of a course: what is taught, what is asked, how much must be right, how long it holds.

    A published edition never changes, so that an old examination can be marked again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=24)
    edition = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    post = models.CharField(max_length=32, choices=POSTS)
    modules = ArrayField(models.CharField(max_length=200))
    text = models.TextField(blank=True)
    pass_percent = models.PositiveSmallIntegerField()
    valid_months = models.PositiveSmallIntegerField()
    published_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["Course"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "edition"], name="training_edition_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(retired_at=None), name="training_one_edition_in_force"
            ),
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100), name="training_pass_is_percent"
            ),
            models.CheckConstraint(condition=Q(valid_months__gte=1), name="training_holds_a_month_at_least"),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once("frozen", Row(old__published_at__isnull=False), except_columns=["retired_at"]),
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question of a course, its possible answers, and the right one (counted from 0)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    options = ArrayField(models.CharField(max_length=200))
    right = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "position"], name="training_question_in_its_place")
        ]
        ordering: ClassVar = ["course", "position"]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return self.text


class Attendance(models.Model):
    """Somebody went through the contents of a course."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    attended_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "person"], name="training_attended_once")
        ]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.person_id} {self.course_id}"


class Exam(models.Model):
    """One try: what was answered, and how much of it was right."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="exams")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    answers = ArrayField(models.PositiveSmallIntegerField())
    score = models.PositiveSmallIntegerField()
    pass_percent = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()

    objects = LockingQuerySet["Exam"].as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-taken_at"], name="training_exams_of_person")]
        triggers: ClassVar = [governed(), append_only()]

    def __str__(self) -> str:
        return f"{self.score}"

    def passed(self) -> bool:
        """Whether enough of it was right."""
        return self.score >= self.pass_percent


class CertificateQuerySet(LockingQuerySet["Certificate"]):
    """Certificates, by when they count."""

    def valid(self, at: datetime) -> "CertificateQuerySet":
        """Those that count at this moment: begun, not run out, not revoked before."""
        day = at.astimezone(SHANGHAI).date()
        in_time = self.filter(valid_from__lte=day, valid_to__gte=day)
        return in_time.filter(Q(revoked_at=None) | Q(revoked_at__gt=at))


class Certificate(models.Model):
    """That a person may hold a post, from a day to a day: by examination here, or issued by somebody else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=40)
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="certificates")
    post = models.CharField(max_length=32, choices=POSTS)
    exam = models.OneToOneField(
        Exam, on_delete=models.PROTECT, related_name="certificate", null=True, blank=True
    )
    issuer = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField()
    registered_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=200, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "number"], name="training_certificate_number_once"),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="training_certificate_holds_forward"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "post", "valid_to"], name="training_certificates_of"),
        ]
        triggers: ClassVar = [
            governed(),
            frozen_once(
                "frozen",
                Row(old__revoked_at__isnull=True),
                except_columns=["revoked_by_id", "revoked_at", "revoked_reason"],
            ),
            frozen_once("revoked", Row(old__revoked_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.number
