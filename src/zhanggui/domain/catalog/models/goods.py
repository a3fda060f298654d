"""Categories, goods, the reviewed versions of what is said about them, and the SKUs that are sold."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from zhanggui.domain.catalog.states import LegalClass, ReturnPolicy, StopCause, VersionState
from zhanggui.kernel.ids import new_id
from zhanggui.kernel.money import FEN_MAX
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import frozen_once_submitted, publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet
from zhanggui.schema.triggers import append_only


def _choices(values: object) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]  # type: ignore[attr-defined]


class Category(models.Model):
    """A branch of the tree customers look things up in, and what the law asks of goods on it (B-2.3.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    code = models.CharField(max_length=32, unique=True)
    path = models.CharField(max_length=255, unique=True, help_text="codes from the root, each ended by /")
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    definition = models.TextField(blank=True)
    legal_class = models.CharField(max_length=24, choices=_choices(LegalClass), default=LegalClass.ORDINARY)
    required_documents = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text="document type codes"
    )
    required_fields = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text="fields beyond the usual ones"
    )
    return_policy = models.CharField(
        max_length=24, choices=_choices(ReturnPolicy), default=ReturnPolicy.NO_REASON
    )
    return_reason = models.CharField(max_length=200, blank=True)
    shelf_life_needed = models.BooleanField(default=False)
    durable = models.BooleanField(default=False, help_text="the seller proves within six months (CP-08)")
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()

    objects = LockingQuerySet["Category"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["parent", "name_zh"], nulls_distinct=False, name="catalog_category_name_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["path"], name="catalog_category_path", opclasses=["varchar_pattern_ops"])
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.name_zh


class Goods(models.Model):
    """One article of one supplier. What is said about it lives in its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=12, unique=True, help_text="the number spoken on the phone")
    supplier = models.ForeignKey("partners.Supplier", on_delete=models.PROTECT, related_name="goods")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="goods")
    published_version = models.ForeignKey(
        "catalog.GoodsVersion", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    listed_at = models.DateTimeField(null=True, blank=True, help_text="when first published")
    papers_valid_to = models.DateField(
        null=True, blank=True, help_text="last day on which every document behind the published version holds"
    )
    created_at = models.DateTimeField()

    objects = LockingQuerySet["Goods"].as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-listed_at", "-id"],
                condition=Q(published_version__isnull=False),
                name="catalog_goods_listed",
            ),
            models.Index(
                fields=["category", "-listed_at", "-id"],
                condition=Q(published_version__isnull=False),
                name="catalog_goods_by_category",
            ),
        ]
        triggers: ClassVar = [
            publishes_only_approved("published_version_id", version_table="catalog_goodsversion"),
            trail.governed(),
        ]

    def __str__(self) -> str:
        return self.number


class GoodsVersion(models.Model):
    """What is said about goods, as somebody wrote it; frozen from the moment it is submitted (B-2.2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goods = models.ForeignKey(Goods, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=16, choices=_choices(VersionState), default=VersionState.DRAFT)
    author = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")

    name = models.CharField(max_length=120)
    brand = models.CharField(max_length=60)
    specification = models.CharField(max_length=200)
    model = models.CharField(max_length=60)
    price_wish_fen = models.BigIntegerField()
    origin = models.CharField(max_length=60)
    maker_name = models.CharField(max_length=120)
    maker_address = models.CharField(max_length=200)
    produced_on = models.DateField(null=True, blank=True)
    shelf_life_days = models.PositiveIntegerField(null=True, blank=True)
    standard = models.CharField(max_length=60, help_text="number of the product standard")
    quality_report = models.UUIDField(null=True, blank=True, help_text="the document (B-2.1.3)")
    documents = ArrayField(models.UUIDField(), default=list, blank=True, help_text="further ones")
    attributes = models.JSONField(default=dict, blank=True, help_text="what the category asks beyond")
    claims = models.JSONField(default=list, blank=True, help_text='[{"words", "evidence", "document"}]')
    packaging = models.CharField(max_length=200, help_text="material and standard (B-2.1.4)")
    contents = models.CharField(max_length=200, help_text="quantity: what is in the box (CP-12)")
    description = models.TextField()
    safety_notes = models.TextField(blank=True)
    delivery_terms = models.CharField(max_length=200)
    after_sales = models.TextField(help_text="warranty, repair, who pays the way back (B-2.1.6)")
    return_address = models.CharField(max_length=200)
    liability = models.TextField(blank=True)
    skus = models.JSONField(default=list, help_text='[{"sku": id, "name": …, "spec": {…}}], in order')

    digest = models.CharField(max_length=64, blank=True, help_text="sha256 of the frozen content")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["GoodsVersion"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goods", "number"], name="catalog_version_number_once"),
            models.UniqueConstraint(
                fields=["goods"],
                condition=Q(state__in=[VersionState.DRAFT, VersionState.SUBMITTED]),
                name="catalog_one_open_version",
            ),
            models.CheckConstraint(
                condition=Q(price_wish_fen__gt=0, price_wish_fen__lte=FEN_MAX),
                name="catalog_price_wish_is_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[VersionState.DRAFT, VersionState.WITHDRAWN]) | ~Q(digest=""),
                name="catalog_submitted_is_frozen",
            ),
        ]
        triggers: ClassVar = [frozen_once_submitted(except_columns=("state", "decided_at")), trail.governed()]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"


class Declaration(models.Model):
    """The supplier's word, given with each submission, that what it says is accurate and whole (B-3.2.4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.OneToOneField(GoodsVersion, on_delete=models.PROTECT, related_name="declaration")
    declared_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    wording = models.CharField(max_length=20, help_text="version of the words that were agreed to")
    way = models.CharField(max_length=16, help_text="the door it was submitted through")

    class Meta:
        triggers: ClassVar = [append_only(), trail.governed()]

    def __str__(self) -> str:
        return f"{self.wording} {self.version}"


class Picture(models.Model):
    """One picture of one version: the document as given, and two sizes made from it (B-2.3.4)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(GoodsVersion, on_delete=models.PROTECT, related_name="pictures")
    position = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=120, blank=True)
    original = models.UUIDField(help_text="the document as it was given")
    small = models.UUIDField(help_text="480 wide, WebP")
    large = models.UUIDField(help_text="960 wide, WebP")
    generated_by_ai = models.BooleanField(default=False, help_text="must then be labelled (AD-25)")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="catalog_picture_position_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["small"], name="catalog_picture_small"),
            models.Index(fields=["large"], name="catalog_picture_large"),
        ]
        ordering: ClassVar = ["version", "position"]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return f"{self.version_id} {self.position}"


class Rendition(models.Model):
    """A picture made in one width, as AVIF, after its version was published; it can be made again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    width = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, help_text="where the storage of files keeps it")
    size = models.PositiveIntegerField(help_text="bytes")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["picture", "width"], name="catalog_rendition_of_a_width_once")
        ]

    def __str__(self) -> str:
        return self.name


class Sku(models.Model):
    """The smallest thing that is sold: one colour in one size, with its own price and stock."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goods = models.ForeignKey(Goods, on_delete=models.PROTECT, related_name="skus")
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120, blank=True, help_text="what tells it from its sisters")
    spec = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)
    released_at = models.DateTimeField(null=True, blank=True, help_text="when a published version held it")
    retired_at = models.DateTimeField(null=True, blank=True, help_text="when a published version left it out")
    created_at = models.DateTimeField()

    objects = LockingQuerySet["Sku"].as_manager()

    class Meta:
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return self.code


class StopSale(models.Model):
    """Goods taken off sale: why, by whom, and until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goods = models.ForeignKey(Goods, on_delete=models.PROTECT, related_name="stops")
    cause = models.CharField(max_length=20, choices=_choices(StopCause))
    reason = models.CharField(max_length=200)
    stopped_by = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_why = models.CharField(max_length=200, blank=True)

    objects = LockingQuerySet["StopSale"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["goods", "cause"], condition=Q(lifted_at=None), name="catalog_one_stop_for_one_cause"
            )
        ]
        triggers: ClassVar = [trail.governed()]

    def __str__(self) -> str:
        return f"{self.goods_id} {self.cause}"
