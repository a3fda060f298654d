"""The yardstick for pages: the least that Django can be, on the same web server."""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello", headers={"Content-Length": "5"})


urlpatterns = [path("", hello)]

if not settings.configured:
    settings.configure(ROOT_URLCONF="benchmarks.minimal", ALLOWED_HOSTS=["*"], SECRET_KEY="minimal")
    import django

    django.setup()
application = WSGIHandler()
