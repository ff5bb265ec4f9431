"""Addresses of the moderators' pages and of the public log."""

from __future__ import annotations

from django.urls import path

from octavo.web import converters  # noqa: F401 - registers <id:…>
from octavo.web.moderation import hashtags, mend, views

app_name = "moderation"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("log", views.log, name="log"),
    path("hashtags/", hashtags.hashtags, name="hashtags"),
    path("hashtags/<id:rule_id>/back/", hashtags.back, name="hashtag-back"),
    path("comment/<id:comment_id>/", views.comment, name="comment"),
    path("story/<id:story_id>/", views.story, name="story"),
    path("story/<id:story_id>/thread/", views.thread, name="thread"),
    path("story/<id:story_id>/split/<id:article_id>/", mend.split, name="split"),
    path("story/<id:story_id>/merge/", mend.merge, name="merge"),
    path("log/<id:entry_id>/undo/", mend.undo, name="undo"),
]
