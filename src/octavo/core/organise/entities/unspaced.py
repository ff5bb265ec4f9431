"""Names in scripts without capital letters and spaces: gazetteer, Katakana, quoted titles and words before a role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.core.organise.entities.gazetteer import index
from octavo.core.text.stems import without_particle

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}(?:[・＝][ァ-ヺー]{2,})*")
_QUOTED = re.compile(r"《([^《》\n]{2,20})》|『([^『』\n]{2,20})』")
_JAPANESE = re.compile(
    r"([一-龥々]{2,4}?)(?:氏|首相|大統領|知事|大臣|選手|監督|社長|容疑者|被告|議員|総裁|市長|会長|長官)"
    r"|([一-龥々]{2,6}(?:大学|銀行|裁判所|委員会|協会|政府)|[一-龥々]{1,4}[県府市都区庁党省])"
)
_KOREAN = re.compile(r"([가-힣]{2,4}) ?(?:대통령|총리|장관|대표|의원|시장|지사|감독|회장|총장|위원장|후보|교수|씨)")
_BEFORE_ROLES = (
    "원내 국무 일부 무소속 집행 공동 수석 임시 신임 당시 이날 해당 선대 비상대책 최고"  # words that are no names
)
_KOREAN_NO_NAMES = frozenset(_BEFORE_ROLES.split())
_ROLE_NAME = re.compile(
    r"(?:主席|总统|總統|总理|总书记|部长|外长|省长|市长|主任|局长)"
    r"([一-龥]{2,3})(?=[在于与和将向对说表指强会出])"
)


def has_unspaced(text: str) -> bool:
    """Whether a text holds any character of the scripts that this module is about."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def unspaced(text: str, lang: str | None) -> Iterator[tuple[str, str, int]]:
    """(label, kind, offset) of each name found; nothing in other scripts."""
    yield from _japanese_or_chinese(text, lang)
    if lang == "ko":
        for match in _KOREAN.finditer(text):
            if match[1] not in _KOREAN_NO_NAMES and without_particle(match[1], ()) == match[1]:
                yield match[1], "person", match.start()


def known_unspaced(text: str, lang: str | None) -> Iterator[tuple[str, int]]:
    """(gazetteer key, offset) of each known name written without spaces; longest first, never overlapping."""
    table = index(lang).by_start
    at = 0
    while at < len(text) - 1:
        step = 1
        for name, row in table.get(text[at : at + 2], ()):
            if text.startswith(name, at):
                yield row.key, at
                step = len(name)
                break
        at += step


def _japanese_or_chinese(text: str, lang: str | None) -> Iterator[tuple[str, str, int]]:
    for match in _QUOTED.finditer(text):
        yield match[1] or match[2], "other", match.start()
    if lang == "ja":
        for match in _KATAKANA.finditer(text):
            yield match[0], "other", match.start()
        for match in _JAPANESE.finditer(text):
            if match[1]:
                yield match[1], "person", match.start()
            else:
                yield match[2], "place" if match[2][-1] in "県府市都区" else "organisation", match.start()
    if lang == "zh":
        for match in _ROLE_NAME.finditer(text):
            yield match[1], "person", match.start()
