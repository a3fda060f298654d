"""The forms of partners."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.catalog.models import Category
from zhanggui.kernel.money import fen
from zhanggui.kernel.refusal import Refusal
from zhanggui.mechanisms.documents.types import DocumentType
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.surfaces.design.files import SeveralFiles
from zhanggui.surfaces.entrance.refused import sentence

ACCEPTED = ".pdf,.png,.jpg,.jpeg,.webp"


def uploaded(file: UploadedFile) -> Upload:
    """A file of a form as an upload."""
    assert file.file is not None
    return Upload.of(file.name or "", file.file, file.content_type or "")


def text(label: object, limit: int = 200, *, rows: int = 0, **options: Any) -> forms.CharField:
    """A line of text, or an area of so many rows."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=limit, widget=widget, **options)  # type: ignore[arg-type]


def day(label: object, **options: Any) -> forms.DateField:
    """A calendar day."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **options)  # type: ignore[arg-type]


def file(label: object, accept: str = ACCEPTED, **options: Any) -> forms.FileField:
    """A file to send."""
    return forms.FileField(label=label, widget=forms.FileInput(attrs={"accept": accept}), **options)  # type: ignore[arg-type]


def branch_name(category: Category) -> str:
    """The name of a category in the language in force, indented by its depth."""
    name = category.name_en if get_language() == "en" else category.name_zh
    return "　" * (category.path.count("/") - 1) + name


class RegisterForm(forms.Form):
    """A firm and its first account."""

    kind = forms.ChoiceField(
        label=_("You are"), choices=[("supplier", _("A supplier")), ("carrier", _("A carrier"))]
    )
    firm_name = text(_("Name of the firm"), 120, help_text=_("As on the business licence"))
    uscc = text(_("Unified social credit code"), 40, help_text=_("18 characters, on the business licence"))
    name = text(_("Your name"), 60)
    username = text(_("Sign-in name"), 64, help_text=_("Letters, digits, dots, dashes, underscores"))
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters of at least two kinds"),
    )


class ApplicationForm(forms.Form):
    """Firm data, offer and intention."""

    firm_name = text(_("Name of the firm"), 120)
    legal_person = text(_("Legal representative"), 60)
    address = text(_("Address"), 200)
    contact_name = text(_("Contact"), 60)
    contact_mobile = text(_("Mobile of the contact"), 40)
    contact_email = forms.EmailField(label=_("E-mail"), max_length=254)
    categories = forms.MultipleChoiceField(
        label=_("Categories you want to sell in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Some ask for a special permit, which you file under Documents first"),
    )
    goods_summary = text(_("What you offer"), 4000, rows=4)
    intention = text(_("What you want to do with us"), 4000, rows=4)

    def __init__(self, *args: Any, for_supplier: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_supplier:
            del self.fields["categories"]
            return
        leaves = Category.objects.filter(children=None).order_by("path")
        self.fields["categories"].choices = [  # type: ignore[attr-defined]
            (category.code, branch_name(category).strip("　")) for category in leaves
        ]


class PaperForm(forms.Form):
    """A paper with what stands on it."""

    type = forms.ChoiceField(label=_("Type of document"))
    number = text(_("Number"), 60, required=False)
    issuer = text(_("Issuer"), 120, required=False)
    valid_from = day(_("Valid from"), required=False)
    valid_to = day(_("Valid to"), required=False, help_text=_("The last day on which it holds"))
    file = file(_("File"), help_text=_("PDF, PNG, JPEG or WebP, at most 20 MB"))

    def __init__(self, *args: Any, types: tuple[DocumentType, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [(each.code, _(each.title)) for each in types]  # type: ignore[attr-defined]


class BankForm(forms.Form):
    """Where the firm wants to be paid."""

    bank = text(_("Bank"), 60)
    branch = text(_("Branch"), 120, required=False)
    holder = text(_("Account holder"), 120)
    number = text(_("Account number"), 40)


class MoneyField(forms.CharField):
    """An amount in yuan, as fen."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return fen(typed)
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal


class GoodsForm(forms.Form):
    """What is said about goods (B-2.2.2)."""

    category = forms.ChoiceField(label=_("Category"))
    name = text(_("Name of the goods"), 120)
    brand = text(_("Brand"), 60)
    specification = text(_("Specification"), 200)
    model = text(_("Model"), 60)
    price_wish_fen = MoneyField(label=_("Price wish (yuan)"), max_length=20)
    origin = text(_("Origin"), 60)
    maker_name = text(_("Maker"), 120)
    maker_address = text(_("Address of the maker"), 200)
    produced_on = day(_("Production date"), required=False)
    shelf_life_days = forms.IntegerField(
        label=_("Shelf life (days)"), required=False, min_value=1, max_value=36_500
    )
    standard = text(_("Product standard"), 60, help_text=_("Such as GB/T 14456.2"))
    packaging = text(_("Packaging"), 200)
    contents = text(_("What is in the box"), 200)
    description = text(_("Description"), 20_000, rows=6)
    safety_notes = text(_("Safety notes"), 5_000, rows=2, required=False)
    delivery_terms = text(_("Delivery"), 200)
    after_sales = text(_("After-sales service"), 5_000, rows=3)
    return_address = text(_("Address for returns"), 200)
    variants = text(
        _("Variants"),
        2_000,
        rows=3,
        required=False,
        help_text=_("One line each, such as 红色 / 大号. Without any, the goods are sold as one."),
    )
    report_number = text(_("Number of the quality report"), 60, required=False)
    report_issuer = text(_("Laboratory"), 120, required=False)
    report_valid_to = day(_("Report valid to"), required=False)
    report = file(_("Quality report"), required=False)
    pictures = SeveralFiles(
        label=_("Pictures"),
        required=False,
        help_text=_("At least 480 pixels wide; the first one is the cover"),
    )
    accurate = forms.BooleanField(
        label=_("We answer for it that all this is accurate and complete"),
        error_messages={"required": _("Without this declaration nothing can be submitted.")},
    )

    def __init__(self, *args: Any, fixed_category: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fixed_category:
            del self.fields["category"]
            return
        leaves = Category.objects.filter(children=None).order_by("path")
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((str(category.id), branch_name(category).strip("　")) for category in leaves),
        ]


class EventForm(forms.Form):
    """What happened to a parcel on its way."""

    tracking_number = text(_("Tracking number"), 40)
    code = forms.ChoiceField(label=_("What happened"))
    occurred_at = forms.DateTimeField(
        label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = text(_("Where"), 120, required=False)
    note = text(_("Note"), 400, required=False)
    signer = text(_("Signed by"), 60, required=False)
