"""How a name sounds, coarsely and whatever script it is written in: "Johnson", "Джонсон", "ジョンソン" and "جونسون".

What is kept are the consonants in order, in classes that the scripts tell apart; vowels, h and doubled letters go.
Where letters may stand for two sounds, a name has several skeletons. It knows no names, and cannot tell what is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import islice, product

from octavo.core.text.scripts import script_of

MOST = 4  # skeletons of one word
_LONGEST = 24  # letters looked at

_Sounds = tuple[str, ...]  # what letters may sound as, the likeliest first; "" where they are no consonant

# Classes: B (b v) · P (p f) · T · D · K · G · S (s z sh zh ch j ts) · M · N · L (l r). Letters, then their sounds with
# "|" between what is uncertain, "-" for none. With "/" behind or within stand groups of letters that sound as one.
_TABLES = {
    "latin": "bv B pf P t T d D kqc K g G sz S j S|- w B|- m M n N lr L x KS ce/ci/cy/ S sch/tsch/tch/sh/cz/sz/zh/ S "
    "ts/tz/dz/dj/dzh/ S ch/ S|K ph/pf/ P ck/qu/ K gh/ G|- kh/ - th/ T|S ng/ NG|N ge/gi/gy/ G|S",
    "cyrillic": "бв B пф P т T дђ D кќ K гґѓ G зжсцчшщћџѕ S м M нњ N лрљ L дж/дз/тс/ S",
    "greek": "β B πφ P τθ T δ D κ K γ G|- ζσς S μ M ν N λρ L ξ KS ψ PS μπ/ B|MP ντ/ D|NT γκ/γγ/ G|NG τζ/τσ/ S",
    "georgian": "ბვ B პფ P თტ T დ D კქყ K გღ G ზჟსშჩცძწჭჯ S მ M ნ N ლრ L",
    "armenian": "բվ B պփֆ P թտ T դ D կք K գ G զժծձճշչջսց S մ M ն N լղռր L",
    "arabic": "ب B|P پ P ف P|B ڤ B تطثٹ T دضڈ D كکق K غگ G ج S|G چزژسشصذظ S م M نں N لرڑ L وو/ B",
    "hebrew": "ב B פף P טת T ד D כךק K ג G זסשצץ S מם M נן N לר L וו/ B ג'/ז'/צ'/ S",
    "kana": "カキクケコ K ガギグゲゴ G サシスセソザジズゼゾチツヂヅ S タテト T ダデド D ナニヌネノン N フパピプペポ P "
    "バビブベボヴ B マミムメモ M ラリルレロ L ー -|L",
}
# By consonant: Ethiopic from U+1200 on, eight letters each; the Indic blocks, which have one order, from the first
# consonant on; Hangul by what opens and what closes a syllable.
_ETHIOPIC, _INDIC, _TAMIL, _OPENING, _CLOSING = map(
    str.split,
    (
        "- L - M S L S S K K - - B B T S - - N N - K - - - - - S S - D D S G G - T S P S S P P",
        "K K G G N S S S S N T T D D N T T D D N N P P B B M - L L L L L B|- S S S -",
        "K|G K G G N S S S S N T|D T D D N T|D T D D N N P|B P B B M - L L L L L B|- S S S -",
        "G K N D T L M B P S S - S S S K T P -",
        "- K K K N N N T L L L L L L L L M P P T T NG|N S S K T P -",
    ),
)
_BRAHMIC = frozenset(
    ("devanagari", "bengali", "gurmukhi", "gujarati", "oriya", "tamil", "telugu", "kannada", "malayalam")
)
_WAW = ("B", "")  # of Persian and Hebrew at the beginning of a word; elsewhere it is mostly a vowel


def skeletons(word: str) -> _Sounds:
    """What is left of one word: at most `MOST`, the likeliest first; none where its script is not known."""
    made = (_joined(spelling) for spelling in islice(product(*_sounds(_plain(word))), MOST))
    return tuple(filter(None, dict.fromkeys(made)))


def _plain(word: str) -> str:
    """In small letters; without accents where they do not make another letter of it."""
    word = word[:_LONGEST].casefold()
    return word if word.isascii() else _unaccented(word)


_OTHER_LETTERS = str.maketrans({
    "č": "s", "ć": "s", "ç": "s", "ñ": "n", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ğ": "-", "ř": "rz",
    "׳": "'", "’": "'",
})  # fmt: skip


def _unaccented(word: str) -> str:
    word = unicodedata.normalize("NFKC", word).translate(_OTHER_LETTERS)
    if script_of(word[0]) in ("kana", "hangul"):
        return word  # whose marks are their sounds
    return unicodedata.normalize("NFD", word)


def _sounds(letters: str) -> list[_Sounds]:
    script = script_of(letters[0]) if letters else ""
    if script in _TABLES:
        pattern, table = _reader(script)
        sounds = [table.get(found, ("",)) for found in pattern.findall(letters)]
        return [_WAW, *sounds[1:]] if letters[0] in "وו" else sounds
    if script == "hangul":
        return [sound for letter in letters for sound in _syllable(letter)]
    if script == "ethiopic":
        return [_at(_ETHIOPIC, (ord(letter) - 0x1200) // 8) for letter in letters]
    if script in _BRAHMIC:
        return [sound for letter in letters for sound in _indic(letter)]
    return []


@cache
def _reader(script: str) -> tuple[re.Pattern[str], dict[str, _Sounds]]:
    """The letters of a script, groups first, and their sounds."""
    told = _TABLES[script].split()
    table = {}
    for letters, sounds in zip(told[::2], told[1::2], strict=True):
        for group in filter(None, letters.split("/") if "/" in letters else letters):
            table[group] = _of(sounds)
    groups = sorted((group for group in table if len(group) > 1), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, groups), "."]), re.DOTALL), table


@cache
def _of(sounds: str) -> _Sounds:
    return tuple("" if sound == "-" else sound for sound in sounds.split("|"))


def _at(table: list[str], place: int) -> _Sounds:
    return _of(table[place]) if 0 <= place < len(table) else ("",)


def _syllable(letter: str) -> Iterable[_Sounds]:
    number = ord(letter) - 0xAC00
    if 0 <= number < 19 * 588:
        return _at(_OPENING, number // 588), _at(_CLOSING, number % 28)
    return ()


def _indic(letter: str) -> Iterable[_Sounds]:
    place = (ord(letter) - 0x900) % 0x80
    if place in (1, 2):
        return (("N",),)  # what is spoken through the nose
    table = _TAMIL if 0xB80 <= ord(letter) < 0xC00 else _INDIC
    return (_at(table, place - 0x15),)


_DOUBLED = re.compile(r"(.)\1+")
_NASAL = re.compile("M(?=[BP])")


def _joined(sounds: Iterable[str]) -> str:
    return _DOUBLED.sub(r"\1", _NASAL.sub("N", "".join(sounds)))
