"""The people who wrote an article, from what the page states; and the wire agency it comes from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from octavo.core.gather.extract.headline import fold, site_names, tidy
from octavo.core.gather.extract.structured import Facts, as_list, text_of, words_of

_MOST = 12
_LONGEST = 80  # characters of one name
_BY = re.compile(
    r"^\W*(?:(?:written |reported |story |words |posted |published |article |review(?:ed)? |interview )?by|von|"
    r"par|por|di|door|av|af|"
    r"przez|de|text|texte|texto|autor(?:in|es)?|author|auteur|redaktion|protokoll|interview|una nota de|автор|от|"
    r"oleh|bởi)"
    r"(?:\s*:\s*|\s+)(?=\S)",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:[;|/•·、،]|\band\b|\bund\b|\bet\b|\by\b|\boch\b|\bog\b|&|\+|\s-\s|\s–\s|,)\s*", re.I)
_ROLE = re.compile(
    r"(?:^|[,(\s])(?:reporter|editor|journalist\w*|correspondent|writer|staff|columnist|contributor|redakt\w+|"
    r"korrespondent\w*|"
    r"autor(?:in)?|photographer|producer|analyst|chief|senior|politik|sport|wirtschaft|business|technology|news|"
    r"washington|"
    r"jr|phd|dr|md)\b.*$",
    re.I,
)
_NOBODY = re.compile(
    r"^(?:staff|admin\w*|editor\w*|redak\w+|redac\w+|redaz\w+|newsroom|news ?desk|web ?desk|the editors?|unknown|"
    r"anonymous|none|null|"
    r"guest|author|webmaster|user|n/?a|online|digital|agency|agencies|agenturen?|undefined|writer|"
    r"editorial(?: board| team| staff)?|"
    r"staff (?:writer|reporter)s?|news staff|system|root|test)$",
    re.I,
)
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|de|org|net|fr|co|tv)\b|/")
_BYLINE_NAME = re.compile(r"(?:^|[\s_-])(?:author|byline|autor)(?:$|[\s_-]?(?:name|link|s)?(?:$|\s))")
_OPENING = re.compile(
    r"(?:By|BY|Von|Par|Por|Di|Door|Av|Text:|Autor:|Author:) ?(?:[A-ZÀ-ÞŁŚŽČ][\w'’.-]+ ?){2,4}(?:(?:,|and|und|et|y|"
    r"&) ?(?:[A-ZÀ-Þ][\w'’.-]+ ?){2,4})?$"
)
AGENCIES = {
    "reuters": "Reuters", "ap": "AP", "associated press": "AP", "the associated press": "AP", "afp": "AFP",
    "agence france-presse": "AFP", "dpa": "dpa", "deutsche presse-agentur": "dpa", "apa": "APA", "ansa": "ANSA",
    "efe": "EFE",
    "europa press": "Europa Press", "sid": "SID", "epd": "epd", "kna": "KNA", "afx": "AFX", "dpa-afx": "dpa-AFX",
    "ntb": "NTB",
    "tt": "TT", "ritzau": "Ritzau", "anp": "ANP", "belga": "Belga", "lusa": "Lusa", "pap": "PAP", "ctk": "ČTK",
    "čtk": "ČTK",
    "xinhua": "Xinhua", "新华社": "Xinhua", "tass": "TASS", "тасс": "TASS", "interfax": "Interfax",
    "интерфакс": "Interfax",
    "kyodo": "Kyodo", "共同通信": "Kyodo", "共同": "Kyodo", "時事通信": "Jiji", "yonhap": "Yonhap",
    "연합뉴스": "Yonhap",
    "pti": "PTI", "press trust of india": "PTI", "ani": "ANI", "ians": "IANS", "bernama": "Bernama", "antara": "Antara",
    "aap": "AAP", "australian associated press": "AAP", "the canadian press": "The Canadian Press",
    "canadian press": "The Canadian Press",
    "pa": "PA", "pa media": "PA", "press association": "PA", "bloomberg": "Bloomberg", "upi": "UPI", "stt": "STT",
    "keystone-sda": "Keystone-SDA", "sda": "Keystone-SDA", "anadolu agency": "Anadolu", "anadolu": "Anadolu",
    "aa": "Anadolu",
    "adnkronos": "Adnkronos", "agi": "AGI", "mti": "MTI", "agerpres": "Agerpres", "unian": "UNIAN",
    "ukrinform": "Ukrinform",
}  # fmt: skip
_SHORT = {
    "aa",
    "pa",
    "tt",
    "sid",
    "agi",
    "ani",
    "pap",
    "sda",
}  # common words or initials: believed in a byline or bracket only
_DATELINE = re.compile(
    r"^.{0,80}?[(\[]([\w .\-–/]{2,40})[)\]]\s*(?:[-–—:,.]|$)|^[\w .,/]{2,60}?\s[-–—]\s([\w.\- ]{2,30})\s[-–—]\s"
)
_LAST_LINE = re.compile(
    r"(?:^|[(\[/—–-]\s*|©\s*|source\s?:\s*|quelle\s?:\s*|"
    r"fuente\s?:\s*)([\w.\-–]{2,20}(?: [\w\-]{2,20}){0,2})\s*[)\]/]?\s*\.?$",
    re.I,
)


def authors(root: etree._Element, stated: Facts) -> tuple[str, ...]:
    """Names in the page's order, without roles, addresses, the publisher itself and words like "Staff"."""
    sites = site_names(stated)
    for source in (_structured, _meta, _rel_author, _bylines, _opening):
        names = list(_clean(source(root, stated), sites))
        if names:
            return tuple(names[:_MOST])
    return ()


def people(names: Iterable[str], stated: Facts) -> tuple[str, ...]:
    """The people among names and bylines, as `authors` gives them."""
    return tuple(_clean(names, site_names(stated)))[:_MOST]


def agency(byline: Iterable[str], text: str) -> str | None:
    """The wire agency named in a byline, a dateline or at the very end of the text."""
    for name in byline:
        for part in re.split(r"[/,;|&]|\band\b|\bund\b", name):
            if found := AGENCIES.get(_fold(part)):
                return found
    start = _DATELINE.match(text[:200])
    end = _LAST_LINE.search(text[-120:].rstrip().rsplit("\n", 1)[-1])
    for match in (start, end):
        for part in re.split(r"[/,;]", next((one for one in match.groups() if one), "")) if match else ():
            key = _fold(part)
            if key in AGENCIES and key not in _SHORT:
                return AGENCIES[key]
    return None


def _structured(root: etree._Element, stated: Facts) -> Iterator[str]:
    for key in ("author", "creator"):
        for one in as_list(stated.article.get(key)):
            yield from _names(one)
        if stated.article.get(key):
            return


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name in as_list(value.get("name")):
            if isinstance(name, str | dict):
                yield text_of(name) or ""
    elif isinstance(value, str):
        yield value


def _meta(root: etree._Element, stated: Facts) -> Iterator[str]:
    for name in (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "cxenseparse:author",
        "twitter:data1",
    ):
        values = [value for value in stated.meta.get(name, ()) if value and not _ADDRESS.search(value)]
        if name == "twitter:data1" and "written" not in " ".join(stated.meta.get("twitter:label1", ())).lower():
            continue
        if values:
            yield from values
            return


def _rel_author(root: etree._Element, stated: Facts) -> Iterator[str]:
    """The first element marked as an author and those beside it; further ones belong to other articles."""
    group: etree._Element | None = None
    for element in root.iter("a", "span", "address", "div", "p"):
        if element.get("rel") == "author" or element.get("itemprop") in ("author", "author name"):
            around = element.getparent()
            group = around if group is None else group
            if around is not group:
                return
            named = [sub for sub in element.iter() if sub.get("itemprop") == "name"]
            yield words_of((named or [element])[0])[:200]


def _bylines(root: etree._Element, stated: Facts) -> Iterator[str]:
    """The first element that page makers call author or byline."""
    for element in root.iter("a", "span", "div", "p", "li", "address"):
        names = f"{element.get('class') or ''} {element.get('data-testid') or ''}".lower()
        if _BYLINE_NAME.search(names):
            text = words_of(element)
            if 3 < len(text) < 120:
                yield text
                return


def _opening(root: etree._Element, stated: Facts) -> Iterator[str]:
    """The first short line of the page that reads "By Some Name"."""
    for element in root.iter("p", "div", "span", "strong", "b", "em", "h4", "h5"):
        text = " ".join((element.text or "").split())
        if 6 < len(text) < 100 and _OPENING.match(text):
            yield text
            return


def _clean(found: Iterable[str], sites: set[str]) -> Iterator[str]:
    seen: set[str] = set()
    for raw in found:
        text = _BY.sub("", tidy(raw[:600]))
        for part in _SPLIT.split(text):
            name = _without_role(part).strip(" .,:;-–|()[]\"“”'")
            if _is_person(name, sites) and fold(name) not in seen:
                seen.add(fold(name))
                yield name


def _without_role(part: str) -> str:
    """A name without the post behind it; what leaves a single word was no person ("Herald staff")."""
    name = _ROLE.sub("", part)
    return name if name == part or len(name.split()) > 1 or not name.isascii() else ""


def _is_person(name: str, sites: set[str]) -> bool:
    if not 2 <= len(name) <= _LONGEST or _ADDRESS.search(name) or _NOBODY.match(name):
        return False
    return (
        fold(name) not in sites and len(name.split()) <= 6 and not any(sign.isdigit() or sign in ":()" for sign in name)
    )


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace(".", " ").split())
