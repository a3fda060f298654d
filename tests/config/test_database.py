"""Where the database is, and which PostgreSQL is good enough."""

import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from zhanggui.config.database.address import database_settings


def of(url, tmp_path, **change):
    words = {"var_dir": tmp_path, "kept": False, "test_name": None} | change
    return database_settings(url, **words)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param(
            "postgresql://me:p%40ss@db.example:5433/shop",
            {"NAME": "shop", "USER": "me", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": 5433},
            id="over the network",
        ),
        pytest.param(
            "postgres://me@/shop?host=/run/postgresql&sslmode=disable",
            {"HOST": "/run/postgresql", "NAME": "shop"},
            id="over a socket",
        ),
    ],
)
def test_an_address_is_taken_apart(url, expected, tmp_path):
    found = of(url, tmp_path)

    assert {name: found[name] for name in expected} == expected


def test_what_else_the_address_says_is_for_the_driver(tmp_path):
    found = of("postgresql://me@db/shop?sslmode=verify-full", tmp_path)

    assert found["OPTIONS"]["sslmode"] == "verify-full"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("mysql://me@db/shop", id="another engine"),
        pytest.param("postgresql://me@db/", id="no name"),
        pytest.param("shop", id="no address"),
    ],
)
def test_what_is_no_address_is_refused_with_an_example(url, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="postgresql://user"):
        of(url, tmp_path)


def test_without_an_address_it_is_the_embedded_one_and_nothing_is_started(tmp_path):
    found = of(None, tmp_path)

    assert found["HOST"] == str(tmp_path / "postgres")
    assert not (tmp_path / "postgres").exists()


def test_only_a_web_process_keeps_its_connections(tmp_path):
    assert of(None, tmp_path)["CONN_MAX_AGE"] == 0
    assert of(None, tmp_path, kept=True)["CONN_MAX_AGE"] == 3600


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("seconds", "stands"), [(29, True), (31, False)], ids=["in use", "after a rest"])
def test_what_broke_during_a_rest_is_noticed_before_a_request_relies_on_it(seconds, stands):
    connection.ensure_connection()
    connection.connection.pgconn.finish()
    connection.close_at = None
    connection.rested_since = time.monotonic() - seconds

    connection.close_if_unusable_or_obsolete()

    assert (connection.connection is not None) is stands
    connection.close()


@pytest.mark.django_db
def test_fifteen_is_wanted_and_had():
    assert connection.features.minimum_database_version == (15,)
    assert connection.pg_version >= 150000
