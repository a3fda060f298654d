"""Articles on air: how one is planned, its quota, and how it is taken off at once."""

from django.utils.translation import gettext_lazy as _

from zhanggui.domain.broadcast import capabilities as may
from zhanggui.domain.broadcast.models import SlotGoods
from zhanggui.domain.broadcast.operations.change_article import Article, change_article
from zhanggui.domain.broadcast.operations.move_quota import move_quota
from zhanggui.domain.broadcast.operations.take_goods_off_slot import take_goods_off_slot
from zhanggui.domain.broadcast.operations.take_off_air import take_off_air
from zhanggui.surfaces.console.acts import Act, Doing
from zhanggui.surfaces.console.desk import Desk, register
from zhanggui.surfaces.console.questions import asked, line, reason, whole, words


def _article(doing: Doing) -> SlotGoods:
    article = Article(
        item_number=doing["item_number"],
        quota=doing["quota"],
        minutes=doing["minutes"] or 0,
        cue=doing["cue"],
    )
    return change_article(slot_goods_id=doing.thing.pk, article=article, by=doing.by, at=doing.at)


@register(SlotGoods)
class SlotGoodsDesk(Desk):
    """One article of a slot: its quota, and how to take it off at once."""

    roles = may.SEE_SLOTS.roles
    columns = ("item_number", "sku", "slot", "quota", "price.amount_fen", "off_air_at")
    list_select_related = ("sku", "slot", "price")
    search_fields = ("item_number__exact", "sku__code__exact")
    ordering = ("-slot__period", "position")
    acts = (
        Act(
            "quota",
            _("Change the quota"),
            lambda d: move_quota(
                slot_goods_id=d.thing.pk, quota=d["quota"], reason=d["reason"], by=d.by, at=d.at
            ),
            capability=may.RUN_SLOTS,
            form=asked(quota=whole(_("Quota, pieces"), least=0), reason=reason()),
            offered=lambda goods: goods.slot.state in {"ready", "on_air"} and goods.off_air_at is None,
        ),
        Act(
            "off",
            _("Take it off air at once"),
            lambda d: take_off_air(slot_goods_id=d.thing.pk, reason=d["reason"], by=d.by, at=d.at),
            capability=may.TAKE_OFF_AIR,
            form=asked(reason=reason()),
            offered=lambda goods: goods.slot.state in {"ready", "on_air"} and goods.off_air_at is None,
            tone="danger",
        ),
        Act(
            "article",
            _("Change it"),
            _article,
            capability=may.PLAN_SLOTS,
            form=asked(
                item_number=line(
                    _("Item number"), limit=6, help_text=_("Three to six digits, as viewers dial it.")
                ),
                quota=whole(_("Quota, pieces"), least=1),
                minutes=whole(_("Minutes"), most=720, required=False),
                cue=words(_("Cue"), required=False),
            ),
            offered=lambda goods: goods.slot.state == "planned",
            initial=lambda goods: {
                "item_number": goods.item_number,
                "quota": goods.quota,
                "minutes": goods.minutes,
                "cue": goods.cue,
            },
        ),
        Act(
            "drop",
            _("Plan without it"),
            lambda d: take_goods_off_slot(slot_goods_id=d.thing.pk, by=d.by, at=d.at),
            capability=may.PLAN_SLOTS,
            offered=lambda goods: goods.slot.state == "planned",
        ),
    )
