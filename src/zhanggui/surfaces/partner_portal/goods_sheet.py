"""Many goods at once, from an Excel sheet: all of them or none, with every wrong cell named."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog import sheets
from zhanggui.domain.catalog.operations.import_goods import import_goods
from zhanggui.domain.catalog.operations.import_rows import Imported
from zhanggui.domain.partners.models import Supplier
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.entrance.refused import say, sentence
from zhanggui.surfaces.partner_portal.deliveries import SHEET
from zhanggui.surfaces.partner_portal.forms import file
from zhanggui.surfaces.partner_portal.shell import actor_of, page_for, sent, show


class SheetForm(forms.Form):
    """The sheet, and what happens to its good rows when others are wrong."""

    sheet = file(_("Excel sheet"), ".xlsx")
    keep_good = forms.BooleanField(
        label=_("Keep the good rows even if others are wrong"),
        required=False,
        help_text=_("Otherwise nothing is kept until every row is right."),
    )


class NothingKept(Exception):
    """Some rows are wrong, and the others are not to be kept without them."""

    def __init__(self, imported: Imported) -> None:
        super().__init__()
        self.imported = imported


@page_for(Role.SUPPLIER)
def goods_sheet(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """Send a sheet; what is refused is shown by row and column."""
    form, imported, kept = SheetForm(**sent(request)), None, False
    if request.method == "POST" and form.is_valid():
        try:
            imported, kept = _read(request, form)
        except Refusal as refusal:
            say(form, refusal, {Refusal: "sheet"})
    if imported is not None and not imported.refused:
        drafts = len(imported.drafts)
        said = gettext("Drafts made: %(count)s.")
        messages.success(request, said % {"count": drafts} + " " + gettext("Add pictures, then submit each."))
        return redirect("partner_portal:goods")
    wrong = [(row.row, *_said(row.refusal)) for row in imported.refused] if imported else []
    good = len(imported.drafts) if imported else 0
    return show(
        request, "goods_sheet", partner, form=form, wrong=wrong, good=good, kept=kept, columns=sheets.COLUMNS
    )


@page_for(Role.SUPPLIER)
def goods_sheet_template(request: HttpRequest, partner: Supplier) -> HttpResponse:
    """An empty sheet to fill in."""
    answer = HttpResponse(sheets.template(), content_type=SHEET)
    answer["Content-Disposition"] = 'attachment; filename="goods.xlsx"'
    return answer


def _read(request: HttpRequest, form: SheetForm) -> tuple[Imported, bool]:
    """What became of the sheet, and whether its good rows were kept."""
    try:
        with transaction.atomic():
            imported = import_goods(
                content=form.cleaned_data["sheet"].read(), by=actor_of(request), at=clock.now()
            )
            if imported.refused and not form.cleaned_data["keep_good"]:
                raise NothingKept(imported)
    except NothingKept as nothing:
        return nothing.imported, False
    return imported, True


def _said(refusal: Refusal) -> tuple[str, str]:
    """The column a refusal is about, if it names one, and its sentence."""
    column = str(refusal.details.get("field", ""))
    return sheets.COLUMNS.get(column, column), sentence(refusal)
