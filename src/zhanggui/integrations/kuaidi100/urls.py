"""Addresses of the service: where it finds us, and where the stand-in is found."""

from django.urls import path

from zhanggui.integrations.kuaidi100 import views

app_name = "kuaidi100"
urlpatterns = [
    path("push", views.push, name="push"),
    path("stand-in/poll", views.poll, name="poll"),
    path("stand-in/poll/query.do", views.query, name="query"),
]
