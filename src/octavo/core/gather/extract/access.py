"""Whether a page gave its whole article or only a teaser, and whether it holds one at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from octavo.core.gather.extract.features import tokens
from octavo.core.gather.extract.segments import Segment
from octavo.core.gather.extract.structured import Facts, as_list, text_of, words_of
from octavo.core.gather.extract.walls import is_hidden, pitches, sells, stands_in_wall
from octavo.types import Access

_SHORT = 120  # words
_NEEDED, _LONG = (
    ((_SHORT, 2), (350, 4), (700, 8)),
    99,
)  # the weight that signs need, by the number of words below which it holds
_NEAR, _NEXT = 12, 3  # segments after the text in which a pitch counts a little, or tells alone
_TAIL = 150  # words chosen behind a wall that may be no article's
_SIMPLE_SELECTOR = re.compile(r"[.#][\w-]{1,80}")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
_NO_PAGE = re.compile(
    r"^\W*(?:(?:error )?40[34]\b|page not found|not found|access denied|forbidden|just a moment|"
    r"attention required|are you (?:a )?(?:robot|human)|"
    r"security check|captcha|before you continue|cookie (?:consent|settings|policy)|privacy (?:settings|"
    r"preferences)|your privacy|"
    r"consent|datenschutzeinstellungen|seite nicht gefunden|page introuvable|página no encontrada|"
    r"pagina non trovata|log ?in|sign in|"
    r"anmelden|subscribe|unsupported browser|enable javascript|javascript is|robot check|403|404|"
    r"service unavailable|bad gateway)",
    re.I,
)
_ALWAYS = re.compile(
    r"\W*(?:advertise?ments?|advertising|sponsored(?: content)?|anzeige|werbung|publicité|publicidad|pubblicità|"
    r"advertentie|reklam[ae]?|"
    r"annonse?|publicidade|реклама|広告|广告|광고|إعلان|read the original article|show comments|"
    r"article continues below|"
    r"story continues below|"
    r"read more|weiterlesen|mehr lesen|lire aussi|leer más|leggi anche|show all \d+|loading|share this article|"
    r"\$\$[A-Z_]{2,20}\$\$)\W*",
    re.I,
)
PAGE_WORDS = re.compile(
    r"^\W*(?:start (?:your )?free trial.*|show comments.*|\(?\d*\)? ?comments?.*|subscribe.*|sign (?:in|up).*|"
    r"log ?in.*|register.*|share.*|"
    r"advertisement.*|read the original article.*|loading.*|continue reading.*|accept (?:all )?cookies.*|"
    r"we use cookies.*|"
    r"please enable javascript.*|abonnieren.*|jetzt (?:testen|abonnieren).*|anmelden.*|s'abonner.*|suscríbete.*)$",
    re.I,
)


def access(
    root: etree._Element, stated: Facts, found: Sequence[Segment], chosen: Sequence[bool]
) -> tuple[Access, list[bool]]:
    """`TEASER` where the page says that it is not free, or where a short text stops at a wall; and the choice of text
    without what was chosen behind the wall.

    Weighed by what stands after the text: the same sign tells more the shorter the text is and the nearer the sign.
    Reads the page before its body is made. A closed article whose text is all there (shut by script) is `FULL`.
    """
    sizes = [_size(one.text) if yes else 0 for one, yes in zip(found, chosen, strict=True)]
    closed = is_closed(stated) and not _is_part_there(root, stated)
    if closed and sum(sizes) < 0.6 * _stated_words(stated):
        return Access.TEASER, list(chosen)
    for end in _ends(found, sizes):
        kept = [yes and i < end for i, yes in enumerate(chosen)]
        signs = _signs(found, kept, end) + 2 * closed
        last = max((i for i, yes in enumerate(kept) if yes), default=-1)
        if signs and last >= 0 and _CUT_OFF.search(found[last].text):
            signs += 2
        needed = next((needed for below, needed in _NEEDED if sum(sizes[:end]) < below), _LONG)
        if signs >= needed:
            return Access.TEASER, kept
    return Access.FULL, list(chosen)


def _size(text: str) -> int:
    """Words; a word of Chinese or Japanese is about two characters."""
    return sum(2 if len(word) > 1 or word < "\u3000" else 1 for word in tokens(text)) // 2


def _ends(found: Sequence[Segment], sizes: Sequence[int]) -> Iterator[int]:
    """Where the text may end: before a pitch that only little text follows (a bio, a notice); after its last piece."""
    last = max((i for i, size in enumerate(sizes) if size), default=-1)
    before, whole, tried = 0, sum(sizes), 0
    for i in range(last):
        rest = whole - before - sizes[i]
        is_tail = before > 0 and rest < min(_TAIL, before + 20) and tried < _NEAR
        if is_tail and len(found[i].text) < 300 and pitches(found[i].text):
            tried += 1
            yield i
        before += sizes[i]
    yield last + 1


def _signs(found: Sequence[Segment], chosen: Sequence[bool], end: int) -> int:
    """How much what follows a text looks like a wall: 0–8. What encloses the text is none."""
    around = {element for one, yes in zip(found, chosen, strict=True) if yes for element in one.path}
    after = [one for one in found[end : end + 3 * _NEAR] if len(tokens(one.text)) > 2]  # no buttons
    after = [one for one in after if not is_hidden(one)][:_NEAR]
    near = after[:_NEXT]
    if any(pitches(segment.text) for segment in near):
        pitched = 4
    else:
        pitched = int(any(pitches(segment.text) for segment in after))
    walls = [stands_in_wall(segment, around) for segment in after]
    return pitched + any(walls) + 2 * any(walls[:_NEXT]) + any(sells(segment) for segment in near)


def is_closed(stated: Facts) -> bool:
    """Whether the page says that its article is not free to read."""
    free = stated.article.get("isAccessibleForFree")
    if free is False or (text_of(free) or "").lower().rsplit("/", 1)[-1] in ("false", "no", "0"):
        return True
    return (stated.first("article:content_tier", "content_tier") or "").lower() in ("locked", "paid", "premium")


def is_no_page(title: str) -> bool:
    """Titles of error pages, consent walls and robot checks."""
    return bool(_NO_PAGE.match(title))


# What publishers put under their articles in the same dress as the text.
_AFTER = re.compile(
    r"(?:^\W*(?:by|von|par|por|di|text|reporting by|editing by|written by) "
    r"[A-ZÀ-Ý][\w'’.-]+(?: [A-ZÀ-Ý][\w'’.-]+){1,3}(?:,|$)|"
    r"\b(?:found|spotted|noticed|see|seen) (?:a|an) (?:mistake|error|typo)|fehler (?:gefunden|entdeckt|bemerkt|melden)|"
    r"(?:signal|trouv)\w+ une (?:erreur|faute)|has (?:encontrado|visto) un error|hai (?:trovato|notato) un errore|"
    r"\b(?:get|receive|recevez|recibe|ricevi) (?:the|our|your|chaque|todas?|ogni|nos|les|tus)\b.{0,40}"
    r"\b(?:by (?:phone|text|email|e-mail)|newsletter|inbox|alerts?|matin|mañana|mattina|giorno)|"
    r"\btext [A-Z]{2,10} to \d|(?:turn on|enable|activate) (?:push )?(?:alerts|notifications)|"
    r"download (?:the|our) (?:\w+ )?app\b|letters (?:for|to) the editor are)",
    re.I,
)
_BYLINE = re.compile(r"\W*(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i) [A-ZÀ-Ý][\w'’-]+ [A-ZÀ-Ý][^.!?]*$")
_BYLINE_WORDS = 16
_AFTER_WORDS = 45  # nothing longer is taken for such a line


def without_page_words(found: Sequence[Segment], chosen: Sequence[bool]) -> list[bool]:
    """A choice without the marks of advertising and what stands under the text; one of a page's own words only
    (buttons, pitches, counters) is none."""
    chosen = [yes and not _ALWAYS.fullmatch(one.text) for yes, one in zip(chosen, found, strict=True)]
    chosen = _without_edges(found, chosen)
    kept = [segment for segment, yes in zip(found, chosen, strict=True) if yes]
    if any(not _is_page_word(segment) for segment in kept):
        return chosen
    return [False] * len(found)


def _is_page_word(segment: Segment) -> bool:
    """A button, a pitch, a counter, or a link of a word or two."""
    words = len(tokens(segment.text))
    if segment.link_chars >= 0.9 * len(segment.text) and words < 4:
        return True
    return bool(PAGE_WORDS.match(segment.text)) or (words < 60 and pitches(segment.text))


def _without_edges(found: Sequence[Segment], chosen: list[bool]) -> list[bool]:
    """The choice without a byline before it, last lines that are no article, and a pitch with what follows it."""
    places = [i for i, yes in enumerate(chosen) if yes]
    if places and _BYLINE.match(found[places[0]].text) and len(tokens(found[places[0]].text)) < _BYLINE_WORDS:
        places = places[1:]  # the names stand in the metadata
    end = len(places)
    while end and _is_after(found[places[end - 1]].text):
        end -= 1
    for at in range(end - 1, max(0, end - _NEAR), -1):
        rest = [found[i].text for i in places[at:end]]
        if pitches(rest[0]) and all(len(tokens(text)) < _AFTER_WORDS for text in rest):
            end = at
    kept = set(places[:end])
    return [i in kept for i in range(len(chosen))]


def _is_after(text: str) -> bool:
    return len(tokens(text)) < _AFTER_WORDS and (bool(_AFTER.search(text)) or pitches(text))


def _is_part_there(root: etree._Element, stated: Facts) -> bool:
    """Whether the part that the page itself calls closed (`hasPart`, `cssSelector`) stands on it, shut by script only.

    Only plain classes and ids are looked up: a page's own selectors can cost any time.
    """
    parts = [part for part in as_list(stated.article.get("hasPart"))[:5] if isinstance(part, dict)]
    names = {
        name[1:]
        for part in parts
        for one in as_list(part.get("cssSelector"))[:5]
        if _SIMPLE_SELECTOR.fullmatch(name := (text_of(one) or ""))
    }
    words = 0
    for element in root.iter() if names else ():
        if names.intersection([element.get("id") or "", *(element.get("class") or "").split()]):
            words += len(words_of(element).split())
    return words > _SHORT


def _stated_words(stated: Facts) -> int:
    value = next((text_of(one) for one in as_list(stated.article.get("wordCount"))), None)
    return int(value) if value and value.isdigit() and len(value) < 6 else 0
