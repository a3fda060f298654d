"""Goods: categories, articles, and the versions of what is said about them."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog.capabilities import ARRANGE_CATEGORIES, RESUME_SALE, STOP_SALE
from zhanggui.domain.catalog.models import Category, Goods, GoodsVersion
from zhanggui.domain.catalog.operations.change_category import change_category
from zhanggui.domain.catalog.operations.create_category import CategoryTerms, create_category
from zhanggui.domain.catalog.operations.resume_sale import resume_sale
from zhanggui.domain.catalog.operations.stop_sale import stop_sale
from zhanggui.domain.catalog.states import ReturnPolicy, StopCause
from zhanggui.mechanisms import approvals
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import asked, choice, line, one_of, reason
from zhanggui.surfaces.design import states

CAUSES = [(cause.value, states.shown(cause.value).word) for cause in StopCause]
POLICIES = [(policy.value, states.shown(policy.value).word) for policy in ReturnPolicy]


def _new_category(doing: Doing) -> Category:
    terms = CategoryTerms(
        code=doing["code"],
        name_zh=doing["name_zh"],
        name_en=doing["name_en"],
        return_policy=ReturnPolicy(doing["return_policy"]),
        return_reason=doing["return_reason"],
        required_documents=tuple(doing["required_documents"].replace("，", ",").split(","))
        if doing["required_documents"]
        else (),
    )
    parent = doing["parent"]
    return create_category(terms=terms, parent_id=parent.pk if parent else None, by=doing.by, at=doing.at)


def _terms_of(category: Category) -> CategoryTerms:
    """The category as it stands, in the words of the operation."""
    told = {name: getattr(category, name) for name in CategoryTerms.__dataclass_fields__}
    told = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return CategoryTerms(**told)


def _changed(doing: Doing) -> Category:
    wanted = [code.strip() for code in doing["required_documents"].replace("，", ",").split(",")]
    terms = replace(
        _terms_of(doing.thing),
        name_zh=doing["name_zh"],
        name_en=doing["name_en"],
        return_policy=ReturnPolicy(doing["return_policy"]),
        return_reason=doing["return_reason"],
        required_documents=tuple(code for code in wanted if code),
    )
    return change_category(
        category_id=doing.thing.pk, terms=terms, reason=doing["reason"], by=doing.by, at=doing.at
    )


def _as_it_stands(category: Category) -> dict[str, object]:
    """What the questions are answered with before somebody changes them."""
    return {
        "name_zh": category.name_zh,
        "name_en": category.name_en,
        "return_policy": category.return_policy,
        "return_reason": category.return_reason,
        "required_documents": ", ".join(category.required_documents),
    }


@register(Category)
class CategoryDesk(Desk):
    """The tree of categories, with the documents each demands."""

    columns = ("name_zh", "code", "parent", "legal_class", "return_policy", "required_documents")
    search_fields = ("name_zh", "code")
    ordering = ("path",)
    starts = (
        Act(
            "new",
            _("New category"),
            _new_category,
            capability=ARRANGE_CATEGORIES,
            form=asked(
                parent=one_of(_("Below"), lambda: Category.objects.order_by("path"), required=False),
                code=line(_("Code"), limit=32),
                name_zh=line(_("Chinese name"), limit=60),
                name_en=line(_("English name"), limit=60),
                return_policy=choice(_("Return policy"), POLICIES),
                return_reason=line(_("Why it is excluded"), required=False),
                required_documents=line(
                    _("Required documents"), required=False, help_text=_("Codes, separated by commas.")
                ),
            ),
        ),
    )
    acts = (
        Act(
            "change",
            _("Change the category"),
            _changed,
            capability=ARRANGE_CATEGORIES,
            form=asked(
                name_zh=line(_("Chinese name"), limit=60),
                name_en=line(_("English name"), limit=60),
                return_policy=choice(_("Return policy"), POLICIES),
                return_reason=line(_("Why it is excluded"), required=False),
                required_documents=line(
                    _("Required documents"), required=False, help_text=_("Codes, separated by commas.")
                ),
                reason=reason(),
            ),
            initial=_as_it_stands,
            help=_("What is on sale stays on sale; the new demands hold from the next submission on."),
        ),
    )
    tables = (
        Table(
            _("Goods"),
            lambda category: category.goods.select_related("published_version", "supplier")[:100],
            ("number", "published_version.name", "supplier", "listed_at"),
        ),
    )


def _stopped(goods: Goods) -> bool:
    return goods.stops.filter(lifted_at=None).exists()


@register(Goods)
class GoodsDesk(Desk):
    """An article: what is published, its SKUs, its versions, its stops."""

    columns = (
        "number",
        "published_version.name",
        "supplier",
        "category",
        "listed_at",
        "papers_valid_to",
    )
    list_select_related = ("published_version", "supplier__organisation", "category")
    list_filter = ("category",)
    search_fields = ("number", "published_version__name", "published_version__brand")
    ordering = ("-created_at",)
    shows = (
        "number", "published_version", "supplier", "category", "listed_at", "papers_valid_to", "created_at",
    )  # fmt: skip
    tables = (
        Table(
            _("SKUs"),
            lambda goods: goods.skus.order_by("position"),
            ("code", "name", "released_at", "retired_at"),
        ),
        Table(
            _("Versions"),
            lambda goods: goods.versions.order_by("-number"),
            ("number", "name", "state", "submitted_at", "decided_at"),
        ),
        Table(
            _("Stops"),
            lambda goods: goods.stops.order_by("-stopped_at"),
            ("cause", "reason", "stopped_at", "lifted_at", "lifted_why"),
        ),
    )
    acts = (
        Act(
            "stop",
            _("Stop the sale"),
            lambda d: stop_sale(
                goods_id=d.thing.pk, cause=StopCause(d["cause"]), reason=d["reason"], by=d.by, at=d.at
            ),
            capability=STOP_SALE,
            form=asked(cause=choice(_("Cause"), CAUSES), reason=reason()),
            offered=lambda goods: goods.published_version_id is not None,
            tone="danger",
        ),
        Act(
            "resume",
            _("Resume the sale"),
            lambda d: resume_sale(
                goods_id=d.thing.pk, cause=StopCause(d["cause"]), reason=d["reason"], by=d.by, at=d.at
            ),
            capability=RESUME_SALE,
            form=asked(cause=choice(_("Cause"), CAUSES), reason=reason()),
            offered=_stopped,
        ),
    )


@register(GoodsVersion)
class GoodsVersionDesk(Desk):
    """One version of goods information, frozen when it was submitted, with its review."""

    columns = ("name", "number", "goods", "state", "submitted_at", "decided_at")
    list_select_related = ("goods",)
    list_filter = ("state",)
    search_fields = ("name", "brand", "goods__number")
    ordering = ("-created_at",)
    tables = (
        Table(
            _("Pictures"),
            lambda version: version.pictures.order_by("position"),
            ("position", "caption", "generated_by_ai"),
        ),
        Table(
            _("Reviews"),
            lambda version: approvals.history(version.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
    )
