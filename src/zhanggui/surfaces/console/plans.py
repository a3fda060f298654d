"""The questions about a promotion: what all kinds ask, what each asks beside it, and a preview."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog.models import Category, Sku
from zhanggui.domain.partners.models import Supplier
from zhanggui.domain.promotions import rules
from zhanggui.domain.promotions.rules import (
    Bundle,
    CouponTerms,
    FullReduction,
    Gift,
    NthPiece,
    Scope,
    Terms,
    Tier,
)
from zhanggui.domain.promotions.states import CouponWay
from zhanggui.domain.promotions.wishes import PlanWish
from zhanggui.kernel.money import NotAnAmount, fen
from zhanggui.surfaces.console.acts import Doing
from zhanggui.surfaces.console.questions import MomentField, YuanField, asked, choice, line, whole, words

Answers = dict[str, Any]


class Unknown(Exception):
    """A SKU that nobody has."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class RowsField(forms.CharField):
    """Rows of two values each, separated by a space, such as ``300 30``."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> Any:
        rows = [row.split() for row in str(super().clean(value)).splitlines() if row.strip()]
        if any(len(row) != 2 for row in rows):
            raise forms.ValidationError(_("Each line: two values with a space between them."))
        return rows


class NamesField(forms.CharField):
    """Names of rows, separated by spaces; what comes out is what the chain calls them."""

    def __init__(
        self, find: Callable[[list[str]], dict[str, str]], *, required: bool = False, **field: Any
    ) -> None:
        self.find = find
        super().__init__(required=required, **field)

    def clean(self, value: Any) -> Any:
        names = str(super().clean(value)).replace("，", " ").replace(",", " ").split()
        found = self.find(names)
        if missing := set(names) - set(found):
            raise forms.ValidationError(
                _("There is no %(names)s."), params={"names": " ".join(sorted(missing))}
            )
        return frozenset(found.values())


def _categories(codes: list[str]) -> dict[str, str]:
    return dict(Category.objects.filter(code__in=codes).values_list("code", "path"))


def _suppliers(numbers: list[str]) -> dict[str, str]:
    rows = Supplier.objects.filter(number__in=numbers).values_list("number", "pk")
    return {number: str(pk) for number, pk in rows}


def _skus(codes: list[str]) -> dict[str, str]:
    return {code: str(pk) for code, pk in Sku.objects.filter(code__in=codes).values_list("code", "pk")}


BETWEEN = _("Several with spaces between them.")
PRICE_KINDS = [("promotion", _("Time-limited prices")), ("on_air", _("On-air prices"))]
WAYS = [
    (CouponWay.OPEN.value, _("Everybody may claim it")),
    (CouponWay.CODE.value, _("Who knows the code may claim it")),
    (CouponWay.AGENT.value, _("Agents hand it out")),
]


class PlanForm(forms.Form):
    """What every promotion asks; ``terms_asked`` reads the numbers of its kind."""

    terms_asked: Callable[[Answers], Terms]
    preview: list[rules.Example] | None = None

    def clean(self) -> Any:
        answers = super().clean() or self.cleaned_data
        if self.errors:
            return answers
        try:
            answers["terms"] = type(self).terms_asked(answers)
        except Unknown as unknown:
            params = {"names": unknown.name}
            raise forms.ValidationError(_("There is no %(names)s."), params=params) from unknown
        except (NotAnAmount, ValueError) as problem:
            raise forms.ValidationError(_("These numbers cannot be read.")) from problem
        if "preview" in self.data:
            self.preview = rules.examples(as_rule(answers))
            # Said above the preview, in its own tone: nothing is wrong with the answers.
            raise forms.ValidationError(gettext("This is a preview. Nothing has been submitted."), "preview")
        return answers


def as_rule(answers: Answers) -> rules.Promotion:
    """The promotion these answers describe, as the chain would read it."""
    terms = answers["terms"]
    return rules.Promotion("—", rules.kind_of(terms), answers["title"], terms, scope_of(answers))


def scope_of(answers: Answers) -> Scope:
    """Which goods it is for."""
    return Scope(
        answers["categories"],
        answers["suppliers"],
        answers["skus"],
        frozenset({"normal", *answers["price_kinds"]}),
    )


def wish_of(doing: Doing) -> PlanWish:
    """The plan as it is proposed."""
    answers = doing.answers
    return PlanWish(
        title=answers["title"],
        rules_text=answers["rules_text"],
        aim=answers["aim"],
        starts_at=answers["starts_at"] or doing.at,
        ends_at=answers["ends_at"],
        terms=answers["terms"],
        scope=scope_of(dict(answers)),
        per_member=answers["per_member"],
        total=answers["total"],
        budget_fen=answers["budget"],
        way=answers.get("way", ""),
        claim_code=answers.get("claim_code", ""),
        valid_days=answers.get("valid_days"),
    )


def plan_form(terms_asked: Callable[[Answers], Terms], **fields: forms.Field) -> type[forms.Form]:
    """The form of one kind: what is announced, its numbers, its goods, its limits."""
    before = asked(
        title=line(_("Title, as announced"), limit=60, help_text=_("Short, such as 满300减30.")),
    )
    between = asked(**fields)
    after = asked(
        rules_text=words(
            _("Rules, as customers read them"),
            help_text=_("Conditions too: what it is not for, what happens when part comes back."),
        ),
        aim=words(_("Aim, and how success is measured")),
        starts_at=MomentField(_("Starts"), required=False, help_text=_("Empty: as soon as approved.")),
        ends_at=MomentField(_("Ends")),
        categories=NamesField(_categories, label=_("Category codes"), help_text=_("Empty: all goods.")),
        suppliers=NamesField(_suppliers, label=_("Supplier numbers"), help_text=BETWEEN),
        skus=NamesField(_skus, label=_("SKU codes"), help_text=BETWEEN),
        price_kinds=forms.MultipleChoiceField(
            label=_("Goes together with"),
            choices=PRICE_KINDS,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        total=whole(_("Uses in all"), least=1, required=False),
        per_member=whole(_("Uses of one member"), least=1, required=False),
        budget=YuanField(_("Budget"), required=False),
    )
    form: type[forms.Form] = type(
        "Plan", (after, between, before, PlanForm), {"terms_asked": staticmethod(terms_asked)}
    )
    return form


def _full_reduction(answers: Answers) -> Terms:
    tiers = tuple(Tier(fen(threshold), fen(off)) for threshold, off in answers["tiers"])
    return FullReduction(tiers, answers["times"] or 1)


def _nth_piece(answers: Answers) -> Terms:
    return NthPiece(answers["nth"], answers["percent"])


def _gift(answers: Answers) -> Terms:
    (sku,) = answers["gift"]
    return Gift(answers["threshold"], sku, answers["pieces"])


def _bundle(answers: Answers) -> Terms:
    known = _skus([code for code, _ in answers["parts"]])
    for code, _pieces in answers["parts"]:
        if code not in known:
            raise Unknown(code)
    return Bundle({known[code]: int(pieces) for code, pieces in answers["parts"]}, answers["price"])


def _coupon(answers: Answers) -> Terms:
    return CouponTerms(
        threshold_fen=answers["threshold"] or 0,
        off_fen=answers["off"] or 0,
        percent_off=answers["percent_off"] or 0,
        most_fen=answers["most"] or 0,
        new_members=int(answers["for_whom"]),
    )


FULL_REDUCTION = plan_form(
    _full_reduction,
    tiers=RowsField(label=_("From, and off"), help_text=_("Each line: from how many yuan, how many off.")),
    times=whole(_("At most so many times"), least=1, most=100, required=False),
)
NTH_PIECE = plan_form(
    _nth_piece,
    nth=whole(_("Every so many pieces"), least=2, most=10),
    percent=whole(_("costs so many percent of its price"), most=99),
)
GIFT = plan_form(
    _gift,
    threshold=YuanField(_("From, in yuan")),
    gift=NamesField(_skus, required=True, label=_("SKU that is given")),
    pieces=whole(_("Pieces"), least=1, most=10),
)
BUNDLE = plan_form(
    _bundle,
    parts=RowsField(label=_("Pieces of the bundle"), help_text=_("Each line: SKU code, pieces.")),
    price=YuanField(_("Price together")),
)
COUPON = plan_form(
    _coupon,
    threshold=YuanField(_("From, in yuan"), required=False),
    off=YuanField(_("Off, in yuan"), required=False),
    percent_off=whole(_("or percent off"), most=99, required=False),
    most=YuanField(_("at most, in yuan"), required=False),
    for_whom=choice(_("For whom"), [("0", _("All members")), ("1", _("Who has not bought anything yet"))]),
    way=choice(_("How it is come by"), WAYS),
    claim_code=line(_("Its code"), required=False, limit=20),
    valid_days=whole(_("Days it holds once claimed"), least=1, most=365, required=False),
)
