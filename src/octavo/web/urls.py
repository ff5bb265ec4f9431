"""The site's addresses. What begins with an edition comes last: its first word can be anything else."""

from __future__ import annotations

from django.urls import include, path, re_path

from octavo.web import (
    article,
    changes,
    converters,  # noqa: F401 - registers <name:…>
    copies,
    feeds,
    hashtag,
    health,
    home,
    plain,
    publisher,
    sample,
    search,
    story,
    videos,
    why,
)

urlpatterns = [
    path("", home.front, name="front"),
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
    path("robots.txt", plain.robots, name="robots"),
    path("manifest.webmanifest", plain.manifest, name="manifest"),
    path("favicon.ico", plain.favicon),
    path("sample-image/<path:name>", sample.image, name="sample-image"),
    path("account/", include("octavo.web.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("discuss/", include("octavo.web.discuss.urls")),
    path("owner/", include("octavo.web.owner.urls")),
    path("moderation/", include("octavo.web.moderation.urls")),
    re_path(
        r"^(?P<slug>[a-z0-9][a-z0-9-]{1,39})/",
        include(
            [
                path("", home.home, name="home"),
                path("feed.xml", feeds.Home(), name="home-feed"),
                path("eight", home.eight, name="eight"),
                path("section/<name:name>", home.section, name="section"),
                path("videos", videos.videos, name="videos"),
                path("search", search.search, name="search"),
                path("search/feed.xml", feeds.Search(), name="search-feed"),
                path("hashtag/<name:tag>", hashtag.hashtag, name="hashtag"),
                path("hashtag/<name:tag>/feed.xml", feeds.Hashtag(), name="hashtag-feed"),
                path("publisher/<name:name>", publisher.publisher, name="publisher"),
                path("publisher/<name:name>/feed.xml", feeds.Publisher(), name="publisher-feed"),
                path("story/<slug:ref>/feed.xml", feeds.Story(), name="story-feed"),
                path("story/<slug:ref>", story.story),
                path("story/<slug:ref>/<str:words>", story.story, name="story"),
                path("story/<slug:ref>/<str:words>/why", why.why, name="why"),
                path("article/<slug:ref>", article.article),
                path("article/<slug:ref>/<str:words>", article.article, name="article"),
                path("article/<slug:ref>/<str:words>/changes", changes.changes, name="changes"),
                path("article/<slug:ref>/<str:words>/copies", copies.copies, name="copies"),
            ]
        ),
    ),
]
