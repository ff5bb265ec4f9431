from hypothesis import given
from hypothesis import strategies as st

from octavo.core.text import stems as module
from octavo.core.text.reading import read
from octavo.core.text.stems import stem, stems, stopwords, terms, written_stem


def test_terms_are_stems_without_function_words() -> None:
    assert terms("The elections in Ukraine's cities", "en") == ["elect", "ukrain", "citi"]
    assert terms("a b 中", "xx") == ["中"]


def test_the_country_is_no_pronoun() -> None:
    assert terms("He told us of the U.S. and the US, 1.5 times", "en") == ["usa", "usa", "1.5"]


def test_light_stemmers_for_ukrainian_and_korean() -> None:
    assert stem("президента", "uk") == stem("президент", "uk")
    assert stem("한국은", "ko") == "한국"
    assert stem("이", "ko") == "이"


def test_numbers_and_unknown_languages_stay() -> None:
    assert stem("1,200", "en") == "1,200"
    assert stems("Foo bars", "xx") == ["foo", "bars"]


def test_written_stem() -> None:
    assert written_stem("Trump's", "en") == "trump"
    assert written_stem("…", "en") == ""


def test_stopwords_by_language_and_kin() -> None:
    assert "und" in stopwords("de")
    assert stopwords("nb") == stopwords("no")
    assert stopwords(None) == frozenset()


def test_the_cache_is_bounded() -> None:
    cache = module.Remembered(str.upper)
    for number in range(module._CACHED + 1):
        assert cache[f"w{number}"] == f"W{number}"
    assert len(cache) == 1


def test_read_gives_a_stem_for_each_token() -> None:
    reading = read("Die Wahlen in Köln", "de")
    assert len(reading.tokens) == len(reading.stems) == 4


@given(st.text(max_size=80), st.sampled_from(["en", "de", "ru", "ar", "ja", "ko", "uk", "tr", None]))
def test_any_text_has_terms(text: str, lang: str | None) -> None:
    assert all(terms(text, lang))


def test_a_word_too_long_to_be_remembered_is_a_word() -> None:
    assert terms("x" * 80 + " ferry", "en") == ["x" * 80, "ferri"]
