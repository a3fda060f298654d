"""Nothing a customer must know waits behind a campaign."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from tests.domain.messaging.conftest import BACK
from zhanggui.domain.messaging.models import Outcome
from zhanggui.domain.messaging.operations.send import Notice, send
from zhanggui.domain.messaging.states import Channel
from zhanggui.identity.actor import SYSTEM

NOTICE = "back:1"


@pytest.mark.django_db(transaction=True)
def test_a_notice_written_after_a_campaign_leaves_before_it(texts, member, batch_to, post, set_clock):
    now = set_clock.now()
    batch_to([member(n, agrees=True) for n in range(1, 9)], channel=Channel.SMS)
    waiting = member(9)
    notice = Notice(kind=BACK, account_id=waiting.id, key=NOTICE, values={"goods": "青瓷杯"})
    send(notice=notice, by=SYSTEM, at=now)

    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(queues=["messages", "mailings"], concurrency=1, wait=False, listen_notify=False)

    told = Outcome.objects.exclude(message__channel="inbox").order_by("xid", "id")
    order = [outcome.message.key for outcome in told.select_related("message")]
    assert order[:2] == [NOTICE, NOTICE]
    assert len(order) == 10
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT queue_name FROM procrastinate_jobs WHERE task_name LIKE 'messaging.%'"
        )
        assert {name for (name,) in cursor.fetchall()} <= {"messages", "mailings"}
