"""Where the database is, and which PostgreSQL is good enough."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from zhanggui.config.database.address import database_settings


def of(url, tmp_path, **change):
    words = {"var_dir": tmp_path, "pooled": False, "test_name": None} | change
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


def test_only_a_web_process_has_a_pool(tmp_path):
    assert "pool" not in of(None, tmp_path)["OPTIONS"]
    assert of(None, tmp_path, pooled=True)["OPTIONS"]["pool"]["max_size"] == 16


@pytest.mark.django_db
def test_fifteen_is_wanted_and_had():
    assert connection.features.minimum_database_version == (15,)
    assert connection.pg_version >= 150000
