"""Nonsense gets a sentence, in the reader's language, and never a crash."""

import time
from collections.abc import Callable

import pytest

from trials.people import SUPPLIERS
from trials.web import Visitor

Visit = Callable[[str], Visitor]

NONSENSE = [
    pytest.param("", id="nothing"),
    pytest.param("x" * 10_000, id="ten thousand characters"),
    pytest.param("🦊🧧👩‍👩‍👧‍👦", id="emoji"),
    pytest.param("𠮷野家㐂龘", id="rare characters"),
    pytest.param("-1", id="a negative number"),
    pytest.param("9" * 40, id="a huge number"),
    pytest.param("NaN", id="not a number"),
    pytest.param("' OR 1=1 --", id="an injection"),
    pytest.param("<script>alert(1)</script>", id="a script"),
    pytest.param("a\x00b", id="a null byte"),
    pytest.param("=cmd|' /C calc'!A0", id="a spreadsheet formula"),
]
PUBLIC = ["/search/?q={}", "/g/{}/", "/c/{}/", "/goods/?after={}", "/rules/{}/", "/programme/?day={}"]


@pytest.mark.parametrize("words", NONSENSE)
@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_bear_anything(visitor: Visit, path: str, words: str) -> None:
    from urllib.parse import quote

    answer = visitor("").get(path.format(quote(words, safe="")))
    assert answer.status < 500
    assert "<script>alert(1)</script>" not in answer.text


@pytest.mark.parametrize("words", NONSENSE)
def test_the_partners_door_refuses_nonsense_in_words(visitor: Visit, words: str) -> None:
    answer = visitor("").post("/partners/register/", {"name": words, "uscc": words, "username": words})
    assert answer.status in {200, 400, 403, 422}


@pytest.mark.parametrize("words", NONSENSE)
def test_forms_of_the_console_say_what_is_wrong(visitor: Visit, words: str) -> None:
    asked: dict[str, tuple[str, tuple[str, ...]]] = {
        "/console/catalog/category/start/new/": ("reviewer", ("code", "name_zh", "name_en")),
        "/console/broadcast/programme/start/create/": ("scheduler", ("code", "title", "kind")),
        "/console/inventory/receipt/start/receive/": (
            "warehouse",
            ("delivery_note", "purchased_on", "lines"),
        ),
        "/console/pricing/marketresearch/start/new/": (
            "price",
            ("skus", "researched_on", "offers", "demand"),
        ),
    }
    for path, (username, fields) in asked.items():
        answer = visitor(username).post(path, dict.fromkeys(fields, words))
        assert answer.status in {400, 422}, (path, answer.status)
        assert "必" in answer.text or "请" in answer.text or "不" in answer.text


def test_a_registration_number_with_a_wrong_check_digit_is_named(visitor: Visit) -> None:
    answer = visitor("").post(
        "/partners/register/",
        {
            "kind": "supplier",
            "firm_name": "测试公司",
            "uscc": "91330100799655058A",
            "username": "check-digit",
            "name": "张三",
            "password": "zhanggui-demo-2026",
        },
    )
    assert "校验" in answer.text


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        pytest.param(
            "licence.pdf", b"MZ\x90\x00" + b"\x00" * 200, "application/pdf", id="a program called pdf"
        ),
        pytest.param("scan.png", b"<svg onload=alert(1)>", "image/png", id="a script called png"),
        pytest.param("empty.png", b"", "image/png", id="an empty file"),
        pytest.param(
            "../../etc/passwd.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "image/png", id="a path as a name"
        ),
    ],
)
def test_files_of_the_wrong_kind_are_refused(visitor: Visit, name: str, content: bytes, kind: str) -> None:
    from trials.web import TOKEN

    supplier = visitor(SUPPLIERS[2])
    page = supplier.client.get("/partners/papers/", follow_redirects=True)
    token = TOKEN.search(page.text)
    assert token is not None
    answer = supplier.client.post(
        "/partners/papers/",
        data={
            "csrfmiddlewaretoken": token[1],
            "type": "food_licence",
            "number": "X1",
            "valid_to": "2030-01-01",
        },
        files={"file": (name, content, kind)},
        headers={"Referer": str(supplier.client.base_url) + "/partners/papers/"},
    )
    assert answer.status_code in {200, 400, 422}
    assert "passwd" not in supplier.get("/partners/papers/").text


def test_a_form_sent_twice_counts_once(visitor: Visit) -> None:
    supervisor = visitor("supervisor")
    case = supervisor.first("/console/cases/", r'href="(/console/cases/case/[0-9a-f-]{36}/change/)')
    page = case.replace("change/", "act/note/")
    words, key = f"只记一次 {time.time_ns()}", supervisor.first(page, r'name="form_key" value="([^"]+)"')
    for _ in range(2):
        sent = supervisor.post(page, {"form_key": key, "text": words})
        assert (sent.status, sent.text.count(words)) == (200, 1)
    assert "没有重复办理" in sent.text


def test_an_expired_session_leads_back_to_the_door(house: str) -> None:
    stranger = Visitor(house)
    stranger.client.cookies.set("sessionid", "forged:value")
    assert "login" in stranger.get("/console/").address
