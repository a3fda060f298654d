"""An advertisement as its reviewer reads it: the words with every hit marked, beside rules and sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language, pgettext

from zhanggui.domain.advertising import reader
from zhanggui.domain.advertising.models import AssetVersion, Screening
from zhanggui.domain.advertising.picture_words import reading_of
from zhanggui.domain.advertising.rules import AdContent
from zhanggui.domain.advertising.screening import rulebook
from zhanggui.domain.advertising.states import VersionState
from zhanggui.domain.advertising.writing import content_of, screened
from zhanggui.kernel import clock
from zhanggui.surfaces.console.words import choice_word

PARTS = {
    "headline": "Headline",
    "words": "Words",
    "picture_words": "Words in the picture",
    "transcript": "Transcript of the recording",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One hit as it is shown: its number, the words, the rule, the law, and what to do."""

    number: int
    found: str
    title: str
    source: str
    suggestion: str
    severity: str
    how: str
    excuse: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked or not."""

    text: str
    mark: Mark | None = None


def panel(version: AssetVersion) -> dict[str, Any]:
    """The panel for a version: what was found when it was submitted, or what is found in the draft now."""
    content = content_of(version)
    hits, edition, missing = _found(version, content)
    marks = [_mark(number, hit, content) for number, hit in enumerate(hits, start=1)]
    by_machine = _read_by_machine(version, content, len(marks))
    return {
        "template": "console/panels/screened.html",
        "parts": [
            (pgettext("advertising", PARTS[name]), _pieces(text, _of(name, hits, marks)))
            for name, text in content.parts.items()
        ],
        "marks": marks,
        "missing": missing,
        "edition": edition,
        "live": version.state == VersionState.DRAFT,
        "picture": version.picture,
        "marked": len(marks) + len(by_machine.get("left_out_marks", ())),
        **by_machine,
    }


def _read_by_machine(version: AssetVersion, content: AdContent, numbered: int) -> dict[str, Any]:
    """What a machine read in the picture: the lines that nobody transcribed, marked by the rules of today."""
    reading = reading_of(version)
    if reading is None:
        return {"reading": None}
    text = "\n".join(reader.untranscribed(reading.lines, content.picture_words))
    alone = replace(content, headline="", words="", transcript="", picture_words=text)
    hits = [hit.as_row() for hit in screened(alone, clock.now()).hits]
    marks = [_mark(number, hit, alone) for number, hit in enumerate(hits, start=numbered + 1)]
    return {
        "reading": reading,
        "left_out": _pieces(text, _of("picture_words", hits, marks)),
        "left_out_marks": marks,
    }


def _found(version: AssetVersion, content: AdContent) -> tuple[list[dict[str, Any]], str, list[Any]]:
    kept = Screening.objects.filter(version=version).first()
    if kept is not None:
        return kept.hits, kept.rules_edition, []
    report = screened(content, clock.now())
    return [hit.as_row() for hit in report.hits], report.edition, list(report.missing)


def _mark(number: int, hit: dict[str, Any], content: AdContent) -> Mark:
    rule = rulebook().rule(hit["rule"])
    chinese = (get_language() or "").startswith("zh")
    excuse = next((one for one in content.excuses if one.key == hit["key"]), None)
    return Mark(
        number=number,
        found=hit["found"],
        title=rule.title_zh if chinese else rule.title,
        source=hit["source"],
        suggestion=rule.suggestion_zh if chinese else rule.suggestion,
        severity=hit["severity"],
        how=pgettext("screening", hit["how"]),
        excuse=f"{choice_word(excuse.reason.value)}：{excuse.why}" if excuse else "",
    )


def _of(part: str, hits: Sequence[dict[str, Any]], marks: Sequence[Mark]) -> list[tuple[int, int, Mark]]:
    pairs = zip(hits, marks, strict=True)
    return sorted(
        ((hit["start"], hit["end"], mark) for hit, mark in pairs if hit["part"] == part), key=_place
    )


def _place(found: tuple[int, int, Mark]) -> tuple[int, int]:
    return found[0], found[1]


def _pieces(text: str, found: Iterable[tuple[int, int, Mark]]) -> list[Piece]:
    """The text cut at its marks; of two that overlap the first is shown."""
    pieces, place = [], 0
    for start, end, mark in found:
        if start < place:
            continue
        pieces += [Piece(text[place:start]), Piece(text[start:end], mark)]
        place = end
    return [piece for piece in (*pieces, Piece(text[place:])) if piece.text]
