"""Compiles every translation that has changed since it was last compiled."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCES = Path(__file__).resolve().parent.parent / "src"


def compile_changed() -> int:
    """Compile what is newer than its compiled form. Returns how many."""
    compiled = 0
    for source in sorted(SOURCES.rglob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        with target.open("wb") as file:
            write_mo(file, catalogue)
        compiled += 1
    return compiled


if __name__ == "__main__":
    if number := compile_changed():
        print(f"· {number} translations")
