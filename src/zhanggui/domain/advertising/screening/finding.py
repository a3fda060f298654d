"""Finding: every word of the rules, however it is written, unless its context makes it another word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import ceil

import rjieba

from zhanggui.domain.advertising.screening.folding import BARRIER, Folded, Syllable, fold, spoken
from zhanggui.domain.advertising.screening.lexicon import Entry, Lexicon, lexicon
from zhanggui.domain.advertising.screening.report import Context, Hit, How, Missing, Report
from zhanggui.domain.advertising.screening.rulebook import Rule, Severity, rulebook

CLAUSE_ENDS = "。！？!?；;，,\n"


def screen(parts: Mapping[str, str], context: Context) -> Report:
    """Look at every part (headline, words, words of the picture, transcript) of one advertisement."""
    known = lexicon()
    rules = frozenset(
        rule.code
        for rule in rulebook().rules
        if rule.holds(on=context.on, ad_classes=context.ad_classes, media=context.media)
    )
    hits: list[Hit] = []
    for part, text in parts.items():
        hits += _Part(part, fold(text), known, rules, context).hits()
    return Report(rulebook().edition, tuple(hits), tuple(_missing(parts, context)))


def _missing(parts: Mapping[str, str], context: Context) -> Iterator[Missing]:
    said = fold("\n".join(parts.values())).text
    for required in rulebook().required:
        if not required.holds(on=context.on, ad_classes=context.ad_classes):
            continue
        if not any(fold(phrase).text in said for phrase in required.phrases):
            yield Missing(required.code, required.phrases[0], required.source)


@dataclass
class _Part:
    """One text while it is looked at."""

    name: str
    folded: Folded
    known: Lexicon
    rules: frozenset[str]
    context: Context

    def hits(self) -> list[Hit]:
        """The hits that stand, in the order of the text; one that lies within a graver or longer one goes."""
        found = [hit for hit in (*self._written(), *self._matched(), *self._sounding()) if hit is not None]
        found.sort(key=_gravest_first)
        kept: list[Hit] = []
        for hit in found:
            if not any(other.start <= hit.start and hit.end <= other.end for other in kept):
                kept.append(hit)
        return sorted(kept, key=lambda hit: (hit.start, hit.end))

    def _written(self) -> Iterator[Hit | None]:
        for entry, start, end in self.known.words_in(self.folded.text):
            if entry.rule.code in self.rules and self._unbroken(start, end):
                yield self._hit(entry.rule, entry.word, start, end, self._how(entry, start, end))

    def _matched(self) -> Iterator[Hit | None]:
        for rule, pattern in self.known.patterns:
            if rule.code in self.rules:
                for match in pattern.finditer(self.folded.text):
                    if match.end() > match.start() and self._unbroken(*match.span()):
                        yield self._hit(rule, match.group(), *match.span(), How.PLAIN)

    def _sounding(self) -> Iterator[Hit | None]:
        syllables = spoken(self.folded.text)
        heard_words = chain(
            self.known.sounds_in(syllables), self.known.initials_in(syllables, self.folded.text)
        )
        for entry, first, last in heard_words:
            heard = [one for one in syllables[first:last] if one is not None]
            start, end = heard[0].start, heard[-1].end
            if entry.rule.code not in self.rules or not _meant(entry, heard, self.folded.text):
                continue
            if self._unbroken(start, end) and not self._runs_on(start, end):
                yield self._hit(entry.rule, entry.word, start, end, How.SOUND)

    def _hit(self, rule: Rule, word: str, start: int, end: int, how: How) -> Hit | None:
        if self._in_context(rule, start, end) or self._across_words(start, end):
            return None
        begin, stop = self.folded.span(start, end)
        if rule.negatable and self._denied(begin):
            return None
        named = any(a <= start and end <= b for a, b in self._names)
        return Hit(
            part=self.name,
            start=begin,
            end=stop,
            found=self.folded.original[begin:stop],
            word=word,
            rule=rule,
            how=How.NAME if named else how,
            severity=Severity.RESTRICTED if named else rule.severity,
        )

    def _how(self, entry: Entry, start: int, end: int) -> How:
        begin, stop = self.folded.span(start, end)
        if any(self.folded.gaps(start, end)):
            return How.SPACED
        same = self.folded.original[begin:stop].casefold() == entry.word.casefold()
        return How.PLAIN if same and not entry.stands_for_another else How.VARIANT

    def _unbroken(self, start: int, end: int) -> bool:
        """A word does not reach over the end of a thought, unless each of its characters is set apart."""
        gaps = self.folded.gaps(start, end)
        if not any(gap for gap in gaps):
            return True
        if len(gaps) > 1 and all(gaps):
            return True
        if any(BARRIER & set(gap) for gap in gaps):
            return False
        return not self._runs_on(start, end)

    def _in_context(self, rule: Rule, start: int, end: int) -> bool:
        return any(a <= start and end <= b for a, b in self._contexts.get(rule.family, ()))

    @cached_property
    def _contexts(self) -> Mapping[str, list[tuple[int, int]]]:
        return self.known.contexts_in(self.folded.text)

    @cached_property
    def _names(self) -> list[tuple[int, int]]:
        spans = []
        for name in filter(None, (fold(name).text for name in self.context.names)):
            place = self.folded.text.find(name)
            while place >= 0:
                spans.append((place, place + len(name)))
                place = self.folded.text.find(name, place + 1)
        return spans

    def _denied(self, begin: int) -> bool:
        """Whether the claim is denied just before: “不能治疗疾病”."""
        negation = rulebook().negation
        before = self.folded.original[max(0, begin - 10) : begin]
        clause = before[max((before.rfind(end) for end in CLAUSE_ENDS), default=-1) + 1 :]
        for word in negation.words:
            place = clause.rfind(word)
            reach = negation.reach if len(word) > 1 else 0
            if place >= 0 and len(clause) - place - len(word) <= reach:
                return True
        return False

    @cached_property
    def _cuts(self) -> frozenset[int]:
        """Where words begin and end, as a dictionary cuts the text as it was written."""
        places, place = {0}, 0
        for word in rjieba.cut(self.folded.original):
            place += len(word)
            places.add(place)
        return frozenset(places)

    def _across_words(self, start: int, end: int) -> bool:
        """Whether it begins inside one word and ends inside another: the 处方 of 好处方便 is none."""
        begin, stop = self.folded.span(start, end)
        return begin not in self._cuts and stop not in self._cuts

    def _runs_on(self, start: int, end: int) -> bool:
        """Whether its end is the beginning of a longer word: 国际集团 does not say 国际级."""
        _, stop = self.folded.span(start, end)
        return stop not in self._cuts


def _gravest_first(hit: Hit) -> tuple[bool, int, bool, int]:
    return hit.severity != Severity.PROHIBITED, hit.start - hit.end, hit.rule.excusable, hit.start


def _meant(entry: Entry, heard: list[Syllable], text: str) -> bool:
    """Whether words of the same sound are meant as that word, rather than being another.

    Letters among characters are a disguise at any length. Characters alone must share half of the word.
    """
    pairs = list(zip(heard, entry.characters, strict=True))
    latin = sum(one.latin for one in heard)
    same = sum(text[one.start] == character for one, character in pairs if not one.latin)
    if latin:
        return same > 0 or len(heard) >= 3
    return len(heard) >= 3 and ceil(len(heard) / 2) <= same < len(heard)
