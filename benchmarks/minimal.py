"""The yardstick for pages: a view that says hello, in a project as ``startproject`` makes it.

That is what every page of a shop starts from: the same web server and the middleware Django gives everybody
(sessions, protection against forged requests, who is asking), without a query or a template.
"""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("", hello)]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

if not settings.configured:
    settings.configure(
        ROOT_URLCONF="benchmarks.minimal", ALLOWED_HOSTS=["*"], SECRET_KEY="minimal", MIDDLEWARE=MIDDLEWARE,
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                        "django.contrib.messages"],
    )  # fmt: skip
    import django

    django.setup()
application = WSGIHandler()
