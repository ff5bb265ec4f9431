"""Words that tell what a piece of a page is for: in class names and ids, and in the text itself, in several "
"languages."""

from __future__ import annotations

import re
from functools import lru_cache


def _any(words: str) -> re.Pattern[str]:
    return re.compile("|".join(words.split()), re.I)


# Kinds of page parts by the words that page makers use in `class`, `id`, `itemprop`, `role` and `data-` names.
NAMES: dict[str, re.Pattern[str]] = {
    "body": _any(
        r"article[-_]?(?:body|text|content|inner|main)|(?:story|post|entry|news|text|main|page|body)[-_]?(?:body|"
        r"content|text)"
        r"|articlebody richtext rich-text wysiwyg prose paywall-content fließtext cuerpo corps contenu texto inhalt"
    ),
    "article": _any(
        r"article|artikel|artykul|articolo|story|(?<!re)post(?!er)|entry|beitrag|meldung|noticia|nota\b|news"
    ),
    "paragraph": _any(r"paragraph|parag|absatz|(?:^|[-_ ])(?:p|text|txt|copy)(?:$|[-_ ])"),
    "lead": _any(
        r"lead(?!er)|lede|standfirst|intro|summary|subtitle|sub-?(?:title|head|hed)|deck|dek\b|abstract|chapo|bajada"
        r"|vorspann|teaser-?text|excerpt|sommario|ingress|manchet|sapo|description kicker"
    ),
    "heading": _any(r"heading|headline|title|titre|titulo|titolo|head|überschrift|hed\b"),
    "comment": _any(r"comment|disqus|kommentar|respond|reply|discussion|forum|disclaimer-comment"),
    "related": _any(
        r"related|recommend|teaser|promo|read-?(?:more|also|next)|more-?(?:on|from|stories|news)|see-?also|"
        r"outbrain taboola"
        r"|popular|trending|most-?(?:read|viewed)|latest|suggest|recirc|carousel|slider|swiper|card|tile|grid|similar"
        r"|lire-?aussi|mehr-?zum|verwandt|relacionad|correlat|you-?may|linklist|link-?list|list-?link|newslist|feed"
    ),
    "share": _any(
        r"share|sharing|social|follow|facebook|twitter|whatsapp|teilen|compart|partage|condivid|bookmark|print"
    ),
    "nav": _any(r"nav(?!y)|menu|breadcrumb|pagination|pager|toolbar|masthead|topbar|skip|tabs?(?:$|[-_ ])"),
    "frame": _any(r"footer|header(?!line)|sidebar|side-?bar|aside|widget|rail|column-?right|right-?col"),
    "ad": _any(
        r"(?:^|[-_ ])(?:ads?|adv|advert\w*|adslot|ad-\w+|dfp|gpt|sponsor\w*|banner|anzeige|publicidad|pubblicita|"
        r"werbung)"
        r"(?:$|[-_ \d])"
    ),
    "newsletter": _any(
        r"newsletter|subscri|abonn|suscri|signup|sign-up|paywall|premium|register|login|piano|cta(?:$|[-_ ])"
    ),
    "author": _any(
        r"author|byline|by-line|bio(?:$|[-_ ])|autor|auteur|contributor|profile|writer|firma|kuerzel|redaktion"
    ),
    "caption": _any(
        r"caption|credit|figure|legend|photo|image|picture|bild|foto|gallery|galerie|media|copyright|source|thumb"
    ),
    "meta": _any(
        r"meta|date|time(?!line)|published|updated|tags?(?:$|[-_ s])|topic|keyword|category|label|info|stats|reading"
    ),
    "modal": _any(r"cookie|consent|modal|popup|overlay|gdpr|notice|alert|toast|tooltip|dialog|adblock"),
    "video": _any(r"video|player|audio|podcast|iframe|embed"),
    "hidden": _any(r"hidden|sr-only|visually|screen-?reader|invisible|d-none|print-only|noprint|no-print|offscreen"),
    "correction": _any(r"correct|clarif|note(?:$|[-_ s])|disclaim|footnote|editor|fuente|about"),
    "box": _any(
        r"box|infobox|fact|factbox|sidebar|inset|aside|callout|pull-?quote|quote|highlight|keypoint|key-|takeaway|"
        r"bullet"
    ),
    "table": _any(r"table|chart|graph|stat|score|result|liveblog|live-|ticker|timeline|poll|quiz"),
}

# What a segment says when it is no part of an article. Latin words are matched at word borders.
PHRASES: dict[str, re.Pattern[str]] = {
    "share": re.compile(
        r"\b(?:share (?:this|on|via|article|full)|share$|shares?:|tweet$|whatsapp|pinterest|linkedin|copy link|"
        r"facebook|"
        r"auf facebook|teilen|partager|compartir|condividi|delen|udostępnij|поделиться|paylaş|twittear|e-?mail$|"
        r"drucken|"
        r"print$|imprimer|imprimir|stampa|merken|bookmark|follow (?:us|on|me|\w+ on)|folgen sie|suivez|síguenos|"
        r"seguici)",
        re.I,
    ),
    "subscribe": re.compile(
        r"\b(?:subscri|newsletters?|sign up|sign-up|signing up|inbox|free trial|abonn|abo\b|abonnement|suscr[ií]|"
        r"iscriviti|"
        r"inscri(?:vez|t)|boletín|registr|log ?in|sign in|anmelden|einloggen|connectez|support (?:us|our|the)|"
        r"donat|spenden|"
        r"subskry|prenumer|подпис|nieuwsbrief|nyhetsbrev|uyeli|membership|become a member|digital access)",
        re.I,
    ),
    "related": re.compile(
        r"^\W*(?:related|read (?:more|also|next|the|full|original)|more (?:on|from|stories|news|about|in)|"
        r"see also|also read|"
        r"recommended|you may|you might|most (?:read|popular|viewed)|trending|latest|top stories|popular|don.t miss|"
        r"editor.s (?:picks?|choice)|up next|watch|listen|lesen sie|lies auch|mehr (?:zum|dazu|aus|lesen)|das könnte|"
        r"auch interessant|siehe auch|zum thema|à lire|lire (?:aussi|la suite|plus)|voir aussi|sur le même|"
        r"leer (?:más|también)|lee también|te puede|ver (?:más|también)|más (?:información|noticias)|relacionad|"
        r"leggi (?:anche|tutto)|potrebbe|approfond|lees (?:ook|meer)|bekijk|meer over|leia (?:mais|também)|saiba mais|"
        r"veja (?:também|mais)|czytaj (?:też|także|więcej)|zobacz|przeczytaj|читайте|читать|смотрите|læs (?:også|mere)|"
        r"läs (?:också|mer|även)|les (?:også|mer)|lue (?:myös|lisää)|ayrıca|ilgili|"
        r"関連|相关|推荐|更多|続きを|あわせて|관련)",
        re.I,
    ),
    "ad": re.compile(
        r"^\W*(?:advertisements?|advertising|ads? by|sponsored|promoted|paid (?:content|partnership)|anzeige|werbung|"
        r"publicité|publicidad|pubblicità|advertentie|reklama?|annonse?|реклама|iklan|quảng cáo|"
        r"広告|广告|광고|ad feedback|"
        r"article continues|story continues|continue reading|scroll (?:down )?to continue|skip)\b",
        re.I,
    ),
    "credit": re.compile(
        r"(?:©|\(c\)\s|\bphoto(?:graph)?s?\s?(?:by|:|credit)|\bimage\s?(?:by|:|credit|source)|getty|reuters/|afp/|"
        r"ap photo|"
        r"\bfoto[s]?\s?[:/]|\bbild(?:er)?\s?:|\bcrédit|shutterstock|istock|picture alliance|\bquelle\s?:|unsplash|"
        r"写真|撮影|图源)",
        re.I,
    ),
    "rights": re.compile(
        r"(?:all rights reserved|alle rechte|tous droits|derechos reservados|diritti riservati|copyright|©|reproduc|"
        r"terms of (?:use|service)|privacy (?:policy|notice)|datenschutz|impressum|recaptcha|cookies?\b|"
        r"may not be (?:published|reproduced)|無断|版权|转载|저작권|무단)",
        re.I,
    ),
    "byline": re.compile(
        r"^\W*(?:by|von|par|por|di|door|av|af|przez|autor(?:in)?|author|written by|text|texte|redaktion|staff|reporter|"
        r"updated|published|posted|last (?:updated|modified)|aktualisiert|veröffentlicht|stand|publié|mis à jour|"
        r"publicado|"
        r"actualizado|pubblicato|aggiornato|reporting by|editing by|edited by|additional reporting|contributed)\b",
        re.I,
    ),
    "comment": re.compile(
        r"\b(?:comments?\b|kommentar|commentaires?|comentari|commenti|reacties|komentarz|комментар|replies|reply$|"
        r"leave a|join the (?:conversation|discussion)|show comments|コメント|评论|댓글)",
        re.I,
    ),
    "bio": re.compile(
        r"\b(?:is (?:a|an|the) (?:\w+ ){0,4}(?:reporter|editor|journalist|writer|correspondent|columnist|author|"
        r"producer|"
        r"professor|fellow|analyst|staff)|is based in|has (?:covered|worked)|(?:ist|arbeitet|schreibt|"
        r"berichtet) (?:\w+ ){0,6}"
        r"(?:redakteur|redaktion|korrespondent|journalist|autor)|reach (?:him|her|them|the)|follow (?:him|her|them)|"
        r"can be reached|contact (?:him|her|us|the)|@\w+\.\w+|est journaliste|es periodista)",
        re.I,
    ),
    "tip": re.compile(
        r"\b(?:got a tip|news tip|send (?:us|your)|contact us|write to|feedback|download (?:our|the)|our app|"
        r"google news|telegram|whatsapp[- ](?:channel|kanal)|click here|tap here|klicken sie|hier (?:finden|geht|"
        r"klicken)|"
        r"this (?:article|story) (?:was|originally|first|has been)|originally published|first appeared|"
        r"dieser (?:artikel|text)|"
        r"cet article|este artículo|min(?:ute)?s? read|lesezeit|reading time|temps de lecture|play video|audio|"
        r"podcast)",
        re.I,
    ),
    "moment": re.compile(
        r"^\W*(?:\w+,? )?(?:\d{1,2}[./ ](?:\d{1,2}|\w+)[./ ,]+\d{2,4}|\w+ \d{1,2}, \d{4}|\d{4}[-年/]\d{1,2}|"
        r"\d+ (?:hours?|minutes?|"
        r"days?|std|stunden|minuten|heures?|horas?) ?(?:ago)?|vor \d+|il y a \d+|hace \d+)",
        re.I,
    ),
}
NAME_KINDS = tuple(NAMES)
PHRASE_KINDS = tuple(PHRASES)


@lru_cache(maxsize=20_000)
def name_hints(names: str) -> tuple[bool, ...]:
    """Which kinds of `NAMES` an element's names fit, in the order of `NAME_KINDS`."""
    return tuple(bool(pattern.search(names)) for pattern in NAMES.values())


def phrase_hints(text: str) -> tuple[bool, ...]:
    """Which kinds of `PHRASES` a segment's beginning holds, in the order of `PHRASE_KINDS`."""
    head = text[:160]
    return tuple(bool(pattern.search(head)) for pattern in PHRASES.values())
