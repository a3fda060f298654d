"""Screening (广告用语筛查): which words of an advertisement the rules of its day speak of, and where.

``screen(words, …)`` answers with hits (position, rule, source, suggestion) and with required sentences that
are missing. It decides nothing: prohibited words need an excuse with proof before a reviewer even sees them,
restricted ones are looked at one by one. Pure; the rules are data in ``book/``.
"""

from zhanggui.domain.advertising.screening.finding import screen
from zhanggui.domain.advertising.screening.report import Context, Hit, How, Missing, Report
from zhanggui.domain.advertising.screening.rulebook import EDITION, Rule, Severity, rulebook

__all__ = [
    "EDITION",
    "Context",
    "Hit",
    "How",
    "Missing",
    "Report",
    "Rule",
    "Severity",
    "rulebook",
    "screen",
]
