"""Prices: research, proposals on their way, and the price list in time."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.pricing.capabilities import END_PRICES, PROPOSE_PRICES, SEE_PRICE_FILES
from zhanggui.domain.pricing.models import MarketResearch, Price, PriceChange
from zhanggui.domain.pricing.operations.end_price import end_price
from zhanggui.domain.pricing.operations.propose_price_change import propose_price_change
from zhanggui.domain.pricing.operations.research_market import Research, research_market
from zhanggui.domain.pricing.operations.withdraw_price_change import withdraw_price_change
from zhanggui.domain.pricing.rules import CompetingOffer, LineWish, PriceTerms
from zhanggui.domain.pricing.states import PriceKind
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import NotAnAmount, fen
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms import approvals
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import (
    LateChoice,
    MomentField,
    asked,
    choice,
    day,
    line,
    reason,
    words,
)
from zhanggui.surfaces.console.words import choice_word_lazy

KINDS = [(kind.value, choice_word_lazy(kind.value, "kind")) for kind in PriceKind]


class SkuCodesField(forms.CharField):
    """SKUs by their codes, separated by spaces, commas or lines."""

    def clean(self, value: Any) -> Any:
        codes = str(super().clean(value)).replace("，", " ").replace(",", " ").split()
        found = list(Sku.objects.filter(code__in=codes))
        if missing := set(codes) - {sku.code for sku in found}:
            raise forms.ValidationError(
                _("No such SKU: %(codes)s"), params={"codes": " ".join(sorted(missing))}
            )
        return found


def _sku_called(codes: Sequence[str]) -> UUID | None:
    """The article of this code, if one is named."""
    if not codes or not codes[0]:
        return None
    found = Sku.objects.filter(code=codes[0]).values_list("pk", flat=True).first()
    if found is None:
        raise forms.ValidationError(_("There is no SKU %(code)s."), params={"code": codes[0]})
    return found


class OffersField(forms.CharField):
    """Competing offers, one a line: seller, goods, price, where; and our SKU code, if it is known."""

    def clean(self, value: Any) -> Any:
        offers = []
        for row in str(super().clean(value)).splitlines():
            parts = [part.strip() for part in row.replace("，", ",").split(",")]
            if not row.strip():
                continue
            if len(parts) not in (4, 5):
                raise forms.ValidationError(_("Each line: seller, goods, price, where it was seen."))
            try:
                offers.append((parts[0], parts[1], fen(parts[2]), parts[3], _sku_called(parts[4:])))
            except NotAnAmount as problem:
                raise forms.ValidationError(
                    _("Each line: seller, goods, price, where it was seen.")
                ) from problem
        return offers


class AmountsField(forms.CharField):
    """Amounts, one a line: SKU code and yuan; one amount alone is for every SKU of the research."""

    def clean(self, value: Any) -> Any:
        amounts: dict[str, int] = {}
        for row in str(super().clean(value)).splitlines():
            *code, amount = row.split() or [""]
            try:
                amounts[code[0] if code else ""] = fen(amount)
            except NotAnAmount as problem:
                raise forms.ValidationError(
                    _("Each line: SKU code and yuan, such as 10001-01 129.90")
                ) from problem
        return amounts


def _research(doing: Doing) -> MarketResearch:
    seen: date = doing["researched_on"]
    found = Research(
        skus=[sku.pk for sku in doing["skus"]],
        researched_on=seen,
        offers=[
            CompetingOffer(seller, goods, price, where, seen, sku)
            for seller, goods, price, where, sku in doing["offers"]
        ],
        demand=doing["demand"],
        conclusion=doing["conclusion"],
        cost_note=doing["cost_note"],
    )
    return research_market(research=found, by=doing.by, at=doing.at)


def _propose(doing: Doing) -> PriceChange:
    research: MarketResearch = doing.thing or doing["research"]
    amounts = doing["amounts"]
    skus = Sku.objects.filter(pk__in=research.covers)
    wishes = [
        LineWish(sku.pk, amounts.get(sku.code, amounts.get("", 0)), compare=doing["compare"])
        for sku in skus
        if sku.code in amounts or "" in amounts
    ]
    terms = PriceTerms(
        kind=doing["kind"], lines=wishes, starts_at=doing["starts_at"] or doing.at, ends_at=doing["ends_at"]
    )
    return propose_price_change(
        terms=terms, research_id=research.pk, reason=doing["reason"], by=doing.by, at=doing.at
    )


def _terms() -> dict[str, forms.Field]:
    """What a proposal says of its prices: kind, amounts, time, comparison, reason."""
    return {
        "kind": choice(_("Kind"), KINDS),
        "amounts": AmountsField(
            label=_("Amounts"),
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Each line: SKU code and yuan; one amount alone is for all of them."),
        ),
        "starts_at": MomentField(_("Starts"), required=False, help_text=_("Empty: as soon as approved.")),
        "ends_at": MomentField(_("Ends"), required=False),
        "compare": forms.BooleanField(
            label=_("Show a reference price"),
            required=False,
            help_text=_("The house computes it from traded prices; it cannot be typed in."),
        ),
        "reason": reason(),
    }


class ResearchChoice(LateChoice):
    """One of the researches, by its day, its goods and its conclusion."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.researched_on:%Y-%m-%d} · {' '.join(obj.codes)} · {obj.conclusion[:40]}"


def _researches() -> Any:
    """Those that may still hold, the latest first, with the codes of their SKUs."""
    today = clock.now().astimezone(SHANGHAI).date()
    since = today - timedelta(days=norm("price.research_valid_days", on=clock.now()))
    codes = RawSQL("ARRAY(SELECT code FROM catalog_sku WHERE id = ANY(covers) ORDER BY code)", [])
    recent = MarketResearch.objects.filter(researched_on__gte=since).annotate(codes=codes)
    return recent.order_by("-created_at")


@register(MarketResearch)
class ResearchDesk(Desk):
    """What others ask, what people want, what it costs: the ground of every price (B-4.2.1)."""

    roles = SEE_PRICE_FILES.roles
    columns = ("researched_on", "conclusion", "author.person", "created_at")
    list_select_related = ("author__person",)
    ordering = ("-created_at",)
    starts = (
        Act(
            "new",
            _("New market research"),
            _research,
            capability=PROPOSE_PRICES,
            form=asked(
                skus=SkuCodesField(label=_("SKU codes"), help_text=_("Several, separated by spaces.")),
                researched_on=day(_("Researched on")),
                offers=OffersField(
                    label=_("Competing offers"),
                    widget=forms.Textarea(attrs={"rows": 4}),
                    help_text=_(
                        "Each line: seller, goods, price, where it was seen; then our SKU code, if known."
                    ),
                ),
                demand=words(_("Demand")),
                cost_note=words(_("Cost"), required=False),
                conclusion=words(_("Conclusion")),
            ),
        ),
    )
    acts = (
        Act(
            "propose",
            _("Propose prices from it"),
            _propose,
            capability=PROPOSE_PRICES,
            tone="primary",
            form=asked(**_terms()),
        ),
    )
    tables = (
        Table(
            _("Price changes"),
            lambda research: research.changes.order_by("-proposed_at"),
            ("number", "kind", "state", "starts_at", "ends_at", "proposed_at"),
        ),
    )


@register(PriceChange)
class PriceChangeDesk(Desk):
    """A proposal: its lines, how each compared number was found, and its review."""

    roles = SEE_PRICE_FILES.roles
    columns = ("number", "kind", "state", "starts_at", "ends_at", "proposed_by.person", "proposed_at")
    list_select_related = ("proposed_by__person",)
    list_filter = ("state", "kind")
    search_fields = ("number__exact",)
    ordering = ("-proposed_at",)
    starts = (
        Act(
            "propose",
            _("Propose prices"),
            _propose,
            capability=PROPOSE_PRICES,
            tone="primary",
            help=_("Every price rests on a market research that still holds; write one down first."),
            form=asked(research=ResearchChoice(_("Market research"), _researches, required=True), **_terms()),
        ),
    )
    tables = (
        Table(
            _("Lines"),
            lambda change: change.lines.select_related("sku"),
            ("sku", "amount_fen", "normal_fen", "reference_fen", "cost_fen", "basis"),
        ),
        Table(
            _("Reviews"),
            lambda change: approvals.history(change.pk),
            ("title", "state", "submitted_at", "closed_at"),
        ),
    )
    acts = (
        Act(
            "withdraw",
            _("Withdraw"),
            lambda d: withdraw_price_change(change_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=PROPOSE_PRICES,
            form=asked(reason=line(_("Reason"), required=False)),
            offered=lambda change: change.state == "proposed",
        ),
    )


@register(Price)
class PriceDesk(Desk):
    """The price list in time: prices of one kind never overlap."""

    roles = SEE_PRICE_FILES.roles
    columns = ("sku", "kind", "amount_fen", "reference_fen", "period", "change", "published_at")
    list_select_related = ("sku", "change")
    list_filter = ("kind",)
    search_fields = ("sku__code",)
    ordering = ("-published_at",)
    shows = (
        *("sku", "kind", "amount_fen", "reference_fen", "reference_settled_at", "floor_fen", "period"),
        *("change", "published_at"),
    )
    acts = (
        Act(
            "end",
            _("End this price now"),
            lambda d: end_price(price_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=END_PRICES,
            form=asked(reason=reason()),
            offered=lambda price: price.kind != "normal",
            tone="danger",
        ),
    )
