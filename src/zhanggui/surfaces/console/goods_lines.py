"""Pieces by SKU as people paste them into a field: what receipts, counts and documents ask for."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.inventory.rules import Delivered
from zhanggui.kernel.money import fen
from zhanggui.kernel.numbers import whole_number


class PiecesField(forms.CharField):
    """Pieces by SKU, one a line: SKU code, number, and for a delivery lot, made on, use by."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        """The rows, each with its SKU found."""
        rows = [row.replace("，", ",").replace("\t", ",") for row in str(super().clean(value)).splitlines()]
        parsed = [[part.strip() for part in row.split(",")] for row in rows if row.strip()]
        skus = {sku.code: sku for sku in Sku.objects.filter(code__in=[row[0] for row in parsed])}
        return [self._row(row, skus) for row in parsed]

    def _row(self, row: list[str], skus: dict[str, Sku]) -> tuple[UUID, int, list[str]]:
        code, number, *rest = [*row, ""] if len(row) < 2 else row
        if code not in skus:
            raise forms.ValidationError(_("No such SKU: %(codes)s"), params={"codes": code})
        pieces = whole_number(number, most=9_999_999)
        if pieces is None:
            raise forms.ValidationError(_("%(code)s: how many pieces?"), params={"code": code})
        return skus[code].pk, pieces, rest


def _template_link(kind: str) -> str:
    address = reverse("admin:goods_template", args=[kind])
    return format_html('<a href="{}">{}</a>', address, gettext("An empty sheet to fill in"))


template_link = lazy(_template_link, SafeString)


def excel(kind: str, *, required: bool = False) -> forms.FileField:
    """Lines from an Excel sheet of this kind, with the way to an empty one."""
    widget = forms.FileInput(attrs={"accept": ".xlsx"})
    return forms.FileField(
        label=_("Lines from Excel"), required=required, widget=widget, help_text=template_link(kind)
    )


def _day(text: str) -> Any:
    return forms.DateField(required=False).clean(text.replace("/", "-"))


def delivered(rows: Iterable[tuple[UUID, int, list[str]]]) -> list[Delivered]:
    """Pieces by SKU, lot and dates, as the rows of a ``PiecesField`` say; a price in yuan may follow."""
    return [
        Delivered(
            sku_id=sku_id,
            quantity=pieces,
            lot=rest[0] if rest else "",
            produced_on=_day(rest[1]) if len(rest) > 1 else None,
            expires_on=_day(rest[2]) if len(rest) > 2 else None,
            unit_cost_fen=fen(rest[3]) if len(rest) > 3 and rest[3] else None,
        )
        for sku_id, pieces, rest in rows
    ]
