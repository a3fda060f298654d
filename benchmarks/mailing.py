"""How many messages of a campaign leave in an hour, and what a killed worker costs.

    python -m benchmarks.mailing [--messages 3000]

A local SMTP server takes them in a process of its own. Halfway the worker is killed without warning; another
goes on when its lease has run out. Each message asks for consent, refusals, suppression and the weekly cap at
its last moment. The yardstick, in the same run: the same mail, made once, over one plain connection.
"""

import argparse
import json
import multiprocessing
import os
import signal
import smtplib
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from multiprocessing.synchronize import Event
from typing import Any
from uuid import UUID

GOAL_PER_HOUR = 50_000
KILLED_AFTER = 250
TEXT = "{name}，您好：\n\n周六晚八点，请收看《茶余饭后》。\n\n节目单：https://zhanggui.example/guide/"


def measure(messages: int = 3_000) -> dict[str, Any]:
    """Messages an hour through the whole program, beside a bare connection; what the kill left behind."""
    from benchmarks.servers import free_port

    port = free_port()
    names = multiprocessing.Manager().list()
    stopping = multiprocessing.Event()
    server = multiprocessing.Process(target=_serve, args=(port, names, stopping))
    server.start()
    try:
        _wait_for(port)
        return _measure(messages, port, names)
    finally:
        stopping.set()
        server.join(10)


def _measure(messages: int, port: int, names: Any) -> dict[str, Any]:
    from django.conf import settings

    from zhanggui.domain.messaging.queries import progress_of

    settings.SMTP_URL = os.environ["SMTP_URL"] = f"smtp://127.0.0.1:{port}"
    settings.MAIL_CARRIER = "zhanggui.integrations.mail.smtp.SmtpMail"
    bare = _bare(port, min(messages, 1_000))
    at = datetime.fromisoformat("2026-11-24T04:00:00+00:00")
    batch_id = _batch(messages, at)
    del names[:]
    _kill_a_worker(batch_id, at, names)
    killed = Counter(names)
    began, before = time.perf_counter(), len(names)
    _send(batch_id, at + timedelta(minutes=3))
    seconds = time.perf_counter() - began
    rate = (len(names) - before) / seconds
    progress = progress_of(batch_id)
    received = Counter(names)
    return {
        "messages": messages,
        "per_hour": round(rate * 3600),
        "bare_per_hour": round(bare * 3600),
        "ratio": round(rate / bare, 2),
        "goal_per_hour": GOAL_PER_HOUR,
        "received_before_the_kill": sum(killed.values()),
        "received_twice": sum(1 for times in received.values() if times > 1),
        "in_doubt": progress.in_doubt,
        "accounted_for": progress.ended == messages,
    }


def _serve(port: int, names: Any, stopping: Event) -> None:
    """A mail server that takes everything and remembers the names."""
    from email import message_from_bytes

    from aiosmtpd.controller import Controller

    class Taking:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
            names.append(message_from_bytes(envelope.content)["Message-ID"])
            return "250 taken"

    controller = Controller(Taking(), hostname="127.0.0.1", port=port)
    controller.start()
    stopping.wait()
    controller.stop()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            smtplib.SMTP("127.0.0.1", port, timeout=1).quit()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the mail server does not answer")


def _bare(port: int, messages: int) -> float:
    """The same mail over one connection, as fast as it goes: messages a second."""
    from zhanggui.domain.messaging.carriers import Letter
    from zhanggui.integrations.mail.envelope import as_mail

    letter = Letter(
        recipient="a@b.example", subject="周末茶会", text=TEXT, token="bare", unsubscribe="https://x.example/"
    )
    mail = as_mail(letter)
    with smtplib.SMTP("127.0.0.1", port) as line:
        began = time.perf_counter()
        for _ in range(messages):
            line.send_message(mail, "from@b.example", ["a@b.example"])
        return messages / (time.perf_counter() - began)


def _batch(messages: int, at: datetime) -> UUID:
    """Members who agreed, an approved text, and a batch to all of them."""
    from tests.domain.messaging.conftest import approved_text

    from zhanggui.domain.messaging.operations.add_recipients import add_recipients
    from zhanggui.domain.messaging.operations.complete_batch import complete_batch
    from zhanggui.domain.messaging.operations.open_batch import BatchWish, open_batch
    from zhanggui.identity.actor import SYSTEM

    version = approved_text(at, body=TEXT)
    wish = BatchWish(title="周末茶会", version_id=version.id, per_hour=100_000_000)
    batch = open_batch(wish=wish, by=SYSTEM, at=at)
    members = _members(messages, at)
    for first in range(0, messages, 1_000):
        add_recipients(batch_id=batch.id, account_ids=members[first : first + 1_000], by=SYSTEM, at=at)
    complete_batch(batch_id=batch.id, by=SYSTEM, at=at)
    return batch.id


def _members(count: int, at: datetime) -> list[UUID]:
    """Accounts with a mailbox each, whose people agreed to marketing."""
    from zhanggui.identity.actor import SYSTEM
    from zhanggui.identity.models import Account, Consent, Person
    from zhanggui.mechanisms.access.operations.publish_policy_text import publish_policy_text

    text = publish_policy_text(purpose="marketing", title="营销", body="…", by=SYSTEM, at=at)
    people = Person.objects.bulk_create(Person(name=f"顾客{n}", created_at=at) for n in range(count))
    accounts = Account.objects.bulk_create(
        Account(username=f"mail-{n}", person=person, email=f"m{n}@bench.example", created_at=at)
        for n, person in enumerate(people)
    )
    Consent.objects.bulk_create(
        Consent(person=one, purpose="marketing", text=text, channel="web", given_at=at) for one in people
    )
    return [account.id for account in accounts]


def _send(batch_id: UUID, at: datetime) -> None:
    """Portions as a worker sends them, until nothing is left."""
    from zhanggui.domain.messaging.operations.send_portion import send_portion
    from zhanggui.identity.actor import SYSTEM

    again: float | None = 0.0
    while again is not None:
        again = send_portion(batch_id=batch_id, by=SYSTEM, at=at).again_in
        at += timedelta(seconds=again or 0.05)


def _kill_a_worker(batch_id: UUID, at: datetime, names: Any) -> None:
    """A worker begins; when a few hundred have gone, it is killed where it stands."""
    command = [sys.executable, "-m", "benchmarks.mailing", "--work", str(batch_id), "--at", at.isoformat()]
    worker = subprocess.Popen(command, env=os.environ)
    while len(names) < KILLED_AFTER and worker.poll() is None:
        time.sleep(0.002)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    time.sleep(0.5)


def main() -> None:
    """Measure, print, and leave with status 1 where a goal is missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=3_000)
    asked.add_argument("--work", type=UUID)
    asked.add_argument("--at", type=datetime.fromisoformat)
    options = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
    import django

    django.setup()
    if options.work:
        _send(options.work, options.at)
        return
    found = measure(options.messages)
    print(json.dumps(found, indent=2))
    good = found["per_hour"] >= GOAL_PER_HOUR and not found["received_twice"] and found["accounted_for"]
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
