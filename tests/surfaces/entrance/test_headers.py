"""Every answer tells the browser what to refuse."""

import pytest

from tests.conftest import HouseClient


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "inline"),
    [
        pytest.param("/partners/login/", False, id="a page of ours"),
        pytest.param("/console/login/", True, id="the console, whose shell writes scripts"),
        pytest.param("/no-such-page", False, id="a page that is not there"),
    ],
)
def test_scripts_come_from_the_house_only(path: str, inline: bool, client: HouseClient) -> None:
    answer = client.get(path)
    policy = answer["Content-Security-Policy"]
    assert ("script-src 'self' 'unsafe-inline'" in policy) is inline
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]
