"""The WSGI entry for the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from zhanggui.kernel import garbage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhanggui.config.settings")
with garbage.loading():
    application = get_wsgi_application()
    # Every surface is loaded now and not by the first visitor, who would wait for it.
    get_resolver().url_patterns  # noqa: B018
garbage.settle()
