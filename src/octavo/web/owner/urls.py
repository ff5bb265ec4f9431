"""Addresses of the owner's pages."""

from __future__ import annotations

from django.urls import path

from octavo.web import converters  # noqa: F401 - registers <id:…>
from octavo.web.owner import (
    discovery,
    editions,
    lists,
    overview,
    packs,
    publishers,
    readers,
    rule,
    source,
    sources,
    work,
)

app_name = "owner"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("sample/", overview.sample, name="sample"),
    path("packs/", packs.packs, name="packs"),
    path("packs/<slug:slug>/", packs.pack, name="pack"),
    path("sources/", sources.sources, name="sources"),
    path("sources/opml/", lists.opml, name="opml"),
    path("sources/lists/<id:work_id>/", lists.progress, name="list"),
    path("sources/rule/", rule.rule, name="rule"),
    path("sources/found/<id:work_id>/", discovery.found, name="found"),
    path("sources/<id:source_id>/", source.source, name="source"),
    path("editions/", editions.editions, name="editions"),
    path("editions/new/", editions.new, name="new-edition"),
    path("editions/<id:edition_id>/", editions.edit, name="edition"),
    path("publishers/", publishers.publishers, name="publishers"),
    path("publishers/<id:publisher_id>/", publishers.change, name="publisher"),
    path("readers/", readers.readers, name="readers"),
    path("readers/link/", readers.link, name="link"),
    path("readers/<name:username>/", readers.change, name="reader"),
    path("work/", work.parked, name="work"),
]
