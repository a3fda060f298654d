"""The horizon below which every transaction is finished never goes back, however many write meanwhile."""

import pytest
from django.db import connection

from tests.crowd import Crowd
from zhanggui.identity.models import Organisation


@pytest.mark.django_db(transaction=True)
def test_the_horizon_never_goes_back(noon):
    def write():
        Organisation.objects.create(kind="supplier", name="x", created_at=noon)

    def horizons():
        with connection.cursor() as cursor:
            seen = []
            for _ in range(100):
                cursor.execute("SELECT trail_horizon()")
                seen.append(cursor.fetchone()[0])
            return seen

    with Crowd(8) as crowd:
        answers = crowd.do([horizons, *[write] * 200])

    assert answers[0] == sorted(answers[0])
