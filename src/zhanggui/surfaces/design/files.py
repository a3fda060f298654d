"""Fields for files, as forms of every surface use them."""

from typing import Any

from django import forms


class SeveralFiles(forms.FileField):
    """Several pictures in one field; a phone offers its camera."""

    def __init__(self, **options: Any) -> None:
        attrs = {"accept": ".png,.jpg,.jpeg,.webp", "multiple": True}
        super().__init__(widget=_SeveralFilesInput(attrs=attrs), **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        clean = super().clean
        return [clean(each, initial) for each in given]


class _SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True
