"""Addresses of this surface."""

from django.urls import URLPattern, URLResolver, path

from zhanggui.surfaces.api.house import api

urlpatterns: list[URLPattern | URLResolver] = [path("", api.urls)]
