"""Addresses of this surface."""

from django.urls import path

from zhanggui.surfaces.entrance import developers, doors, mine, unsubscribing
from zhanggui.surfaces.entrance.health import healthz
from zhanggui.surfaces.entrance.metrics import metrics

app_name = "entrance"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("console/login/", doors.sign_in, {"door": "staff"}, name="staff"),
    path("partners/login/", doors.sign_in, {"door": "partners"}, name="partners"),
    path("console/logout/", doors.sign_out),
    path("sign-out/", doors.sign_out, name="sign_out"),
    path("sign-in/second-factor/", doors.second_factor, name="second_factor"),
    path("sign-in/set-up/", doors.set_up, name="set_up"),
    path("my/account/", mine.mine, name="mine"),
    path("my/account/out-everywhere/", mine.out_everywhere, name="out_everywhere"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe_page, name="unsubscribe"),
    path("dev/mail/", developers.mails, name="mails"),
    path("dev/sms/", developers.text_messages, name="text_messages"),
]
