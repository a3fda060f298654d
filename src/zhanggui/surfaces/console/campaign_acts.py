"""What can be done with a campaign on the console: its acts and their questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.advertising.models import Asset
from zhanggui.domain.advertising.states import Medium
from zhanggui.domain.campaigns.capabilities import (
    PLAN_CAMPAIGNS,
    RUN_CAMPAIGNS,
    SPEND,
    STOP_CAMPAIGNS,
)
from zhanggui.domain.campaigns.models import Campaign, Plan
from zhanggui.domain.campaigns.operations.add_material import MaterialWish, add_material
from zhanggui.domain.campaigns.operations.close_campaign import close_campaign
from zhanggui.domain.campaigns.operations.draft_campaign import draft_campaign
from zhanggui.domain.campaigns.operations.drop_campaign import drop_campaign
from zhanggui.domain.campaigns.operations.end_campaign import end_campaign
from zhanggui.domain.campaigns.operations.finish_task import finish_task
from zhanggui.domain.campaigns.operations.make_link import LinkWish, make_link
from zhanggui.domain.campaigns.operations.note_in_log import note_in_log
from zhanggui.domain.campaigns.operations.pause_campaign import pause_campaign
from zhanggui.domain.campaigns.operations.put_material_out import put_material_out
from zhanggui.domain.campaigns.operations.record_expense import Spending, record_expense
from zhanggui.domain.campaigns.operations.record_reach import ReachTelling, record_reach
from zhanggui.domain.campaigns.operations.report_incident import Trouble, report_incident
from zhanggui.domain.campaigns.operations.resume_campaign import resume_campaign
from zhanggui.domain.campaigns.operations.revise_campaign_plan import revise_campaign_plan
from zhanggui.domain.campaigns.operations.start_campaign import start_campaign
from zhanggui.domain.campaigns.operations.stop_campaign import stop_campaign
from zhanggui.domain.campaigns.planning import wish_of
from zhanggui.domain.campaigns.states import CAMPAIGN, Counted, LogKind, Severity
from zhanggui.identity.actor import Actor
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.ad_questions import OneField
from zhanggui.surfaces.console.campaign_questions import (
    judged_fields,
    judged_from,
    plan_answers,
    plan_fields,
    plan_from,
)
from zhanggui.surfaces.console.questions import (
    MomentField,
    YuanField,
    asked,
    choice,
    day,
    line,
    one_of,
    reason,
    whole,
    words,
)

OPEN_PLANS = ("draft", "submitted")


def can(verb: str) -> Any:
    """Whether a campaign's life knows this verb now."""
    return lambda campaign: CAMPAIGN.allows(campaign.state, verb)


def alive(campaign: Any) -> bool:
    """Whether it is approved and not over."""
    return campaign.adopted_plan_id is not None and CAMPAIGN.allows(campaign.state, "adopt")


def draft(doing: Doing) -> Campaign:
    follows = doing["follows"]
    plan = draft_campaign(
        name=doing["name"],
        plan=plan_from(doing.answers),
        follows_id=follows.pk if follows else None,
        by=doing.by,
        at=doing.at,
    )
    return plan.campaign


def _revise(doing: Doing) -> Plan:
    last = doing.thing.plans.order_by("-number").first()
    plan = plan_from(doing.answers, wish_of(last) if last else None)
    return revise_campaign_plan(campaign_id=doing.thing.pk, plan=plan, by=doing.by, at=doing.at)


def _last_plan(campaign: Any) -> dict[str, Any]:
    last = campaign.plans.order_by("-number").first()
    return plan_answers(last) if last else {}


def _material(doing: Doing) -> Any:
    variant = doing["variant_of"]
    wish = MaterialWish(
        asset_id=doing["asset"].pk,
        medium=Medium(doing["medium"]),
        due_at=doing["due_at"],
        variant_of_id=variant.pk if variant else None,
        chosen_because=doing["chosen_because"],
    )
    return add_material(campaign_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _material_form(campaign: Any, by: Actor) -> type[forms.Form]:
    return asked(
        asset=one_of(
            _("Advertisement"),
            lambda: Asset.objects.filter(published_version__isnull=False).order_by("-created_at"),
        ),
        medium=OneField(_("Medium"), Medium),
        due_at=MomentField(_("Out by")),
        variant_of=one_of(_("Variant of"), lambda: campaign.materials.all(), required=False),
        chosen_because=words(_("How it compared, and why it was taken"), required=False),
    )


def _out_form(campaign: Any, by: Actor) -> type[forms.Form]:
    return asked(
        material=one_of(
            _("Material"), lambda: campaign.materials.filter(out_at=None).select_related("asset")
        ),
        receipt=line(_("Receipt"), limit=300, help_text=_("Address, recording or photo of it.")),
    )


def _link(doing: Doing) -> Any:
    material = doing["material"]
    wish = LinkWish(
        medium=Medium(doing["medium"]),
        target=doing["target"],
        material_id=material.pk if material else None,
        code=doing["code"],
    )
    return make_link(campaign_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)


def _link_form(campaign: Any, by: Actor) -> type[forms.Form]:
    return asked(
        medium=OneField(_("Medium"), Medium),
        target=line(_("Page it leads to"), help_text=_("A page of the shop, such as /g/10001/")),
        material=one_of(_("Material"), lambda: campaign.materials.all(), required=False),
        code=line(
            _("Code"),
            required=False,
            limit=12,
            help_text=_("To be said or typed; the house makes one if empty."),
        ),
    )


def _task_form(campaign: Any, by: Actor) -> type[forms.Form]:
    done = set(campaign.log.filter(kind=LogKind.TASK_DONE).values_list("task", flat=True))
    tasks = campaign.adopted_plan.tasks if campaign.adopted_plan else []
    waiting = [
        (str(number), f"{number}. {task['what']}")
        for number, task in enumerate(tasks, start=1)
        if number not in done
    ]
    return asked(task=choice(_("Task"), waiting), text=line(_("Remark"), required=False))


def _reach(doing: Doing) -> Any:
    telling = ReachTelling(
        medium=Medium(doing["medium"]),
        day=doing["day"],
        people=doing["people"],
        counted=Counted(doing["counted"]),
        source=doing["source"],
    )
    return record_reach(campaign_id=doing.thing.pk, telling=telling, by=doing.by, at=doing.at)


def _spend(doing: Doing) -> Any:
    said = {name: doing[name] for name in ("amount_fen", "what", "paid_to", "voucher")}
    spending = Spending(medium=Medium(doing["medium"]), **said)
    return record_expense(campaign_id=doing.thing.pk, spending=spending, by=doing.by, at=doing.at)


def _incident(doing: Doing) -> Any:
    trouble = Trouble(
        risk=doing["risk"] or doing["other"], what=doing["what"], severity=Severity(doing["severity"])
    )
    return report_incident(campaign_id=doing.thing.pk, trouble=trouble, by=doing.by, at=doing.at)


def _incident_form(campaign: Any, by: Actor) -> type[forms.Form]:
    foreseen = campaign.adopted_plan.emergencies if campaign.adopted_plan else []
    return asked(
        risk=choice(
            _("Risk the plan foresees"), [(one["risk"], one["risk"]) for one in foreseen], required=False
        ),
        other=line(_("Or what else"), required=False, limit=120),
        severity=OneField(_("Severity"), Severity),
        what=words(_("What happened")),
    )


def _move(verb: str, title: Any, run: Any, capability: Any, tone: str = "plain", name: str = "") -> Act:
    """An act that moves a campaign on and says why."""
    return Act(
        name or verb,
        title,
        lambda d: run(campaign_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
        capability=capability,
        form=asked(reason=reason()),
        offered=can(verb),
        tone=tone,
    )


ACTS = (
    Act(
        "start",
        _("Start"),
        lambda d: start_campaign(campaign_id=d.thing.pk, by=d.by, at=d.at),
        capability=RUN_CAMPAIGNS,
        offered=can("start"),
        tone="primary",
    ),
    _move("resume", _("Go on"), resume_campaign, RUN_CAMPAIGNS, "primary"),
    Act(
        "close",
        _("Summarise and close"),
        lambda d: close_campaign(campaign_id=d.thing.pk, judged=judged_from(d.answers), by=d.by, at=d.at),
        capability=RUN_CAMPAIGNS,
        form=asked(**judged_fields()),
        offered=can("close"),
        tone="primary",
    ),
    Act(
        "revise",
        _("New plan"),
        _revise,
        capability=PLAN_CAMPAIGNS,
        form=asked(**plan_fields()),
        initial=_last_plan,
        offered=lambda one: (
            CAMPAIGN.allows(one.state, "adopt") and not one.plans.filter(state__in=OPEN_PLANS).exists()
        ),
    ),
    Act("material", _("Add material"), _material, RUN_CAMPAIGNS, _material_form, alive),
    Act(
        "out",
        _("Material is out"),
        lambda d: put_material_out(material_id=d["material"].pk, receipt=d["receipt"], by=d.by, at=d.at),
        RUN_CAMPAIGNS,
        _out_form,
        lambda one: one.state == "running" and one.materials.filter(out_at=None).exists(),
    ),
    Act("link", _("Make a link or code"), _link, RUN_CAMPAIGNS, _link_form, alive),
    Act(
        "task",
        _("Task done"),
        lambda d: finish_task(campaign_id=d.thing.pk, task=int(d["task"]), text=d["text"], by=d.by, at=d.at),
        RUN_CAMPAIGNS,
        _task_form,
        alive,
    ),
    Act(
        "reach",
        _("Record reach"),
        _reach,
        RUN_CAMPAIGNS,
        asked(
            medium=OneField(_("Medium"), Medium),
            day=day(_("Day")),
            people=whole(_("People reached"), most=2_000_000_000),
            counted=OneField(_("How they were counted"), Counted),
            source=line(_("Who says so"), limit=120),
        ),
        lambda one: one.started_at is not None,
    ),
    Act(
        "spend",
        _("Record an expense"),
        _spend,
        SPEND,
        asked(
            medium=OneField(_("Medium"), Medium),
            amount_fen=YuanField(_("Amount (yuan)")),
            what=line(_("What for")),
            paid_to=line(_("Paid to"), limit=120),
            voucher=line(_("Invoice or contract"), limit=60),
        ),
        lambda one: one.adopted_plan_id is not None and one.state != "closed",
    ),
    Act(
        "note",
        _("Note in the log"),
        lambda d: note_in_log(campaign_id=d.thing.pk, text=d["text"], by=d.by, at=d.at),
        RUN_CAMPAIGNS,
        asked(text=words(_("Note"))),
        lambda one: one.started_at is not None,
    ),
    Act(
        "incident",
        _("Report an incident"),
        _incident,
        STOP_CAMPAIGNS,
        _incident_form,
        alive,
        tone="danger",
    ),
    _move("pause", _("Pause"), pause_campaign, STOP_CAMPAIGNS, "danger"),
    _move("stop", _("Emergency stop"), stop_campaign, STOP_CAMPAIGNS, "danger"),
    _move("end", _("End"), end_campaign, RUN_CAMPAIGNS),
    _move("drop", _("Give it up"), drop_campaign, PLAN_CAMPAIGNS),
)
