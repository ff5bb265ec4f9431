"""What is proposed to be one: spellings and short forms."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.hashtag_suggestions import Pair, Used, pairs, written


def names(*labels: str) -> list[tuple[str, str]]:
    found = pairs([Used(label, 10 - at) for at, label in enumerate(labels)])
    return [(pair.name.label, pair.becomes.label) for pair in found]


def test_short_forms_with_and_without_small_words() -> None:
    assert names("World Health Organization", "WHO") == [("WHO", "World Health Organization")]
    assert names("UN", "Bank of England", "BOE", "BE") == [("BOE", "Bank of England"), ("BE", "Bank of England")]
    assert names("Europäische Zentralbank", "EZB", "Weather", "who") == []


def test_two_full_names_of_one_short_form_are_not_both_taken() -> None:
    assert names("Australian Broadcasting Corporation", "American Broadcasting Company", "ABC") == [
        ("ABC", "Australian Broadcasting Corporation")
    ]


def test_a_short_form_is_not_its_own_full_name() -> None:
    assert names("U S", "US") == []


def test_spellings_lead_to_the_most_used() -> None:
    found = pairs([Used("Ships", 3), Used("Ship", 9), Used("México", 1), Used("Mexico", 8), Used("!", 4)])
    assert [(pair.name.label, pair.becomes.label, pair.alike) for pair in found] == [
        ("Ships", "Ship", True),
        ("México", "Mexico", True),
    ]


def test_spellings_of_two_languages_are_no_pair() -> None:
    czech, english, both = frozenset(["cs"]), frozenset(["en"]), frozenset(["cs", "en"])
    assert pairs([Used("Paříž", 3, czech), Used("Pariz", 9, english)]) == []
    found = pairs([Used("Paříž", 3, czech), Used("Pariz", 9, english), Used("Pařiž", 2, both)])
    assert [(pair.name.label, pair.becomes.label) for pair in found] == [("Pařiž", "Pariz")]


def test_capitals_make_no_pair() -> None:
    assert pairs([Used("Weather", 2), Used("weather", 5), Used("weather", 1)]) == []


def test_as_texts_write_it() -> None:
    pair = Pair(Used("WHO", 1), Used("World Health Organization", 1), False)
    assert written(pair) == "World Health Organization (WHO)"


LABELS = st.sampled_from(["Ship", "Ships", "WHO", "World Health Organization", "Mexico", "México", "BOE", "!", ""])
USED = st.lists(st.builds(Used, LABELS, st.integers(1, 9)), max_size=9)


@given(USED)
def test_order_is_no_matter_and_nothing_is_itself(used: list[Used]) -> None:
    found = pairs(used)
    assert pairs(used[::-1]) == found
    assert all(pair.name.label != pair.becomes.label for pair in found)
