"""Addresses for carriers' programs."""

from django.urls import path

from zhanggui.integrations.carrier_webhook import views

app_name = "carrier_webhook"
urlpatterns = [
    path("stand-in", views.carrier, name="carrier"),
    path("<str:number>/events", views.events, name="events"),
]
