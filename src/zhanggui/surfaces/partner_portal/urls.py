"""Addresses of this surface."""

from django.urls import path

from zhanggui.surfaces.partner_portal import registering

app_name = "partner_portal"
urlpatterns = [
    path("register/", registering.register, name="register"),
]
