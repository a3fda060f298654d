"""How goods are taxed on a day: what finance said of their branch of the tree, at the law's rate."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from zhanggui.domain.catalog.queries import category_paths
from zhanggui.domain.invoicing import rules
from zhanggui.domain.invoicing.models import CategoryTax
from zhanggui.domain.invoicing.rules import RATES, TaxClass
from zhanggui.domain.invoicing.states import SpecialRule, Treatment
from zhanggui.kernel.norms import norm


def classes_on(day: date) -> Mapping[UUID, TaxClass]:
    """How every category that finance has classed, itself or by a branch above it, is taxed on a day."""
    said: dict[str, CategoryTax] = {}
    known = CategoryTax.objects.filter(starts_on__lte=day).select_related("category").order_by("starts_on")
    for one in known:
        said[one.category.code if one.category else ""] = one
    found = {category: rules.in_force(path, said) for category, path in category_paths().items()}
    return {category: tax_class(one, day) for category, one in found.items() if one is not None}


def tax_class(said: CategoryTax, day: date) -> TaxClass:
    """What was said, with the rate of the day."""
    treatment = Treatment(said.treatment)
    return TaxClass(
        treatment=treatment,
        class_code=said.class_code,
        short_name=said.short_name,
        rate_bp=rate_of(treatment, day),
        bars_special=treatment == Treatment.EXEMPT or said.special == SpecialRule.BARRED,
    )


def rate_of(treatment: Treatment, day: date) -> int:
    """Hundredths of a percent of tax, on a day."""
    key = RATES.get(treatment)
    return norm(key, on=day) if key else 0


def service(kind: tuple[str, str], day: date) -> TaxClass:
    """How a service of the house is taxed."""
    code, short_name = kind
    rate = rate_of(Treatment.SERVICES, day)
    return TaxClass(treatment=Treatment.SERVICES, class_code=code, short_name=short_name, rate_bp=rate)


def unclassed(categories: Iterable[UUID], day: date) -> set[UUID]:
    """Those of these categories of which nobody has said how they are taxed."""
    return set(categories) - classes_on(day).keys()
