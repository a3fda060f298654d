"""A partner asks for support, reads the answer, and writes more; nobody else's requests are there."""

import pytest
from django.urls import reverse

from tests import shop
from zhanggui.domain.partners.operations.ask_support import ask_support
from zhanggui.kernel import clock
from zhanggui.mechanisms import cases
from zhanggui.mechanisms.cases.models import Case


@pytest.mark.django_db
def test_a_request_is_asked_read_and_added_to(signed_in, applicant):
    page = reverse("partner_portal:support")
    assert signed_in.post(page, {"text": " "}).status_code == 200
    assert not Case.objects.exists()
    assert signed_in.post(page, {"text": "主图发灰"}).status_code == 302
    case = Case.objects.get()
    cases.answer(case_id=case.id, text="请用 sRGB。", by=applicant.manager, at=clock.now())
    signed_in.post(reverse("partner_portal:add_to_support", args=[case.id]), {"text": "已重传"})

    shown = signed_in.get(page).content.decode()
    assert all(words in shown for words in (case.number, "主图发灰", "请用 sRGB。", "已重传"))


@pytest.mark.django_db
def test_the_request_of_another_firm_is_not_there(signed_in, noon):
    other = ask_support(text="运单号段用完了", by=shop.seller("别家茶业").writer, at=noon)
    address = reverse("partner_portal:add_to_support", args=[other.id])
    assert signed_in.post(address, {"text": "看看"}).status_code == 404
    assert "运单号段" not in signed_in.get(reverse("partner_portal:support")).content.decode()
    assert other.events.count() == 1
