"""Which inspection plan holds for a SKU: that of its category, or of the nearest one above it."""

from uuid import UUID

from django.db.models import F, Value
from django.db.models.functions import Length, StrIndex

from zhanggui.domain.inventory.models import InspectionPlan
from zhanggui.domain.inventory.reach import category_path


def plan_for(sku_id: UUID) -> InspectionPlan | None:
    """The plan that an inspector of this SKU follows now, if there is one."""
    path = category_path(sku_id)
    plans = InspectionPlan.objects.filter(ended_at=None).annotate(
        begins=StrIndex(Value(path), F("category__path")), depth=Length("category__path")
    )
    return plans.filter(begins=1).order_by("-depth").first()
