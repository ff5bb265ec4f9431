"""The page of what a publisher changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from octavo.core.gather.urls import base32_id
from octavo.store.models import Article
from tests.builders import make_article, make_publisher, make_version

pytestmark = pytest.mark.django_db
OLD = "Two people were hurt on the bridge.\n\nThe road is closed.\n\nPolice ask for witnesses."
NEW = "Three people were hurt on the bridge.\n\nThe road is closed.\n\nPolice ask for witnesses.\n\nIt reopens at noon."


def path_of(article: Article, lang: str = "en") -> str:
    return f"/{lang}/article/{base32_id(article.id)}/{'bridge-crash'}/changes"


@pytest.fixture
def article() -> Article:
    made = make_article("Bridge crash", OLD, publisher=make_publisher("Harbour Post"))
    make_version(made, NEW)
    return made


def test_words_taken_out_and_put_in(client: Client, article: Article) -> None:
    html = client.get(path_of(article)).content.decode()
    assert "<del>Two</del>" in html
    assert "<ins>Three</ins>" in html
    assert "<ins>It reopens at noon.</ins>" in html
    assert "2 paragraphs unchanged" in html
    assert html.count("<h1") == 1


def test_a_changed_headline(client: Client) -> None:
    made = make_article("Bridge crush", OLD)
    make_version(made, OLD, title="Bridge crash")
    html = client.get(path_of(made)).content.decode()
    assert "Headline:" in html
    assert "<ins> crash</ins>" in html


def test_one_version_only(client: Client) -> None:
    html = client.get(path_of(make_article("Bridge crash", OLD))).content.decode()
    assert "one version of this article only" in html


def test_texts_stay_hidden_where_they_may_not_be_shown(client: Client, article: Article, settings: Any) -> None:
    settings.OCTAVO_PUBLIC = "on"
    html = client.get(path_of(article)).content.decode()
    assert "people were hurt" not in html
    assert "may not be shown here" in html


def test_other_language_words_missing_hidden(client: Client, article: Article) -> None:
    assert client.get(path_of(article, "fr")).status_code == 308
    assert client.get(path_of(article).replace("bridge-crash", "x")).status_code == 301
    assert client.get("/en/article/7/x/changes").status_code == 404
    Article.objects.filter(id=article.id).update(hidden=True)
    assert client.get(path_of(article)).status_code == 404
