"""Desks of messages: templates and their versions, what was sent, and addresses that get nothing more."""

from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.messaging.capabilities import SUPPRESS, WRITE_TEMPLATE
from zhanggui.domain.messaging.kinds import kinds
from zhanggui.domain.messaging.models import Message, Outcome, Suppression, Template, TemplateVersion
from zhanggui.domain.messaging.operations.lift_suppression import lift_suppression
from zhanggui.domain.messaging.operations.send_test import send_test
from zhanggui.domain.messaging.operations.submit_template import submit_template
from zhanggui.domain.messaging.operations.suppress import Address, suppress
from zhanggui.domain.messaging.operations.write_template import TemplateWish, write_template
from zhanggui.domain.messaging.states import Channel
from zhanggui.identity.roles import Role
from zhanggui.mechanisms import approvals
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.desks.approvals import beside
from zhanggui.surfaces.console.desks.mailings import MARKETERS
from zhanggui.surfaces.console.mailing_panels import words_panel
from zhanggui.surfaces.console.questions import asked, choice, line, reason, words
from zhanggui.surfaces.design.states import shown

WAYS = [(channel.value, shown(channel.value).word) for channel in Channel]
TO_CUSTOMERS = MARKETERS | {Role.CS_AGENT}


def _write(d: Doing) -> TemplateVersion:
    wish = TemplateWish(
        code=d["code"],
        channel=Channel(d["channel"]),
        title=d["title"],
        subject=d["subject"],
        body=d["body"],
        language=d["language"],
    )
    return write_template(wish=wish, by=d.by, at=d.at)


def _asked(thing: Any, by: Any) -> Any:
    codes = "；".join(f"{gettext(kind.title)} {kind.code}" for kind in kinds())
    return asked(
        code=line(_("Code"), limit=60, help_text=_("A kind of notice takes its place: %s") % codes),
        title=line(_("Title"), limit=120),
        channel=choice(_("Way"), WAYS),
        language=choice(_("Language"), [("zh-hans", "简体中文"), ("en", "English")]),
        subject=line(_("Subject"), required=False, help_text=_("Of a mail or a message on our pages")),
        body=words(_("Text"), help_text=_("{name} is the recipient; {goods}, {link}, {price}, {until} …")),
    )


@register(Template)
class TemplateDesk(Desk):
    """The words of one kind of message, by one way, in one language."""

    roles = MARKETERS
    columns = ("title", "code", "channel", "language", "topic", "published_version")
    list_select_related = ("published_version__template",)
    list_filter = ("channel", "topic", "language")
    search_fields = ("code", "title")
    ordering = ("title", "channel")
    tables = (
        Table(_("Versions"), lambda t: t.versions.order_by("-number"), ("number", "subject", "written_by",
              "written_at")),
    )  # fmt: skip
    starts = (
        Act(
            "write",
            _("Write a text"),
            _write,
            capability=WRITE_TEMPLATE,
            form=_asked,
            initial=lambda thing: {"language": "zh-hans"},
            tone="primary",
        ),
    )
    acts = (
        Act(
            "rewrite",
            _("Write a new version"),
            _write,
            capability=WRITE_TEMPLATE,
            form=_asked,
            initial=lambda t: {
                "code": t.code,
                "title": t.title,
                "channel": t.channel,
                "language": t.language,
                "subject": t.published_version.subject if t.published_version else "",
                "body": t.published_version.body if t.published_version else "",
            },
        ),
    )


@register(TemplateVersion)
class TemplateVersionDesk(Desk):
    """One wording: seen as recipients see it, sent to oneself, then handed to a second person."""

    roles = MARKETERS
    columns = ("template", "channel", "language", "number", "subject", "written_by", "written_at")
    list_select_related = ("template", "written_by__person")
    ordering = ("-written_at",)
    shows = ("template", "channel", "language", "number", "written_by", "written_at")
    acts = (
        Act(
            "test",
            _("Send it to me"),
            lambda d: send_test(version_id=d.thing.pk, by=d.by, at=d.at),
            capability=WRITE_TEMPLATE,
        ),
        Act(
            "submit",
            _("Submit for review"),
            lambda d: submit_template(version_id=d.thing.pk, by=d.by, at=d.at),
            capability=WRITE_TEMPLATE,
            offered=lambda version: approvals.review_of(version.pk) is None,
            tone="primary",
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        return [words_panel(thing)]


@register(Message)
class MessageDesk(Desk):
    """What was written to whom, and what became of it. The words of a notice are the customer's matter."""

    roles = TO_CUSTOMERS
    columns = ("title", "channel", "topic", "state", "last_reason", "created_at", "sent_at", "read_at")
    list_select_related = ("version__template", "batch__version__template")
    list_filter = ("channel", "topic", "state")
    search_fields = ("reference__exact",)
    ordering = ("-created_at",)
    shows = ("title", "channel", "topic", "language", "state", "batch", "version", "reference", "tries",
             "created_at", "sent_at", "read_at")  # fmt: skip
    tables = (
        Table(
            _("Outcomes"), lambda m: m.outcomes.order_by("at", "id"), ("verdict", "reason", "answer", "at")
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        reason_or_answer = Coalesce(NullIf("reason", Value("")), "answer")
        last = Outcome.objects.filter(message=OuterRef("pk")).order_by("-at", "-id")
        said = last.annotate(words=reason_or_answer).values("words")
        return super().get_queryset(request).annotate(last_reason=Subquery(said[:1]))


@register(Suppression)
class SuppressionDesk(Desk):
    """Addresses that get nothing more, and why. Only a digest of each is kept."""

    roles = TO_CUSTOMERS
    columns = ("channel", "reason", "note", "suppressed_at", "lifted_at")
    list_filter = ("channel", "reason")
    ordering = ("-suppressed_at",)
    shows = ("channel", "reason", "note", "message", "suppressed_by", "suppressed_at", "lifted_by",
             "lifted_at")  # fmt: skip
    starts = (
        Act(
            "suppress",
            _("Suppress an address"),
            lambda d: suppress(
                address=Address(channel=Channel(d["channel"]), written=d["address"]),
                note=d["note"],
                by=d.by,
                at=d.at,
            ),
            capability=SUPPRESS,
            form=asked(
                channel=choice(_("Way"), WAYS[:2]),
                address=line(_("Number or mail address")),
                note=line(_("Why")),
            ),
        ),
    )
    acts = (
        Act(
            "lift",
            _("Let messages through again"),
            lambda d: lift_suppression(suppression_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=SUPPRESS,
            form=asked(reason=reason()),
            offered=lambda suppression: suppression.lifted_at is None,
        ),
    )


def _beside(review: Any) -> dict[str, Any]:
    return words_panel(TemplateVersion.objects.select_related("template").get(pk=review.subject_id))


beside["messaging.template"] = _beside
