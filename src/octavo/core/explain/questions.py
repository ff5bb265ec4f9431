"""Reads a question: the words to search for and the kind of thing that would answer it. Finds no answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from octavo.core.text.stems import stopwords, terms
from octavo.core.text.tokens import words

Expected = Literal["number", "date", "person", "any"]

# Question phrases by what they ask for. Languages that share a spelling share an entry; the order decides.
_ASKS: tuple[tuple[Expected, re.Pattern[str]], ...] = tuple(
    (expected, re.compile(pattern, re.IGNORECASE))
    for expected, pattern in (
        (
            "date",
            r"\bwhen\b|\b(?:what|which|on what) (?:date|day|year|month|time)\b|\bwann\b|\bquand\b|\ben quelle année\b"
            r"|\bcu[áa]ndo\b|\bquando\b|\bwanneer\b|\bkiedy\b|\bкогда\b|\bколи\b|\bnär\b|\bhvornår\b|\bkdy\b|\bne zaman\b"
            r"|什么时候|什麼時候|何时|何時|哪一?[年天日]|几月几[日号]|几[月号日]|开始时间|结束时间|举行时间|的?(?:时间|日期)$|いつ|何[年月日]|언제",
        ),
        (
            "number",
            r"\bhow (?:many|much|old|long|far|often|high|big|large|tall|fast|deep)\b|\b(?:what|which) (?:percentage|share|number|"
            r"proportion|price|score|age)\b|\bdeath toll\b|\bwie ?viele?n?\b|\bwie (?:hoch|lange|alt|oft|groß|teuer|weit)\b"
            r"|\bcombien\b|\bquel âge\b|\bcu[áa]nt[oa]s?\b|\bquant[oaie]\b|\bquant[oa]s\b|\bhoeveel\b|\bhoe (?:oud|lang|hoog|groot)\b"
            r"|\bile\b|\bilu\b|\bсколько\b|\bскільки\b|\bhur (?:många|mycket|gammal)\b|\bhvor (?:mange|meget|mye|gammel)\b"
            r"|\bkolik\b|\bkaç\b|多少|几[个個名人次岁歲位天年届屆场場家枚]|第几|人数|人數|数量|比分|价格|票价|金额|いくら|いくつ|何[人個歳回本件台円]"
            r"|얼마|몇",
        ),
        (
            "person",
            r"\bwho(?:m|se)?\b|\bwelcher (?:mann|politiker)\b|\bwer\b|\bwem\b|\bwen\b|\bqui\b|\bqui[ée]n(?:es)?\b|\bchi\b|\bquem\b"
            r"|\bkto\b|\bкто\b|\bхто\b|\bvem\b|\bhvem\b|\bkdo\b|\bkim\b|谁|誰|哪位|누구|누가",
        ),
        (
            "any",
            r"\b(?:what|which|where|why|how)\b|\b(?:was|welche[rsmn]?|wo|warum|wieso|wie)\b|\b(?:que|quoi|quels?|quelles?|où|pourquoi"
            r"|comment|est-ce)\b|\b(?:qu[ée]|cu[áa]les?|d[óo]nde|por ?qu[ée]|c[óo]mo)\b|\b(?:che|cosa|quale|quali|dove|perch[ée]|come)\b"
            r"|\b(?:qual|quais|onde|o que)\b|\b(?:wat|welke?|waar|waarom|hoe|wie)\b|\b(?:co|jaki\w*|gdzie|dlaczego|jak)\b"
            r"|\b(?:что|какой|какая|какие|где|почему|как)\b|是什么|什么|什麼|哪里|哪裡|哪儿|哪[个個些家支部所]|为什么|為什麼|怎么|怎麼|如何"
            r"|なぜ|どこ|どの?|どう|何|무엇|어디|왜|어떻게",
        ),
    )
)
_PERSON_IN_DUTCH = re.compile(r"^\s*(?:en )?wie\b", re.IGNORECASE)
_FILLER = re.compile(
    r"\b(?:tell me about|please|do you know|can you tell me|is there any news (?:on|about))\b|请问|請問|吗[？?]?$|呢[？?]?$|是(?:谁|誰)"
    r"|[？?¿]",
    re.IGNORECASE,
)

_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|"
    "december|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|"
    "novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|"
    "aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|"
    "dezembro|januari|februari|maart|mei|augustus|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|"
    "listopada|grudnia|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
)
_DAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|tomorrow|tonight|last week|next week|last month|"
    "next month|last year|next year|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|heute|gestern|morgen|lundi|mardi|"
    "mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd'hui|demain|lunes|martes|miércoles|jueves|viernes|sábado|domingo|ayer|hoy|"
    "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|ieri|oggi|domani|segunda-feira|terça-feira|quarta-feira|quinta-feira|"
    "sexta-feira|ontem|hoje|amanhã|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|gisteren|vandaag"
)
_DATE = re.compile(
    rf"\b(?:{_MONTHS}|{_DAYS})\b|\b(?:1[5-9]|20)\d\d\b|\b\d{{1,2}}[:.]\d\d\b|\b\d{{1,2}} ?[ap]\.?m\b|[\d一二三四五六七八九十]+[年月日号號]|昨天|今天|明天|昨日|今日|明日|去年|今年|明年|\d+년|\d+월",
    re.IGNORECASE,
)
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty dozen hundred "
    "thousand million billion half twice none zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend millionen "
    "deux trois quatre cinq sept huit neuf dix onze douze cent mille millions dos tres cuatro cinco seis siete ocho nueve diez once "
    "doce cien mil millones due tre quattro sei sette otto nove dieci dodici cento milioni dois três quatro sete oito dez milhões "
    "twee drie vijf zes zeven negen tien elf twaalf honderd duizend miljoen dwa trzy cztery pięć sześć dwie два три четыре пять шесть "
    "семь восемь девять десять"
).split()  # fmt: skip
_NUMBER = re.compile(
    r"\d|\b(?:"
    + "|".join(_NUMBER_WORDS)
    + r")\b|[一二两兩三四五六七八九十百千万萬亿億]+[个個名人次岁歲位天年届屆场場家枚元%％成]",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<!^)\b[^\W\d_a-zß-ÿ][\w'’-]+")


def expected(question: str, lang: str | None = None) -> Expected:
    """What kind of thing would answer: a number, a date, a person, or anything."""
    if lang == "nl" and _PERSON_IN_DUTCH.match(question):
        return "person"
    return next((kind for kind, pattern in _ASKS if pattern.search(question)), "any")


def query_terms(question: str, lang: str | None) -> list[str]:
    """The words of the question to search for, as `core.text` stems them, each once, without question words."""
    text = _FILLER.sub(" ", unicodedata.normalize("NFKC", question))
    for _, pattern in _ASKS:
        text = pattern.sub(" ", text)
    found = terms(text, lang) or terms(question, lang)
    return list(dict.fromkeys(found))


def offers(sentence: str, question: str, kind: Expected, lang: str | None = None) -> bool:
    """Whether the sentence holds a thing of that kind that the question does not already name."""
    return kind == "any" or _OFFERS[kind](sentence, question, lang)


def _new(pattern: re.Pattern[str]) -> Callable[[str, str, str | None], bool]:
    """A match of the pattern with at least one word that is not in the question."""

    def check(sentence: str, question: str, lang: str | None) -> bool:
        asked = question.casefold()
        return any(match.group().casefold() not in asked for match in _around(pattern, sentence))

    return check


def _around(pattern: re.Pattern[str], sentence: str) -> list[re.Match[str]]:
    """Matches of the pattern, with a digit widened to its whole number."""
    wide = re.compile(r"\d[\d.,]*")
    return [
        (wide.match(sentence, match.start()) or match) if match.group().isdigit() else match
        for match in pattern.finditer(sentence)
    ]


def _person(sentence: str, question: str, lang: str | None) -> bool:
    """A capitalised word that is neither in the question nor a function word; scripts without case always pass."""
    if not any(character.isupper() for character in sentence):
        return True
    asked = set(words(question, lang)) | stopwords(lang)
    names = [match.group() for match in _NAME.finditer(sentence)] + [
        match.group() for match in re.finditer(r"^[^\W\d_a-zß-ÿ][\w'’-]+(?= [^\W\d_a-zß-ÿ])", sentence)
    ]
    return any(word not in asked for name in names for word in words(name, lang))


_OFFERS: dict[str, Callable[[str, str, str | None], bool]] = {
    "number": _new(_NUMBER),
    "date": _new(_DATE),
    "person": _person,
}
