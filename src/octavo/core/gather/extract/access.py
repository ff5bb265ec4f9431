"""Whether a page gave its whole article or only a teaser, and whether it holds one at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.core.gather.extract.features import tokens
from octavo.core.gather.extract.segments import Segment
from octavo.core.gather.extract.structured import Facts, as_list, text_of
from octavo.types import Access

_SHORT, _MIDDLING = 120, 350  # words
_NEAR, _NEXT = 12, 3  # segments after the text in which a pitch counts a little, or tells alone
# What stands where a text is cut off. Two kinds of words must meet: an offer, and reading on.
PITCH = re.compile(
    r"(?:subscri(?:be|bers?)\b.{0,60}\b(?:to (?:read|continue|access|view|unlock|keep)|only|exclusive|for full)|"
    r"(?:to|and) (?:continue|keep) reading|"
    r"continue reading (?:with|this|for|by)|read the (?:full|rest|whole) (?:story|article)|for subscribers|"
    r"subscribers? only|(?:is|are) for (?:our )?subscribers|read on with an? |"
    r"(?:start|begin|try) (?:your|a|our) (?:free )?(?:\w+ )?trial|already (?:a )?(?:subscribe|member|"
    r"have an account|registered)|"
    r"log ?in to (?:read|continue)|sign (?:in|up) to (?:read|continue|keep)|"
    r"register (?:now )?(?:for free )?to (?:read|continue)|"
    r"create (?:a|an|your) (?:free )?account to|unlock (?:this|the full|unlimited|all)|this (?:article|content|"
    r"story) is (?:only |for )?(?:available |reserved |exclusive )?(?:to|for)? ?(?:our )?(?:subscribers|members|"
    r"premium)|"
    r"subscriber[- ]exclusive|member[- ]only|choose (?:a|your) (?:plan|subscription)|"
    r"(?:jetzt |sofort )?weiterlesen (?:mit|als|im)|(?:artikel|inhalt\w*) (?:(?:vollständig|weiter) ?lesen|"
    r"freischalten)|registrieren und weiterlesen|mit .{0,30}(?:weiterlesen|alle artikel)|"
    r"(?:exklusiv )?für abonnent|bereits (?:abonnent|registriert|abonniert|kunde)|schon (?:abonnent|registriert|"
    r"kunde)|als abonnent|jetzt (?:testen|abonnieren|freischalten|registrieren)|"
    r"(?:monat|wochen?) (?:kostenlos|gratis|testen)|digitalabo|probeabo|"
    r"(?:réservé|réservée?s?) aux abonnés|pour lire la suite|déjà abonné|abonnez-vous|il vous reste .{0,20}%|"
    r"lire la suite|"
    r"(?:exclusivo|contenido|artículo) (?:exclusivo )?(?:para|solo) (?:suscriptores|socios|abonados)|"
    r"suscríbete (?:para|y)|para (?:seguir|continuar) leyendo|ya (?:soy|eres) suscriptor|"
    r"(?:riservat|esclusiv)\w+ agli abbonati|per continuare a leggere|abbonati (?:per|a)|sei già abbonato|"
    r"(?:exclusiv\w+ para|só para) assinantes|já é assinante|assine (?:para|e)|continue lendo|"
    r"(?:alleen|exclusief) voor abonnees|lees (?:verder|het hele)|al abonnee|word abonnee|"
    r"tylko dla (?:subskrybentów|prenumeratorów)|czytaj dalej|"
    r"(?:läs|les|læs) (?:hela|vidare|hele|videre)|for abonnenter|för prenumeranter|kun for abonnent|"
    r"allerede abonnent|bli (?:abonnent|prenumerant)|tilaajille|"
    r"только для подписчиков|полный текст .{0,30}подпис|оформите подписку|"
    r"有料会員限定(?:の記事|記事)|会員限定記事です|この記事は有料|続きを読む|残り.{0,6}文字|ログインして続き|"
    r"会員登録|订阅后|登录后继续|付费阅读|구독자 전용|로그인 후)",
    re.I,
)
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


def access(stated: Facts, found: Sequence[Segment], chosen: Sequence[bool], words: int) -> Access:
    """`TEASER` where the page says that it is not free or pitches a subscription where a short text stops."""
    closed = is_closed(stated)
    last = max((i for i, yes in enumerate(chosen) if yes), default=-1)
    pitched = _pitched(found[last + 1 : last + 1 + _NEAR])
    if words < _SHORT and (closed or pitched):
        return Access.TEASER
    if words < _MIDDLING and (_pitched(found[last + 1 : last + 1 + _NEXT]) or (closed and pitched)):
        return Access.TEASER
    if words < _MIDDLING and (closed or pitched) and _CUT_OFF.search(found[last].text):
        return Access.TEASER
    total = _stated_words(stated)
    return Access.TEASER if closed and words < 0.6 * total else Access.FULL


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
    return bool(PAGE_WORDS.match(segment.text)) or (words < 60 and bool(PITCH.search(segment.text)))


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
        if PITCH.search(rest[0][:300]) and all(len(tokens(text)) < _AFTER_WORDS for text in rest):
            end = at
    kept = set(places[:end])
    return [i in kept for i in range(len(chosen))]


def _is_after(text: str) -> bool:
    return len(tokens(text)) < _AFTER_WORDS and (bool(_AFTER.search(text)) or bool(PITCH.search(text[:300])))


def _pitched(after: Sequence[Segment]) -> bool:
    """A pitch among segments that follow a text (or among a page's first ones, where there is no text)."""
    return any(PITCH.search(segment.text[:300]) for segment in after)


def _stated_words(stated: Facts) -> int:
    value = next((text_of(one) for one in as_list(stated.article.get("wordCount"))), None)
    return int(value) if value and value.isdigit() and len(value) < 6 else 0
