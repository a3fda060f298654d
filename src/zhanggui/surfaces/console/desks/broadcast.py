"""The schedule: channels, programmes, slots with their goods, and the gate before air."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhanggui.domain.advertising.queries import showable_assets
from zhanggui.domain.advertising.states import AiPart, Medium
from zhanggui.domain.broadcast import capabilities as may
from zhanggui.domain.broadcast import queries
from zhanggui.domain.broadcast.models import Channel, Programme, Slot
from zhanggui.domain.broadcast.operations.cancel_slot import cancel_slot
from zhanggui.domain.broadcast.operations.change_slot import change_slot
from zhanggui.domain.broadcast.operations.confirm_slot import confirm_slot
from zhanggui.domain.broadcast.operations.copy_slot import copy_slot
from zhanggui.domain.broadcast.operations.create_programme import create_programme
from zhanggui.domain.broadcast.operations.end_slot import end_slot
from zhanggui.domain.broadcast.operations.open_channel import ChannelTerms, open_channel
from zhanggui.domain.broadcast.operations.plan_rerun import plan_rerun
from zhanggui.domain.broadcast.operations.plan_slot import plan_slot
from zhanggui.domain.broadcast.operations.put_goods_on_slot import SlotGoodsWish, put_goods_on_slot
from zhanggui.domain.broadcast.operations.start_slot import start_slot
from zhanggui.domain.broadcast.operations.store_recording import store_recording
from zhanggui.domain.broadcast.operations.submit_slot import submit_slot
from zhanggui.domain.broadcast.states import ChannelClass, ProgrammeKind
from zhanggui.domain.broadcast.terms import SlotTerms, SlotWish
from zhanggui.domain.catalog.models import Sku
from zhanggui.domain.training.queries import certified_people
from zhanggui.domain.training.states import Post
from zhanggui.kernel import clock
from zhanggui.kernel.clock import SHANGHAI
from zhanggui.kernel.money import yuan
from zhanggui.surfaces.console.acting import acting
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, Table, register
from zhanggui.surfaces.console.questions import (
    MomentField,
    YuanField,
    asked,
    choice,
    day,
    line,
    one_of,
    reason,
    several,
    some,
    whole,
    words,
)
from zhanggui.surfaces.console.words import choice_word_lazy
from zhanggui.surfaces.design import states

CLASSES = [(kind.value, states.shown(kind.value).word) for kind in ChannelClass]
AI_PARTS = [(part.value, choice_word_lazy(part.value)) for part in AiPart]
KINDS = [(kind.value, states.shown(kind.value).word) for kind in ProgrammeKind]


def _open(doing: Doing) -> Channel:
    terms = ChannelTerms(
        code=doing["code"],
        name=doing["name"],
        channel_class=ChannelClass(doing["channel_class"]),
        licence_number=doing["licence_number"],
        licensed_from=doing["licensed_from"],
        licensed_to=doing["licensed_to"],
    )
    return open_channel(terms=terms, by=doing.by, at=doing.at)


@register(Channel)
class ChannelDesk(Desk):
    """Licensed channels."""

    roles = may.SEE_SLOTS.roles | may.OPEN_CHANNELS.roles
    columns = ("code", "name", "channel_class", "licence_number", "licensed_to")
    ordering = ("code",)
    starts = (
        Act(
            "open",
            _("Open a channel"),
            _open,
            capability=may.OPEN_CHANNELS,
            form=asked(
                code=line(_("Code"), limit=16),
                name=line(_("Name"), limit=60),
                channel_class=choice(_("Class"), CLASSES),
                licence_number=line(_("Licence number"), limit=60),
                licensed_from=day(_("Licensed from")),
                licensed_to=day(_("Licensed to")),
            ),
        ),
    )


@register(Programme)
class ProgrammeDesk(Desk):
    """Shows that are repeated."""

    roles = may.SEE_SLOTS.roles
    columns = ("code", "title", "kind", "created_at")
    search_fields = ("code", "title")
    ordering = ("code",)
    starts = (
        Act(
            "create",
            _("New programme"),
            lambda d: create_programme(
                code=d["code"],
                title=d["title"],
                kind=ProgrammeKind(d["kind"]),
                synopsis=d["synopsis"],
                by=d.by,
                at=d.at,
            ),
            capability=may.PLAN_SLOTS,
            form=asked(
                code=line(_("Code"), limit=16),
                title=line(_("Title"), limit=120),
                kind=choice(_("Kind"), KINDS),
                synopsis=words(_("Synopsis"), required=False),
            ),
        ),
    )


def hosts() -> Any:
    """People whose certificate lets them stand before the camera now."""
    return certified_people(Post.HOST, at=clock.now())


def _plan(doing: Doing) -> Slot:
    wish = SlotWish(
        channel_id=doing["channel"].pk,
        programme_id=doing["programme"].pk,
        starts_at=doing["starts_at"],
        ends_at=doing["ends_at"],
        host_id=doing["host"].pk if doing["host"] else None,
        script=doing["script"],
    )
    return plan_slot(wish=wish, by=doing.by, at=doing.at)


def _put(doing: Doing) -> Slot:
    wish = SlotGoodsWish(
        sku_id=doing["sku"].pk,
        item_number=doing["item_number"],
        quota=doing["quota"],
        minutes=doing["minutes"] or 0,
        cue=doing["cue"],
    )
    put_goods_on_slot(slot_id=doing.thing.pk, wish=wish, by=doing.by, at=doing.at)
    slot: Slot = doing.thing
    return slot


def _as_planned(slot: Slot) -> dict[str, Any]:
    return {
        "starts_at": slot.period.lower.astimezone(SHANGHAI).replace(tzinfo=None),
        "ends_at": slot.period.upper.astimezone(SHANGHAI).replace(tzinfo=None),
        "host": slot.host_person_id,
        "script": slot.script,
        "target": yuan(slot.target_fen) if slot.target_fen else None,
        "materials": slot.materials,
        "ai_parts": slot.ai_parts,
        "ai_label": slot.ai_label,
    }


def _change(doing: Doing) -> Slot:
    terms = SlotTerms(
        starts_at=doing["starts_at"],
        ends_at=doing["ends_at"],
        host_id=doing["host"].pk if doing["host"] else None,
        script=doing["script"],
        target_fen=doing["target"] or 0,
        materials=tuple(one.pk for one in doing["materials"]),
        ai_parts=tuple(doing["ai_parts"]),
        ai_label=doing["ai_label"],
    )
    return change_slot(slot_id=doing.thing.pk, change=terms, by=doing.by, at=doing.at)


def _materials() -> Any:
    return showable_assets(clock.now()).filter(published_version__media__contains=[Medium.TELEVISION])


def _film(doing: Doing) -> Slot:
    store_recording(
        slot_id=doing.thing.pk, reference=doing["reference"], sha256=doing["sha256"], by=doing.by, at=doing.at
    )
    slot: Slot = doing.thing
    return slot


def _again(doing: Doing) -> Slot:
    return copy_slot(slot_id=doing.thing.pk, starts_at=doing["starts_at"], by=doing.by, at=doing.at)


def _rerun(doing: Doing) -> Slot:
    return plan_rerun(slot_id=doing.thing.pk, starts_at=doing["starts_at"], by=doing.by, at=doing.at)


def _submit(doing: Doing) -> Slot:
    submit_slot(slot_id=doing.thing.pk, note=doing["note"], by=doing.by, at=doing.at)
    slot: Slot = doing.thing
    return slot


def _in(*names: str) -> Any:
    return lambda slot: slot.state in names


@register(Slot)
class SlotDesk(Desk):
    """One run of a programme: its goods, its script, what the gate finds, and what can be done now."""

    roles = may.SEE_SLOTS.roles
    columns = ("number", "programme", "channel", "period", "state", "host")
    shows = (
        "number", "state", "programme", "channel", "period", "host", "target_fen", "rerun_of", "ai_label",
        "script", "approved_plan", "planned_by.person.name", "started_at", "ended_at", "end_reason",
    )  # fmt: skip
    list_select_related = ("programme", "channel")
    list_filter = ("state", "channel", "programme")
    search_fields = ("number__exact", "programme__title")
    ordering = ("-period",)
    tables = (
        Table(
            _("Goods on air"),
            lambda slot: slot.goods.select_related("sku__goods__published_version", "price"),
            (
                "item_number",
                "sku.goods.published_version.name",
                "sku",
                "quota",
                "price.amount_fen",
                "off_air_at",
            ),
        ),
        Table(
            _("Plans submitted"),
            lambda slot: slot.plans.order_by("-number"),
            ("number", "submitted_by", "submitted_at"),
        ),
    )
    starts = (
        Act(
            "plan",
            _("Plan a slot"),
            _plan,
            capability=may.PLAN_SLOTS,
            form=asked(
                channel=one_of(_("Channel"), queries.channels),
                programme=one_of(_("Programme"), queries.programmes),
                starts_at=MomentField(_("Starts")),
                ends_at=MomentField(_("Ends")),
                host=one_of(_("Host"), hosts, required=False),
                script=words(_("Script")),
            ),
        ),
    )
    acts = (
        Act(
            "change",
            _("Change it"),
            _change,
            capability=may.PLAN_SLOTS,
            form=asked(
                starts_at=MomentField(_("Starts")),
                ends_at=MomentField(_("Ends")),
                host=one_of(_("Host"), hosts, required=False),
                script=words(_("Script")),
                target=YuanField(_("Target, yuan"), required=False),
                materials=several(_("Materials shown in it"), _materials),
                ai_parts=some(_("Made by AI"), AI_PARTS),
                ai_label=line(_("AI label on screen"), required=False, limit=60),
            ),
            offered=_in("planned"),
            initial=_as_planned,
        ),
        Act(
            "put",
            _("Put goods on it"),
            _put,
            capability=may.PLAN_SLOTS,
            form=asked(
                sku=one_of(_("SKU"), lambda: Sku.objects.filter(released_at__isnull=False).order_by("code")),
                item_number=line(
                    _("Item number"), limit=6, help_text=_("Three to six digits, as viewers dial it.")
                ),
                quota=whole(_("Quota, pieces"), least=1),
                minutes=whole(_("Minutes"), most=720, required=False),
                cue=words(_("Cue"), required=False),
            ),
            offered=_in("planned"),
        ),
        Act(
            "submit",
            _("Submit for review"),
            _submit,
            capability=may.PLAN_SLOTS,
            form=asked(note=line(_("Note"), required=False)),
            offered=_in("planned"),
            tone="primary",
        ),
        Act(
            "confirm",
            _("Confirm and set quotas aside"),
            lambda d: confirm_slot(slot_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.RUN_SLOTS,
            offered=lambda slot: slot.state == "submitted" and slot.approved_plan_id is not None,
            tone="primary",
        ),
        Act(
            "start",
            _("Go on air"),
            lambda d: start_slot(slot_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.RUN_SLOTS,
            offered=_in("ready"),
            tone="primary",
        ),
        Act(
            "end",
            _("End the slot"),
            lambda d: end_slot(slot_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.RUN_SLOTS,
            form=asked(reason=line(_("Reason"), required=False)),
            offered=_in("on_air"),
        ),
        Act(
            "recording",
            _("File the recording"),
            _film,
            capability=may.RUN_SLOTS,
            form=asked(reference=line(_("Where it lies")), sha256=line(_("SHA-256 of the file"), limit=64)),
            offered=lambda slot: slot.state == "ended" and slot.started_at is not None,
        ),
        Act(
            "copy",
            _("Plan the same again"),
            _again,
            capability=may.PLAN_SLOTS,
            form=asked(starts_at=MomentField(_("Starts"))),
        ),
        Act(
            "rerun",
            _("Show it again"),
            _rerun,
            capability=may.PLAN_SLOTS,
            form=asked(starts_at=MomentField(_("Starts"))),
            offered=lambda slot: slot.state == "ended" and slot.started_at is not None,
            help=_("A re-run needs a review of its own; prices and stock are asked for anew."),
        ),
        Act(
            "cancel",
            _("Cancel the slot"),
            lambda d: cancel_slot(slot_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.PLAN_SLOTS,
            form=asked(reason=reason()),
            offered=lambda slot: slot.started_at is None and slot.ended_at is None,
            tone="danger",
        ),
    )

    def panels(self, request: HttpRequest, thing: Any) -> list[dict[str, Any]]:
        if thing.ended_at is not None:
            return [{"template": "console/panels/aired.html"}] if thing.started_at else []
        checks = queries.gate_of(thing.pk, by=acting(request), at=clock.now())
        passed = [check for check in checks if check.passed]
        failed = [check for check in checks if not check.passed]
        links = [{"template": "console/panels/planned.html"}]
        return [*links, {"template": "console/panels/gate.html", "passed": passed, "failed": failed}]
