"""What happens with risks and measures, as facts."""

from dataclasses import dataclass

from zhanggui.mechanisms import trail


@trail.fact("governance.risk_registered", "Risk {number} was registered: {event}")
@dataclass(frozen=True, kw_only=True)
class RiskRegistered:
    number: str
    event: str
    area: str
    source: str


@trail.fact("governance.risk_assessed", "Risk {number} was scored: {before} before controls, {after} after")
@dataclass(frozen=True, kw_only=True)
class RiskAssessed:
    number: str
    before: str
    after: str
    level: str
    prompt: str


@trail.fact("governance.strategy_proposed", "How to meet risk {number} was proposed: {kind}")
@dataclass(frozen=True, kw_only=True)
class StrategyProposed:
    number: str
    kind: str
    level: str


@trail.fact("governance.strategy_decided", "The strategy for risk {number} was decided: {state}")
@dataclass(frozen=True, kw_only=True)
class StrategyDecided:
    number: str
    state: str


@trail.fact("governance.measure_planned", "A measure for {number} was planned, due {due}: {what}")
@dataclass(frozen=True, kw_only=True)
class MeasurePlanned:
    number: str
    what: str
    due: str


@trail.fact("governance.measure_finished", "A measure for {number} was carried out: {what}")
@dataclass(frozen=True, kw_only=True)
class MeasureFinished:
    number: str
    what: str


@trail.fact("governance.measure_verified", "A measure for {number} was verified: {what}")
@dataclass(frozen=True, kw_only=True)
class MeasureVerified:
    number: str
    what: str


@trail.fact("governance.measure_returned", "A measure for {number} was found not to be done: {what}")
@dataclass(frozen=True, kw_only=True)
class MeasureReturned:
    number: str
    what: str


@trail.fact("governance.extension_asked", "More time for a measure of {number} was asked for, until {until}")
@dataclass(frozen=True, kw_only=True)
class ExtensionAsked:
    number: str
    until: str


@trail.fact("governance.extension_decided", "More time for a measure of {number} was decided: {state}")
@dataclass(frozen=True, kw_only=True)
class ExtensionDecided:
    number: str
    until: str
    state: str


@trail.fact("governance.risk_came_true", "Risk {number} came true as {case}: {what}")
@dataclass(frozen=True, kw_only=True)
class RiskCameTrue:
    number: str
    case: str
    what: str
    indicator: str


@trail.fact("governance.risk_closed", "Risk {number} is no longer there")
@dataclass(frozen=True, kw_only=True)
class RiskClosed:
    number: str
