"""What entries of the ledger were about, by name and with the address of its page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.urls import NoReverseMatch, reverse

Subject = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class About:
    """A thing by its kind and name; the address is empty where it has no page."""

    kind: str
    name: str
    address: str


def things_about(subjects: Iterable[Subject]) -> Mapping[Subject, About]:
    """All of them, with one query for each kind of thing."""
    wanted: defaultdict[str, set[UUID]] = defaultdict(set)
    for kind, key in subjects:
        wanted[kind].add(key)
    return {
        (kind, key): one for kind, keys in wanted.items() for key, one in _of_one_kind(kind, keys).items()
    }


def _of_one_kind(kind: str, keys: set[UUID]) -> dict[UUID, About]:
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return {key: About(kind, "", "") for key in keys}
    word, found = str(model._meta.verbose_name), model._default_manager.in_bulk(keys)
    return {key: About(word, str(found.get(key, "")), _address(kind, key)) for key in keys}


def _address(kind: str, key: UUID) -> str:
    app, _, model = kind.partition(".")
    try:
        return reverse(f"admin:{app}_{model}_change", args=[key])
    except NoReverseMatch:
        return ""
