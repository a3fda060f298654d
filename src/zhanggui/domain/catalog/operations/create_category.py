"""Creating a category: a branch of the tree, with what the law asks of goods on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhanggui.domain.catalog import rules
from zhanggui.domain.catalog.capabilities import ARRANGE_CATEGORIES
from zhanggui.domain.catalog.facts import CategoryCreated
from zhanggui.domain.catalog.models import Category
from zhanggui.domain.catalog.refusals import BadCategoryCode, CategoryInUse, CategoryTaken
from zhanggui.domain.catalog.states import LegalClass, ReturnPolicy
from zhanggui.identity.actor import Actor
from zhanggui.kernel.refusal import NotFound
from zhanggui.mechanisms import trail


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryTerms:
    """What a category is, and what it asks (B-2.3.2: clear, complete, in customary words)."""

    code: str
    name_zh: str
    name_en: str
    definition: str = ""
    legal_class: LegalClass = LegalClass.ORDINARY
    required_documents: tuple[str, ...] = ()
    required_fields: tuple[str, ...] = ()
    return_policy: ReturnPolicy = ReturnPolicy.NO_REASON
    return_reason: str = ""
    shelf_life_needed: bool = False
    durable: bool = False
    position: int = 0


@transaction.atomic
def create_category(
    *, terms: CategoryTerms, by: Actor, at: datetime, parent_id: UUID | None = None, reason: str = ""
) -> Category:
    """Add a branch below ``parent_id`` (or a root). Raises ``CategoryTaken``, ``CategoryInUse``."""
    by.require(ARRANGE_CATEGORIES)
    if not rules.is_category_code(terms.code):
        raise BadCategoryCode(code=terms.code[:40])
    parent = Category.objects.locked().filter(pk=parent_id).first() if parent_id else None
    if parent_id and parent is None:
        raise NotFound
    _refuse_taken(terms, parent)

    category = Category(
        parent=parent, path=f"{parent.path if parent else ''}{terms.code}/", created_at=at, **_columns(terms)
    )
    category.save(force_insert=True)

    fact = CategoryCreated(
        code=terms.code,
        name=terms.name_zh,
        legal_class=terms.legal_class,
        return_policy=terms.return_policy,
    )
    trail.record(fact, on=category, by=by, at=at, reason=reason)
    return category


def _refuse_taken(terms: CategoryTerms, parent: Category | None) -> None:
    if parent is not None and parent.goods.exists():
        raise CategoryInUse(name=parent.name_zh)
    if Category.objects.filter(code=terms.code).exists():
        raise CategoryTaken(code=terms.code)
    if Category.objects.filter(parent=parent, name_zh=terms.name_zh).exists():
        raise CategoryTaken(code=terms.code)


def _columns(terms: CategoryTerms) -> dict[str, object]:
    return {
        "code": terms.code,
        "name_zh": terms.name_zh,
        "name_en": terms.name_en,
        "definition": terms.definition,
        "legal_class": terms.legal_class,
        "required_documents": list(terms.required_documents),
        "required_fields": list(terms.required_fields),
        "return_policy": terms.return_policy,
        "return_reason": terms.return_reason,
        "shelf_life_needed": terms.shelf_life_needed,
        "durable": terms.durable,
        "position": terms.position,
    }
