"""Addresses of this surface."""

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.views import TokenView

from zhanggui.surfaces.api.house import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("oauth/token", csrf_exempt(TokenView.as_view()), name="token"),
    path("", api.urls),
]
