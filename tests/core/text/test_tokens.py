import itertools

from hypothesis import given
from hypothesis import strategies as st

from octavo.core.text.tokens import Token, normalise, plain, tokens, words


def test_words_keep_numbers_whole_and_drop_acronym_dots() -> None:
    assert words("The U.N. paid 1,200 dollars, or 3.5% more; 50% of it.") == [
        "the", "un", "paid", "1,200", "dollars", "or", "3.5%", "more", "50%", "of", "it",
    ]  # fmt: skip


def test_the_united_states_is_no_pronoun() -> None:
    assert words("US and U.S. and U.S.A. and USA told us", "en") == ["usa", "and"] * 3 + ["usa", "told", "us"]
    assert words("US", "de") == ["us"]


def test_elided_articles_go_and_other_apostrophes_stay() -> None:
    assert words("L’État qu'il aujourd'hui dell’Italia", "fr") == ["état", "il", "aujourd'hui", "italia"]
    assert words("O'Neill's п'ять don't") == ["o'neill", "п'ять", "don't"]
    assert [token.text for token in tokens("d'Orsay")] == ["Orsay"]
    assert [token.text for token in tokens("l'x O'Neill")] == ["l'x", "O'Neill"]


def test_scripts_without_spaces_are_cut() -> None:
    assert words("東京都はワクチンを") == ["東京", "京都", "は", "ワクチン", "を"]
    assert words("中") == ["中"]
    assert len(words("กรุงเทพมหานคร")) > 3
    assert words("日本 in Japan") == ["日本", "in", "japan"]


def test_combining_marks_stay_in_their_word() -> None:
    assert words("प्रधानमंत्री ने कहा।") == ["प्रधानमंत्री", "ने", "कहा"]


def test_offsets_point_at_the_text() -> None:
    assert tokens("Ja, l'été") == [Token("Ja", 0, 2), Token("été", 6, 9)]


def test_plain_and_normalise() -> None:
    assert plain("3.5%") == "3.5%"
    assert plain("l'état") == "état"
    assert plain("u.n") == "un"
    assert normalise("ABC") == "abc"
    assert normalise("Straße’s so\u00adft") == "strasse's soft"


@given(st.text(max_size=200))
def test_tokens_never_overlap_out_of_order_and_match_the_text(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(one.start <= other.start for one, other in itertools.pairwise(found))
    words(text)
