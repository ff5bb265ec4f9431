from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.explain.grounding import together, verify
from octavo.core.explain.relations import relation

TEXT = (
    "A ferry carrying 214 passengers sank off the northern coast on Tuesday evening. Captain Maria Lindqvist was "
    "rescued by a fishing boat. The company Nordlink, which bought the ship from Sven Dahl in March, said it "
    "would compensate all families. The World Maritime Office did not inspect the ship. “We will find out "
    "what happened to every passenger,” Lindqvist told reporters. Investigators believe that water may have "
    "entered through a damaged bow door. The bow door had been repaired twice, and Belgium had asked for a new one."
)


def problems(claim: str) -> list[str]:
    return [problem for sentence in verify(TEXT, claim, "en").sentences for problem in sentence.problems]


@pytest.mark.parametrize(
    "claim",
    [
        "A ferry carrying 214 passengers sank off the northern coast on Tuesday evening.",
        "Captain Maria Lindqvist was rescued by a fishing boat. Nordlink said it would compensate all families.",
        "The WMO did not inspect the ship, and the Belgian side had asked for a new bow door.",
        "Lindqvist told reporters: “We will find out what happened to every passenger.”",
    ],
)
def test_what_the_text_states_has_no_problems(claim: str) -> None:
    assert problems(claim) == []


def test_a_copied_sentence_is_supported_with_its_evidence() -> None:
    claim = "Captain Maria Lindqvist was rescued by a fishing boat."
    verdict = verify(TEXT, claim)
    assert verdict.supported
    sentence = verdict.sentences[0]
    assert sentence.text == claim
    assert sentence.evidence is not None
    assert TEXT[sentence.evidence.start : sentence.evidence.end] == claim
    assert verdict.score == sentence.score > 0.7


@pytest.mark.parametrize(
    ("true", "false", "problem"),
    [
        (
            "A ferry carrying 214 passengers sank.",
            "A ferry carrying 241 passengers sank.",
            "number 241 is not in the text",
        ),
        (
            "The ferry sank on Tuesday evening off the coast.",
            "The ferry sank on Monday evening off the coast.",
            "date Monday is not in the text",
        ),
        (
            "The ship was bought from Sven Dahl in March.",
            "The ship was bought from Peter Holm in March.",
            "name Peter Holm is not in the text",
        ),
        (
            "The captain was rescued by a fishing boat.",
            "The captain was not rescued by a fishing boat.",
            "“rescued” is negated here and not in the text",
        ),
        (
            "The World Maritime Office did not inspect the ship.",
            "The World Maritime Office did inspect the ship.",
            "“inspect” is negated in the text and not here",
        ),
        (
            "The ferry sank off the northern coast.",
            "The ferry sank off the southern coast.",
            "“southern” is the opposite of “northern” in the text",
        ),
        (
            "Lindqvist said “We will find out what happened”.",
            "Lindqvist said “We will never say what happened”.",
            "the quotation “We will never say what happened” is not in the text word for word",
        ),
        ("Nordlink bought the ship from Sven Dahl.", "Sven Dahl bought the ship from Nordlink.", None),
        ("A ferry carrying 214 passengers sank.", "A ferry carrying 214 footballers sank.", None),
    ],
)
def test_a_false_edit_scores_lower_and_says_why(true: str, false: str, problem: str | None) -> None:
    assert verify(TEXT, true).score > verify(TEXT, false).score
    assert problem is None or problem in problems(false)


def test_one_false_sentence_is_seen_among_true_ones() -> None:
    verdict = verify(
        TEXT, "Captain Maria Lindqvist was rescued by a fishing boat. The mayor of Rome sold 90 horses to Canada."
    )
    true, false = verdict.sentences
    assert true.supported
    assert not false.supported
    assert false.score < verdict.score < true.score


def test_other_languages() -> None:
    text = "当地官员周六表示，寺庙踩踏事故造成12人死亡、14人受伤。救援人员已经抵达现场。"
    assert (
        verify(text, "寺庙踩踏事故造成12人死亡。", "zh").score > verify(text, "寺庙踩踏事故造成15人死亡。", "zh").score
    )
    german = "Die neue Brücke über die Elbe wurde am Samstag eröffnet und kostete 48 Millionen Euro."
    true = verify(german, "Die neue Brücke kostete 48 Millionen Euro.", "de")
    false = verify(german, "Die neue Brücke kostete nicht 84 Millionen Euro.", "de")
    assert true.score > false.score
    assert "number 84 Millionen is not in the text" in false.sentences[0].problems


def test_nothing_to_compare() -> None:
    assert not verify(TEXT, "").supported
    assert verify(TEXT, " … ").sentences == ()
    empty = verify("", "A ferry with 214 passengers sank.")
    assert not empty.supported
    assert empty.sentences[0].evidence is None
    assert not verify(TEXT, "It was what it is and so on.").sentences[0].problems
    assert verify("THE FERRY SANK. ALL SAVED.", "The ferry sank.").sentences[0].problems == ()


def test_numbers_of_other_sentences_and_other_things() -> None:
    text = "The bridge is 312 metres long. The tunnel took four years to build. The tower cost 48 million crowns."
    right = verify(text, "The tower cost 48 million crowns.").score
    assert right > verify(text, "The tower cost 312 million crowns.").score
    assert right > verify(text, "The tower cost 4 crowns.").score


def test_endless_sentences_are_read_in_pieces() -> None:
    text = "word and number " * 700
    assert verify(text, "word and number " * 100).sentences


def test_several_sentences_make_one_score() -> None:
    assert together([0.8]) == pytest.approx(0.8)
    assert together([0.9, 0.1]) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("stem", "other", "kind"),
    [
        ("rise", "rise", "same"),
        ("rise", "fall", "opposite"),
        ("fall", "rise", "opposite"),
        ("buy", "purchas", "same"),
        ("die", "death", "same"),
        ("vehicl", "car", "wider"),
        ("car", "vehicl", "narrower"),
        ("monday", "tuesday", "sibling"),
        ("tabl", "idea", "none"),
        ("qwxyz", "idea", "none"),
    ],
)
def test_how_words_relate(stem: str, other: str, kind: str) -> None:
    assert relation(stem, other) == kind


@settings(max_examples=60)
@given(st.text(max_size=150), st.text(max_size=80), st.sampled_from(["en", "de", "zh", None, "xx"]))
def test_any_text_gets_a_score(text: str, claim: str, lang: str | None) -> None:
    verdict = verify(text, claim, lang)
    assert 0.0 <= verdict.score <= 1.0
    for sentence in verdict.sentences:
        assert sentence.text in claim
        assert sentence.evidence is None or 0 <= sentence.evidence.start < sentence.evidence.end <= len(text)
