"""Themes that an article is about without always naming them ("Elections" for voters and ballots).

The table data/themes.json is one line a theme: for each language a label and the words that speak for it. A word with ?
behind it speaks for other things too ("bank", "goal"), so it counts only beside another word of the theme; one with =
before it is but another name of the theme ("covid"), and never a hashtag beside it. Words are compared by their stems,
but stemmers put together what has nothing to do with it ("Gründer" and "Grund", "loyer" and "loi"): how much of the
trigger's letters a word must have, `_is_form` knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from octavo.core.data import load_json
from octavo.core.organise.entities.gazetteer import DECLINING
from octavo.core.text.stems import written_stem
from octavo.core.text.tokens import tokens

_REMEMBERED = 40_000  # word forms a language
_PART = re.compile(r"[^\W_]+")
_DERIVED = re.compile(r"(?:er|ung|ie)$")  # German nouns whose stem is that of their verb or of another noun
_ADJECTIVE = re.compile(r"(?:isch|lich)(?:e[mnrs]?)?")  # behind a German noun: "militärisch", "wirtschaftlich"
_SHORT = 4  # letters
# Languages whose stems are words without their ending; where they lose a beginning too, forms cannot be told so.
_WITH_ENDINGS = frozenset(["de", "fr", "es", "it", "pt", "nl", "sv", "no", "nb", "da", "pl", "cs", "ru", "uk", "tr"])
_ACCENTS = str.maketrans("áâãäéêíóôõöúü", "aaaaeeioooouu")


@dataclass(frozen=True, slots=True)
class Theme:
    key: str  # the English label, lower-cased: the same in every language
    label: str


@dataclass(frozen=True, slots=True)
class Triggers:
    """First stem → (all stems, theme) for one language, longest first."""

    by_stem: dict[str, list[tuple[tuple[str, ...], Theme]]]
    weak: frozenset[tuple[tuple[str, ...], str]]  # (all stems, theme's key) of words that need another beside them
    same: frozenset[tuple[str, ...]]  # stems of other names of themes
    written: dict[tuple[tuple[str, ...], str], tuple[str, ...]]  # the same as in `weak` → words, where those are single


@cache
def triggers(lang: str | None) -> Triggers:
    """The trigger words of a language; a theme's own label speaks for it too."""
    by_stem: dict[str, list[tuple[tuple[str, ...], Theme]]] = {}
    weak: set[tuple[tuple[str, ...], str]] = set()
    same: set[tuple[str, ...]] = set()
    single: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
    for line in load_json("octavo.core.organise", "themes.json"):
        key = line.split(":")[0][3:].casefold()
        for part in line.split(" | "):
            code, rest = part[:2], part[3:]
            label, _, listed = rest.partition(":")
            if code != (lang or "en"):
                continue
            theme = Theme(key, label)
            phrases = {word.strip() for word in listed.split(",")}
            if f"{label}?".casefold() not in {phrase.casefold() for phrase in phrases}:
                phrases.add(label)
            for phrase in phrases:
                written = [token.text for token in tokens(phrase.strip("=?"), lang)]
                stems = trigger_form(written, lang)
                by_stem.setdefault(stems[0], []).append((stems, theme))
                if len(written) == 1:
                    single[(stems, key)] = (*single.get((stems, key), ()), written[0])
                if phrase.endswith("?"):
                    weak.add((stems, key))
                elif phrase.startswith("="):
                    same.add(tuple([written_stem(word, lang) for word in written]))
    for found in by_stem.values():
        found.sort(key=lambda entry: (-len(entry[0]), entry[1].key))
    return Triggers(by_stem, frozenset(weak), frozenset(same), single)


@cache
def spoken(lang: str | None) -> Spoken:
    """Which themes each written word speaks for."""
    return Spoken(lang)


class Spoken(dict[str, tuple[tuple[tuple[str, ...], Theme, bool], ...]]):
    """Written word → (the further stems of the trigger it begins, theme, whether it is weak); emptied when full."""

    def __init__(self, lang: str | None) -> None:
        super().__init__()
        self._lang = lang
        self._table = triggers(lang).by_stem
        self._weak = triggers(lang).weak
        self._written = triggers(lang).written

    def __missing__(self, written: str) -> tuple[tuple[tuple[str, ...], Theme, bool], ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        table = self._table
        parts = [written] if written.isalnum() else _PART.findall(written)
        forms = trigger_form(parts, self._lang)
        if len(forms) == 1 and forms[0] not in table:
            self[written] = ()
            return ()
        self[written] = made = tuple(
            [
                (wanted[len(forms) - at :] if len(wanted) > 1 else (), theme, (wanted, theme.key) in self._weak)
                for at, form in enumerate(forms)
                for wanted, theme in table.get(form, ())
                if forms[at : at + len(wanted)] == wanted[: len(forms) - at]
                and (len(wanted) > 1 or self._is_meant(parts[at], wanted, theme))
            ]
        )
        return made

    def _is_meant(self, word: str, wanted: tuple[str, ...], theme: Theme) -> bool:
        return any(_is_form(word, trigger, self._lang) for trigger in self._written[(wanted, theme.key)])


def _is_form(word: str, trigger: str, lang: str | None) -> bool:
    """Whether a word of a trigger's stem is a form of it, rather than another word that the stemmer cuts as short.

    But for an ending of two letters it begins as the trigger does, a short one wholly. A German noun stays a noun or
    becomes an adjective by an ending ("militärisch"), and is not taken for the word that it was made of.
    """
    if lang not in _WITH_ENDINGS:
        return True
    low, bare = word.casefold(), trigger.casefold()
    if lang == "de" and word.islower() and not trigger.islower():
        return low.startswith(bare) and _ADJECTIVE.fullmatch(low, len(bare)) is not None
    if lang in ("es", "pt") or (lang == "de" and bare.isascii()):  # "aviones", "Wälder"; but "Grund" for "Gründer"
        low, bare = low.translate(_ACCENTS), bare.translate(_ACCENTS)
    if len(bare) <= _SHORT:
        needed = len(bare) - (lang in DECLINING)
    elif lang == "de" and (len(bare) == _SHORT + 1 or _DERIVED.search(bare)):
        needed = len(bare)
    else:
        needed = max(_SHORT, len(bare) - 2)
    return low.startswith(bare[:needed])


def trigger_form(written: list[str], lang: str | None) -> tuple[str, ...]:
    """Words as triggers are compared: stems, but in English only a plural s off ("boxing" is not "box").

    A stem of one or two letters could be of anything (Russian "ии", Turkish "aile"), so such words stay as they are.
    """
    if lang in ("en", None):
        return tuple([word.casefold().removesuffix("s") for word in written])
    return tuple([root if len(root := written_stem(word, lang)) > 2 else word.casefold() for word in written])
