"""Holding a column and its version for change, in this order."""

from uuid import UUID

from zhanggui.domain.columns.models import Column, ColumnVersion
from zhanggui.kernel.refusal import NotFound


def held_column(column_id: UUID) -> Column:
    """This column, held for change. Raises ``NotFound``."""
    column = Column.objects.locked().filter(pk=column_id).first()
    if column is None:
        raise NotFound
    return column


def held_version(version_id: UUID) -> ColumnVersion:
    """This version with its column, both held for change. Raises ``NotFound``."""
    column_id = ColumnVersion.objects.filter(pk=version_id).values_list("column_id", flat=True).first()
    if column_id is None:
        raise NotFound
    column = held_column(column_id)
    version = ColumnVersion.objects.locked().get(pk=version_id)
    version.column = column
    return version
