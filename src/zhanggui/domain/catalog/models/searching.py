"""What search knows: entries of goods, its lists of words, and what facets count."""

from itertools import product
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from zhanggui.domain.catalog.models.goods import Goods
from zhanggui.domain.catalog.rules import TIERS
from zhanggui.domain.catalog.states import ListState
from zhanggui.kernel.ids import new_id
from zhanggui.mechanisms import trail
from zhanggui.mechanisms.approvals import frozen_once_submitted, publishes_only_approved
from zhanggui.schema.locking import LockingQuerySet


class SearchEntry(models.Model):
    """What published goods are found, narrowed down and put in order by: one row for each, in one table.

    Its figures may lag, at the latest until ``stale_at``: they order and filter, and no page shows them.
    """

    goods = models.OneToOneField(Goods, on_delete=models.CASCADE, primary_key=True, related_name="search")
    names = SearchVectorField(help_text="name, brand, category, numbers")
    words = SearchVectorField(help_text="those and everything else that is said")
    said = ArrayField(models.TextField(), default=list, help_text="facets the version gives: c: b: o: a:")
    facets = ArrayField(models.TextField(), default=list, help_text="those and the moment's: p: r: s air")
    listed_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True, help_text="since when it can be bought")
    price_fen = models.BigIntegerField(null=True, blank=True)
    sold = models.PositiveIntegerField(default=0, help_text="purchases in thirty days")
    score = models.PositiveSmallIntegerField(default=0, help_text="hundredths of a star, drawn to the mean")
    standing = models.FloatField(default=0, help_text="the order of those that match alike")
    air_standing = models.FloatField(default=0, help_text="the same, on air first")
    tier = models.PositiveSmallIntegerField(default=0, help_text="when words are looked for here: 0 is first")
    stale_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes: ClassVar = [
            *(
                GinIndex(
                    fields=[column],
                    condition=Q(shown_at__isnull=False, tier=tier),
                    name=f"catalog_search_{column}_{tier}",
                )
                for column, tier in product(("names", "words"), range(TIERS))
            ),
            GinIndex(fields=["facets"], name="catalog_search_facets"),
            *(
                models.Index(
                    fields=[order, "-goods" if order.startswith("-") else "goods"],
                    condition=Q(shown_at__isnull=False),
                    name=f"catalog_by_{order.removeprefix('-').removesuffix('_fen')}",
                )
                for order in ("-standing", "-air_standing", "-listed_at", "-sold", "-score", "price_fen")
            ),
        ]

    def __str__(self) -> str:
        return str(self.goods_id)


class WordList(models.Model):
    """Which words stand for each other in a search, and which slips mean what: reviewed, then adopted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in ListState], default=ListState.SUBMITTED
    )
    content = models.JSONField()
    reason = models.CharField(max_length=200, help_text="what customers looked for and did not find")
    digest = models.CharField(max_length=64)
    author = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LockingQuerySet["WordList"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state__in=[ListState.SUBMITTED.value, ListState.STANDING.value]),
                name="catalog_one_word_list",
            ),
        ]
        triggers: ClassVar = [frozen_once_submitted(except_columns=("state", "decided_at")), trail.governed()]

    def __str__(self) -> str:
        return f"#{self.number}"


class GroupedWord(models.Model):
    """One word of the list that stands, as searches look it up. No word has two rows.

    Until the house adopts a list, these are the words the program comes with.
    """

    word = models.CharField(max_length=60, primary_key=True)
    others = ArrayField(models.TextField(), help_text="what may stand for it")
    meant = models.CharField(max_length=60, blank=True, help_text="what it is a slip of")
    source = models.ForeignKey(WordList, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        triggers: ClassVar = [publishes_only_approved("source_id", version_table="catalog_wordlist")]

    def __str__(self) -> str:
        return self.word


class SearchTerm(models.Model):
    """A word under which goods are found, how it sounds, and how many there are: for help while typing."""

    term = models.CharField(max_length=60, primary_key=True)
    goods = models.PositiveIntegerField()
    pinyin = models.CharField(max_length=200, blank=True)
    initials = models.CharField(max_length=40, blank=True)
    near = ArrayField(models.TextField(), default=list, help_text="its sound, each with one letter left out")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["term"], name="catalog_term_begins", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["pinyin"], name="catalog_term_sounds", opclasses=["varchar_pattern_ops"]),
            models.Index(
                fields=["initials"], name="catalog_term_initials", opclasses=["varchar_pattern_ops"]
            ),
            GinIndex(fields=["near"], name="catalog_term_near"),
        ]

    def __str__(self) -> str:
        return self.term


class FacetCount(models.Model):
    """How many goods of a category have a facet, as last counted."""

    category = models.CharField(max_length=32, help_text="code")
    facet = models.TextField()
    goods = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["category", "facet"], name="catalog_facet_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.facet}"
