"""Addresses of the stand-in."""

from django.urls import path

from zhanggui.integrations.telephony import views

app_name = "telephony"
urlpatterns = [path("", views.telephone, name="telephone")]
