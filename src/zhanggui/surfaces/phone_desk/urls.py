"""Addresses of this surface."""

from django.urls import URLPattern, URLResolver

app_name = "phone_desk"
urlpatterns: list[URLPattern | URLResolver] = []
