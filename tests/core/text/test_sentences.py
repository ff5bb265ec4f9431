import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.text.sentences import sentences


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ["Mr. Smith of the U.S. Senate paid $3.5 million.", '"Really?" he asked.', "He left!", "“Yes.”", "Go…"]),
        ("en", ["He came to the U.S.", "The deal, said J. R. Brown Jr. in Ohio, ended at 5 p.m.", "Then he left."]),
        ("de", ["Am 3. Mai kam Dr. Müller z. B. nach Köln.", "Im Jahr 2014.", "Der Rest."]),
        ("en", ["He got 12.", "Berlin won."]),
        ("fr", ["M. Petit a dit « Non. »", "Puis il est parti."]),
        ("ru", ["В 2014 г. Иванов сказал.", "Да."]),
        ("ar", ["هل هذا صحيح؟", "نعم."]),
        ("hi", ["यह है।", "वह गया।"]),
        (None, ["One.", "Two."]),
    ],
)
def test_sentences_of_many_languages(lang: str | None, parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[span.start : span.end] for span in sentences(text, lang)] == parts


def test_full_width_stops_need_no_blank() -> None:
    text = "他说：“你好。”然后走了。真的吗？是的！"
    assert [text[span.start : span.end] for span in sentences(text, "zh")] == [
        "他说：“你好。”", "然后走了。", "真的吗？", "是的！",
    ]  # fmt: skip


def test_blank_lines_end_sentences_and_wrapped_lines_do_not() -> None:
    wrapped = "This line was broken by a mail program after many words\nWords of it"
    assert len(sentences(wrapped, "en")) == 1
    assert len(sentences("Short\nLine", "en")) == 2
    assert len(sentences("Short\nline", "en")) == 1
    assert len(sentences("A quite long line that ends with a stop and a newline.\nNext one", "en")) == 2
    assert len(sentences("One\n\ntwo", "en")) == 2


def test_odd_input() -> None:
    assert sentences("", "en") == []
    assert sentences("  \n ", "en") == []
    assert len(sentences("1. First item", "en")) == 1
    assert len(sentences("( . Yes", "en")) >= 1
    assert len(sentences("He was 5. Der Rest", "de")) == 2


@given(st.text(alphabet="Ab1.!?\n “”»。U ", max_size=80), st.sampled_from(["en", "de", None]))
def test_spans_are_ordered_and_cover_all_words(text: str, lang: str | None) -> None:
    spans = sentences(text, lang)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    joined = "".join(text[span.start : span.end] for span in spans)
    assert "".join(joined.split()) == "".join(text.split())
