"""Words for search are proposed on the console, beside what stands, with what comes and goes."""

import pytest

from tests.people import somebody
from zhanggui.domain.catalog.models import WordList
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role

pytestmark = pytest.mark.django_db
LIST = "/console/catalog/wordlist/"


def test_a_list_is_proposed_from_what_stands_and_taken_back(client):
    client.force_login(Account.objects.get(pk=somebody("编排", Role.PROGRAMME_SCHEDULER).account_id))
    form = client.get(f"{LIST}start/new/").content.decode()
    assert "电饭煲 电饭锅 饭煲" in form

    wish = {"groups": "围巾 披肩", "spellings": "维巾 围巾", "reason": "观众这样叫"}
    client.post(f"{LIST}start/new/", wish)
    listed = WordList.objects.get()
    page = client.get(f"{LIST}{listed.pk}/change/").content.decode()
    assert "维巾 → 围巾" in page
    assert "电饭煲 电饭锅 饭煲" in page.split("整个词表")[0]
    assert client.post(f"{LIST}start/new/", {**wish, "groups": "围巾"}).status_code == 422

    client.post(f"{LIST}{listed.pk}/act/withdraw/", {"reason": ""})
    listed.refresh_from_db()
    assert listed.state == "withdrawn"


def test_the_desk_is_closed_to_others(client):
    client.force_login(Account.objects.get(pk=somebody("仓库", Role.WAREHOUSE_KEEPER).account_id))
    assert client.get(LIST).status_code in {302, 403, 404}
