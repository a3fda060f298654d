"""Desks of mailings: whom to write to, when, how far it has come; held and stopped by one key."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.campaigns import mailings
from zhanggui.domain.campaigns.capabilities import PLAN_CAMPAIGNS, STOP_CAMPAIGNS
from zhanggui.domain.campaigns.models import Campaign, Mailing
from zhanggui.domain.campaigns.operations.pause_mailing import pause_mailing
from zhanggui.domain.campaigns.operations.propose_mailing import MailingWish, propose_mailing
from zhanggui.domain.campaigns.operations.stop_mailing import stop_mailing
from zhanggui.domain.campaigns.segments import read, written
from zhanggui.domain.campaigns.states import MAILING
from zhanggui.domain.messaging.models import Template
from zhanggui.domain.messaging.operations.write_template import MARKETING_VALUES
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import OVERSEERS, Desk, register
from zhanggui.surfaces.console.desks.approvals import beside, words_of
from zhanggui.surfaces.console.mailing_panels import (
    mailing_panel,
    segment_panel,
    trial_panel,
    words_panel,
)
from zhanggui.surfaces.console.present import LANGUAGES
from zhanggui.surfaces.console.questions import LateChoice, MomentField, asked, line, reason, whole
from zhanggui.surfaces.console.segment_words import questions, segment_of
from zhanggui.surfaces.console.segment_words import said as segment_said
from zhanggui.surfaces.console.words import choice_word
from zhanggui.surfaces.design import shown
from zhanggui.surfaces.design.templatetags.design import said

MARKETERS = (
    frozenset({Role.PRICE_MANAGER, Role.PROGRAMME_SCHEDULER, Role.AD_REVIEWER, Role.CS_SUPERVISOR})
    | OVERSEERS
)


def open_campaigns() -> Any:
    """Campaigns that a mailing can still be a part of."""
    return Campaign.objects.filter(state__in=("planned", "approved", "running")).order_by("-created_at")


def approved_templates() -> Any:
    """Marketing texts that may be sent."""
    return Template.objects.filter(topic="marketing").exclude(published_version=None).order_by("title")


def _values(answers: Mapping[str, Any]) -> dict[str, str]:
    """What fills the placeholders of the text, the same for everybody."""
    return {name: answers[name] for name in MARKETING_VALUES if answers.get(name)}


class TextChoice(LateChoice):
    """One of the texts: one title may go by several ways and in several languages."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} · {choice_word(obj.channel)} · {LANGUAGES[obj.language]}"


class CampaignChoice(LateChoice):
    """One of the campaigns, by number and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} {obj.name}"


class MailingForm(forms.Form):
    """What a mailing asks; it can be tried out before it is proposed."""

    preview: dict[str, Any] | None = None

    def clean(self) -> Any:
        answers = super().clean() or self.cleaned_data
        if self.errors or "preview" not in self.data:
            return answers
        segment, at = written(segment_of(answers)), clock.now()
        try:
            trial = mailings.tried(answers["template"].published_version_id, segment, _values(answers), at=at)
        except Refusal as refusal:
            raise forms.ValidationError(said(refusal)) from refusal
        self.preview = trial_panel(trial)
        # Said above the preview, in its own tone: nothing is wrong with the answers.
        raise forms.ValidationError(gettext("This is a preview. Nothing has been submitted."), "preview")


def _asked(thing: Any, by: Any) -> type[forms.Form]:
    fields = asked(
        title=line(_("Title"), limit=120),
        template=TextChoice(_("Approved text"), approved_templates, required=True),
        campaign=CampaignChoice(_("Part of the campaign"), open_campaigns, required=False),
        starts_at=MomentField(_("Starts at")),
        per_hour=whole(_("Messages an hour at most"), least=60, most=1_000_000),
        goods=line(_("Goods named in the text"), required=False, help_text="{goods}"),
        price=line(_("Price named in the text"), required=False, help_text="{price}", limit=40),
        until=line(_("Last day named in the text"), required=False, help_text="{until}", limit=40),
        programme=line(_("Programme named in the text"), required=False, help_text="{programme}"),
        coupon=line(_("Coupon code named in the text"), required=False, help_text="{coupon}", limit=40),
        link=line(_("Link in the text"), required=False, help_text="{link}"),
        **questions(),
    )
    return type("MailingQuestions", (fields, MailingForm), {})


def _propose(d: Doing) -> Mailing:
    wish = MailingWish(
        title=d["title"],
        version_id=d["template"].published_version_id,
        segment=written(segment_of(d.answers)),
        starts_at=d["starts_at"],
        per_hour=d["per_hour"],
        values=_values(d.answers),
        campaign_id=d["campaign"].pk if d["campaign"] else None,
    )
    return propose_mailing(wish=wish, by=d.by, at=d.at)


def _batch_is(mailing: Mailing, state: str) -> bool:
    return mailing.batch is not None and mailing.batch.state == state


@register(Mailing)
class MailingDesk(Desk):
    """One mailing: its words, whom it goes to, and what became of each message."""

    roles = MARKETERS
    columns = ("number", "title", "channel", "state", "starts_at", "proposed_by")
    list_select_related = ("version__template", "proposed_by__person", "batch")
    list_filter = ("state",)
    search_fields = ("number__exact", "title")
    ordering = ("-proposed_at",)
    shows = ("number", "title", "state", "version", "channel", "starts_at", "per_hour",
             "values", "campaign", "proposed_by", "proposed_at", "decided_at", "stopped_because")  # fmt: skip
    starts = (
        Act(
            "propose",
            _("Propose a mailing"),
            _propose,
            capability=PLAN_CAMPAIGNS,
            form=_asked,
            template="console/propose_mailing.html",
            initial=lambda thing: {"per_hour": 50_000, "how": "all"},
            help=_("It is submitted at once; somebody else checks it."),
            tone="primary",
        ),
    )
    acts = (
        Act(
            "pause",
            _("Hold"),
            lambda d: pause_mailing(
                mailing_id=d.thing.pk, verb="pause", reason=d["reason"], by=d.by, at=d.at
            ),
            capability=STOP_CAMPAIGNS,
            form=asked(reason=reason()),
            offered=lambda mailing: _batch_is(mailing, "sending"),
        ),
        Act(
            "resume",
            _("Go on"),
            lambda d: pause_mailing(mailing_id=d.thing.pk, verb="resume", by=d.by, at=d.at),
            capability=STOP_CAMPAIGNS,
            offered=lambda mailing: _batch_is(mailing, "paused"),
        ),
        Act(
            "stop",
            _("Stop for good"),
            lambda d: stop_mailing(mailing_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=STOP_CAMPAIGNS,
            form=asked(reason=reason()),
            offered=lambda mailing: MAILING.allows(mailing.state, "stop"),
            tone="danger",
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        progress = mailings.progress_of(thing)
        everything = reverse("admin:messaging_message_changelist")
        shown_panels = [words_panel(thing.version, thing.values), segment_panel(thing)]
        if progress is not None:
            shown_panels.append(
                {
                    "template": "console/panels/progress.html",
                    "progress": progress,
                    "share": 100 * progress.ended // progress.added if progress.added else 0,
                    "rows": _rows(progress),
                    "messages": f"{everything}?batch__exact={thing.batch_id}",
                }
            )
        return shown_panels


def _rows(progress: Any) -> list[tuple[str, int, str]]:
    named = (
        (gettext("Sent"), progress.sent),
        (gettext("Receipt came"), progress.delivered),
        (gettext("Not sent"), progress.suppressed),
        (gettext("Refused"), progress.failed),
        (gettext("In doubt"), progress.in_doubt),
        (gettext("Bounced"), progress.bounced),
        (gettext("Complaints"), progress.complained),
        (gettext("Unsubscribed"), progress.unsubscribed),
        (gettext("Waiting"), progress.waiting),
    )
    return [(name, value, shown.number_text(value)) for name, value in named]


def _beside(review: Any) -> dict[str, Any]:
    return mailing_panel(Mailing.objects.select_related("version__template").get(pk=review.subject_id))


beside["campaigns.mailing"] = _beside
words_of["campaigns.mailing", "segment"] = lambda kept: segment_said(read(kept))
