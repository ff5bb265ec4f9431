"""Judges a new comment by what is in it: repeats, links, shouting, abuse. Knows nothing of who wrote it.

A guard that errs towards letting civil comments pass; what it holds waits for a moderator.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from octavo.core.discuss.abuse import Abuse, abusive_spans, find_abuse

__all__ = ["Judgement", "abusive_spans", "judge"]

Action = Literal["publish", "hold", "reject"]

LINKS_ALLOWED = 2
_SURELY_SPAM_LINKS = 8
_SHOUT_LETTERS = 30  # shorter ones are names and acronyms
_SHOUT_SHARE = 0.7
_REPEAT_LETTERS = 12  # "Agreed!" twice is not spam
_NEAR_REPEAT = 0.85  # share of word pairs in common
_HARSH_FINDS = 3

_LINK = re.compile(r"https?://|www\.\w", re.IGNORECASE)
_LINK_ONLY = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)
_RUN = re.compile(r"(\S)\1{14,}")
_SECOND_PERSON = re.compile(
    r"\b(?:you|your|you're|youre|ur|u|du|dich|dein\w*|tu|toi|vous|eres|usted|sei|você|jij|je bent|ty|jesteś|ты|вы)\b"
    r"|[你您]|お前|あなた",
    re.IGNORECASE,
)
_NEAR = 40  # characters between an insult and the "you" it is aimed at


@dataclass(frozen=True, slots=True)
class Judgement:
    """What to do with a comment and, in plain words, why. `publish` has no reasons."""

    action: Action
    reasons: tuple[str, ...] = ()


def judge(text: str, *, recent: Sequence[str] = (), links_allowed: int = LINKS_ALLOWED) -> Judgement:
    """The gravest of all findings decides. `recent` are earlier comments of the same reader, in any order."""
    findings = [*_repeats(text, recent), *_links(text, links_allowed), *_noise(text), *_abuse(text)]
    actions = {action for action, _ in findings}
    action: Action = "reject" if "reject" in actions else "hold" if actions else "publish"
    return Judgement(action, tuple(reason for _, reason in findings))


def _repeats(text: str, recent: Sequence[str]) -> Iterator[tuple[Action, str]]:
    words = _words(text)
    if sum(map(len, words)) < _REPEAT_LETTERS:
        return
    pairs = _pairs(words)
    for earlier in recent:
        earlier_words = _words(earlier)
        if earlier_words == words:
            yield "reject", "the same comment was posted before"
            return
        earlier_pairs = _pairs(earlier_words)
        if len(pairs & earlier_pairs) >= _NEAR_REPEAT * len(pairs | earlier_pairs):
            yield "hold", "nearly the same comment was posted before"
            return


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def _pairs(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Neighbouring words; a text of one word is its own pair."""
    return {tuple(words[index : index + 2]) for index in range(max(1, len(words) - 1))}


def _links(text: str, allowed: int) -> Iterator[tuple[Action, str]]:
    count = len(_LINK.findall(text))
    if count > max(allowed, _SURELY_SPAM_LINKS):
        yield "reject", f"{count} links"
    elif count > allowed:
        yield "hold", f"{count} links, {allowed} are allowed"
    elif _LINK_ONLY.fullmatch(text):
        yield "hold", "nothing but a link"


def _noise(text: str) -> Iterator[tuple[Action, str]]:
    letters = [character for character in text if character.isupper() or character.islower()]
    capitals = sum(character.isupper() for character in letters)
    if len(letters) >= _SHOUT_LETTERS and capitals >= _SHOUT_SHARE * len(letters):
        yield "hold", "mostly capital letters"
    if _RUN.search(text):
        yield "hold", "one character repeated many times"


def _abuse(text: str) -> Iterator[tuple[Action, str]]:
    finds = find_abuse(text)
    grades = [find.grade for find in finds]
    if "slur" in grades:
        yield "hold", "a slur"
    if "threat" in grades:
        yield "hold", "a threat"
    if "insult" in grades:
        yield "hold", "an insult"
    elif any(find.grade != "sharp" and _is_aimed(find, text) for find in finds):
        yield "hold", "abuse aimed at another reader"
    elif grades.count("crude") + grades.count("harsh") >= _HARSH_FINDS:
        yield "hold", "abusive language"


def _is_aimed(find: Abuse, text: str) -> bool:
    """Whether a "you" stands close before or after."""
    around = text[max(0, find.span.start - _NEAR) : find.span.end + _NEAR]
    return _SECOND_PERSON.search(around) is not None
