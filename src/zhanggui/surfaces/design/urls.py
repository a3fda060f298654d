"""Addresses of the style page and of the reader's choices."""

from django.urls import path

from zhanggui.surfaces.design import views

app_name = "design"
urlpatterns = [
    path("", views.style, name="style"),
    path("choose", views.choose, name="choose"),
]
