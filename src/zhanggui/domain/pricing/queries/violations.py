"""What was found about prices already."""

from collections.abc import Iterable

from zhanggui.domain.pricing.models import PriceViolation


def reported_already(keys: Iterable[str]) -> set[str]:
    """Which of these findings have their violation and case."""
    known = PriceViolation.objects.filter(found_key__in=list(keys))
    return {key for key in known.values_list("found_key", flat=True) if key}
