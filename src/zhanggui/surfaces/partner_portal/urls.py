"""Addresses of this surface."""

from django.urls import URLPattern, URLResolver

app_name = "partner_portal"
urlpatterns: list[URLPattern | URLResolver] = []
