"""Codes of advertising as people read them."""

from collections.abc import Iterable

from django.utils.translation import gettext, pgettext

from zhanggui.kernel.said import Said


def fields_said(names: Iterable[str]) -> Said:
    """Fields of an advertisement, by their titles."""
    listed = list(names)
    return Said(", ".join(listed), lambda: gettext(", ").join(_field(name) for name in listed))


def _field(name: str) -> str:
    titles = {
        "headline": gettext("headline"),
        "words": gettext("words"),
        "media": gettext("media"),
        "ad_classes": gettext("kind of goods"),
        "picture_words": gettext("words in the picture"),
        "video_reference": gettext("recording"),
        "video_sha256": gettext("digest of the recording"),
        "transcript": gettext("transcript of the recording"),
        "landing": gettext("page it leads to"),
        "approval_number": gettext("approval number"),
        "ai_label": gettext("label of AI content"),
        "brand_notes": gettext("brand and rights"),
        "picture": gettext("picture"),
    }
    return titles.get(name, name)


def problem_said(code: str) -> Said:
    """What is wrong with an approval number or an endorser."""
    return Said(code, lambda: pgettext("advertising", _PROBLEMS[code]))


def class_said(code: str) -> Said:
    """A kind of goods as advertising law calls it."""
    return Said(code, lambda: pgettext("code", code))


_PROBLEMS = {
    "missing": "it is missing",
    "form": "it is not written as the measures write it, such as 浙食健广审（文）第271231-00001号",
    "kind": "it is for another kind of goods",
    "expired": "it has run out",
    "class": "nobody recommends goods of this kind",
    "young": "they are not ten years old",
    "unused": "they must have used the goods",
    "unchecked": "whether they were punished for a false advertisement was not checked within 90 days",
}
