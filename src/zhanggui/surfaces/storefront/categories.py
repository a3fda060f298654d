"""The tree of categories, as pages show it: read once a minute."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from zhanggui.domain.catalog.models import Category
from zhanggui.surfaces.design.kept import Kept


@dataclass(frozen=True, slots=True)
class Branch:
    """One category with everything under it."""

    id: UUID
    code: str
    name: str
    path: str
    is_root: bool
    below: tuple[UUID, ...]
    children: tuple[str, ...]


_kept: Kept[dict[str, Branch]] = Kept(size=4, seconds=60)


def tree() -> dict[str, Branch]:
    """All categories by code, in their order."""
    return _kept.get(get_language(), _read)


def roots() -> list[Branch]:
    """The first level."""
    return [branch for branch in tree().values() if branch.is_root]


def forget() -> None:
    """Read anew next time."""
    _kept.forget()


def _read() -> dict[str, Branch]:
    english = get_language() == "en"
    rows = list(Category.objects.order_by("position", "code"))
    return {
        row.code: Branch(
            id=row.id,
            code=row.code,
            name=row.name_en if english else row.name_zh,
            path=row.path,
            is_root=row.parent_id is None,
            below=tuple(other.id for other in rows if other.path.startswith(row.path)),
            children=tuple(other.code for other in rows if other.parent_id == row.id),
        )
        for row in rows
    }
