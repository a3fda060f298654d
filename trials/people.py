"""Who can sign in to the example world."""

import tomllib
from pathlib import Path

WORLD = Path(__file__).resolve().parents[1] / "src/zhanggui/demo/world"
STAFF = sorted(tomllib.loads((WORLD / "people.toml").read_text(encoding="utf-8"))["staff"])
CUSTOMERS = [
    row["mobile"] for row in tomllib.loads((WORLD / "people.toml").read_text(encoding="utf-8"))["customer"]
]
SUPPLIERS = [
    row["code"] for row in tomllib.loads((WORLD / "firms.toml").read_text(encoding="utf-8"))["supplier"]
]
CARRIERS = [
    row["code"] for row in tomllib.loads((WORLD / "firms.toml").read_text(encoding="utf-8"))["carrier"]
]

_CATEGORIES = tomllib.loads((WORLD / "categories.toml").read_text(encoding="utf-8"))["category"]
CODES = frozenset(
    [row[key] for row in _CATEGORIES for key in ("code", "en")]
    + [child[key] for row in _CATEGORIES for child in row.get("children", []) for key in ("code", "en")]
    + [*STAFF, *SUPPLIERS, *CARRIERS]
    + [row["code"] for row in tomllib.loads((WORLD / "firms.toml").read_text(encoding="utf-8"))["newcomer"]]
)
"""Names that the world gives in Latin letters: of categories, firms and accounts."""
