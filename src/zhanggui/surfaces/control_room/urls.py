"""Addresses of this surface."""

from django.urls import path

from zhanggui.surfaces.control_room import views

app_name = "control_room"
urlpatterns = [
    path("", views.room, name="room"),
    path("ticket/", views.ticket, name="ticket"),
    path("live/", views.live, name="live"),
    path("article/<uuid:pk>/", views.article, name="article"),
]
