"""Desks of mailings: whom to write to, when, how far it has come; held and stopped by one key."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.campaigns import mailings
from zhanggui.domain.campaigns.capabilities import PLAN_CAMPAIGNS, STOP_CAMPAIGNS
from zhanggui.domain.campaigns.models import Mailing
from zhanggui.domain.campaigns.operations.pause_mailing import pause_mailing
from zhanggui.domain.campaigns.operations.propose_mailing import MailingWish, propose_mailing
from zhanggui.domain.campaigns.operations.stop_mailing import stop_mailing
from zhanggui.domain.campaigns.segments import read, written
from zhanggui.domain.campaigns.states import MAILING
from zhanggui.domain.messaging.models import Template
from zhanggui.identity.roles import Role
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import OVERSEERS, Desk, register
from zhanggui.surfaces.console.questions import MomentField, asked, line, one_of, reason, whole
from zhanggui.surfaces.console.segment_words import questions, said, segment_of
from zhanggui.surfaces.design import shown

MARKETERS = (
    frozenset({Role.PRICE_MANAGER, Role.PROGRAMME_SCHEDULER, Role.AD_REVIEWER, Role.CS_SUPERVISOR})
    | OVERSEERS
)


def approved_templates() -> Any:
    """Marketing texts that may be sent."""
    return Template.objects.filter(topic="marketing").exclude(published_version=None).order_by("title")


def _propose(d: Doing) -> Mailing:
    values = {name: d[name] for name in ("goods", "link") if d[name]}
    wish = MailingWish(
        title=d["title"],
        version_id=d["template"].published_version_id,
        segment=written(segment_of(d.answers)),
        starts_at=d["starts_at"],
        per_hour=d["per_hour"],
        values=values,
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
            form=lambda thing, by: asked(
                title=line(_("Title"), limit=120),
                template=one_of(_("Approved text"), approved_templates),
                starts_at=MomentField(_("Starts at")),
                per_hour=whole(_("Messages an hour at most"), least=60, most=1_000_000),
                goods=line(_("Goods named in the text"), required=False),
                link=line(_("Link in the text"), required=False),
                **questions(),
            ),
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
        shown_panels = [
            {
                "template": "console/panels/segment.html",
                "words": said(read(thing.segment)),
                "estimate": thing.estimate,
                "hits": thing.screening.get("hits", []),
                "edition": thing.screening.get("edition", ""),
            }
        ]
        if progress is not None:
            shown_panels.append(
                {
                    "template": "console/panels/progress.html",
                    "progress": progress,
                    "share": 100 * progress.ended // progress.added if progress.added else 0,
                    "rows": _rows(progress),
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
