"""Addresses of this surface."""

from django.urls import path

from zhanggui.surfaces.phone_desk import after_sales, calls, views

app_name = "phone_desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("caller", views.caller, name="caller"),
    path("register", views.register, name="register"),
    path("line", views.line, name="line"),
    path("wait", views.wait, name="wait"),
    path("quote", views.quote, name="quote"),
    path("place", views.place, name="place"),
    path("queue", calls.queue, name="queue"),
    path("ticket", calls.ticket, name="ticket"),
    path("accept", calls.accept, name="accept"),
    path("talking", calls.talking, name="talking"),
    path("end", calls.end, name="end"),
    path("note", calls.note, name="note"),
    path("complain", calls.complain, name="complain"),
    path("after-sales", after_sales.rights, name="after_sales"),
    path("after-sales/questions", after_sales.questions, name="after_sales_questions"),
    path("after-sales/weigh", after_sales.weigh, name="after_sales_weigh"),
    path("after-sales/open", after_sales.open_case, name="after_sales_open"),
    path("call-backs", calls.call_backs, name="call_backs"),
    path("call-backs/ask", calls.ask_back, name="ask_back"),
    path("call-backs/<uuid:pk>/<slug:verb>", calls.try_back, name="try_back"),
]
