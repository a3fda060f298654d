"""The questions about an advertisement, as form fields, and back again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.advertising.models import AssetVersion
from zhanggui.domain.advertising.rules import NO_WORDS, AdContent
from zhanggui.domain.advertising.states import AdClass, AiPart, Medium
from zhanggui.domain.advertising.writing import content_of
from zhanggui.domain.catalog.models import Goods
from zhanggui.surfaces.console.questions import line, words
from zhanggui.surfaces.console.words import choice_word


class OneField(forms.ChoiceField):
    """One of the members of a kind, in words; nothing is chosen beforehand."""

    def __init__(self, label: Any, values: Iterable[str], *, required: bool = True) -> None:
        self.values = tuple(values)
        super().__init__(label=label, required=required)

    def __deepcopy__(self, memo: Any) -> Any:
        copy = super().__deepcopy__(memo)
        copy.choices = [("", _("Choose…")), *((str(one), choice_word(str(one))) for one in self.values)]
        return copy


class SeveralField(forms.MultipleChoiceField):
    """Several of a few words, as boxes to tick; nothing is ticked beforehand."""

    def __init__(self, label: Any, values: Iterable[str], *, required: bool = True) -> None:
        self.values = tuple(values)
        super().__init__(label=label, required=required, widget=forms.CheckboxSelectMultiple)

    def __deepcopy__(self, memo: Any) -> Any:
        copy = super().__deepcopy__(memo)
        copy.choices = [(str(one), choice_word(str(one))) for one in self.values]
        return copy


class GoodsField(forms.CharField):
    """Goods by their numbers, separated by spaces or commas."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Goods it speaks of"),
            required=False,
            help_text=_("Their numbers, separated by spaces; the kind of goods follows from them."),
        )

    def clean(self, value: Any) -> Any:
        numbers = set(str(super().clean(value)).replace("，", " ").replace(",", " ").split())
        found = dict(Goods.objects.filter(number__in=numbers).values_list("number", "pk"))
        if missing := numbers - set(found):
            raise forms.ValidationError(
                _("No such goods: %(numbers)s"), params={"numbers": " ".join(sorted(missing))}
            )
        return tuple(found.values())


def content_fields() -> dict[str, forms.Field]:
    """Everything an advertisement says and shows, and where. Pictures and papers have acts of their own."""
    return {
        "headline": line(_("Headline"), required=False, limit=120),
        "words": words(
            _("Words"), required=False, help_text=_("Text, script or body, as people read or hear it.")
        ),
        "picture_words": words(
            _("Words in the picture"),
            required=False,
            help_text=_("Every word that can be read in it; “%(none)s” if there is none.")
            % {"none": NO_WORDS},
        ),
        "video_reference": line(
            _("Recording"), required=False, help_text=_("Where it lies: tape, file, address.")
        ),
        "video_sha256": line(_("SHA-256 of the recording"), required=False, limit=64),
        "transcript": words(_("Transcript of the recording"), required=False),
        "landing": line(
            _("Page it leads to"), required=False, help_text=_("A page of the shop, such as /g/10001/")
        ),
        "media": SeveralField(_("Media"), Medium, required=False),
        "ad_classes": SeveralField(_("Kind of goods"), AdClass, required=False),
        "goods": GoodsField(),
        "for_minors": forms.BooleanField(label=_("Shown in a medium made for minors"), required=False),
        "approval_number": line(_("Approval number of the authority"), required=False, limit=60),
        "ai_parts": SeveralField(_("Made by a machine"), AiPart, required=False),
        "ai_label": line(_("Label of AI content"), required=False, limit=60),
        "brand_notes": words(
            _("Brand and rights"),
            required=False,
            help_text=_("How it fits the brand; whose pictures, music and fonts are used."),
        ),
    }


KEPT = ("picture", "proofs", "endorser", "excuses")
"""What the form does not ask: it is kept from the version before."""


def content_from(answers: Mapping[str, Any], before: AdContent | None = None) -> AdContent:
    """What was answered, with what only other acts change."""
    before = before or AdContent()
    plain = {
        name: answers[name] for name in content_fields() if name not in ("media", "ad_classes", "ai_parts")
    }
    return AdContent(
        **plain,
        media=tuple(Medium(one) for one in answers["media"]),
        ad_classes=tuple(AdClass(one) for one in answers["ad_classes"]) or (AdClass.ORDINARY,),
        ai_parts=tuple(AiPart(one) for one in answers["ai_parts"]),
        **{name: getattr(before, name) for name in KEPT},
    )


def answers_of(version: AssetVersion) -> dict[str, Any]:
    """The form as this version would fill it."""
    content = content_of(version)
    numbers = Goods.objects.filter(pk__in=content.goods).values_list("number", flat=True)
    filled = {name: getattr(content, name) for name in content_fields()}
    return {
        **filled,
        "media": [one.value for one in content.media],
        "ad_classes": [one.value for one in content.ad_classes],
        "ai_parts": [one.value for one in content.ai_parts],
        "goods": " ".join(numbers),
    }
