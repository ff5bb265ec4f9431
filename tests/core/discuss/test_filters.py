from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.discuss.filters import abusive_spans, judge


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in abusive_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "I think the ministry's figures leave out the night trains; does anyone have the report?",
        "The council voted against it in 2019 too. See https://example.org/minutes for the reasons.",
        "My grandfather, a classic assessor in Scunthorpe, would have passed this class.",
        "IAEA, NATO and WHO all said so.",
        "The winners and losers of this reform are easy to name.",
        "Das ist ein gutes Argument, aber die Zahlen stimmen nicht.",
        "这个问题值得讨论。",
        "ok",
    ],
)
def test_civil_comments_pass(text: str) -> None:
    assert judge(text).action == "publish"
    assert judge(text).reasons == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("What an idiot this minister is.", "an insult"),
        ("You are so stupid", "abuse aimed at another reader"),
        ("What a stupid, ridiculous and pathetic decision", "abusive language"),
        ("They should be shot for this", "a threat"),
        ("that faggot again", "a slur"),
        ("EVERYBODY KNOWS THAT THIS IS A LIE AND NOBODY SAYS IT", "mostly capital letters"),
        ("no" + "!" * 40, "one character repeated many times"),
        ("https://example.org/buy", "nothing but a link"),
        ("a https://x.example b https://y.example c www.z.example", "3 links, 2 are allowed"),
    ],
)
def test_holds(text: str, reason: str) -> None:
    assert judge(text).action == "hold"
    assert judge(text).reasons == (reason,)


def test_many_links_are_rejected() -> None:
    assert judge("https://x.example " * 9).action == "reject"


def test_repeats() -> None:
    text = "Buy the very best watches in town, cheap and quick, at our new shop today!"
    assert judge(text, recent=["Something else entirely", text.upper()]).action == "reject"
    assert judge(text + " Now", recent=[text]).reasons == ("nearly the same comment was posted before",)
    assert judge("Agreed!", recent=["Agreed!"]).action == "publish"
    assert judge("Antidisestablishmentarianism", recent=["Something else"]).action == "publish"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("an idiot and a moron.", ["idiot", "moron"]),
        ("stupid idiot!!!", ["stupid idiot"]),
        ("1d10t", ["1d10t"]),
        ("stuuuuupid asssshole", ["stuuuuupid asssshole"]),
        ("i.d.i.o.t", ["i.d.i.o.t"]),
        ("a . b . c d e f", []),
        ("what the f**k", ["f**k"]),
        ("5 * 4**2", []),
        ("***", []),
        ("He's a liar", ["liar"]),
        ("a liar and an idiot", ["idiot"]),
        ("kiss my ass", ["kiss my ass"]),
        ("white trash", ["white trash"]),
        ("你这个白痴", ["白痴"]),
        ("今天天气", []),
        ("Arschlöcher, so ein Arschloch", ["Arschlöcher", "Arschloch"]),
        ("kill" + " " * 60 + "you", []),
    ],
)
def test_spans(text: str, spans: list[str]) -> None:
    assert found(text) == spans


@given(st.text(alphabet="idotfuck*.!0 A白痴", max_size=60))
def test_spans_are_ordered_and_inside(text: str) -> None:
    last = 0
    for span in abusive_spans(text):
        assert last <= span.start < span.end <= len(text)
        last = span.end
    judge(text)
