"""What a publisher changed between two versions of an article, word by word where that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import Match, SequenceMatcher
from itertools import pairwise

from octavo.store.screens.article import Version

_LARGE = 250_000  # words before × words after, above which a paragraph is shown as replaced whole
_PARAGRAPHS = 600
_ALIKE = 0.35  # share of words in common below which marking single words confuses
_KEPT = 3  # words that stay together: fewer between two changes are read more easily with them
_WORDS = re.compile(r"\s*\S+|\s+$")  # a word with the space before it
Words = list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """Some words: `same`, `old` (taken out) or `new`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A changed paragraph, or a count of unchanged ones."""

    parts: tuple[Part, ...] = ()
    same: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """How a version differs from the one before it. `title` is empty where the headline stayed."""

    number: int
    seen: datetime
    title: tuple[Part, ...]
    blocks: tuple[Block, ...]


def edits(versions: Sequence[Version]) -> tuple[Edit, ...]:
    """Newest first; none for a single version."""
    return tuple(_edit(before, after) for before, after in pairwise(versions))[::-1]


def _edit(before: Version, after: Version) -> Edit:
    title = tuple(words(before.title, after.title)) if before.title != after.title else ()
    return Edit(after.number, after.seen, title, tuple(_blocks(before.text, after.text)))


def _blocks(before: str, after: str) -> Iterator[Block]:
    old, new = (text.split("\n\n")[:_PARAGRAPHS] if text else [] for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    steps = matcher.get_opcodes()
    if all(step[0] == "equal" for step in steps):
        return
    for step, old_from, old_to, new_from, new_to in steps:
        if step == "equal":
            yield Block(same=old_to - old_from)
        else:
            yield from _replaced(old[old_from:old_to], new[new_from:new_to])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Paragraphs in the same places are compared word by word, the rest came or went whole."""
    both = min(len(old), len(new))
    for before, after in zip(old, new, strict=False):
        yield Block(tuple(words(before, after)))
    yield from (Block((Part("old", text),)) for text in old[both:])
    yield from (Block((Part("new", text),)) for text in new[both:])


def words(before: str, after: str) -> Iterator[Part]:
    """The parts that make `after` of `before`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(old) * len(new) > _LARGE or matcher.ratio() < _ALIKE:
        yield from (part for part in (Part("old", before), Part("new", after)) if part.text)
        return
    for gone, come, same in _runs(old, new, matcher.get_matching_blocks()):
        parts = (Part("old", "".join(gone)), Part("new", "".join(come)), Part("same", "".join(same)))
        yield from (part for part in parts if part.text)


def _runs(old: Words, new: Words, matches: Sequence[Match]) -> Iterator[tuple[Words, Words, Words]]:
    """What went, what came, and what stayed behind it. A word or two that stayed between changes counts as changed."""
    done_old = done_new = 0
    for match in matches:
        begins = match.a == match.b == 0
        ends = match.a + match.size == len(old) and match.b + match.size == len(new)
        if match.size < _KEPT and not (begins or ends):
            continue
        stayed = old[match.a : match.a + match.size]
        yield old[done_old : match.a], new[done_new : match.b], stayed
        done_old, done_new = match.a + match.size, match.b + match.size
