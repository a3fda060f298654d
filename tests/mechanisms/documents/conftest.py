"""Papers, and those who bring them."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytest_django import Settings

from zhanggui.identity.actor import Actor
from zhanggui.identity.models import Account, Organisation, Person
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.documents.filing import Filing
from zhanggui.mechanisms.documents.models import Document
from zhanggui.mechanisms.documents.operations.store_document import store_document
from zhanggui.mechanisms.documents.types import document_type
from zhanggui.mechanisms.documents.uploads import Upload
from zhanggui.schema.encrypted import keyring

LICENCE = document_type("test_licence", "Licence", expires=True, numbered=True)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 8)) -> bytes:
    """A small picture of this kind."""
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _a_vault_and_keys_of_its_own(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    keyring.cache_clear()
    yield
    keyring.cache_clear()


@pytest.fixture
def somebody(db: None, noon: datetime) -> Callable[..., Actor]:
    """Somebody with these roles, of a firm of their own unless told."""

    def made(*roles: Role, firm: Organisation | None = None) -> Actor:
        person = Person.objects.create(name="某人", created_at=noon)
        account = Account.objects.create(
            username=f"u{person.id.hex}", person=person, organisation=firm, created_at=noon
        )
        for role in roles:
            account.grants.create(role=role, granted_by=account, granted_at=noon)
        return account.actor()

    return made


@pytest.fixture
def firm(db: None, noon: datetime) -> Organisation:
    return Organisation.objects.create(kind="supplier", name="一家公司", created_at=noon)


@pytest.fixture
def supplier(somebody: Callable[..., Actor], firm: Organisation) -> Actor:
    return somebody(Role.SUPPLIER, firm=firm)


@pytest.fixture
def store(supplier: Actor, noon: datetime) -> Callable[..., Document]:
    """Files a licence of the supplier, with whatever is said differently."""

    def stored(content: bytes = PDF, name: str = "licence.pdf", at: datetime = noon, **said: Any) -> Document:
        told = {
            "type": LICENCE.code,
            "organisation": supplier.organisation_id,
            "number": "A-1",
            "valid_to": date(2027, 11, 24),
        } | said
        return store_document(upload=Upload(name, content), filing=Filing(**told), by=supplier, at=at)

    return stored
