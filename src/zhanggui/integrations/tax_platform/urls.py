"""The address of the stand-in."""

from django.urls import path

from zhanggui.integrations.tax_platform import views

app_name = "tax_platform"
urlpatterns = [
    path("invoices", views.issue, name="issue"),
    path("buyers/<str:number>/", views.buyer, name="buyer"),
]
