"""Tells from where a word stands whether it is a noun there: verbs, participles and adjectives are no hashtags.

German writes nouns with a capital. In English the words around a verb are others than those around a noun; in Romance
languages a word with a verb's ending is a noun only behind an article; elsewhere some endings belong to verbs alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from octavo.core.organise.entities.german import is_amount, is_common_noun, is_genitive, is_people
from octavo.core.organise.entities.words import Word
from octavo.core.text.frequencies import common

Mention = tuple[list[Word], int]  # a title's or text's words, and which of them

_VERBS = {
    "en": re.compile(r"\w{2,}[^\We]ed|bought|caught|sold|sent|spent|brought|shot|stolen|beaten|hidden|\w+n['’]t"),
    "tr": re.compile(r"\w{2,}(?:[lnrz]d[ıiuü]|[şktpç]t[ıiuü]|[ıiuü]yor|[ae]cak|m[ıi]şt[ıi]|m[uü]şt[uü])(?:lar|ler)?"),
    "ru": re.compile(
        r"\w{2,}(?:ться|[юуея]тся|ится|ятся|йтесь|[аяу]ет|[аяу]ют|ирова(?:л[аио]?|ть)|[аяие]л(?:ся|ась|ись|ось))"
    ),
    "uk": re.compile(r"\w{2,}(?:ться|[аюиі]вся|[аиі]л[аио]ся|[аюу]ють|ує|ував|ували|увати)"),
    "pl": re.compile(r"\w{2,}(?:ować|ował[aoiy]?|owali|owano|ają|ują)"),
    "cs": re.compile(r"\w{2,}(?:ují|uje|ovat|oval[aoiy]?|ěl[oai]|chal[aoi])"),
    "ko": re.compile(
        r"\w+(?:지만|는데|면서|[했됐갔왔었았겠]다|[한된]다|하는|되는|있는|없는|하며|했던|하고|하여|해야|려고|도록|라며|다며|습니다|"
        r"[했됐]고|[눠아어해여]서)"
    ),
    "id": re.compile(r"(?:me[mn]g?\w{3,}|di\w{3,})kan"),
}  # fmt: skip
_VERBS["ms"] = _VERBS["id"]
# Endings that verbs share with nouns.
_PERHAPS = {
    "es": re.compile(r"\w{2,}(?:[aeií]r|[aei]r[ls][aeo]s?|[aei]rse|[aeií]ndo|[ai]d[ao]s?)"),
    "pt": re.compile(r"\w{2,}(?:[aei]r|[aei]ndo|[ai]d[ao]s?)"),
    "it": re.compile(r"\w{2,}(?:[aei]r(?:e|si|lo|la)|[aiu]t[aoei]|[ae]ndo)"),
    "fr": re.compile(r"\w{2,}(?:er|ir|[^t]ées?|[^t]és?|ant|era|eront)"),
}
_LISTED = {
    "es": "el la los las un una unos unas su sus este esta ese esa del al mi tu cada nuevo nueva otro otra lo",
    "pt": "o a os as um uma seu sua seus suas este esta esse essa do da dos das no na nos nas ao à cada novo nova pelo",
    "it": "il lo la i gli le un uno una l' un' suo sua questo questa del della dello dei degli delle dell' al alla "
    "nel nella dal dalla sul sulla all' nell' dall'",
    "fr": "le la les un une des du l' au aux son sa ses ce cet cette ces leur leurs mon notre nos d' de chaque nouveau",
    "en": "the a an his her its their our my your this that these those some any no every each of in on with for by "
    "from at over under against new first last more less",
}
_ARTICLES = {lang: frozenset(listed.split()) for lang, listed in _LISTED.items()}
_MODAL = "to will would can could may might must should shall cannot not we they he she it i you who let"
_OBJECT = "the a an it them their his her its your my our this that these those him us me"
_BEFORE_VERBS, _BEFORE_OBJECTS = frozenset(_MODAL.split()), frozenset(_OBJECT.split())
_SUPERLATIVE = re.compile(r"\w+(?:(?:ig|lich)st(?:e|en)|ische[nmrs]?)")
_NOMINATIVE = re.compile(r"e[rs]?$")
_FEMININE = re.compile(r"(?:e|ung|heit|keit|schaft|ion|tät|ik|ur|enz|anz|in|zeit|a)$")
_EVERYDAY = 0.06  # share of news from which an adjective says nothing: "neu", "gross"


def nouns(in_text: Sequence[Mention], in_title: Sequence[Mention], lang: str | None) -> list[Mention]:
    """A word's mentions that may be those of a noun; empty if it is none."""
    mentions = [*in_text, *in_title]
    if lang == "de":
        return _german_nouns(mentions)
    sure, perhaps = _VERBS.get(lang or "en"), _PERHAPS.get(lang or "")
    if sure is perhaps is None or any(words[at].capital and at and not words[at - 1].stops for words, at in in_text):
        return mentions
    if sure is not None:
        mentions = [(words, at) for words, at in mentions if not sure.fullmatch(words[at].low)]
    articles = _ARTICLES.get(lang or "en", frozenset())
    if perhaps is not None:
        doubted = all(perhaps.fullmatch(words[at].low) for words, at in mentions)
    else:
        doubted = lang in ("en", None) and any(_as_verb(words, at) for words, at in mentions)
    return [] if doubted and not any(_is_behind(words, at, articles) for words, at in mentions) else mentions


def _is_behind(words: list[Word], at: int, before: frozenset[str]) -> bool:
    return at > 0 and words[at - 1].text.lower().replace("’", "'") in before


def _as_verb(words: list[Word], at: int) -> bool:
    if at == 0 or at + 1 == len(words):
        return False
    return words[at - 1].low in _BEFORE_VERBS and words[at + 1].low in _BEFORE_OBJECTS


def _german_nouns(mentions: list[Mention]) -> list[Mention]:
    """Those written with a capital, if one of them is so where no sentence begins, or none is without."""
    kept = [(words, at) for words, at in mentions if words[at].capital and not _SUPERLATIVE.fullmatch(words[at].low)]
    if len(kept) < len(mentions) and not any(at and not words[at - 1].stops for words, at in kept):
        return []
    return kept


def german_phrase(runs: Iterable[Sequence[Word]], in_text: bool) -> Sequence[Word] | None:
    """The mention of a German sequence that can be a tag: an adjective and its noun in the nominative, or a name.

    Two nouns in a row are one thing only in names; such as stand in the text (`in_text`) are looked at here.
    """
    for run in runs:
        first, last = run[0], run[-1]
        if not all(word.capital for word in run[1:]) or last.possessive:
            continue
        if first.capital:
            if in_text and not (
                is_amount(first.text) or is_people(first.text) or is_genitive(first.text) or is_common_noun(first.text)
            ):
                return run
        elif len(run) == 2 and _is_nominative(first.low, last.low) and common("de", first.stem) < _EVERYDAY:
            return run
    return None


def _is_nominative(adjective: str, noun: str) -> bool:
    """Whether an adjective ends as in the nominative; before a feminine noun -er is another case."""
    return _NOMINATIVE.search(adjective) is not None and not (adjective.endswith("r") and _FEMININE.search(noun))
