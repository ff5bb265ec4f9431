from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from octavo.core.explain.salience import cosine, rate
from octavo.core.explain.summarise import Readable, key_points, story_points

TITLE = "Ferry sinks off the northern coast"
TEXT = (
    "A ferry carrying 214 passengers sank off the northern coast late on Tuesday evening. "
    "All passengers of the ferry were brought ashore by fishing boats within three hours. "
    "“We heard a bang and then the lights went out in every cabin below the deck.” "
    "Why did the bow door of the old ferry open in such calm weather? "
    "Subscribe to our newsletter to get the best stories of the week every morning. "
    "Nordlink, the company that runs the ferry, said that it would pay for all lost luggage. "
    "It had bought the ship from a Danish owner only seven months before the accident. "
    "Short one. "
    "Investigators believe that water entered the ferry through a damaged bow door on the car deck. "
    "The weather service had warned of strong winds in the south of the country only. "
    "Local hotels opened their rooms to passengers who could not travel home that night."
)


def quoted(text: str, lang: str | None = "en", count: int = 4) -> list[str]:
    points = key_points(7, TITLE, text, lang, count=count)
    for point in points:
        assert point.citation.article_id == 7
        assert text[point.citation.span.start : point.citation.span.end] == point.text
    return [point.text for point in points]


def test_points_are_quoted_in_text_order_without_furniture() -> None:
    points = quoted(TEXT, count=8)
    assert points[0].startswith("A ferry carrying 214")
    assert [TEXT.index(point) for point in points] == sorted(TEXT.index(point) for point in points)
    assert not any("newsletter" in point or point.endswith("?") or point.startswith("“") for point in points)


def test_short_texts_get_few_points() -> None:
    assert len(quoted(TEXT, count=4)) == 3
    assert len(quoted(TEXT.split(". ")[0] + ".")) == 1
    assert quoted("") == []
    assert quoted("Too short.") == []
    assert quoted(TEXT, count=0) == []


def test_a_text_without_spaces_gives_points() -> None:
    text = "市政府周三宣布，新的跨江大桥将于明年春天开始建设，预计耗资四十八亿元。" * 2
    assert quoted(text, "zh") != []


def test_sentences_of_function_words_only_do_not_count() -> None:
    assert rate([("", "It is what it was and so it will be.", "en")]) == []


def test_nothing_shared_has_no_likeness() -> None:
    assert cosine({"a": 1.0}, {"b": 0.6, "c": 0.8}) == 0.0
    assert cosine({"a": 0.6, "b": 0.8}, {"a": 1.0}) == 0.6


def article(id: int, publisher: str, text: str, day: int | None) -> Readable:
    return Readable(id, publisher, TITLE, text, "en", datetime(2024, 5, day, tzinfo=UTC) if day else None)


def test_a_story_says_nothing_twice() -> None:
    other = (
        "The ferry that sank on Tuesday had failed an inspection of its bow door in March. "
        "A ferry carrying 214 passengers sank off the northern coast on Tuesday evening."
    )
    articles = [article(3, "b", other, None), article(2, "a", TEXT, 2), article(1, "c", TEXT, 1)]
    points = story_points(articles, 4)
    assert len(points) == 4
    texts = {one.article_id: one.text for one in articles}
    for point in points:
        span = point.citation.span
        assert texts[point.citation.article_id][span.start : span.end] == point.text
    assert sum("214" in point.text for point in points) == 1
    assert {point.citation.article_id for point in points} == {1, 3}, "a copy is cited from the earliest article"


@given(st.text(max_size=200), st.sampled_from(["en", "zh", None, "xx"]))
def test_any_text_is_taken(text: str, lang: str | None) -> None:
    quoted(text, lang)
