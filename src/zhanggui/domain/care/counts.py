"""What is counted of a day of calls, complaints and answers to surveys."""

from datetime import datetime

from django.apps import apps
from django.db.models import Count, F, Q, Sum

from zhanggui.domain.care import telephony
from zhanggui.domain.care.models import Complaint, Survey
from zhanggui.domain.care.states import Matter
from zhanggui.kernel.norms import norm
from zhanggui.mechanisms.cases.models import Case
from zhanggui.mechanisms.controls.counts import Counted, Counting, between, counted, sums


@counted("calls.in_time", "Calls answered in time")
def calls_in_time(since: datetime, until: datetime) -> Counted:
    seconds = norm("call.answer_seconds", on=since)
    figures = telephony.figures(since=since, until=until, in_time_seconds=seconds)
    return figures.in_time, figures.answered + figures.abandoned


def _complaints(*matters: Matter) -> Counting:
    def count(since: datetime, until: datetime) -> Counted:
        received = between(Complaint.objects.all(), "received_at", since, until)
        return (received.filter(matter__in=matters) if matters else received).count(), 1

    return count


def _in_time(due: str, stopped: str, severity: str = "") -> Counting:
    """Complaints whose time ran out on the day, and how many of them were in time."""

    def count(since: datetime, until: datetime) -> Counted:
        cases = Case.objects.filter(kind="care.complaint")
        cases = cases.filter(severity=severity) if severity else cases
        kept = Count("id", filter=Q(**{f"{stopped}__lte": F(due)}))
        return sums(between(cases, due, since, until), kept, Count("id"))

    return count


def _score(theme: str) -> Counting:
    """Scores that were given on the day."""

    def count(since: datetime, until: datetime) -> Counted:
        given = Survey.objects.exclude(**{f"{theme}_score": None})
        return sums(between(given, "answered_at", since, until), Sum(f"{theme}_score"), Count("id"))

    return count


@counted("quality.complaints", "Complaints about goods, of orders delivered")
def quality_complaints(since: datetime, until: datetime) -> Counted:
    delivered = between(apps.get_model("sales", "Order").objects.all(), "delivered_at", since, until)
    return _complaints(Matter.GOODS)(since, until)[0], delivered.count()


counted("complaints.received", "Complaints received")(_complaints())
counted("complaints.goods", "Complaints about goods")(_complaints(Matter.GOODS))
counted("complaints.delivery", "Complaints about delivery")(_complaints(Matter.DELIVERY))
counted("complaints.taken_up", "Complaints taken up within an hour")(_in_time("respond_by", "responded_at"))
counted("complaints.answered", "Complaints answered within a day")(_in_time("answer_by", "answered_at"))
counted("complaints.settled", "Major complaints settled within two days")(
    _in_time("resolve_by", "resolved_at", "major")
)
counted("survey.service", "Satisfaction with the service")(_score("service"))
counted("survey.goods", "Satisfaction with the goods")(_score("goods"))
counted("survey.price", "Satisfaction with the price")(_score("price"))
