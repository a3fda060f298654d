"""The questions that acts ask, as form fields that read as the shop speaks."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import FEN_MAX
from zhanggui.surfaces.console.words import choice_word_lazy
from zhanggui.surfaces.design.files import SeveralFiles


def asked(**fields: forms.Field) -> type[forms.Form]:
    """A form of these questions, in this order."""
    form: type[forms.Form] = type("Questions", (forms.Form,), dict(fields))
    return form


def line(label: Any, *, required: bool = True, limit: int = 200, help_text: Any = "") -> forms.CharField:
    """One line of text."""
    return forms.CharField(label=label, required=required, max_length=limit, help_text=help_text)


def words(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def reason() -> forms.CharField:
    """Why: kept in the trail."""
    return line(_("Reason"), help_text=_("It is kept in the trail and shown to whom it concerns."))


def whole(label: Any, *, least: int = 0, most: int = 1_000_000, required: bool = True) -> forms.IntegerField:
    """A number of pieces."""
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=required)


class YuanField(forms.DecimalField):
    """Money as people write it, in yuan; what comes out is fen."""

    def __init__(self, label: Any, *, required: bool = True, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            required=required,
            min_value=Decimal("0.01"),
            max_value=Decimal(FEN_MAX) / 100,
            decimal_places=2,
            help_text=help_text,
        )

    def clean(self, value: Any) -> Any:
        amount = super().clean(str(value).replace(",", "").lstrip("¥￥ ") if value else value)
        return None if amount is None else int(amount * 100)


class MomentField(forms.DateTimeField):
    """A moment by the clock on the wall in Shanghai."""

    def __init__(self, label: Any, *, required: bool = True, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        )

    def to_python(self, value: Any) -> Any:
        moment = super().to_python(value)
        return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def day(label: Any, *, required: bool = True) -> forms.DateField:
    """A day of the calendar."""
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def one_of(label: Any, rows: Callable[[], QuerySet[Any]], *, required: bool = True) -> forms.ModelChoiceField:
    """One of these rows; they are looked up when the page is made."""
    return LateChoice(label, rows, required=required)


class LateChoice(forms.ModelChoiceField):
    """A choice among rows that are asked for when the form is made, not when the program starts."""

    def __init__(self, label: Any, rows: Callable[[], QuerySet[Any]], *, required: bool) -> None:
        self.rows = rows
        super().__init__(queryset=None, label=label, required=required, empty_label=_("Choose…"))

    def __deepcopy__(self, memo: Any) -> Any:
        copy = super().__deepcopy__(memo)
        copy.queryset = self.rows()
        return copy


def choice(label: Any, options: Any, *, required: bool = True) -> forms.ChoiceField:
    """One of a few words; nothing is chosen beforehand."""
    return forms.ChoiceField(label=label, choices=[("", _("Choose…")), *options], required=required)


def paper(label: Any, *, required: bool = True) -> forms.FileField:
    """A file: a scan, a picture, a signed paper."""
    return forms.FileField(label=label, required=required)


def pictures(label: Any, *, help_text: Any = "") -> forms.FileField:
    """Any number of pictures, taken now or before."""
    return SeveralFiles(label=label, required=False, help_text=help_text)


def some(label: Any, options: Any) -> forms.MultipleChoiceField:
    """Any number of a few words."""
    return forms.MultipleChoiceField(
        label=label, choices=list(options), required=False, widget=forms.CheckboxSelectMultiple
    )


def several(label: Any, rows: Callable[[], QuerySet[Any]]) -> forms.ModelMultipleChoiceField:
    """Any number of these rows; they are looked up when the page is made."""
    return LateChoices(label, rows)


class LateChoices(forms.ModelMultipleChoiceField):
    """Choices among rows that are asked for when the form is made, not when the program starts."""

    def __init__(self, label: Any, rows: Callable[[], QuerySet[Any]]) -> None:
        self.rows = rows
        super().__init__(queryset=None, label=label, required=False)

    def __deepcopy__(self, memo: Any) -> Any:
        copy = super().__deepcopy__(memo)
        copy.queryset = self.rows()
        return copy


def person(label: Any, accounts: Callable[[], QuerySet[Any]]) -> forms.ModelChoiceField:
    """One of these accounts, by the name of its person."""
    return PersonChoice(label, accounts, required=True)


class PersonChoice(LateChoice):
    """Accounts are chosen by the name people know."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.person or obj)


def people(label: Any, accounts: Callable[[], QuerySet[Any]]) -> forms.ModelMultipleChoiceField:
    """Any number of these accounts, by the names of their persons."""
    return PeopleChoice(label, accounts)


class PeopleChoice(LateChoices):
    """Several accounts, by the names people know."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.person or obj)


def worded(values: Any) -> list[tuple[str, Any]]:
    """The values of an enumeration as a choice, in words."""
    return [(value.value, choice_word_lazy(value.value)) for value in values]
