"""What information security refuses, and what to do instead."""

from zhanggui.kernel.refusal import Refusal


class NotThereYet(Refusal):
    """This lies in the future: say when it was noticed or done."""

    code = "security-not-there-yet"
    status = 422


class GradeNeedsReason(Refusal):
    """The numbers suggest another grade: say why this one is right."""

    code = "grade-needs-reason"
    status = 422


class TasksOpen(Refusal):
    """{open} tasks of the response plan are not done yet."""

    code = "plan-tasks-open"


class TaskDone(Refusal):
    """This task was done already."""

    code = "plan-task-done"


class AuthorityNotTold(Refusal):
    """An incident of this grade is closed only with the receipt of the report to the authority."""

    code = "authority-not-told"


class PersonsNotTold(Refusal):
    """Tell the persons concerned, or say what kept harm from them."""

    code = "persons-not-told"


class NothingCorrected(Refusal):
    """Closing needs corrective actions that somebody else has verified."""

    code = "nothing-corrected"


class IncidentComesFirst(Refusal):
    """This case ends with its security incident: summarise and close it there."""

    code = "incident-comes-first"


class NotYourActivity(Refusal):
    """Only its owner says that it was carried out."""

    code = "not-your-activity"
    status = 403


class NotACheck(Refusal):
    """Weaknesses are noted of a check or drill that was carried out, or of an incident."""

    code = "not-a-check"


class MendedTooLate(Refusal):
    """A weakness of this severity is mended by {day}."""

    code = "mended-too-late"
    status = 422
