"""Addresses of this surface."""

from django.urls import path

from zhanggui.surfaces.phone_desk import views

app_name = "phone_desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("caller", views.caller, name="caller"),
    path("register", views.register, name="register"),
    path("line", views.line, name="line"),
    path("quote", views.quote, name="quote"),
    path("place", views.place, name="place"),
    path("complain", views.complain, name="complain"),
]
