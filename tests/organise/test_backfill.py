"""Articles from before the embedder get their vectors when the operator asks, and are compared by them from then on."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner, Result

from octavo.cli import group
from octavo.errors import ConfigError
from octavo.organise import backfill
from octavo.organise.embedding import current
from octavo.organise.pipeline import Organiser
from octavo.providers.wanted import Wanted
from octavo.store import articles, vectors_missing
from octavo.store.models import Article, ArticleVector, RelatedList, StoryMember, StreamState
from tests.drafts import BELL, CHESS, NOW, draft
from tests.model_server import Server, serving, vector

pytestmark = pytest.mark.django_db(transaction=True)
JISHIN = "夜中の大雨で川があふれ、町の人々が家を離れた。橋は閉じられ、列車も止まっている。"


def by_subject(text: str) -> list[float]:
    """Floods point one way, all else its own."""
    digest = vector(text)[1:]
    return [0.2 * value for value in digest] + ([3.0] if "flood" in text.lower() or "大雨" in text else [0.0])


def octavo_embed() -> Result:
    return CliRunner().invoke(group, ["embed"])


@pytest.fixture
def server(settings: Any) -> Any:
    """Three articles were grouped before it came."""
    settings.OCTAVO_EMBED = Wanted("off")
    articles.save([draft(1), draft(2, text=CHESS, hours=1), draft(3, publisher=BELL, text=CHESS, hours=2)], NOW)
    before = Organiser("before", lambda: NOW)
    before.finish()
    before.close()
    with serving(Server(of=by_subject)) as running:
        settings.OCTAVO_EMBED = Wanted(url=running.url, model=f"model of {running.url}")
        yield running


def test_a_report_in_another_language_finds_what_came_before_the_embedder(server: Server) -> None:
    assert not ArticleVector.objects.exists()
    worker = Organiser("worker", lambda: NOW)
    worker.finish()  # it holds the stream in memory, without vectors
    result = octavo_embed()
    assert result.exit_code == 0, result.output
    assert "3 articles have a vector now; 0 could not be served." in result.stdout
    articles.save([draft(4, text=JISHIN, title="大雨で川があふれる", publisher=BELL, hours=3, lang="ja")], NOW)
    worker.finish()
    home = {url.rsplit("/", 1)[1]: pk for url, pk in StoryMember.objects.values_list("article__url", "story_id")}
    assert home["4"] == home["1"] != home["2"]
    assert "other language" in RelatedList.objects.get(article__url__endswith="/4").items[0][3]


def test_again_it_finds_nothing_to_do_and_leaves_the_streams_alone(server: Server) -> None:
    assert octavo_embed().exit_code == 0
    epoch, asked = StreamState.objects.get().epoch, len(server.asked)
    result = octavo_embed()
    assert (result.exit_code, "0 articles" in result.stdout) == (0, True)
    assert (StreamState.objects.get().epoch, len(server.asked)) == (epoch, asked)


def test_it_goes_on_where_it_was_cut_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = StoryMember.objects.order_by("-grouped_no").values_list("article_id", flat=True)
    vectors_missing.save(current().identity, {newest[0]: b"\x01"})
    left: list[int] = []
    assert backfill.backfill(lambda: NOW, left.append) == (2, 0)
    assert left == [0]
    assert bytes(ArticleVector.objects.get(article_id=newest[0]).blob) == b"\x01", "what stands is not made again"
    assert vectors_missing.save(current().identity, {newest[0]: b"\x02"}) == 0


def test_newest_first_in_parts(server: Server) -> None:
    numbers = []
    before = None
    while rows := vectors_missing.newest(current().identity, 2, before, 1):
        before = rows[-1][0]
        numbers.append(before)
    assert numbers == sorted(StoryMember.objects.values_list("grouped_no", flat=True))[:0:-1], "two are the window"
    assert vectors_missing.count(current().identity, 2) == 2


def test_another_embedders_vectors_are_replaced(server: Server) -> None:
    pk = StoryMember.objects.values_list("article_id", flat=True)[0]
    ArticleVector.objects.create(article_id=pk, embedder="the one before", blob=b"\x01")
    assert "3 articles" in octavo_embed().stdout
    assert set(ArticleVector.objects.values_list("embedder", flat=True)) == {current().identity}


def test_reserved_texts_and_a_failing_endpoint_are_told(server: Server, settings: Any) -> None:
    Article.objects.filter(url__endswith="/1").update(tdm_reserved=True)
    assert "2 articles have a vector now; 1 could not be served." in octavo_embed().stdout
    settings.OCTAVO_EMBED = Wanted(url="http://127.0.0.1:1/v1", model="none answers")
    result = octavo_embed()
    assert (result.exit_code, "0 articles have a vector now; 3 could not" in result.stdout) == (1, True)


def test_without_an_embedder_it_says_what_to_do(settings: Any) -> None:
    settings.OCTAVO_EMBED = Wanted("off")
    with pytest.raises(ConfigError, match="no embedder"):
        backfill.backfill(lambda: NOW, lambda _: None)
