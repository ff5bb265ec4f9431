"""What is never a hashtag: sections, site names, bylines, days and months, bare numbers, page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from octavo.core.organise.entities.dates import is_date
from octavo.core.organise.hashtags_forms import folded
from octavo.core.text.tokens import words

_LISTED = """
news|world news|uk news|us news|latest news|breaking news|top news|local news|world|worldwide|international|national
politics|politik|politique|política|politica|polityka|policy|business|wirtschaft|économie|economía|economia|finance
finanzen|sport|sports|deportes|esporte|sports news|culture|kultur|cultura|feuilleton|entertainment|unterhaltung|showbiz
lifestyle|life|leben|life & style|opinion|opinions|meinung|kommentar|kommentare|comment|columns|column|kolumne|editorial
technology|tech|technik|technologie|tecnología|science|wissen|wissenschaft|ciencia|health|gesundheit|santé|salud
society|gesellschaft|sociedad|société|panorama|vermischtes|lokales|regional|region|local|home|homepage|front page
startseite|aktuell|aktuelles|nachrichten|news analysis|analysis|analyse|features|feature|explainer|general|internal
video|videos|photo|photos|gallery|bildergalerie|live|liveblog|live blog|live ticker|ticker|newsletter|podcast|podcasts
audio|article|artikel|story|stories|magazine|magazin|archive|archiv|search|subscribe|subscriber|premium|plus|exclusive
exklusiv|advertisement|anzeige|sponsored|press release|pressemitteilung|dpa|afp|reuters|ap|associated press|bloomberg
copyright|all|other|misc|uncategorized|tag|tags|topic|topics|thema|themen|schwerpunkt|dossier|serie|hintergrund
read more|show more|click here|image|images|bild|picture|getty images|getty|file photo|editor|redaktion|staff
reporter|author|paywall
meta|seo|push|default|none|null|unknown|test|top stories|trending|must read|recommended|more|mehr|weitere
actualité|actualités|actu|monde|noticias|mundo|internacional|nacional|sociedad|última hora|notizie|mondo|cronaca|esteri
новости|политика|общество|экономика|спорт|культура|в мире|haberler|gündem|dünya|spor|berita|nieuws|nyheter|nyheder
国际|国内|社会|政治|经济|体育|新闻|国際|経済|スポーツ|ニュース|정치|경제|사회|국제|스포츠|뉴스
percent|per cent|dozens|hundreds|thousands|millions|billions|million|billion|hours|minutes|days|weeks|months|years
people|prozent|dutzende|hunderte|tausende|millionen|milliarden|euro|stunden|minuten|tage|wochen|monate|jahre|uhr|menschen
pour cent|dizaines|centaines|milliers|millions|milliards|heures|jours|semaines|mois|années|personnes|euros
por ciento|decenas|cientos|miles|millones|horas|minutos|días|semanas|meses|años|personas|per cento|migliaia|milioni
miliardi|ore|giorni|settimane|mesi|anni|persone|por cento|milhares|milhões|bilhões|dias|semanas|anos|pessoas|procent
duizenden|miljoen|miljard|uur|dagen|weken|maanden|jaren|mensen|tusenvis|millioner|milliarder|tysiące|miliony|godzin|lat
процентов|тысячи|миллионов|миллиардов|часов|дней|недель|месяцев|лет|людей|yüzde|bin|milyon|milyar|saat|gün|yıl|kişi
"""
_STOP = frozenset(folded(name) for line in _LISTED.strip().splitlines() for name in line.split("|"))
_NOISE = re.compile(r"https?:|www\.|[@=<>{}\[\]\\|]|\.(?:com|de|org|net|html?)\b", re.IGNORECASE)
_LONGEST, _MOST_WORDS = 50, 6
_REMEMBERED = 12_000  # labels


@lru_cache(maxsize=_REMEMBERED)
def is_furniture(label: str, lang: str | None) -> bool:
    """Whether a label is no tag in any article: a section, a date, a number, a link, or too long to be one."""
    if len(label) > _LONGEST or label.count(" ") >= _MOST_WORDS or _NOISE.search(label):
        return True
    key = folded(label)
    if len(key) < 2 or key in _STOP or not any(char.isalpha() for char in key):
        return True
    return is_date(label, lang) if label.isalpha() else all(is_date(word, lang) for word in words(label, lang))


def own_names(publisher: str, authors: Iterable[str], section: str | None, agency: str | None) -> frozenset[str]:
    """The folded names that this article's page puts everywhere: its site, writers, section and agency."""
    host = publisher.casefold().removeprefix("www.")
    site = host.split(".")
    names = {host, *(part for part in site[:-1] if len(part) > 2), publisher, section or "", agency or "", *authors}
    return frozenset(folded(name) for name in names if name) - {""}
