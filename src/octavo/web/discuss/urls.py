"""Addresses of the discussion's forms. The discussion itself stands on the pages of articles and stories."""

from __future__ import annotations

from django.urls import path

from octavo.web import converters  # noqa: F401 - registers <id:…>
from octavo.web.discuss import views

app_name = "discuss"
urlpatterns = [
    path("article/<id:article_id>/comment/", views.post, name="post"),
    path("comment/<id:comment_id>/", views.permalink, name="comment"),
    path("comment/<id:comment_id>/edit/", views.edit, name="edit"),
    path("comment/<id:comment_id>/delete/", views.delete, name="delete"),
    path("comment/<id:comment_id>/report/", views.report, name="report"),
]
