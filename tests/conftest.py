"""What every test may use."""

import gc
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client, override_settings

from tests import scheduling, standings, tables
from zhanggui.identity.actor import PUBLIC_ACCOUNT, SYSTEM_ACCOUNT
from zhanggui.identity.models import Account, SignIn
from zhanggui.kernel import clock, garbage
from zhanggui.kernel.clock import SetClock
from zhanggui.mechanisms.access.web import SESSION_KEY
from zhanggui.mechanisms.trail.keys import forget_head


def pytest_configure(config: pytest.Config) -> None:
    """What controls say is listened to: see ``tests.standings``. What is loaded now is no garbage."""
    gc.disable()
    config.pluginmanager.register(standings.Standings(config))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests begin first."""
    scheduling.slowest_first(items)


def pytest_collection_finish() -> None:
    """Everything is loaded: like a server, a run of tests need not search it again and again."""
    garbage.settle()
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> scheduling.Scheduling:
    """Several processes share the tests out as ``tests.scheduling`` says."""
    return scheduling.Scheduling(config, log)


@pytest.fixture(autouse=True, scope="session")
def _passwords_cost_no_time() -> Iterator[None]:
    """That a password is slow to guess is shown beside the doors; elsewhere it would only be waited for."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True, scope="session")
def _append_only_tables_can_be_emptied_between_tests() -> Iterator[None]:
    """After a test that commits all tables are emptied, which append-only ones refuse.

    DELETE takes a tenth of the time of TRUNCATE here, which makes new files for each partition and index.
    """
    flush = DatabaseOperations.execute_sql_flush
    accounts = f"""INSERT INTO identity_account (id, username, password, email, created_at, disabled_at)
        VALUES ('{SYSTEM_ACCOUNT}', 'system', '!', '', now(), now()),
            ('{PUBLIC_ACCOUNT}', 'public', '!', '', now(), now())"""
    history = "SELECT trail_baseline('identity_account', 'password,mobile', 'last_login')"

    def as_superuser(operations: DatabaseOperations, statements: list[str]) -> None:
        emptied = re.findall(r'"(\w+)"', " ".join(statements))
        flush(
            operations,
            [
                "SET session_replication_role = replica",
                *(f'DELETE FROM "{table}"' for table in emptied),
                accounts,
                history,
                tables.PUT_BACK,
                "SET session_replication_role = DEFAULT",
            ],
        )
        forget_head()

    DatabaseOperations.execute_sql_flush = as_superuser
    yield
    DatabaseOperations.execute_sql_flush = flush


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker) -> None:  # type: ignore[no-untyped-def]
    """Databases for tests are copies of one whose tables are made already."""
    with django_db_blocker.unblock():
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = tables.pattern()


@pytest.fixture
def noon() -> datetime:
    """Noon in Shanghai on a Tuesday."""
    return datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


class HouseClient(Client):
    """A browser in which an account may be signed in without its password."""

    def force_login(self, user: Account, backend: str | None = None) -> None:
        now = clock.now()
        sign_in = SignIn.objects.create(account=user, begun_at=now, completed_at=now, seen_at=now)
        session = self.session
        session[SESSION_KEY] = str(sign_in.id)
        session.save()
        self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


@pytest.fixture
def client() -> HouseClient:
    """A browser of nobody yet."""
    return HouseClient()


@pytest.fixture
def set_clock(noon: datetime) -> Iterator[SetClock]:
    """A clock that stands at noon until the test moves it."""
    with clock.using(SetClock(noon)) as standing:
        yield standing
