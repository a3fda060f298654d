"""The house itself is registered, licensed, and shows it: green in order, red when it is not."""

from datetime import UTC, date, datetime

import pytest

from tests.people import LONG_AGO, somebody
from tests.vocabulary import behind_the_back
from zhanggui.domain.partners import controls
from zhanggui.identity.actor import HOUSE
from zhanggui.identity.models import Organisation
from zhanggui.identity.roles import Role
from zhanggui.mechanisms.controls import Status
from zhanggui.mechanisms.documents.models import Document

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture
def licensed():
    """The house with its licences, each released by somebody other than its filer."""
    house, _ = Organisation.objects.get_or_create(
        pk=HOUSE, defaults={"kind": Organisation.Kind.HOUSE, "name": "掌柜", "created_at": LONG_AGO}
    )
    Organisation.objects.filter(pk=house.pk).update(uscc="91310105MA1FW8R3KP")
    filer, other = somebody("合规", Role.COMPLIANCE_OFFICER), somebody("负责人", Role.EXECUTIVE)
    for kind in ("business_licence", "icp_filing", "broadcast_permit"):
        Document.objects.create(
            type=kind,
            organisation_id=HOUSE,
            file_name=f"{kind}.pdf",
            media_type="application/pdf",
            size=1,
            sha256="0" * 64,
            number="1",
            valid_to=date(2028, 1, 1),
            filed_by_id=filer.account_id,
            filed_at=LONG_AGO,
            released_by_id=other.account_id,
            released_at=LONG_AGO,
        )


BROKEN = {
    "a licence ran out": (
        controls.house_licensed,
        "UPDATE documents_document SET valid_to = '2026-01-01' WHERE type = 'broadcast_permit'",
        Status.BROKEN,
    ),
    "no business licence": (
        controls.house_licensed,
        "UPDATE documents_document SET withdrawn_at = now() WHERE type = 'business_licence'",
        Status.BROKEN,
    ),
    "a credit code that is none": (
        controls.house_licensed,
        "UPDATE identity_organisation SET uscc = '91310105MA1FW8R3KX'",
        Status.BROKEN,
    ),
    "the filing of the site is hidden": (
        controls.licences_public,
        "UPDATE documents_document SET released_at = NULL, released_by_id = NULL WHERE type = 'icp_filing'",
        Status.BROKEN,
    ),
    "another licence is hidden": (
        controls.licences_public,
        "UPDATE documents_document SET released_at = NULL, released_by_id = NULL"
        " WHERE type = 'broadcast_permit'",
        Status.AT_RISK,
    ),
}


@pytest.mark.parametrize(("control", "broken", "status"), BROKEN.values(), ids=BROKEN)
def test_a_clause_is_kept_until_it_is_broken(control, broken, status, licensed):
    assert control(NOW).status == Status.KEPT
    with behind_the_back() as change:
        change(broken)
    assert control(NOW).status == status
