"""How training says no."""

from zhanggui.kernel.refusal import NotAllowed, Refusal
from zhanggui.schema.violations import refuse_as


class CourseIncomplete(Refusal):
    """A course needs contents and questions, and the training of everybody needs: {missing}"""

    code = "course-incomplete"
    status = 422


class QuestionUnreadable(Refusal):
    """Line {line} is no question. Write: question | answer | *right answer | answer"""

    code = "question-unreadable"
    status = 422


class CourseRetired(Refusal):
    """There is a newer edition of this course. Take that one."""

    code = "course-retired"


class NotAttended(Refusal):
    """Attend the course first: read its contents and confirm it."""

    code = "not-attended"


class AnswersMissing(Refusal):
    """Each of the {count} questions wants one answer."""

    code = "answers-missing"
    status = 422


class RestFirst(Refusal):
    """You did not pass. Learn again; you can try from {again} on."""

    code = "rest-first"
    status = 422


class CertificateNumberTaken(Refusal):
    """A certificate of this number is registered already."""

    code = "certificate-number-taken"


class CertificateRevokedAlready(Refusal):
    """This certificate has been revoked already."""

    code = "certificate-revoked-already"


class NotCertified(NotAllowed):
    """This is a key post: it needs a valid certificate, and yours is missing or has run out ({post})."""

    code = "not-certified"


refuse_as("training_certificate_number_once", CertificateNumberTaken)
