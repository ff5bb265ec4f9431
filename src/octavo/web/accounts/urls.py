"""Octavo's own account page, beside those of django-allauth."""

from __future__ import annotations

from django.urls import path

from octavo.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.me, name="me"),
    path("link/<str:token>", views.link, name="link"),
]
