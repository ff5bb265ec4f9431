"""What is learned of sections from labelled articles: only from enough, only where it is better, always the same."""

import json
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.sections import SECTIONS, judged, section
from octavo.core.organise.sections_learned import Labelled, Table, learn, placed
from octavo.types import Document

EVEN = dict.fromkeys(SECTIONS, 1 / len(SECTIONS))
# words that stand for a section here, and nowhere else
OWN = {"sport": ["puck", "rink", "goalie"], "business": ["tariff", "ledger", "broker"], "health": ["ward", "dose"]}


def corpus(articles: int = 240, publishers: int = 4) -> list[Labelled]:
    random = np.random.default_rng(8)
    made = []
    for number in range(articles):
        name = list(OWN)[number % len(OWN)]
        words = [str(word) for word in random.choice([*OWN[name], "the", "town", "said", "monday"], 8)]
        made.append(Labelled((*words, f"site{number % publishers}"), EVEN, name, f"house{number % publishers}"))
    return made


def test_words_of_its_own_sources_are_learned() -> None:
    table, report = learn(corpus())
    assert table is not None and report.used
    assert (report.labels, report.publishers, report.sections) == (240, 4, 3)
    assert report.before < 0.5 < 0.9 < report.after
    likely = table.likelihoods(["puck", "goalie", "unheard"], EVEN)
    assert judged(likely)[0] == "sport" and abs(sum(likely.values()) - 1) < 1e-9
    assert judged(table.likelihoods(["unheard"], EVEN))[0] is None


def test_what_one_site_writes_under_everything_is_not_learned() -> None:
    table, _ = learn(corpus())
    assert table is not None
    assert "site1" not in table.to_json()["stems"]


def test_a_table_comes_back_as_it_was() -> None:
    table, _ = learn(corpus())
    assert table is not None
    again = Table.from_json(json.loads(json.dumps(table.to_json())))
    assert again.to_json() == table.to_json()
    stems = ["tariff", "ward", "puck", "puck"]
    assert again.likelihoods(stems, EVEN) == table.likelihoods(stems, EVEN)


def test_the_same_articles_give_the_same_table() -> None:
    one, other = learn(corpus())[0], learn(corpus())[0]
    assert one is not None and other is not None
    assert one.to_json() == other.to_json()


def test_too_little_teaches_nothing() -> None:
    few, one_house = corpus(150), corpus(publishers=1)
    two_sections = [one for one in corpus(360) if one.section != "health"]
    for labelled in (few, one_house, two_sections, []):
        table, report = learn(labelled)
        assert table is None and not report.used
    assert learn(few)[1].labels == 150


def test_a_section_with_few_labels_keeps_what_was_shipped() -> None:
    odd = [replace_section(one, "science") for one in corpus()[:5]]
    table, report = learn(corpus() + odd)
    assert table is not None and report.sections == 3 and "science" not in table.sections


def test_what_is_no_better_is_not_used() -> None:
    knows = [Labelled(one.stems, EVEN | {one.section: 0.9}, one.section, one.publisher) for one in corpus()]
    table, report = learn(knows)
    assert table is None and report.before == report.after == 1.0


def test_articles_without_a_known_word_are_learned_from_without_harm() -> None:
    bare = [Labelled((f"only{number}",), EVEN, one.section, one.publisher) for number, one in enumerate(corpus())]
    assert learn(bare)[0] is None


def test_an_article_is_placed_by_what_was_learned_of_its_language() -> None:
    table, _ = learn(corpus())
    assert table is not None
    doc = Document(1, "Goalie puck rink puck", "Puck, rink and goalie.")
    assert placed(doc, "en", {"en": table})[0] == "sport"
    assert placed(doc, "en", {}) == section(doc, "en")
    assert placed(doc, "en", {"de": table}) == section(doc, "en")
    assert placed(replace(doc, section="Business"), "en", {"en": table}) == ("business", 0.95)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["puck", "ward", "x", "\ud800", ""]), max_size=9))
def test_any_words_have_likelihoods(stems: list[str]) -> None:
    likely = TABLE.likelihoods(stems, {})
    assert abs(sum(likely.values()) - 1) < 1e-9 and min(likely.values()) >= 0


def replace_section(one: Labelled, name: str) -> Labelled:
    return replace(one, section=name)


_made = learn(corpus())[0]
assert _made is not None
TABLE = _made
