"""What customers say and ask about goods."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from zhanggui.domain.care.operations.ask_about_goods import ask_about_goods
from zhanggui.domain.care.queries import ratings_before
from zhanggui.domain.catalog.models import Goods
from zhanggui.kernel import clock
from zhanggui.kernel.ids import id_in
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.storefront import doors, talk


@require_safe
def ratings_of_goods(request: HttpRequest, number: str) -> HttpResponse:
    """Every rating of published goods, the latest first, page by page."""
    goods = _published(number)
    found = ratings_before(goods.pk, id_in(request.GET.get("before", "")), limit=talk.PAGE + 1)
    shown = found[: talk.PAGE]
    context = {
        "number": number,
        "name": goods.published_version.name if goods.published_version else "",
        "ratings": [talk.said(one) for one in shown],
        "next": shown[-1].pk if len(found) > talk.PAGE else None,
    }
    return render(request, "storefront/ratings.html", context)


def _published(number: str) -> Goods:
    goods = Goods.objects.select_related("published_version").filter(number=number).first()
    if goods is None or goods.published_version is None:
        raise Http404
    return goods


@require_POST
def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask something about goods. A visitor comes in first."""
    goods = _published(number)
    back = reverse("storefront:goods", args=[number]) + "#questions"
    if not doors.is_customer(request):
        doors.tell(request, gettext("Sign in to ask, please."), "info")
        return HttpResponseRedirect(doors.sign_in_address(back))
    try:
        ask_about_goods(
            goods_id=goods.pk, text=request.POST.get("text", ""), by=doors.actor_of(request), at=clock.now()
        )
    except Refusal as refusal:
        doors.tell(request, doors.said(refusal), "bad")
    else:
        doors.tell(request, gettext("Thank you. Everybody can read it here once it is answered."))
    return HttpResponseRedirect(back)
