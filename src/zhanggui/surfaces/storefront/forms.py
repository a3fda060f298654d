"""Forms of the shop: they check what is written; what may be done is decided below."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NotValid

from zhanggui.domain.care.states import MATTERS
from zhanggui.domain.sales.operations import AddressWish
from zhanggui.identity.mobile import mobile_number
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.design import regions


def _text(label: Any, longest: int, complete: str = "off", **attrs: Any) -> forms.CharField:
    required = attrs.pop("required", True)
    widget = forms.TextInput(attrs={"autocomplete": complete, **attrs})
    return forms.CharField(label=label, max_length=longest, widget=widget, required=required)


class AddressForm(forms.Form):
    """Where to deliver, and to whom."""

    recipient = _text(_("Recipient"), 30, "name")
    mobile = _text(_("Mobile number"), 20, "tel", inputmode="tel")
    province = _text(_("Province"), 40, "address-level1")
    city = _text(_("City"), 60, "address-level2")
    district = _text(_("District or county"), 60, "address-level3", required=False)
    street = _text(_("Street, house, flat"), 120, "street-address")

    def clean_mobile(self) -> str:
        try:
            return mobile_number(self.cleaned_data["mobile"])
        except Refusal as refusal:
            raise ValidationError(gettext(refusal.template())) from refusal

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        province, city = given.get("province", ""), given.get("city", "")
        if province and province not in regions.provinces():
            self.add_error("province", gettext("Please choose a province from the list."))
        elif province and city and not regions.is_known(province, city):
            self.add_error("city", gettext("Please choose a city of this province."))
        elif province and city:
            known, district = regions.districts(province, city), given.get("district", "").strip()
            if known and district not in known:
                self.add_error("district", gettext("Please choose a district or county of this city."))
        return given

    def wish(self) -> AddressWish:
        """As it is written down."""
        return AddressWish(**self.cleaned_data)


class InvoiceForm(forms.Form):
    """Which invoice the customer wishes, if any."""

    kind = forms.ChoiceField(
        label=_("Invoice"),
        choices=[
            ("", _("No invoice")),
            ("personal", _("Personal")),
            ("firm", _("For a firm")),
            ("special", _("For a firm, special VAT invoice")),
        ],
        required=False,
    )
    title = _text(_("Name on the invoice"), 100, "organization", required=False)
    number = _text(_("Unified social credit code"), 18, required=False)
    contact = _text(_("Address and telephone of the firm"), 100, required=False)
    bank = _text(_("Bank and account of the firm"), 100, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("kind") and not given.get("title"):
            self.add_error("title", gettext("Whom shall the invoice name?"))
        if given.get("kind") == "special":
            for name in ("contact", "bank"):
                if not given.get(name):
                    self.add_error(name, gettext("A special invoice needs this."))
        if given.get("kind") in ("firm", "special"):
            try:
                given["number"] = uscc.validate(given.get("number", ""))
            except NotValid:
                self.add_error(
                    "number", gettext("This is not a valid credit code: 18 characters with a check digit.")
                )
        return given

    def wish(self) -> dict[str, str] | None:
        """As it is kept with the order."""
        given = self.cleaned_data
        if not given.get("kind"):
            return None
        if given["kind"] == "personal":
            return {"kind": "personal", "title": given["title"]}
        wish = {"kind": "firm", "title": given["title"], "uscc": given["number"]}
        if given["kind"] == "firm":
            return wish
        return {**wish, "special": "yes", "contact": given["contact"], "bank": given["bank"]}


class ComplaintForm(forms.Form):
    """What went wrong."""

    matter = forms.ChoiceField(
        label=_("What is it about?"), choices=[(matter.value, _(words)) for matter, words in MATTERS.items()]
    )
    text = forms.CharField(
        label=_("What happened?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("We respond within one hour, day and night, and answer within 24 hours."),
    )


class RatingForm(forms.Form):
    """One to five, and words if one likes."""

    score = forms.TypedChoiceField(coerce=int, choices=[(n, str(n)) for n in range(1, 6)])
    text = forms.CharField(
        label=_("In your words"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class QuestionForm(forms.Form):
    """What somebody would like to know."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("We respond within one hour, day and night, and answer within 24 hours."),
    )


class WordsForm(forms.Form):
    """Something to say in a matter that is open, or was."""

    text = forms.CharField(label=_("Write to us"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


SCORES = [(5, _("5 very satisfied")), (4, _("4 satisfied")), (3, _("3 so-so")), (2, _("2 not satisfied"))]
SCORES.append((1, _("1 not at all")))


def _or_none(value: str) -> int | None:
    return int(value) if value else None


class SurveyForm(forms.Form):
    """One to five, three times; two of them if one likes."""

    service = forms.TypedChoiceField(label=_("Our service"), choices=SCORES, coerce=int)
    goods = forms.TypedChoiceField(
        label=_("The goods"), choices=[("", "—"), *SCORES], coerce=_or_none, empty_value=None, required=False
    )
    price = forms.TypedChoiceField(
        label=_("The price"), choices=[("", "—"), *SCORES], coerce=_or_none, empty_value=None, required=False
    )
    comment = forms.CharField(
        label=_("In your words"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
