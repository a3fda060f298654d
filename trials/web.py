"""A visitor without a browser: cookies, forms and pages over plain HTTP."""

import re
from dataclasses import dataclass

import httpx

from trials.conftest import PASSWORD

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What the house answered."""

    status: int
    text: str
    body: bytes
    address: str
    kind: str = ""


class Visitor:
    """Somebody with a cookie jar."""

    def __init__(self, house: str) -> None:
        self.client = httpx.Client(base_url=house, timeout=60, headers={"Accept-Language": "zh-CN"})

    def get(self, path: str, *, follow: bool = True) -> Answer:
        """Open a page."""
        return _answer(self.client.get(path, follow_redirects=follow))

    def first(self, path: str, pattern: str) -> str:
        """What stands on a page in this place, the first time."""
        found = re.search(pattern, self.get(path).text)
        assert found, f"{path} does not hold {pattern}"
        return found[1]

    def post(self, path: str, data: dict[str, str] | None = None, *, follow: bool = True) -> Answer:
        """Send the form that stands on a page, with its token."""
        found = TOKEN.search(self.client.get(path, follow_redirects=True).text)
        token = found[1] if found else self.client.cookies.get("csrftoken", "")
        sent = {**(data or {}), "csrfmiddlewaretoken": token}
        headers = {"Referer": str(self.client.base_url) + path}
        return _answer(self.client.post(path, data=sent, headers=headers, follow_redirects=follow))

    def sign_in(self, username: str, door: str) -> "Visitor":
        """By name and password."""
        answer = self.post(door, {"name": username, "password": PASSWORD, "next": ""})
        assert "login" not in answer.address, f"{username} could not sign in"
        return self

    def come_in(self, mobile: str) -> "Visitor":
        """As a customer, by the code of a text message, which the example world shows."""
        self.post("/sign-in/", {"step": "number", "mobile": mobile})
        masked = re.escape(f"{mobile[:3]}****{mobile[-4:]}")
        sent = re.search(masked + r".*?验证码是 (\d{6})", self.get("/dev/sms/").text, re.DOTALL)
        assert sent, f"no code came to {mobile}"
        self.post("/sign-in/", {"step": "code", "mobile": mobile, "code": sent[1]})
        assert self.get("/me/", follow=False).status == 200, f"{mobile} could not come in"
        return self


def _answer(response: httpx.Response) -> Answer:
    kind = response.headers.get("content-type", "")
    return Answer(response.status_code, response.text, response.content, str(response.url), kind)
