"""Addresses of this surface."""

from django.urls import path

from zhanggui.surfaces.entrance.health import healthz
from zhanggui.surfaces.entrance.metrics import metrics

app_name = "entrance"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
]
