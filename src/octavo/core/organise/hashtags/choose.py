"""Ranks the candidates of an article with a small learned model and chooses three to eight hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from octavo.core.data import load_json
from octavo.core.organise.aliases import Aliases
from octavo.core.organise.entities.gazetteer import UNSPACED, Known, rows
from octavo.core.organise.hashtags.candidates import Candidate, candidates, label_stems
from octavo.core.organise.hashtags.features import NAMES, matrix
from octavo.core.organise.hashtags.stop import is_furniture, own_names
from octavo.core.organise.hashtags_forms import folded, spaced, tag_form
from octavo.core.text.frequencies import Frequencies
from octavo.core.text.scripts import script_of
from octavo.core.text.stems import stopwords
from octavo.core.text.tokens import tokens
from octavo.types import Document, Hashtag

_FEWEST, _USUAL, _MOST = 3, 5, 8
_SPARES = 4  # kept for the case that people's rules take some
_LOOKED_AT = 24  # candidates, likeliest first, of which spares are taken
_SURE = 0.3  # beyond the usual number a tag must be at least so likely a publisher's own topic
_ROOT = 6  # letters
_KEYWORDS = 40  # publisher's keywords looked at; longer lists are stuffed for search engines
_SEPARATORS = re.compile(r"[,;|·]")


def hashtags(
    doc: Document,
    lang: str | None,
    frequencies: Frequencies,
    *,
    hide_keywords: bool = False,
    aliases: Aliases | None = None,
) -> tuple[Hashtag, ...]:
    """Three to eight hashtags, best first; fewer only when the article has fewer words worth one.

    The publisher's keywords come first unless `hide_keywords`; with three or more of them nothing is added. `lang` is
    the language found in the text, not the page's claim. The same input gives the same tags.
    """
    return chosen(doc, lang, frequencies, hide_keywords=hide_keywords, aliases=aliases).tags


@dataclass(frozen=True, slots=True)
class Choice:
    """The hashtags of an article, and those that come next: what fills the places of tags that people hide or join."""

    tags: tuple[Hashtag, ...]
    spares: tuple[Hashtag, ...]


def chosen(
    doc: Document,
    lang: str | None,
    frequencies: Frequencies,
    *,
    hide_keywords: bool = False,
    aliases: Aliases | None = None,
) -> Choice:
    """As `hashtags`, with up to four spares, likeliest first. None of them is another spelling of a tag."""
    taken = _Chosen(lang, aliases or Aliases(), own_names(doc.publisher, doc.authors, doc.section, doc.agency))
    facts = candidates(doc.title, doc.text, lang, frequencies)
    if doc.keywords and not hide_keywords:
        kinds = {folded(candidate.label): candidate.kind for candidate in facts.candidates}
        for keyword in _split(doc.keywords):
            taken.add(keyword, kinds.get(folded(keyword), "topic"), max(0.5, 0.95 - 0.05 * len(taken.made)))
    # of many keywords hardly so many are hidden that others are wanted
    ranked = [] if len(taken.made) >= _USUAL else _ranked(facts.candidates, _likelihood(matrix(facts)))
    looked_at = 0
    if len(taken.made) < _FEWEST:
        wanted = _wanted([score for score, _ in ranked])
        for score, candidate in ranked[: wanted * 3]:
            if len(taken.made) >= _MOST or (len(taken.made) >= wanted and score < _SURE):
                break
            taken.add(candidate.label, candidate.kind, score, candidate)
            looked_at += 1
    if not taken.made:
        for word in _title_words(doc.title or doc.text[:200], lang):
            taken.add(word, "topic", 0.05)
    tags = tuple(taken.made[:_MOST])
    for score, candidate in ranked[looked_at:_LOOKED_AT]:
        if len(taken.made) >= len(tags) + _SPARES:
            break
        taken.add(candidate.label, candidate.kind, score, candidate)
    return Choice(tags, tuple(taken.made[len(tags) : len(tags) + _SPARES]))


class _Chosen:
    """The tags taken so far, and what must not come in again."""

    def __init__(self, lang: str | None, aliases: Aliases, own: frozenset[str]) -> None:
        self.made: list[Hashtag] = []
        self._lang = lang
        self._aliases = aliases
        self._own = own
        self._keys: set[str] = set()
        self._stems: list[frozenset[str]] = []  # of the names and phrases taken
        self._words: list[str] = []  # those of them that are no person, place or organisation, as they are written

    def add(self, label: str, kind: str, score: float, candidate: Candidate | None = None) -> None:
        """Take a tag unless it is furniture, this site's own name, stopped, or another spelling of one taken."""
        known = _known(label, self._lang)
        shown = self._aliases.label(known.label(self._lang) if known else label)
        if shown is None or (key := folded(shown)) in self._keys or key in self._own or is_furniture(shown, self._lang):
            return
        as_read = candidate is not None and shown == candidate.label
        stems = candidate.stems if candidate is not None and as_read else label_stems(shown, self._lang)
        keys = {key, " ".join(stems)} - {""}
        if candidate is not None and candidate.theme is not None:
            keys.add(f"theme:{candidate.theme.key}")
        tag = tag_form(shown)
        if not tag or keys & self._keys or (candidate is not None and self._overlaps(candidate)):
            return
        self._keys |= keys
        self.made.append(Hashtag(tag, shown, known.kind if known else kind, round(min(1.0, score), 4)))

    def _overlaps(self, candidate: Candidate) -> bool:
        """Whether it says with a word more or less what a tag taken from the text says ("Overflow Jobs")."""
        stems = frozenset(candidate.stems)
        as_written = candidate.entity is None or candidate.entity.key == " ".join(candidate.stems)
        if as_written and any(stems <= other or other <= stems for other in self._stems):
            return True
        if candidate.kind == "topic":
            if any(_holds(candidate.label, other) for other in self._words):
                return True
            self._words.append(candidate.label)
        self._stems.append(stems)
        return False


def _holds(one: str, other: str) -> bool:
    """Whether one of two words begins with the other, or holds it where words have no blanks ("警察無線")."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    if script_of(short[0]) in UNSPACED:
        return short in long
    return len(short) >= _ROOT and " " not in long and long.startswith(short)


def _split(keywords: Iterable[str]) -> list[str]:
    """The keywords as single labels; lists that came as one string are taken apart."""
    made: list[str] = []
    for keyword in list(keywords)[:_KEYWORDS]:
        made += [spaced(part) for part in _SEPARATORS.split(keyword)]
    return [label for label in made if label][:_KEYWORDS]


@cache
def _by_name(lang: str | None) -> dict[str, Known]:
    """Folded name → row, for names that need no context: all but those of one or two letters in small letters."""
    made: dict[str, Known] = {}
    for row in rows().values():
        for name in row.names.get(lang or "en", []) + row.names.get("", []):
            made.setdefault(folded(name), row)
    return made


def _known(label: str, lang: str | None) -> Known | None:
    """The gazetteer's row for a label; short acronyms only in capitals ("US", not "us")."""
    row = _by_name(lang).get(folded(label))
    return None if row is None or (len(label) < 4 and not label.isupper() and label.isascii()) else row


def _ranked(found: list[Candidate], likely: NDArray[np.float64]) -> list[tuple[float, Candidate]]:
    paired = [(-score, one.label, at) for at, (score, one) in enumerate(zip(likely.tolist(), found, strict=True))]
    return [(-score, found[at]) for score, _, at in sorted(paired)]


def _wanted(likely: list[float]) -> int:
    """How many tags make the expected F1 against a publisher's topics largest: three to five."""
    topics = sum(likely) + 2.0  # what the publisher probably has: those here and about two that no text holds
    return max(range(_FEWEST, _USUAL + 1), key=lambda number: 2 * sum(likely[:number]) / (number + topics))


def _title_words(title: str, lang: str | None) -> list[str]:
    """The longest words of a title that are no function words, in order."""
    found = [token.text for token in tokens(title, lang) if token.text.casefold() not in stopwords(lang)]
    longest = sorted(found, key=lambda word: (-len(word), word))[:_FEWEST]
    return [word[:1].upper() + word[1:] for word in found if word in longest][:_FEWEST]


@cache
def _model() -> tuple[NDArray[np.float64], float]:
    table = load_json("octavo.core.organise", "hashtags.json")
    weights: dict[str, float] = table["weights"]
    return np.array([weights[name] for name in NAMES]), float(table["bias"])


def _likelihood(rows_of: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely each candidate is one of the publisher's own topics, 0–1."""
    weights, bias = _model()
    found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(rows_of @ weights + bias)))  # features are small: no overflow
    return found
