"""Lays a claim's sentence beside the text and measures how far the text carries it. Decides nothing.

Each feature is a number, mostly 0–1, named in FEATURES; `measure` gives them in that order. The module is as
long as their list.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from octavo.core.explain.reading import Read, Word
from octavo.core.explain.relations import Relation, relation

_WINDOW = 3  # sentences that may together carry one sentence of a claim
_PAIR_REACH = 3  # content words: how far apart two words of a claim may stand to count as a pair
_LOOKED_AT = 8  # sentences: words that stand together in more of them stand near in one of the first
_RELATED = {"same": 1.0, "wider": 0.7, "narrower": 0.4, "sibling": 0.2, "none": 0.0, "opposite": -1.0}


@dataclass(frozen=True, slots=True)
class Source:
    """A text prepared once for all sentences of a claim."""

    sentences: tuple[Read, ...]
    idf: Callable[[str], float]
    holders: dict[str, list[int]]  # stem → numbers of the sentences that have it
    names: frozenset[str]
    bigrams: frozenset[tuple[str, ...]]
    trigrams: frozenset[tuple[str, ...]]
    values: frozenset[float]
    initials: frozenset[str]  # of neighbouring names: "World Health Organization" → who
    starts: frozenset[str]  # first five letters of all words
    english: bool


def prepare(sentences: Sequence[Read], *, english: bool) -> Source:
    holders: dict[str, list[int]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        for stem in sentence.stems:
            holders[stem].append(index)
    count = len(sentences)
    norms = [[word.norm for word in sentence.words] for sentence in sentences]
    return Source(
        tuple(sentences),
        lambda stem: 0.7 + math.log((count + 1) / (len(holders.get(stem, ())) + 0.5)),
        dict(holders),
        frozenset(word.stem for sentence in sentences for word in sentence.words if word.name),
        frozenset(gram for words in norms for gram in _grams(words, 2)),
        frozenset(gram for words in norms for gram in _grams(words, 3)),
        frozenset(figure.value for sentence in sentences for figure in sentence.figures),
        frozenset(initials for sentence in sentences for initials in _initials(sentence)),
        frozenset(norm[:5] for words in norms for norm in words),
        english,
    )


def _initials(sentence: Read) -> Iterator[str]:
    """Of each run of at least two capitalised words, function words between them left out."""
    run = ""
    for word in (*sentence.words, None):
        if word is not None and word.content and word.text[0].isupper():
            run += word.norm[0]
        elif word is None or word.content:
            if len(run) > 1:
                yield run
            run = ""


def _grams(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(size)), strict=False))


@dataclass(frozen=True, slots=True)
class Alignment:
    """The sentences of the text that carry a claim's sentence best (best first) and what was measured."""

    window: tuple[int, ...]
    features: tuple[float, ...]


FEATURES = (
    "novel",  # weighted share of content words the text does not have
    "novel_unrelated",  # ... and that no word of the window stands for
    "outside",  # weighted share of content words the window does not have
    "best_cover",  # weighted share in the best sentence
    "second_gain",  # what the second sentence adds
    "novel_bigrams",
    "novel_trigrams",
    "longest_run",  # longest copied run over the length
    "pairs_apart",  # neighbouring content words that no sentence of the text has together
    "pairs_far",  # ... that stand further apart in the text than three times as in the claim
    "novel_names",
    "names_outside",
    "novel_numbers",
    "numbers_outside",
    "numbers_rebound",  # known numbers that stand beside other words than in the text
    "opposites",
    "siblings",
    "narrower",
    "synonyms",
    "replaced",  # content words that stand where the text has another one
    "replaced_known",  # ... and the text has the new word elsewhere
    "inserted",  # content words set into a copied run
    "negation_added",
    "negation_dropped",
    "hedge_added",
    "hedge_dropped",
    "inversions",  # pairs of words in another order than in the best sentence
    "name_order",  # ... of names
    "length",
    "novel_count",
    "novel_max",  # rarest-looking: longest novel word
    "place",  # where in the text the best sentence stands
)


def measure(source: Source, claim: Read) -> Alignment:
    """Lay `claim` beside the text. A text or claim without content words gives the worst values."""
    words = [word for word in claim.words if word.content]
    window = _window(source, words)
    near = frozenset().union(*(source.sentences[index].stems for index in window))
    weights = [source.idf(word.stem) for word in words]
    total = sum(weights) or 1.0
    novel = [word for word in words if word.stem not in source.holders]
    related = [_best_relation(source, word, window) for word in novel]
    covers = _covers(source, words, window)
    norms = [word.norm for word in claim.words]
    replaced = _replacements(source, claim, window)
    numbers = _numbers(source, claim, window)
    values = {
        "novel": _weight(source, novel) / total,
        "novel_unrelated": sum(
            source.idf(word.stem) * (1 - max(0.0, _RELATED[kind])) for word, kind in zip(novel, related, strict=True)
        )
        / total,
        "outside": _weight(source, [word for word in words if word.stem not in near]) / total,
        "best_cover": covers[0],
        "second_gain": covers[1] - covers[0],
        "novel_bigrams": _missing(_grams(norms, 2), source.bigrams),
        "novel_trigrams": _missing(_grams(norms, 3), source.trigrams),
        "longest_run": _longest_run(source, norms, window) / max(1, len(norms)),
        **_pairs(source, words),
        "novel_names": _count(word for word in words if word.name and word.stem not in source.holders),
        "names_outside": _count(word for word in words if word.name and word.stem not in near),
        **numbers,
        "opposites": _squash(
            sum(kind == "opposite" for kind in related) + sum(kind == "opposite" for _, _, kind in replaced)
        ),
        "siblings": _squash(sum(kind == "sibling" for kind in related)),
        "narrower": _squash(sum(kind == "narrower" for kind in related)),
        "synonyms": _squash(sum(kind in ("same", "wider") for kind in related)),
        "replaced": _squash(sum(kind not in ("same", "wider") for _, _, kind in replaced)),
        "replaced_known": _squash(sum(new.stem in source.holders for new, _, _ in replaced)),
        "inserted": _squash(_inserted(source, claim, window)),
        **_negations(source, claim, window),
        **_hedges(source, claim, window),
        **_order(source, claim, window),
        "length": min(1.0, len(words) / 30),
        "novel_count": _squash(len(novel)),
        "novel_max": max((min(12, len(word.norm)) / 12 for word in novel), default=0.0),
        "place": (window[0] / len(source.sentences)) if window else 1.0,
    }
    return Alignment(window, tuple(values[name] for name in FEATURES))


def _squash(count: int) -> float:
    """0, .5, .67, .75 …: one is much, the fifth adds little."""
    return count / (count + 1)


def _count(items: Iterable[object]) -> float:
    return _squash(sum(1 for _ in items))


def _weight(source: Source, words: Iterable[Word]) -> float:
    return sum(source.idf(word.stem) for word in words)


def _missing(grams: Sequence[tuple[str, ...]], known: frozenset[tuple[str, ...]]) -> float:
    return sum(gram not in known for gram in grams) / len(grams) if grams else 0.0


def _window(source: Source, words: Sequence[Word]) -> tuple[int, ...]:
    """Greedy: the sentence that carries most of the words, then the one that adds most, then one more."""
    left = {word.stem: source.idf(word.stem) for word in words}
    chosen: list[int] = []
    while left and len(chosen) < _WINDOW:
        gains: Counter[int] = Counter()
        for stem, weight in left.items():
            for index in source.holders.get(stem, ()):
                gains[index] += weight  # type: ignore[assignment]  # Counter is typed for whole numbers
        best = max(gains, key=lambda index: (gains[index], -index), default=None)
        if best is None:
            break
        chosen.append(best)
        left = {stem: weight for stem, weight in left.items() if stem not in source.sentences[best].stems}
    return tuple(chosen)


def _covers(source: Source, words: Sequence[Word], window: Sequence[int]) -> tuple[float, float]:
    """Weighted share of the words in the first, and in the first two sentences of the window."""
    total = _weight(source, words) or 1.0
    stems: frozenset[str] = frozenset()
    shares: list[float] = []
    for index in window[:2]:
        stems |= source.sentences[index].stems
        shares.append(_weight(source, [word for word in words if word.stem in stems]) / total)
    shares = shares or [0.0]
    return shares[0], shares[-1]


def _best_relation(source: Source, word: Word, window: Sequence[int]) -> Relation:
    """How a novel word relates to the words of the window: an opposite counts most, then the nearest meaning."""
    if not source.english:
        return "none"
    kinds = {
        relation(word.stem, other.stem) for index in window for other in source.sentences[index].words if other.content
    }
    order: tuple[Relation, ...] = ("same", "opposite", "wider", "narrower", "sibling")
    return next((kind for kind in order if kind in kinds), "none")


def _longest_run(source: Source, norms: Sequence[str], window: Sequence[int]) -> int:
    longest = 0
    for index in window:
        theirs = [word.norm for word in source.sentences[index].words]
        match = SequenceMatcher(None, norms, theirs, autojunk=False).find_longest_match()
        longest = max(longest, match.size)
    return longest


def _pairs(source: Source, words: Sequence[Word]) -> dict[str, float]:
    """Content words that stand together in the claim: do they in the text?"""
    apart = far = count = 0
    for first, one in enumerate(words):
        for step, other in enumerate(words[first + 1 : first + 1 + _PAIR_REACH], 1):
            if one.stem == other.stem or one.stem not in source.holders or other.stem not in source.holders:
                continue
            count += 1
            shared = set(source.holders[one.stem]) & set(source.holders[other.stem])
            apart += not shared
            far += bool(shared) and _distance(source, one.stem, other.stem, shared) > 3 * step + 2
    return {"pairs_apart": apart / count if count else 0.0, "pairs_far": far / count if count else 0.0}


def _distance(source: Source, one: str, other: str, sentences: Iterable[int]) -> int:
    """The least number of content words between the two in any of the sentences, plus one."""
    least = 99
    for index in sorted(sentences)[:_LOOKED_AT]:
        last: dict[str, int] = {}
        stems = [word.stem for word in source.sentences[index].words if word.content]
        for place, stem in enumerate(stems):
            if stem in (one, other):
                last[stem] = place
                if len(last) == 2:
                    least = min(least, abs(last[one] - last[other]))
    return least


def _numbers(source: Source, claim: Read, window: Sequence[int]) -> dict[str, float]:
    near = {figure.value for index in window for figure in source.sentences[index].figures}
    novel = outside = rebound = 0
    for figure in claim.figures:
        if figure.value not in source.values:
            novel += 1
        elif figure.value not in near:
            outside += 1
        else:
            rebound += _rebound(source, claim, figure.value, window)
    return {
        "novel_numbers": _squash(novel),
        "numbers_outside": _squash(outside),
        "numbers_rebound": _squash(rebound),
    }


def _rebound(source: Source, claim: Read, value: float, window: Sequence[int]) -> bool:
    """Whether a number has none of its neighbouring words in the text that it has in the claim."""
    mine = _beside(claim, value)
    return bool(mine) and not any(mine & _beside(source.sentences[index], value) for index in window)


def _beside(sentence: Read, value: float) -> set[str]:
    """Stems of the content words within four words of a number."""
    found: set[str] = set()
    for figure in sentence.figures:
        if figure.value != value:
            continue
        before = [word for word in sentence.words if word.end <= figure.span.start][-4:]
        after = [word for word in sentence.words if word.start >= figure.span.end][:4]
        found |= {word.stem for word in (*before, *after) if word.content and not word.norm[0].isdigit()}
    return found


def _replacements(source: Source, claim: Read, window: Sequence[int]) -> list[tuple[Word, Word, Relation]]:
    """(new, old, how they relate): content words of the claim that stand where the best sentence has another."""
    if not window:
        return []
    theirs = source.sentences[window[0]].words
    matcher = SequenceMatcher(None, [word.stem for word in claim.words], [word.stem for word in theirs], autojunk=False)
    found: list[tuple[Word, Word, Relation]] = []
    for tag, start, end, their_start, their_end in matcher.get_opcodes():
        if tag != "replace" or end - start > 4 or their_end - their_start > 5:
            continue
        new = [word for word in claim.words[start:end] if word.content]
        old = [word for word in theirs[their_start:their_end] if word.content]
        for word in new:
            kinds = [(other, relation(word.stem, other.stem) if source.english else "none") for other in old]
            best = max(kinds, key=lambda pair: (pair[1] == "opposite", abs(_RELATED[pair[1]])), default=None)
            if best:
                found.append((word, *best))
    return found


def _inserted(source: Source, claim: Read, window: Sequence[int]) -> int:
    """Content words set between two words that follow one another in the best sentence."""
    if not window:
        return 0
    matcher = SequenceMatcher(
        None,
        [word.stem for word in claim.words],
        [word.stem for word in source.sentences[window[0]].words],
        autojunk=False,
    )
    return sum(
        sum(word.content for word in claim.words[start:end])
        for tag, start, end, _, _ in matcher.get_opcodes()
        if tag == "delete" and start > 0 and end < len(claim.words)
    )


def negated(sentence: Read) -> set[str]:
    """Stems of the content words that a negation governs: the next two within five words."""
    found: set[str] = set()
    for index, word in enumerate(sentence.words):
        if word.negation:
            following = [other.stem for other in sentence.words[index + 1 : index + 6] if other.content]
            found.update(following[:2])
    return found


def _negations(source: Source, claim: Read, window: Sequence[int]) -> dict[str, float]:
    mine = negated(claim)
    added = dropped = 0
    for word in claim.words:
        holders = [index for index in window if word.stem in source.sentences[index].stems]
        if not word.content or not holders:
            continue
        theirs = [word.stem in negated(source.sentences[index]) for index in holders]
        added += word.stem in mine and not any(theirs)
        dropped += word.stem not in mine and all(theirs)
    unheld = sum(word.negation for word in claim.words) > 0 and not any(
        word.negation for index in window for word in source.sentences[index].words
    )
    return {"negation_added": _squash(added + unheld), "negation_dropped": _squash(dropped)}


def _hedges(source: Source, claim: Read, window: Sequence[int]) -> dict[str, float]:
    mine = {word.stem for word in claim.words if word.hedge}
    theirs = {word.stem for index in window[:1] for word in source.sentences[index].words if word.hedge}
    return {"hedge_added": _squash(len(mine - theirs)), "hedge_dropped": _squash(len(theirs - mine) if not mine else 0)}


def _order(source: Source, claim: Read, window: Sequence[int]) -> dict[str, float]:
    """Share of word pairs that stand the other way round in the best sentence; words that occur twice do not count."""
    if not window:
        return {"inversions": 0.0, "name_order": 0.0}
    mine = [word for word in claim.words if word.content]
    theirs = [word.stem for word in source.sentences[window[0]].words if word.content]
    counts, their_counts = Counter(word.stem for word in mine), Counter(theirs)
    shared = [word for word in mine if counts[word.stem] == 1 and their_counts[word.stem] == 1]
    places = [theirs.index(word.stem) for word in shared]
    steps = list(pairwise(places))
    names = [place for word, place in zip(shared, places, strict=True) if word.name]
    name_steps = list(pairwise(names))
    return {
        "inversions": sum(a > b for a, b in steps) / len(steps) if steps else 0.0,
        "name_order": sum(a > b for a, b in name_steps) / len(name_steps) if name_steps else 0.0,
    }
