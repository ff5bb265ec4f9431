"""Where the addresses begin: the site and the API."""

from __future__ import annotations

from django.urls import include, path

from octavo.api.urls import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("octavo.web.urls")),
]
