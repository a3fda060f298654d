"""What the controls tell."""

from dataclasses import dataclass

from zhanggui.mechanisms.trail import fact


@fact("controls.day_taken", "The controls were judged: {kept} kept, {at_risk} at risk, {broken} broken")
@dataclass(frozen=True, kw_only=True)
class DayTaken:
    """The daily snapshot. ``newly_broken`` names the controls that were not broken the day before."""

    day: str
    kept: int
    at_risk: int
    broken: int
    newly_broken: list[str]


@fact("controls.verified", "What is was compared with what was recorded: {findings} findings")
@dataclass(frozen=True, kw_only=True)
class Verified:
    """The nightly verification of the whole house; the first findings row by row."""

    findings: int
    named_findings: list[dict[str, str]]
