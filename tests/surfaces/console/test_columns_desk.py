"""A column is written, changed, submitted and revised on the console, by those of the post."""

import pytest

from tests.people import somebody
from zhanggui.domain.columns.models import Column
from zhanggui.domain.columns.states import ColumnState
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role

pytestmark = pytest.mark.django_db
LIST = "/console/columns/column/"
WISH = {
    "code": "winter",
    "title": "入冬第一锅",
    "kind": "article",
    "position": "10",
    "audience": "everyone",
    "place": "home",
    "text": "砂锅怎么养。",
    "order": "newest",
    "limit": "8",
}


@pytest.fixture
def writer(client):
    client.force_login(Account.objects.get(pk=somebody("栏目编辑", Role.PROGRAMME_SCHEDULER).account_id))
    return client


def test_a_column_is_written_changed_and_submitted(writer):
    assert writer.get(f"{LIST}start/new/").status_code == 200
    writer.post(f"{LIST}start/new/", WISH)
    column = Column.objects.get(code="winter")
    assert "入冬第一锅" in writer.get(LIST).content.decode()

    version = column.versions.get()
    page = f"/console/columns/columnversion/{version.pk}"
    assert "砂锅怎么养。" in writer.get(f"{page}/change/").content.decode()
    writer.post(f"{page}/act/change/", {**WISH, "title": "立冬第一锅"})
    writer.post(f"{page}/act/submit/", {"note": "请看"})
    version.refresh_from_db()
    assert (version.title, version.state) == ("立冬第一锅", ColumnState.SUBMITTED)

    writer.post(f"{page}/act/withdraw/", {"reason": ""})
    revise = f"{LIST}{column.pk}/act/revise/"
    assert "立冬第一锅" in writer.get(revise).content.decode()
    writer.post(revise, {**WISH, "title": "第二版"})
    assert column.versions.count() == 2


def test_what_cannot_be_a_column_is_said_on_the_form(writer):
    answer = writer.post(f"{LIST}start/new/", {**WISH, "link": "https://elsewhere.example/"})
    assert answer.status_code == 422
    assert "站内链接" in answer.content.decode()
    assert not Column.objects.exists()


def test_the_desk_is_closed_to_others(client):
    client.force_login(Account.objects.get(pk=somebody("仓库", Role.WAREHOUSE_KEEPER).account_id))
    assert client.get(LIST).status_code in {302, 403, 404}
