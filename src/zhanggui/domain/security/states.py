"""The words of information security, and the lives of incidents and planned work, as tables."""

from enum import StrEnum

from zhanggui.kernel.lifecycle import Lifecycle


def choices_of(values: type[StrEnum]) -> list[tuple[str, str]]:
    """The values of an enumeration, as a field knows them."""
    return [(value.value, value.value) for value in values]


class IncidentKind(StrEnum):
    """The four types of the norm (B-8.3.1)."""

    ATTACK = "network_attack"
    LEAK = "data_leak"
    FAILURE = "system_failure"
    SABOTAGE = "sabotage"


class Subtype(StrEnum):
    """What exactly happened; each belongs to one type."""

    DDOS = "ddos"
    PORT_SCAN = "port_scan"
    OTHER_ATTACK = "other_attack"
    INSIDE_LEAK = "inside_leak"
    OUTSIDE_LEAK = "outside_leak"
    OTHER_LEAK = "other_leak"
    HARDWARE = "hardware_failure"
    SOFTWARE = "software_failure"
    OTHER_FAILURE = "other_failure"
    INSIDER = "insider_act"
    INTRUSION = "intrusion"
    OTHER_SABOTAGE = "other_sabotage"


SUBTYPES = {
    IncidentKind.ATTACK: (Subtype.DDOS, Subtype.PORT_SCAN, Subtype.OTHER_ATTACK),
    IncidentKind.LEAK: (Subtype.INSIDE_LEAK, Subtype.OUTSIDE_LEAK, Subtype.OTHER_LEAK),
    IncidentKind.FAILURE: (Subtype.HARDWARE, Subtype.SOFTWARE, Subtype.OTHER_FAILURE),
    IncidentKind.SABOTAGE: (Subtype.INSIDER, Subtype.INTRUSION, Subtype.OTHER_SABOTAGE),
}
KIND_OF = {subtype: kind for kind, subtypes in SUBTYPES.items() for subtype in subtypes}


class Grade(StrEnum):
    """The four grades of the law, the lightest first (IR-01)."""

    ORDINARY = "ordinary_incident"
    LARGER = "larger_incident"
    MAJOR = "major_incident"
    SEVERE = "severe_incident"


REPORTABLE = (Grade.LARGER, Grade.MAJOR, Grade.SEVERE)
"""From here on the authority is told within hours (IR-04)."""


class IncidentState(StrEnum):
    """Where an incident stands."""

    REPORTED = "incident_reported"
    ASSESSED = "incident_assessed"
    RESPONDING = "incident_responding"
    INVESTIGATED = "incident_investigated"
    """Everything of the plan is done, cause and answerability are known: the summary is due."""
    SUMMARISED = "incident_summarised"
    CLOSED = "incident_closed"


INCIDENT = Lifecycle(
    initial=IncidentState.REPORTED,
    table={
        (IncidentState.REPORTED, "assess"): IncidentState.ASSESSED,
        (IncidentState.ASSESSED, "assess"): IncidentState.ASSESSED,
        (IncidentState.ASSESSED, "respond"): IncidentState.RESPONDING,
        (IncidentState.RESPONDING, "assess"): IncidentState.RESPONDING,
        (IncidentState.RESPONDING, "investigate"): IncidentState.INVESTIGATED,
        (IncidentState.INVESTIGATED, "summarise"): IncidentState.SUMMARISED,
        (IncidentState.SUMMARISED, "close"): IncidentState.CLOSED,
        (IncidentState.SUMMARISED, "reopen"): IncidentState.RESPONDING,
        (IncidentState.CLOSED, "reopen"): IncidentState.RESPONDING,
    },
)


class PlanTask(StrEnum):
    """What a response plan asks for."""

    KEEP_EVIDENCE = "keep_evidence"
    BLOCK_SOURCES = "block_sources"
    SPREAD_LOAD = "spread_load"
    STOP_LEAK = "stop_the_leak"
    COUNT_PERSONS = "count_persons"
    CHANGE_SECRETS = "change_secrets"
    RESTORE = "restore_service"
    CHECK_RECORDS = "check_records"
    WITHDRAW_ACCESS = "withdraw_access"
    TELL_MANAGEMENT = "tell_management"
    TELL_AUTHORITY = "tell_authority"
    CALL_STAFF = "call_staff_together"


class Addressee(StrEnum):
    """Who outside the house is told."""

    AUTHORITY = "cyberspace_authority"
    POLICE = "police"
    PERSONS = "persons_concerned"
    PARTNER = "partner_concerned"


class ActivityKind(StrEnum):
    """What the plan of a year holds."""

    SCAN = "vulnerability_scan"
    PENETRATION = "penetration_test"
    CONFIGURATION = "configuration_check"
    GRADE_TEST = "graded_protection_test"
    DRILL = "incident_drill"
    INSIDE = "internal_awareness"
    OUTSIDE = "outside_publicity"
    COOPERATION = "cooperation_and_exchange"


CHECKS = (ActivityKind.SCAN, ActivityKind.PENETRATION, ActivityKind.CONFIGURATION, ActivityKind.GRADE_TEST)
"""Regular checks of the systems (B-8.1.1)."""
PUBLICITY = (ActivityKind.INSIDE, ActivityKind.OUTSIDE, ActivityKind.COOPERATION)
"""The three ways of publicity (B-8.4.2)."""


class ActivityState(StrEnum):
    """Where something that is planned stands."""

    PROPOSED = "activity_proposed"
    PLANNED = "activity_planned"
    """Approved by somebody else."""
    DONE = "activity_done"
    RETURNED = "activity_returned"


ACTIVITY = Lifecycle(
    initial=ActivityState.PROPOSED,
    table={
        (ActivityState.PROPOSED, "adopt"): ActivityState.PLANNED,
        (ActivityState.PROPOSED, "return"): ActivityState.RETURNED,
        (ActivityState.PLANNED, "carry_out"): ActivityState.DONE,
    },
)


class Severity(StrEnum):
    """How dangerous a weakness is; it decides by which day it is mended."""

    LOW = "low_severity"
    MEDIUM = "medium_severity"
    HIGH = "high_severity"
    CRITICAL = "critical_severity"
