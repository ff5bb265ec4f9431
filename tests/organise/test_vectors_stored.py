"""An embedder's vectors stand beside the analyses, and an embedder that fails stops no article."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np
import pytest
from pytest import LogCaptureFixture

from octavo.config.checks import Finding, run
from octavo.core.organise.meanings import unpack
from octavo.organise.embedding import REST, Embedding, current
from octavo.organise.enrich import enrich
from octavo.organise.pipeline import Organiser
from octavo.providers.endpoint import Endpoint
from octavo.providers.wanted import Wanted
from octavo.store import articles
from octavo.store.models import Article, ArticleAnalysis, ArticleVector, Publisher, RelatedList, StoryMember
from octavo.store.removal import remove
from octavo.types import Document
from tests.drafts import BELL, CHESS, FLOOD, NOW, draft
from tests.model_server import Server, serving, vector

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Any:
    with serving(Server()) as running:
        settings.OCTAVO_EMBED = Wanted(url=running.url, model=f"model of {running.url}")
        yield running


def organise() -> None:
    Organiser("tests", lambda: NOW).finish()


def finding(subject: str) -> Finding | None:
    return next((found for found in run() if found.subject == subject), None)


def test_vectors_stand_beside_analyses(server: Server) -> None:
    articles.save([draft(1), draft(2, publisher=BELL, hours=1), draft(3, text=CHESS, hours=2)], NOW)
    organise()
    assert ArticleVector.objects.count() == StoryMember.objects.count() == 3
    row = ArticleVector.objects.first()
    assert row is not None and row.embedder == current().identity == f"endpoint model of {server.url}"
    vector = unpack(bytes(row.blob))
    assert vector is not None and np.linalg.norm(vector) == pytest.approx(1.0)
    meaning = finding("meaning")
    assert meaning is not None and meaning.message.startswith("3 of the newest 3")
    remove([row.article_id])
    assert ArticleVector.objects.count() == 2


JISHIN = "夜中の大雨で川があふれ、町の人々が家を離れた。橋は閉じられ、列車も止まっている。"

BUKKA = "物価は先月も上がり、家計の負担が増えた。中央銀行は来週の会合で対応を話し合う見通しだ。"


def by_subject(text: str) -> list[float]:
    """Floods point one way, all else its own."""
    digest = vector(text)[1:]
    return [0.2 * value for value in digest] + ([3.0] if "flood" in text.lower() or "大雨" in text else [0.0])


def test_two_scripts_meet_in_one_story_and_do_so_after_a_restart(server: Server) -> None:
    server.of = by_subject
    articles.save([draft(1), draft(2, text=CHESS, hours=1)], NOW)
    organise()
    ja = draft(3, text=JISHIN, title="大雨で川があふれる", publisher=BELL, hours=2, lang="ja")
    articles.save([ja, draft(4, text=BUKKA, title="物価が上がる", publisher=BELL, hours=3, lang="ja")], NOW)
    organise()  # by another process, which restores the stream
    stories = dict(StoryMember.objects.values_list("article__url", "story_id"))
    home = {url.rsplit("/", 1)[1]: story for url, story in stories.items()}
    assert home["1"] == home["3"] and len(set(home.values())) == 3
    items = RelatedList.objects.get(article__url__endswith="/1").items
    assert len(items) == 1 and "other language" in items[0][3]


def test_vectors_of_another_embedder_are_not_compared(server: Server, settings: Any) -> None:
    server.of = by_subject
    articles.save([draft(1)], NOW)
    organise()
    settings.OCTAVO_EMBED = Wanted(url=server.url, model="a newer one")
    articles.save([draft(3, text=JISHIN, title="大雨で川があふれる", publisher=BELL, hours=2, lang="ja")], NOW)
    organise()
    assert set(ArticleVector.objects.values_list("embedder", flat=True)) == {
        f"endpoint model of {server.url}",
        "endpoint a newer one",
    }
    assert StoryMember.objects.values("story_id").distinct().count() == 2


def test_without_an_embedder_there_are_none(settings: Any) -> None:
    settings.OCTAVO_EMBED = Wanted("off")
    articles.save([draft(1)], NOW)
    organise()
    assert ArticleAnalysis.objects.count() == 1 and not ArticleVector.objects.exists()
    assert finding("meaning") is None


def test_a_dead_endpoint_stops_nothing_and_is_left_alone_for_a_while(settings: Any, caplog: LogCaptureFixture) -> None:
    settings.OCTAVO_EMBED = Wanted(url="http://127.0.0.1:1/v1", model="m")
    with caplog.at_level(logging.WARNING, "octavo"):
        articles.save([draft(1), draft(2, publisher=BELL, hours=1)], NOW)
        enrich("tests", lambda: NOW, limit=1)
        organise()
    assert StoryMember.objects.count() == 2 and not ArticleVector.objects.exists()
    assert sum("embed-failed" in line.message for line in caplog.records) == 1
    found = finding("embedder")
    assert found is not None and found.level == "warning" and "did not answer" in found.message


def test_a_setting_that_cannot_be_used_stops_nothing(settings: Any, caplog: LogCaptureFixture) -> None:
    settings.OCTAVO_EMBED = Wanted(url="http://127.0.0.1:1/v1")
    articles.save([draft(1)], NOW)
    organise()
    assert StoryMember.objects.count() == 1
    found = finding("embedder")
    assert found is not None and "OCTAVO_EMBED_MODEL" in found.message


def test_many_articles_without_a_vector_are_told(server: Server) -> None:
    articles.save([draft(number) for number in range(100)], NOW)
    found = finding("meaning")
    assert found is not None and found.level == "warning" and "none of the newest 100" in found.message


def test_reserved_texts_are_given_to_no_model(server: Server) -> None:
    articles.save([draft(1), draft(2, publisher=BELL, hours=1), draft(3, text=CHESS, hours=2)], NOW)
    Article.objects.filter(url__endswith="/3").update(tdm_reserved=True)
    Publisher.objects.filter(name=BELL.name).update(tdm_reserved=True)
    organise()
    assert StoryMember.objects.count() == 3
    assert [row.article.url.rsplit("/", 1)[1] for row in ArticleVector.objects.select_related("article")] == ["1"]
    assert len(server.asked) == 2 and len(server.asked[1]["input"]) == 1


def test_an_edit_drops_or_replaces_the_vector(server: Server) -> None:
    articles.save([draft(1)], NOW)
    organise()
    before = bytes(ArticleVector.objects.get().blob)
    articles.save([draft(1, text=f"{FLOOD} It fell.")], NOW)
    organise()
    assert bytes(ArticleVector.objects.get().blob) != before
    Publisher.objects.update(tdm_reserved=True)
    articles.save([draft(1, text=f"{FLOOD} It fell on Thursday.")], NOW)
    organise()
    assert not ArticleVector.objects.exists()


def test_after_its_rest_the_embedder_is_tried_again(server: Server) -> None:
    embedding = Embedding(Endpoint(server.url, "m", sleep=lambda _: None))
    told = {1: (Document(1, "A title", ""), "en"), 2: (Document(2, "", ""), "en")}
    server.answers = [lambda asked: (400, {}, b"")]
    assert embedding.of(told, NOW) == {}
    assert embedding.of(told, NOW + REST / 2) == {}
    assert list(embedding.of(told, NOW + REST)) == [1]
    assert embedding.of({}, NOW + REST) == {}
    assert len(server.asked) == 3


class Broken:
    """An embedder that gives fewer rows than it was asked for."""

    name = "broken"
    version = "1"
    languages: frozenset[str] | None = None
    characters = 500
    dimensions: int | None = 3

    def embed(self, texts: Any) -> Any:
        return np.zeros((len(texts) - 1, 3), dtype=np.float32)


def test_an_embedder_that_breaks_its_word_stops_nothing(caplog: LogCaptureFixture) -> None:
    embedding = Embedding(Broken())
    told = {1: (Document(1, "A ferry ran aground", ""), "en")}
    assert embedding.of(told, NOW) == {}
    assert embedding.of(told, NOW) == {}  # it rests
    assert sum("embed-failed" in line.message for line in caplog.records) == 1
