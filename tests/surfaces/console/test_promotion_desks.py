"""A promotion is written on the console, tried out, submitted; running ones are looked at and stopped."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import offers, shop
from tests.conftest import HouseClient
from tests.people import somebody
from zhanggui.domain.promotions.models import Coupon, Promotion, PromotionPlan
from zhanggui.domain.promotions.rules import CouponTerms, Gift, NthPiece, examples, kind_of
from zhanggui.domain.promotions.rules import Promotion as Rule
from zhanggui.identity.models import Account
from zhanggui.identity.roles import Role
from zhanggui.kernel import clock
from zhanggui.mechanisms import approvals

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def signed_in(*roles):
    client = HouseClient()
    client.force_login(Account.objects.get(pk=somebody("岗位", *roles).account_id))
    return client


def written(**numbers):
    known = {
        "title": "满300减30", "rules_text": "全场可用。", "aim": "提高客单价", "ends_at": "2036-11-30T00:00",
        "starts_at": "", "categories": "", "suppliers": "", "skus": "", "total": "", "per_member": "",
        "budget": "",
    }  # fmt: skip
    return known | numbers


@pytest.mark.parametrize(
    ("act", "numbers", "kind"),
    [
        pytest.param("full-reduction", {"tiers": "300 30\n500 60", "times": "2"}, "full_reduction", id="off"),
        pytest.param("nth-piece", {"nth": "2", "percent": "50"}, "nth_piece", id="the second for half"),
        pytest.param(
            "coupon",
            {
                "threshold": "100", "off": "20", "for_whom": "1", "way": "by_code", "claim_code": "tea",
                "total": "50", "per_member": "1", "price_kinds": ["promotion"],
            },
            "coupon",
            id="a coupon",
        ),
    ],
)  # fmt: skip
def test_a_plan_is_tried_out_and_then_submitted(act, numbers, kind):
    client = signed_in(Role.PROGRAMME_SCHEDULER)
    address = reverse("admin:promotions_promotionplan_changelist") + f"start/{act}/"
    assert client.get(address).status_code == 200
    tried = client.post(address, written(**numbers, preview="1"))
    assert (tried.status_code, PromotionPlan.objects.count()) == (422, 0)
    assert len(tried.context["form"].preview) >= 3
    page = tried.content.decode()
    assert 'class="note tone-info"' in page
    assert 'class="note tone-bad"' not in page
    sent = client.post(address, written(**numbers))
    plan = PromotionPlan.objects.get()
    assert sent.url.endswith(f"/{plan.pk}/change/")
    assert (plan.kind, plan.state) == (kind, "proposed")
    page = client.get(reverse("admin:promotions_promotionplan_change", args=[plan.pk]))
    assert "满300减30" in page.content.decode()


def test_a_gift_and_a_bundle_name_skus_by_their_codes():
    who = shop.seller()
    pot, cups = (shop.on_sale(who, clock.now() - HOUR) for _ in range(2))
    client = signed_in(Role.PROGRAMME_SCHEDULER)
    listed = reverse("admin:promotions_promotionplan_changelist")
    gift = written(threshold="300", gift=pot.code, pieces="1")
    bundle = written(parts=f"{pot.code} 1\n{cups.code} 2", price="500")
    wrong = written(parts=f"{pot.code} 1\nnothing 2", price="500")
    assert client.post(f"{listed}start/gift/", gift).status_code == 302
    assert client.post(f"{listed}start/bundle/", bundle).status_code == 302
    refused = client.post(f"{listed}start/bundle/", wrong)
    assert (refused.status_code, "没有nothing" in refused.content.decode().replace(" ", "")) == (422, True)
    review = approvals.review_of(PromotionPlan.objects.get(kind="bundle").pk)
    examined = signed_in(Role.PRICE_MANAGER).get(reverse("admin:approvals_review_change", args=[review.pk]))
    page = examined.content.decode()
    assert f"({cups.code}) × 2 合计 ¥500" in page
    assert str(pot.pk) not in page, "goods are named, not their keys"
    plans = {plan.kind: plan.terms for plan in PromotionPlan.objects.all()}
    assert plans["gift"]["sku"] == str(pot.pk)
    assert plans["bundle"]["parts"] == {str(pot.pk): 1, str(cups.pk): 2}


def test_a_running_promotion_shows_its_figures_and_is_suspended_at_once():
    at = clock.now() - HOUR
    coupon = offers.announced(at, offers.OFF_20)
    for promotion in (coupon, offers.announced(at, NthPiece(2, 50)), offers.announced(at)):
        page = signed_in(Role.COMPLIANCE_OFFICER).get(
            reverse("admin:promotions_promotion_change", args=[promotion.pk])
        )
        assert page.status_code == 200
    member = somebody("会员", Role.CUSTOMER)
    name = Account.objects.get(pk=member.account_id).username
    here = reverse("admin:promotions_promotion_changelist") + f"{coupon.pk}/act/"
    agent = signed_in(Role.CS_AGENT)
    assert agent.post(f"{here}hand-out/", {"member": name}).status_code == 302
    held = Coupon.objects.get(holder_id=member.account_id)
    assert agent.get(reverse("admin:promotions_coupon_changelist")).status_code == 200
    assert agent.get(reverse("admin:promotions_coupon_change", args=[held.pk])).status_code == 200
    assert agent.post(f"{here}suspend/", {"reason": "停"}).status_code == 403
    officer = signed_in(Role.COMPLIANCE_OFFICER)
    assert officer.post(f"{here}suspend/", {"reason": "规则有歧义"}).status_code == 302
    assert Promotion.objects.get(pk=coupon.pk).state == "suspended"


def test_a_row_that_is_named_by_another_thing_leads_to_its_own_page():
    promotion = offers.announced(clock.now() - HOUR)
    page = signed_in(Role.PROGRAMME_SCHEDULER).get(reverse("admin:promotions_promotion_changelist"))
    own = reverse("admin:promotions_promotion_change", args=[promotion.pk])

    assert re.search(rf'<a[^>]+href="{own}"[^>]*>\s*{promotion.plan.number}', page.content.decode())


def test_what_a_promotion_does_is_shown_at_its_edges():
    def shown(terms):
        rule = Rule("", kind_of(terms), "", terms)
        return [(one.amount_fen, one.off_fen, one.gifts) for one in examples(rule)]

    assert shown(CouponTerms(threshold_fen=100_00, off_fen=20_00)) == [
        (99_99, 0, 0), (100_00, 20_00, 0), (300_00, 20_00, 0),
    ]  # fmt: skip
    assert shown(Gift(50_00, "caddy")) == [(49_99, 0, 0), (50_00, 0, 1), (150_00, 0, 1)]
    assert shown(NthPiece(2, 50)) == [(100_00, 0, 0), (200_00, 50_00, 0), (400_00, 100_00, 0)]
