"""Addresses of this surface."""

from django.urls import URLPattern, URLResolver

app_name = "control_room"
urlpatterns: list[URLPattern | URLResolver] = []
