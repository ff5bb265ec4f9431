"""Pairs of hashtags in use that are perhaps one thing: the same word spelled apart, a short form and its full name.

It only proposes; whether texts bear a short form out is looked up by the caller, and people decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from octavo.core.organise.hashtags_forms import folded, tag_form

# words that a short form leaves out as often as not (WHO, but MoD; UdSSR, but EZB)
_WORDS = """
of the for and in on at to a an de la le les du des d l et der die das und für von zu del el los las y e da do dos di
della dei van het en voor och för av i w z na
"""
_SMALL = frozenset(_WORDS.split())
_SHORT = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]{2,6}")


@dataclass(frozen=True, slots=True)
class Used:
    """A hashtag in words, how many articles carry it, and in which languages (none: unknown)."""

    label: str
    articles: int
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """`name` is perhaps `becomes`: a short form of it, or (`alike`) the same word, less often written so."""

    name: Used
    becomes: Used
    alike: bool


def pairs(used: Iterable[Used]) -> list[Pair]:
    """The pairs among hashtags with different addresses, in any order the same; those most used first."""
    best: dict[str, Used] = {}
    for one in used:
        key = tag_form(one.label).casefold()
        if key and (key not in best or (-one.articles, one.label) < (-best[key].articles, best[key].label)):
            best[key] = one
    tags = sorted(best.values(), key=lambda one: (-one.articles, one.label))
    found = _alike(tags) + _short(tags)
    return sorted(found, key=lambda pair: (-pair.name.articles - pair.becomes.articles, pair.name.label))


def written(pair: Pair) -> str:
    """How a text that bears a short form out writes it: "World Health Organization (WHO)"."""
    return f"{pair.becomes.label} ({pair.name.label})"


def _alike(tags: list[Used]) -> list[Pair]:
    """Spellings with the most used of their language: "México" and "Mexico" are right each in its own."""
    first: dict[str, list[Used]] = {}
    found = []
    for one in tags:
        others = first.setdefault(folded(one.label), [])
        known = next((other for other in others if _share_language(one, other)), None)
        if known is None:
            others.append(one)
        else:
            found.append(Pair(one, known, True))
    return found


def _share_language(one: Used, other: Used) -> bool:
    return not one.languages or not other.languages or not one.languages.isdisjoint(other.languages)


def _short(tags: list[Used]) -> list[Pair]:
    shorts = {one.label: one for one in tags if _SHORT.fullmatch(one.label)}
    found, taken = [], set()
    for one in tags:
        for initials in _initials(one.label):
            short = shorts.get(initials)
            if short is not None and short is not one and initials not in taken:
                taken.add(initials)
                found.append(Pair(short, one, False))
    return found


def _initials(label: str) -> list[str]:
    """Of all words, and of those that are not small: "DOD" and "DD" for Department of Defense."""
    words = [word for word in re.split(r"[\s’'-]+", label) if word]
    if len(words) < 2:
        return []
    whole = "".join(word[0] for word in words).upper()
    large = "".join(word[0] for word in words if word.casefold() not in _SMALL).upper()
    return list(dict.fromkeys([whole, large]))
