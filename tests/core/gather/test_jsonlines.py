"""Articles handed over as JSON: fields, aliases, notes and refusals."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.gather import jsonlines
from octavo.core.gather.jsonlines import draft_from_json
from octavo.errors import InputError, TooLarge
from octavo.types import Draft, Kind, Precision, PublisherRef

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


def read(**fields: Any) -> Draft:
    draft, notes = draft_from_json(fields, now=NOW)
    assert notes == ()
    return draft


def notes(**fields: Any) -> tuple[Draft, str]:
    draft, found = draft_from_json(fields, now=NOW)
    return draft, " | ".join(found)


def test_a_full_line() -> None:
    draft = read(
        id=17,
        url="https://www.example.com/a?utm_source=x",
        publisher="The Example",
        title="Trams\x00 return",
        text="The trams are back.\n\nPeople cheered.",
        published="2024-04-30T10:00:00+02:00",
        updated="2024-04-30",
        lang="en-GB",
        authors=["Ana Lima", {"name": "Bo  Ek"}, "Ana Lima", 3.5, None],
        image={"url": "https://img.example.com/a.jpg?sig=1"},
        keywords="trams, city;  transport",
        kind="Video",
        section="City",
        description="They are back.",
    )
    assert (draft.url, draft.external_id) == ("https://www.example.com/a", "17")
    assert draft.publisher == PublisherRef("The Example", "example.com")
    assert draft.title == "Trams return"
    assert draft.body.text == "The trams are back.\n\nPeople cheered."
    assert draft.published is not None and draft.published.isoformat() == "2024-04-30T10:00:00+02:00"
    assert draft.updated is not None and draft.updated.precision is Precision.DAY
    assert draft.lang == "en"
    assert draft.authors == ("Ana Lima", "Bo Ek", "3.5")
    assert draft.image == "https://img.example.com/a.jpg?sig=1"
    assert draft.keywords == ("trams", "city", "transport")
    assert (draft.kind, draft.section, draft.summary) == (Kind.VIDEO, "City", "They are back.")


def test_headline_only_without_address() -> None:
    draft = read(id="n 1", url=None, headline="Only a headline", publisher={"name": "Ex", "url": "https://ex.example"})
    assert draft.url == "urn:octavo:n 1"
    assert draft.publisher == PublisherRef("Ex", "ex.example")
    assert draft.body.text == ""


def test_title_less_html_and_default_publisher() -> None:
    draft, _ = draft_from_json({"id": 1, "html": "<p>One.</p><script>x</script>"}, now=NOW, default_publisher="Desk")
    assert (draft.title, draft.body.text) == ("", "One.")
    assert draft.publisher == PublisherRef("Desk", "desk")


def test_html_without_text_falls_back_to_text() -> None:
    assert read(id=1, html="<script>x</script>", text="Words.").body.text == "Words."


def test_own_names_come_back() -> None:
    draft = read(url="urn:octavo:9", title="A", external_id="9", authors={"name": "Ana Lima"}, keywords=7)
    assert (draft.url, draft.external_id) == ("urn:octavo:9", "9")
    assert (draft.authors, draft.keywords) == (("Ana Lima",), ())


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "A"},
        {"url": "nowhere", "title": "A"},
        {"id": 1},
        {"id": True, "title": "A"},
        {"id": 1, "text": " \x00 "},
    ],
)
def test_refusals_say_what_is_missing(fields: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        draft_from_json(fields, now=NOW)


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge):
        draft_from_json({"id": 1, "text": "x" * (jsonlines.MAX_TEXT + 1)}, now=NOW)


def test_what_cannot_be_used_is_noted() -> None:
    draft, found = notes(
        id=1,
        url="ftp://example.com",
        title="x" * 5000,
        published="2099-01-01",
        updated="soonish",
        lang="the English",
        kind="poem",
    )
    assert (len(draft.title), draft.published, draft.updated, draft.lang) == (500, None, None, None)
    assert draft.kind is Kind.ARTICLE
    for word in (
        "url:",
        "title: 5000",
        "published: 2099-01-01 lies in the future",
        "updated: no date",
        "lang:",
        "kind:",
    ):
        assert word in found


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "url", "host"]), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([a for names in jsonlines._ALIASES.values() for a in names]), _values))
def test_any_object_gives_a_draft_or_an_input_error(obj: dict[str, Any]) -> None:
    try:
        draft, _ = draft_from_json(obj, now=NOW)
    except InputError as error:
        assert str(error)
    else:
        assert draft.title or draft.body.text
