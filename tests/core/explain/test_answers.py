from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.explain.answers import Passage, answer
from octavo.core.explain.questions import counts, expected, offers, query_terms, unit
from octavo.types import Answer

FERRY = (
    "A ferry carrying 214 passengers sank off the northern coast on Tuesday evening. Captain Maria Lindqvist was "
    "rescued by a fishing boat. The company Nordlink said it would compensate all families. Investigators believe "
    "that water entered through a damaged bow door."
)
HOUSING = (
    "Parliament passed the housing bill on 14 March 2024 by 61 votes to 39. Housing minister Tomas Reed called it a "
    "turning point for renters. The law caps rent rises at three percent a year. Critics said the cap would discourage "
    "building."
)
BRIDGE = (
    "Die neue Brücke über die Elbe wurde am Samstag eröffnet. Sie kostete 48 Millionen Euro und ist 312 Meter lang. "
    "Oberbürgermeisterin Anna Vogt sprach von einem guten Tag für die Stadt."
)
TEMPLE = "当地官员周六表示，寺庙踩踏事故造成12人死亡、14人受伤。救援人员已经抵达现场。"
PASSAGES = [
    Passage(1, "Ferry sinks off northern coast", FERRY, 100, "en"),
    Passage(2, "Parliament passes the housing bill", HOUSING, 0, "en"),
    Passage(3, "Stadt eröffnet neue Brücke", BRIDGE, 0, "de"),
    Passage(4, "寺庙踩踏事故", TEMPLE, 0, "zh"),
]


@pytest.mark.parametrize(
    ("question", "article", "words"),
    [
        ("How many passengers were on the ferry?", 1, "214"),
        ("Who was the captain of the ferry?", 1, "Maria Lindqvist"),
        ("When did parliament pass the housing bill?", 2, "14 March 2024"),
        ("Who is the housing minister?", 2, "Tomas Reed"),
        ("How much can rent rise a year?", 2, "three percent"),
        ("Wer ist die Oberbürgermeisterin?", 3, "Anna Vogt"),
        ("寺庙踩踏事故死亡多少人？", 4, "12人死亡"),
    ],
)
def test_answers(question: str, article: int, words: str) -> None:
    given_answer = answer(question, PASSAGES)
    best = given_answer.statements[0]
    assert best.citation.article_id == article
    assert words in best.text
    assert 0 < given_answer.confidence <= 1
    passage = next(one for one in PASSAGES if one.article_id == article)
    start, end = best.citation.span.start - passage.offset, best.citation.span.end - passage.offset
    assert passage.text[start:end] == best.text


@pytest.mark.parametrize(
    "question",
    [
        "Who won the football world cup?",
        "When was the treaty of Rome signed?",
        "How many votes did the president get in the election?",
        "What is the capital of Mongolia?",
        "Who is the transport minister?",
        "How many people died in the earthquake?",
        "When will the ferry be raised from the sea?",
        "how many families did the company compensate",
        "",
        "?",
        "the of and",
    ],
)
def test_says_when_nothing_answers(question: str) -> None:
    assert answer(question, PASSAGES) == Answer()


def test_no_passages_no_answer() -> None:
    assert answer("Who was the captain?", []) == Answer()


def test_copies_are_quoted_once_and_at_most_three_sentences() -> None:
    copies = [Passage(number, "Ferry", FERRY, lang="en") for number in range(5)]
    assert len(answer("How many passengers were on the ferry?", copies).statements) == 1
    several = [
        Passage(number, "Ferry", f"The ferry had 2{number} passengers, officials in {place} told reporters.", lang="en")
        for number, place in enumerate(
            ["Oslo tonight", "Bergen harbour", "Hamburg later again", "Gdansk shipyard offices"]
        )
    ]
    assert len(answer("How many passengers had the ferry?", several).statements) == 3


def test_rarity_may_come_from_the_archive() -> None:
    assert answer("Who was the captain of the ferry?", PASSAGES, lambda term: 1.0).statements
    assert answer("Who was the captain of the ferry?", PASSAGES, lambda term: 0.0) == Answer()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did it happen?", "date"),
        ("Wie viele Menschen?", "number"),
        ("Combien de personnes ?", "number"),
        ("Qui est le maire ?", "person"),
        ("谁赢得了大选？", "person"),
        ("什么时候开幕", "date"),
        ("Why?", "any"),
        ("wie is de premier?", "person"),
        ("Wie lang ist die Brücke?", "number"),
        ("ferry", "any"),
    ],
)
def test_what_is_asked_for(question: str, kind: str) -> None:
    assert expected(question) == kind


def test_query_terms_leave_out_question_words() -> None:
    assert query_terms("Who is the housing minister?", "en") == ["hous", "minist"]
    assert query_terms("what is it", "en") == []
    assert query_terms("when", "en") == [] or query_terms("when", "en") == ["when"]


def test_offers() -> None:
    assert offers("It has 12 rooms", "How many rooms has it?", "number")
    assert not offers("It has rooms", "How many rooms has it?", "number")
    assert not offers("It happened in 2024", "When in 2024 did it happen?", "date")
    assert offers("It happened on Monday", "When?", "date")
    assert not offers("The minister spoke on Monday", "Who spoke?", "person", "en")
    assert offers("the minister, ana silva", "Who spoke?", "person", "en")
    assert offers("In Oslo Anna Berg spoke", "Who spoke in Oslo?", "person", "en")


def test_units() -> None:
    assert unit("How many families were there?") == "families"
    assert unit("多少人死亡") == "人"
    assert unit("How many") is None
    assert unit("How old?") is None
    assert counts("12 families left", "families")
    assert not counts("12 dogs left", "families")
    assert counts("造成12人死亡", "人")
    assert not counts("造成死亡", "人")
    assert counts("花费48亿元", "钱")


@given(st.text(max_size=60), st.text(max_size=120))
def test_any_text_is_taken_for_questions(question: str, text: str) -> None:
    given_answer = answer(question, [Passage(1, "", text, 0, None)])
    for statement in given_answer.statements:
        assert text[statement.citation.span.start : statement.citation.span.end] == statement.text
