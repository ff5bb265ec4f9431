"""Reads a question: the words to search for and the kind of thing that would answer it. Finds no answer."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from octavo.core.data import load_json
from octavo.core.text.stems import stopwords, terms
from octavo.core.text.tokens import words

Expected = Literal["number", "date", "person", "any"]

_EXPECTED: tuple[Expected, ...] = ("date", "number", "person", "any")  # the order decides
_MARKS = re.compile(r"[？?¿]")
# A capitalised word; as the first of the sentence only when another follows.
_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_NAME = re.compile(rf"(?<=\w\W){_CAPITAL}[\w'’-]+|(?<=\w\W\W){_CAPITAL}[\w'’-]+|^\W*{_CAPITAL}[\w'’-]+(?= {_CAPITAL})")
_YEAR_OR_CLOCK = r"\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b"
_CJK_DATE = r"[\d一二三四五六七八九十]+[年月日号號]|昨天|今天|明天|昨日|今日|明日|去年|今年|明年|\d+[년월일]"
_CJK_NUMBER = r"[一二两兩三四五六七八九十百千万萬亿億]+[个個名人次岁歲位天年届屆场場家枚元%％成]"

_COUNT = r"[\d一二三四五六七八九十百千万萬亿億]"
_UNIT = re.compile(r"\s*([\u3400-\u9fff]|\w+)")
_MONEY = frozenset("钱錢元")
_WORDS = re.compile(r"\w+")


@cache
def _asks(expected: Expected) -> re.Pattern[str]:
    """All languages in one pattern: the language of a question of four words is a guess."""
    table = load_json("octavo.core.explain", "questions.json")["asks"][expected]
    return re.compile("|".join(table.values()), re.IGNORECASE)


@cache
def _filler() -> re.Pattern[str]:
    table = load_json("octavo.core.explain", "questions.json")["filler"]
    return re.compile("|".join(table.values()), re.IGNORECASE)


@cache
def _calendar() -> frozenset[str]:
    table = load_json("octavo.core.explain", "words.json")
    return frozenset([*table["months"].split(), *table["days"].split()])


@cache
def _counted() -> re.Pattern[str]:
    table = load_json("octavo.core.explain", "questions.json")["counted"]
    return re.compile("|".join(table.values()), re.IGNORECASE)


@cache
def _offered() -> dict[Expected, re.Pattern[str]]:
    """What a number and a date look like in a sentence."""
    table = load_json("octavo.core.explain", "words.json")
    dated = "|".join(sorted(_calendar()))
    counted = "|".join(entry.partition(":")[0] for own in table["numbers"].values() for entry in own.split())
    return {
        "date": re.compile(rf"\b(?:{dated})\b|{_YEAR_OR_CLOCK}|{_CJK_DATE}", re.IGNORECASE),
        "number": re.compile(rf"\d[\d.,]*|\b(?:{counted})\b|{_CJK_NUMBER}", re.IGNORECASE),
    }


def expected(question: str) -> Expected:
    """What kind of thing would answer: a number, a date, a person, or anything."""
    return next((kind for kind in _EXPECTED if _asks(kind).search(question)), "any")


def query_terms(question: str, lang: str | None) -> list[str]:
    """The words of the question to search for, as `core.text` stems them, each once, without question words."""
    text = _filler().sub(" ", unicodedata.normalize("NFKC", question))
    text = _MARKS.sub(" ", text)
    for kind in _EXPECTED:
        text = _asks(kind).sub(" ", text)
    return list(dict.fromkeys(terms(text, lang) or terms(question, lang)))


def offers(sentence: str, question: str, kind: Expected, lang: str | None = None) -> bool:
    """Whether the sentence holds a thing of that kind that the question does not already name."""
    if kind == "any":
        return True
    if kind == "person":
        return _offers_person(sentence, question, lang)
    asked = question.casefold()
    return any(match.group().casefold().rstrip(".,") not in asked for match in _offered()[kind].finditer(sentence))


def _offers_person(sentence: str, question: str, lang: str | None) -> bool:
    """A capitalised word that is neither in the question nor a function word; scripts without case always pass."""
    if not any(character.isupper() for character in sentence):
        return True
    known = set(words(question, lang)) | stopwords(lang) | _calendar()
    return any(word not in known for name in _NAME.finditer(sentence) for word in words(name[0], lang))


def unit(question: str) -> str | None:
    """What is counted: the word after "how many", the character after 多少."""
    asked = _counted().search(question)
    following = _UNIT.match(question, asked.end()) if asked else None
    return following[1].casefold() if following else None


def counts(sentence: str, counted: str) -> bool:
    """Whether a number stands right before `counted`, in any form of that word."""
    if counted in _MONEY:
        return bool(re.search(rf"{_COUNT}\s*[元美欧英日円]", sentence))
    if counted > "\u2fff":
        return bool(re.search(rf"{_COUNT}\s*{counted}", sentence))
    number = _offered()["number"]
    start = counted[: max(4, len(counted) - 2)]
    return any(_near(sentence, match.end(), start) for match in number.finditer(sentence))


def _near(sentence: str, at: int, start: str) -> bool:
    """A word that begins with `start` within the next three."""
    return any(word.casefold().startswith(start) for word in _WORDS.findall(sentence[at : at + 40])[:3])
