"""Evaluating the publicity of a month, all campaigns together."""

from datetime import date, datetime

from django.db import transaction

from zhanggui.domain.campaigns import rules
from zhanggui.domain.campaigns.capabilities import RUN_CAMPAIGNS
from zhanggui.domain.campaigns.effects import effect_between, month_after
from zhanggui.domain.campaigns.facts import MonthEvaluated as Evaluated
from zhanggui.domain.campaigns.models import Conclusion, Evaluation
from zhanggui.domain.campaigns.refusals import MonthEvaluated, MonthNotOver, SummaryIncomplete
from zhanggui.domain.campaigns.rules import Judged
from zhanggui.domain.campaigns.words import fields_said
from zhanggui.identity.actor import Actor
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.mechanisms import trail
from zhanggui.schema.violations import refuse_as, refusing

refuse_as("campaigns_evaluation_month_key", MonthEvaluated)


@transaction.atomic
def evaluate_month(*, month: date, judged: Judged, by: Actor, at: datetime) -> Evaluation:
    """Freeze the effect of a month with what is learnt from it (B-5.4.4). ``month`` is its first day.

    Raises ``MonthNotOver``, ``MonthEvaluated`` and ``SummaryIncomplete``.
    """
    by.require(RUN_CAMPAIGNS)
    first = month.replace(day=1)
    if at.astimezone(SHANGHAI).date() < month_after(first):
        raise MonthNotOver
    if found := rules.judged_wanting(judged):
        raise SummaryIncomplete(fields=fields_said(found))

    evaluation = Evaluation(
        month=first,
        methods=sorted(set(judged.methods)),
        sample=f"{judged.text.strip()}\n{judged.sample.strip()}",
        figures={name: one.as_row() for name, one in effect_between(first, month_after(first)).items()},
        written_by_id=by.account_id,
        written_at=at,
    )
    with refusing(), transaction.atomic():
        evaluation.save(force_insert=True)
    Conclusion.objects.bulk_create(
        Conclusion(evaluation=evaluation, finding=one.finding, decision=one.decision, measure=one.measure)
        for one in judged.conclusions
    )

    fact = Evaluated(month=f"{first:%Y-%m}", conclusions=len(judged.conclusions))
    trail.record(fact, on=evaluation, by=by, at=at)
    return evaluation
