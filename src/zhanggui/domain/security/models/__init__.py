"""Incidents, the work of a year, and the weaknesses that both bring to light."""

from zhanggui.domain.security.models.activities import Activity, Weakness
from zhanggui.domain.security.models.incidents import Incident, IncidentStep, IncidentTask, OutsideReport

__all__ = ["Activity", "Incident", "IncidentStep", "IncidentTask", "OutsideReport", "Weakness"]
