"""Short links of campaigns, and the public register of advertisements: whose they are, and how to object."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from zhanggui.domain.advertising.operations.complain_of_ad import Grievance, complain_of_ad
from zhanggui.domain.advertising.queries import register_entry
from zhanggui.domain.advertising.states import Ground
from zhanggui.domain.campaigns.tracking import follow
from zhanggui.kernel import clock
from zhanggui.kernel.refusal import Refusal
from zhanggui.surfaces.storefront import doors, origin
from zhanggui.surfaces.storefront.visitors import is_program

GROUNDS = (
    (Ground.UNTRUE.value, pgettext_lazy("advertising", "It is not true")),
    (Ground.UNLAWFUL.value, pgettext_lazy("advertising", "It is against the law")),
    (Ground.RIGHTS.value, pgettext_lazy("advertising", "It uses what is somebody else's")),
    (Ground.GOODS.value, pgettext_lazy("advertising", "The goods are not what it says")),
)


class GrievanceForm(forms.Form):
    """What somebody says is wrong with an advertisement."""

    ground = forms.ChoiceField(label=_("Kind of problem"), choices=GROUNDS, widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("What you saw"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "class": "input"})
    )


@require_safe
def short_link(request: HttpRequest, code: str) -> HttpResponse:
    """To where the campaign's link leads; counted by the hour. Any other code leads to the shop."""
    followed = follow(code=code, program=is_program(request), at=clock.now())
    response = HttpResponseRedirect(followed.target if followed else reverse("storefront:home"))
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    if followed:
        origin.remember(response, followed.code)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def advertisement(request: HttpRequest, number: str) -> HttpResponse:
    """One advertisement that is or was public: for whom, approved when, until when; and a place to object."""
    entry = register_entry(number)
    if entry is None:
        raise Http404
    form = GrievanceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        grievance = Grievance(ground=Ground(form.cleaned_data["ground"]), what=form.cleaned_data["what"])
        try:
            told = complain_of_ad(
                asset_id=entry.asset_id, grievance=grievance, by=doors.actor_of(request), at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, doors.said(refusal))
        else:
            said = gettext("Thank you. Your complaint has the number %(number)s.") % {"number": told.number}
            doors.tell(request, said)
            return HttpResponseRedirect(reverse("storefront:advertisement", args=[number]))
    context = {"entry": entry, "form": form}
    return render(request, "storefront/advertisement.html", context, status=422 if form.is_bound else 200)
