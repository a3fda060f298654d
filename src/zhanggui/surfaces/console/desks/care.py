"""Complaints, ratings and satisfaction."""

from django.utils.translation import gettext_lazy as _

from zhanggui.domain.care.capabilities import (
    ANSWER_ABOUT_GOODS,
    FOLD_RATING,
    PUBLISH_RESULTS,
    REPLY_TO_RATING,
    TAKE_DOWN_QUESTION,
    TAKE_SURVEY,
)
from zhanggui.domain.care.models import Complaint, GoodsQuestion, Rating, SatisfactionResult, Survey
from zhanggui.domain.care.operations.answer_about_goods import answer_about_goods
from zhanggui.domain.care.operations.answer_survey import SurveyAnswer, answer_survey
from zhanggui.domain.care.operations.propose_folding import propose_folding
from zhanggui.domain.care.operations.publish_satisfaction import publish_satisfaction
from zhanggui.domain.care.operations.reply_to_rating import reply_to_rating
from zhanggui.domain.care.operations.take_down_question import take_down_question
from zhanggui.identity.roles import Role
from zhanggui.surfaces.console.acts import Act
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import asked, day, line, reason, whole, words

CARE = frozenset(
    {
        Role.CS_AGENT,
        Role.CS_SUPERVISOR,
        Role.COMPLIANCE_OFFICER,
        Role.INTERNAL_AUDITOR,
        Role.EXECUTIVE,
        Role.SUPPLIER_MANAGER,
        Role.QUALITY_INSPECTOR,
    }
)


@register(Complaint)
class ComplaintDesk(Desk):
    """What a customer complained of; the case is where it is worked."""

    roles = CARE
    columns = ("case", "matter", "channel", "order", "goods", "received_at")
    list_select_related = ("case", "order", "goods")
    list_filter = ("matter", "channel")
    search_fields = ("case__number__exact", "order__number__exact")
    ordering = ("-received_at",)
    shows = ("case", "case.state", "case.severity", "matter", "grounds", "channel", "order", "goods", "text",
             "received_at")  # fmt: skip


@register(Rating)
class RatingDesk(Desk):
    """Ratings are never deleted; what the law forbids to show is folded, with its legal basis."""

    roles = CARE
    columns = ("score", "text", "order", "line", "rated_at", "folding")
    list_select_related = ("order", "line", "folding")
    list_filter = ("score",)
    search_fields = ("order__number__exact", "text")
    ordering = ("-rated_at",)
    acts = (
        Act(
            "reply",
            _("Reply in public"),
            lambda d: reply_to_rating(rating_id=d.thing.pk, text=d["text"], by=d.by, at=d.at),
            capability=REPLY_TO_RATING,
            form=asked(text=words(_("Reply"))),
            offered=lambda rating: not hasattr(rating, "reply"),
        ),
        Act(
            "fold",
            _("Propose to fold as unlawful"),
            lambda d: propose_folding(
                rating_id=d.thing.pk, legal_basis=d["legal_basis"], reason=d["reason"], by=d.by, at=d.at
            ),
            capability=FOLD_RATING,
            form=asked(legal_basis=line(_("Legal basis")), reason=reason()),
            offered=lambda rating: not hasattr(rating, "folding"),
            tone="danger",
        ),
    )


@register(GoodsQuestion)
class GoodsQuestionDesk(Desk):
    """What customers ask on the pages of goods: answered by seller or agent, taken down where it must be."""

    roles = CARE
    columns = ("text", "goods", "asked_at", "answered_at", "takedown")
    list_select_related = ("goods", "takedown")
    search_fields = ("text", "goods__number__exact")
    ordering = ("-asked_at",)
    shows = ("text", "goods", "asked_at", "answered_at", "takedown", "takedown.taken_down_at")
    tables = (
        Table(
            _("Answers"),
            lambda question: question.answers.select_related("organisation", "account__person"),
            ("text", "organisation", "account.person", "answered_at"),
        ),
    )
    acts = (
        Act(
            "answer",
            _("Answer in public"),
            lambda d: answer_about_goods(question_id=d.thing.pk, text=d["text"], by=d.by, at=d.at),
            capability=ANSWER_ABOUT_GOODS,
            form=asked(text=words(_("Answer"))),
            offered=lambda question: not hasattr(question, "takedown"),
            tone="primary",
        ),
        Act(
            "take-down",
            _("Take down"),
            lambda d: take_down_question(question_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=TAKE_DOWN_QUESTION,
            form=asked(reason=reason()),
            offered=lambda question: not hasattr(question, "takedown"),
            tone="danger",
        ),
    )


@register(Survey)
class SurveyDesk(Desk):
    """Who was asked how satisfied they were, and what they said; by phone an agent writes it down."""

    roles = CARE
    columns = ("title", "asked_at", "answered_at", "method", "service_score", "goods_score", "price_score")
    list_filter = ("method",)
    ordering = ("-asked_at",)
    acts = (
        Act(
            "answer",
            _("Write down what they said"),
            lambda d: answer_survey(
                survey_id=d.thing.pk,
                answer=SurveyAnswer(
                    service=d["service"], goods=d["goods"], price=d["price"], comment=d["comment"]
                ),
                by=d.by,
                at=d.at,
            ),
            capability=TAKE_SURVEY,
            form=asked(
                service=whole(_("Service, 1 to 5"), least=1, most=5),
                goods=whole(_("Goods, 1 to 5"), least=1, most=5, required=False),
                price=whole(_("Price, 1 to 5"), least=1, most=5, required=False),
                comment=words(_("Comment"), required=False),
            ),
            offered=lambda survey: survey.answered_at is None,
        ),
    )


@register(SatisfactionResult)
class SatisfactionDesk(Desk):
    """Results published to everybody (B-6.2.4)."""

    roles = CARE
    columns = ("since", "until", "asked", "answered", "published_at")
    ordering = ("-until",)
    starts = (
        Act(
            "publish",
            _("Publish a result"),
            lambda d: publish_satisfaction(since=d["since"], until=d["until"], by=d.by, at=d.at),
            capability=PUBLISH_RESULTS,
            form=asked(since=day(_("Since")), until=day(_("Until"))),
        ),
    )
