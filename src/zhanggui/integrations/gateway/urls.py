"""Addresses of the stand-ins."""

from django.urls import path

from zhanggui.integrations.gateway import views

app_name = "gateway"
urlpatterns = [
    path("gateway.do", views.gateway, name="do"),
    path("scan/<str:trade_no>/", views.scan, name="scan"),
    path("trades/<str:trade_no>/<str:verb>/", views.decide, name="decide"),
]
