"""The facts that two articles share, as a reader is told them: "same event · also reports Quay Lock, Ada Kole".

What is told stands in both: runs of words that the titles, or the names in the texts, have in common. It decides
neither what is offered nor in what order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from octavo.core.organise.entities.dates import is_date
from octavo.core.organise.entities.kinds import is_given, is_role, kind_of_words
from octavo.core.organise.facts import NAME_LETTERS, fold
from octavo.core.organise.hashtags.phrases import plain_stems
from octavo.core.organise.hashtags.stop import is_furniture
from octavo.core.organise.shared import says_again, shared_abroad
from octavo.core.organise.vectors import DocumentFrequencies, View, word_key
from octavo.core.organise.window import Member
from octavo.core.text.frequencies import common
from octavo.core.text.stems import meant
from octavo.core.text.tokens import Token, normalise, tokens

MOST = 3  # facts of one reason
LONGEST = 40  # characters of one fact
_TITLE = 300  # characters looked at of a title
# Share of all news texts that a name, a word and the rarest word of a phrase may stand in to be told.
_NAME, _WORD, _PHRASE = 0.02, 0.015, 0.1
_ENDING = 3  # letters by which two forms of one word may differ
_SAME = 4  # first letters by which one word says again what another does: Greece, Greek
_A_WORD = 0.2  # what each further word adds to how telling a fact is


class Fact(NamedTuple):
    """Words that stand in both articles; `titled`: in both titles. A tuple: they are made by the dozen."""

    words: str
    titled: bool


def reason(member: Member, near: Member, layer: str, facts: Sequence[Fact]) -> str:
    """Why `near` is offered beside `member`, with the facts that `shared_facts` finds of them."""
    foreign = "other language" if member.lang != near.lang else ""
    if layer == "storyline":
        return _joined(_apart(member, near), foreign, _listed("also on", facts))
    if layer == "event":
        return _joined("same event", foreign, _listed("also reports", facts))
    titled = [fact for fact in facts if fact.titled]
    if titled:
        return _joined(_listed("background:", titled), foreign, _listed("on", [f for f in facts if not f.titled]))
    if facts:
        return _joined(_listed("also on", facts), foreign)
    both = member.side.meaning is not None and near.side.meaning is not None
    return _joined("near in meaning" if both else "background", foreign)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _listed(before: str, facts: Sequence[Fact]) -> str:
    return f"{before} {', '.join(fact.words for fact in facts)}" if facts else ""


def _apart(member: Member, near: Member) -> str:
    """ "two days earlier in this story"."""
    assert member.at is not None and near.at is not None
    days = max(round(abs(member.at - near.at) / 86400), 1)
    count = _NUMBERS[days] if days < len(_NUMBERS) else str(days)
    return f"{count} {'day' if days == 1 else 'days'} {'earlier' if near.at < member.at else 'later'} in this story"


_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def shared_facts(member: Member, near: Member, frequencies: DocumentFrequencies) -> tuple[Fact, ...]:
    """Up to `MOST`, the most telling first, none with a word that another has. `frequencies` tell how rare words are.

    Within a language they read as they stand in one of the two, in the shorter form, and are the same the other way
    round; of two languages, as `member` writes them.
    """
    foreign = member.lang != near.lang
    one, other = (member, near) if foreign or member.slot < near.slot else (near, member)
    own = _words_of(one.title, one.labels, one.lang, foreign)
    its = _words_of(other.title, other.labels, other.lang, foreign)
    found: dict[tuple[str, ...], Fact] = {}
    for a, b, keys in _runs(own, its):
        titled = a < own.titled and b < its.titled
        known = found.get(keys)
        if known is None or (titled and not known.titled):
            named = a >= own.titled or b >= its.titled
            words = _told(own.run(a, len(keys)), its.run(b, len(keys)), own.lang, foreign, named)
            if words:
                found[keys] = Fact(words, titled)
    facts = tuple(found.values()) if len(found) < 2 else _best(found, own, frequencies)
    return _with_names_abroad(facts, member, near, frequencies) if foreign else facts


def _with_names_abroad(
    facts: tuple[Fact, ...], member: Member, near: Member, frequencies: DocumentFrequencies
) -> tuple[Fact, ...]:
    """Of two languages also what they spell differently: first what both titles hold, then the rarest."""
    said = [fact.words for fact in facts]
    more = [Fact(name, False) for name in shared_abroad(member, near, frequencies) if not says_again(name, said)]
    return (*facts, *more)[:MOST]


def words_shared(member: Member, near: Member, most: int) -> int:
    """How many words, beside function words, two articles in one language have in common, counted no further than
    one more than `most`."""
    own, its = (_words_of(one.title, one.labels, one.lang, False) for one in (member, near))
    shared = len(own.at.keys() & its.at.keys())
    return shared if shared > most else max(shared, len(_stems(member) & _stems(near)))


def _stems(member: Member) -> set[int]:
    side = member.side
    ends = side.ends
    return set(side.cells[ends[View.LEAD] : ends[View.BODY]].tolist())


def _best(found: dict[tuple[str, ...], Fact], words: _Words, frequencies: DocumentFrequencies) -> tuple[Fact, ...]:
    """Of facts by their keys the most telling, no word twice."""
    ranked = []
    for keys, fact in found.items():
        means = [key for key in keys if key[0] != " "]
        numbers = map(word_key, means)
        if words.foreign:
            rarest = max([frequencies.name_idf(number) for number in numbers])
        else:
            rarest = max([frequencies.term_idf(number, words.lang) for number in numbers])
        ranked.append((-rarest - _A_WORD * (len(means) - 1), fact.words, fact, means))
    ranked.sort()
    chosen: list[Fact] = []
    said: set[str] = set()
    for _, _, fact, means in ranked:
        starts = [key[:_SAME] for key in means]
        if said.isdisjoint(starts):
            said.update(starts)
            chosen.append(fact)
    return tuple(chosen[:MOST])


class _Words(NamedTuple):
    """The words of a title and of names, in order, with where they stand in `text`.

    `keys` are equal for forms of one word (" " stands before a function word's); of two languages that are compared
    they are folded names.
    """

    text: str
    lang: str
    foreign: bool
    titled: int  # how many are of the title
    tokens: list[Token]
    keys: list[str]
    at: dict[str, list[int]]  # key → where it stands; no function words

    def word(self, place: int) -> str:
        return _word(self.tokens[place].text)

    def run(self, place: int, length: int) -> str:
        return self.text[self.tokens[place].start : self.tokens[place + length - 1].end]

    def follows(self, place: int) -> bool:
        """Whether one name or phrase may hold a word and the one before. In a title it may not go on behind a
        possessive, nor from small letters to capitals or back."""
        before, token = self.tokens[place - 1], self.tokens[place]
        between = self.text[before.end : token.start]
        if between not in _BETWEEN and (between not in (". ", ".") or len(before.text) > _SHORTENED):
            return False
        if place >= self.titled or self.keys[place][0] == " ":
            return True
        while self.keys[place - 1][0] == " " and place > 1:
            place -= 1
        last = self.tokens[place - 1].text
        digits = last[0].isdigit() or token.text[0].isdigit()
        return (digits or last.islower() == token.text.islower()) and not _POSSESSIVE.search(before.text)


@lru_cache(maxsize=64)  # the article that arrives is told of beside a dozen others; one takes some 15 kB
def _words_of(title: str, labels: str, lang: str, foreign: bool) -> _Words:
    title = title[:_TITLE].replace("\n", " ")
    text = title + "\n" + labels.replace("\0", "\n")
    known = meant(lang)
    found = tokens(text, lang)
    titled = len([token for token in found if token.start < len(title)])
    keys = []
    at: dict[str, list[int]] = {}
    for place, (written, start, _) in enumerate(found):
        key = known[written]
        if not key:
            word = _word(written)
            if place >= titled and text[start - 1] == "\n":
                key = word  # a name begins with it
            elif word == "new" and place + 1 < len(found) and _word(found[place + 1].text) in _NEW:
                key = word
            else:
                keys.append(f" {word}")
                continue
        if foreign:
            key = fold(_word(written))[:NAME_LETTERS]
        keys.append(key)
        places = at.setdefault(key, [])
        if len(places) < _PLACES:
            places.append(place)
    return _Words(text, lang, foreign, titled, found, keys, at)


@lru_cache(maxsize=1 << 12)
def _word(written: str) -> str:
    return _POSSESSIVE.sub("", normalise(written))


@lru_cache(maxsize=1 << 12)
def _share(written: str, lang: str) -> float:
    """In how many of all news texts a word stands; `_PLAIN` where it tells nothing, `_NONE` where it does not count."""
    stem, word = meant(lang)[written], _word(written)
    if not stem or is_date(word, lang) or is_role(word, lang):
        return _NONE
    return _PLAIN if stem in plain_stems(lang) else common(lang, stem)


_PLACES = 4  # at which one word is looked at
_NONE, _PLAIN = -1.0, 1.0
_NEW_WORDS = "york yorkers jersey hampshire mexico orleans england zealand zealanders delhi guinea caledonia"
_NEW = frozenset(_NEW_WORDS.split())
_POSSESSIVE = re.compile(r"['’]s?$")
_BETWEEN = frozenset(["", " ", "\u00a0", "-", "‑", "&", " & ", "'", "’"])  # two words of one name: "Jean-Luc", "A & B"
_SHORTENED = 3  # letters: "St. Ives", "Ada F. Kole"


_Run = tuple[int, int, tuple[str, ...]]  # where the same words begin in the one and in the other, and their keys


def _runs(own: _Words, its: _Words) -> Iterator[_Run]:
    """The longest, in the order of the second; none ends with a function word."""
    end = 0
    shared = own.at.keys() & its.at.keys()
    for place in sorted([place for key in shared for place in its.at[key]]):
        if place < end:
            continue
        longest, start = 0, 0
        key = its.keys[place]
        follows = its.keys[place + 1] if place + 1 < len(its.keys) else None
        for other in own.at[key]:
            if other + 1 < len(own.keys) and own.keys[other + 1] == follows:
                length = _length(own, other, its, place)
            else:  # mostly
                length = int(_same_word(own, other, its, place))
            if length > longest and not _other_name(own, other, its, place, length):
                longest, start = length, other
        if longest:
            end = place + longest
            yield start, place, tuple(its.keys[place:end])


def _same_word(own: _Words, a: int, its: _Words, b: int) -> bool:
    if own.tokens[a].text == its.tokens[b].text:
        return True
    word, other = own.word(a), its.word(b)
    return word == other or _alike(word, other, own.lang)


def _length(own: _Words, a: int, its: _Words, b: int) -> int:
    """How many words from these two places on are the same in both, the last no function word. Before the last all are
    alike to the letter where the language has no cases."""
    keys, other_keys = own.keys, its.keys
    same, cases = True, own.foreign or own.lang != "en"
    length = last = 0
    while same or cases:
        if own.tokens[a].text != its.tokens[b].text:
            word, other = own.word(a), its.word(b)
            same = word == other
            if not (same or _alike(word, other, own.lang)):
                break
        length += 1
        if keys[a][0] != " ":
            last = length
        a, b = a + 1, b + 1
        if a == len(keys) or b == len(other_keys) or keys[a] != other_keys[b]:
            break
        if not (own.follows(a) and its.follows(b)):
            break
    return last


@lru_cache(maxsize=1 << 10)
def _alike(one: str, other: str, lang: str) -> bool:
    """Whether two words of one key are forms of one: not "universe" and "universal"."""
    short, long = sorted((fold(one), fold(other)), key=len)
    if lang == "en":
        return long.startswith(short) and len(long) - len(short) <= _ENDING
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return same >= min(4, len(short) - 1) and len(long) - same <= _ENDING


def _other_name(own: _Words, a: int, its: _Words, b: int, length: int) -> bool:
    """Whether two names have but a part in common: Ada Kole and Jon Kole, Ada Kole and Ada Reyl, Prime Minister Kole
    and Prime Minister Reyl."""
    if a < own.titled or b < its.titled:
        return False
    last = own.word(a + length - 1)
    goes_on = _goes_on(own, a + length) or _goes_on(its, b + length)
    if goes_on and (is_role(last, own.lang) or (length == 1 and is_given(last))):
        return True
    if length > 1 or not (_goes_on(own, a) and _goes_on(its, b)):
        return False
    return not (is_role(own.word(a - 1), own.lang) or is_role(its.word(b - 1), its.lang))


def _goes_on(words: _Words, place: int) -> bool:
    return 0 < place < len(words.tokens) and words.follows(place)


@lru_cache(maxsize=1 << 11)  # the same names come again and again
def _told(mine: str, other: str, lang: str, foreign: bool, named: bool) -> str:
    """The words of a run, as it stands in one and in the other, as a reader is told them; "" where they tell
    nothing."""
    found, beside = tokens(mine, lang), tokens(other, lang)
    shares = [_share(token.text, lang) for token in found]
    begin, end = (0, len(found)) if named else _without_plain(found, shares, lang)
    if not _tells([token.text for token in found[begin:end]], shares[begin:end], lang, named):
        return ""
    words = _written(mine, found[begin:end])
    if not foreign and len(beside) == len(found):
        words = min(words, _written(other, beside[begin:end]), key=lambda form: (len(form), form))
    return "" if is_furniture(words, lang) else words


def _without_plain(found: Sequence[Token], shares: Sequence[float], lang: str) -> tuple[int, int]:
    """Where a phrase of headlines begins and ends without numbers before it and what headlines say of everything, as
    long as two words stay: "star Ada Kole announces"."""
    means = [bool(meant(lang)[token.text]) for token in found]
    plain = [share in (_PLAIN, _NONE) for share in shares]
    begin, end = 0, len(found)
    while sum(means[begin:end]) > 1 and (found[begin].text[0].isdigit() or not means[begin]):
        begin += 1
    while sum(means[begin:end]) > 2 and plain[end - 1]:
        end -= 1
    while sum(means[begin:end]) > 2 and plain[begin]:
        begin += 1
    while end - begin > 1 and not means[end - 1]:
        end -= 1
    return begin, end


def _written(text: str, found: Sequence[Token]) -> str:
    """As they stand, cut at a word where they are long."""
    start, last = found[0].start, found[-1].end
    if last - start > LONGEST:
        last = max([token.end for token in found if token.end - start <= LONGEST], default=start + LONGEST)
    return _POSSESSIVE.sub("", text[start:last])


def _tells(written: Sequence[str], shares: Sequence[float], lang: str, named: bool) -> bool:
    """Whether words say something by themselves: a name, a rare word, or a phrase with one that is not common."""
    share = min([share for share in shares if share != _NONE], default=_NONE)
    if share == _NONE:
        return False
    if len(written) > 1:
        return named or share < _PHRASE
    word = _word(written[0])
    return share <= (_NAME if named else _WORD) and not kind_of_words([word]) and (len(word) > 2 or not word.isascii())
