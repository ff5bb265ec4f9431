# ruff: noqa: E501  (words and markup read best on whole lines)
"""How well teasers are told from whole articles: labelled pages, and walls built into real pages while it runs.

The shared pages hold hardly any teaser (see `teaser_labels.jsonl`: addresses and labels, by what text the page holds),
so most of the measure is made by rule: each page's text is cut off after one to three paragraphs and a wall follows, in
one of many structures and languages; its counterparts are the whole pages with an invitation to a newsletter after the
text, and with the same wall at the end of the page behind the whole text. `made` counts walls in languages that the
detector has phrases for; six languages for which it has none, and structures without telling names, are counted apart.
The choice of text is trained on other publishers; the detector itself learns nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from lxml import etree

from evals.common import read_jsonl, report
from evals.train_extraction import FOLDS, Sample, labels_of, raw_page, samples, train
from octavo.core.gather.blocks import clean_markup, parse_page
from octavo.core.gather.decode import decode
from octavo.core.gather.extract import extract
from octavo.core.gather.extract.segments import Segment, segments
from octavo.core.gather.extract.trees import Trees
from octavo.errors import OctavoError
from octavo.types import Access

TEASERS = Path(__file__).with_name("teaser_labels.jsonl")

# language → headline, pitch, button, login line, invitation to a newsletter
WORDS = {
    "en": ("The rest is for our readers with a plan", "Subscribe today to continue with this story.",
           "Start your FREE trial now", "Already a subscriber? Log in", "Sign up for our morning newsletter."),
    "fr": ("Cet article est réservé aux abonnés", "Il vous reste 80 % de cet article à lire.", "S’abonner pour 1 €",
           "Déjà abonné ? Connectez-vous", "Recevez chaque matin notre lettre d’information."),
    "de": ("Weiterlesen mit dem Digitalabo", "Dieser Artikel ist nur für Abonnenten.", "Jetzt einen Monat testen",
           "Bereits Abonnent? Hier anmelden", "Melden Sie sich für unseren Newsletter am Morgen an."),
    "es": ("Contenido exclusivo para suscriptores", "Suscríbete para seguir leyendo.", "Prueba un mes gratis",
           "¿Ya eres suscriptor? Inicia sesión", "Recibe nuestro boletín cada mañana."),
    "it": ("Contenuto riservato agli abbonati", "Abbonati per continuare a leggere.", "Attiva la prova gratis",
           "Sei già abbonato? Accedi", "Iscriviti alla nostra newsletter del mattino."),
    "pt": ("Conteúdo exclusivo para assinantes", "Assine para continuar lendo.", "Assine agora por R$ 1",
           "Já é assinante? Faça login", "Receba a nossa newsletter todas as manhãs."),
    "nl": ("Alleen voor abonnees", "Word abonnee om dit artikel verder te lezen.", "Eerste maand gratis",
           "Al abonnee? Log in", "Schrijf je in voor onze ochtendnieuwsbrief."),
    "sv": ("Det här är låst för dig som är prenumerant", "Bli prenumerant för att läsa vidare.", "Prova för 1 kr",
           "Redan prenumerant? Logga in", "Anmäl dig till vårt nyhetsbrev."),
    "no": ("Denne saken er kun for abonnenter", "Kjøp tilgang for å lese videre.", "Prøv for 1 kr",
           "Allerede abonnent? Logg inn", "Meld deg på nyhetsbrevet vårt."),
    "da": ("Artiklen er kun for abonnenter", "Bliv abonnent for at læse videre.", "Prøv gratis",
           "Allerede abonnent? Log ind", "Tilmeld dig vores nyhedsbrev."),
    "fi": ("Tämä artikkeli on tilaajille", "Tilaa ja jatka lukemista.", "Kuukausi 1 €", "Oletko jo tilaaja? Kirjaudu",
           "Tilaa aamun uutiskirje sähköpostiisi."),
    "pl": ("Artykuł dostępny tylko dla prenumeratorów", "Wykup dostęp, aby czytać dalej.", "Kup za 1 zł",
           "Masz już prenumeratę? Zaloguj się", "Zapisz się do naszego newslettera."),
    "cs": ("Článek je jen pro předplatitele", "Předplaťte si nás a pokračujte ve čtení.", "Vyzkoušet za 1 Kč",
           "Jste už předplatitel? Přihlaste se", "Přihlaste se k odběru našeho newsletteru."),
    "ru": ("Материал доступен по подписке", "Оформите подписку, чтобы читать дальше.", "Подписаться за 1 руб",
           "Уже есть подписка? Войти", "Подпишитесь на нашу утреннюю рассылку."),
    "uk": ("Лише для передплатників", "Оформіть передплату, щоб читати далі.", "Спробувати за 1 грн",
           "Вже маєте передплату? Увійти", "Підпишіться на нашу розсилку."),
    "tr": ("Bu haber abonelere özel", "Okumaya devam etmek için abone olun.", "İlk ay 1 TL", "Zaten abone misiniz? Giriş",
           "Sabah bültenimize kaydolun."),
    "ja": ("この記事は有料会員限定です", "残り1200文字。続きは会員登録をしてお読みください。", "初月無料で試す",
           "会員の方はログイン", "毎朝のニュースレターをお届けします。"),
    "zh": ("会员专享内容", "订阅后即可继续阅读全文。", "免费试用一个月", "已经是会员？登录", "欢迎订阅我们的每日简报。"),
    "ko": ("구독자 전용 기사입니다", "로그인 후 계속 읽으실 수 있습니다.", "첫 달 무료", "이미 구독 중이신가요? 로그인",
           "매일 아침 뉴스레터를 보내 드립니다."),
    "ar": ("هذا المقال للمشتركين فقط", "اشترك لمتابعة القراءة.", "جرب الشهر الأول مجانا", "هل أنت مشترك؟ تسجيل الدخول",
           "اشترك في نشرتنا البريدية الصباحية."),
}  # fmt: skip
UNKNOWN = {  # no phrase of the detector is in these languages
    "el": ("Μόνο για συνδρομητές", "Γίνετε συνδρομητής για να διαβάσετε τη συνέχεια.", "Δοκιμή με 1 €",
           "Είστε ήδη συνδρομητής; Σύνδεση", "Εγγραφείτε στο ενημερωτικό μας δελτίο."),
    "hu": ("Csak előfizetőinknek", "Fizessen elő, hogy tovább olvashassa.", "Próbálja ki 1 €-ért",
           "Már előfizető? Belépés", "Iratkozzon fel hírlevelünkre."),
    "ro": ("Doar pentru abonați", "Abonează-te ca să citești mai departe.", "Încearcă cu 1 €", "Ești deja abonat? Intră",
           "Abonează-te la buletinul nostru de dimineață."),
    "he": ("למנויים בלבד", "הצטרפו כמנויים כדי להמשיך לקרוא.", "נסו ב־₪1", "כבר מנויים? התחברו", "הירשמו לניוזלטר שלנו."),
    "vi": ("Chỉ dành cho người đăng ký", "Hãy đăng ký để đọc tiếp.", "Dùng thử với 1 $", "Đã đăng ký? Đăng nhập",
           "Nhận bản tin buổi sáng của chúng tôi."),
    "hi": ("केवल ग्राहकों के लिए", "आगे पढ़ने के लिए सदस्य बनें।", "1 $ में आज़माएँ", "पहले से सदस्य हैं? लॉग इन करें",
           "हमारा सुबह का न्यूज़लेटर पाएँ।"),
}  # fmt: skip
# name → markup with {0} headline, {1} pitch, {2} button, {3} login line
NAMED = {
    "paywall": '<div class="paywall"><h3>{0}</h3><p>{1}</p><a class="btn" href="/subscribe">{2}</a><p>{3}</p></div>',
    "piano": '<div class="tp-container-inner"><div class="pn-template"><h2>{0}</h2><p>{1}</p><button>{2}</button>'
             '<a href="#">{3}</a></div></div>',
    "poool": '<div id="poool-widget" class="poool-widget"><p class="title">{0}</p><p>{1}</p><a href="/abo/">{2}</a>'
             "<small>{3}</small></div>",
    "gate": '<aside class="article-gate article-gate--metered"><strong>{0}</strong> <span>{1}</span>'
            '<a href="https://account.example/login">{3}</a></aside>',
    "regwall": '<section class="c-regwall"><h2>{0}</h2><form><label>{1}</label><input type="email"><button>{2}</button>'
               '</form><p><a href="/login">{3}</a></p></section>',
    "barrier": '<div class="content-barrier"><div><h4>{0}</h4><ul><li>{1}</li><li>{2}</li></ul><p>{3}</p></div></div>',
    "prompt": '<div class="subscribe-prompt"><p>{1}</p><p><a href="/plans">{2}</a></p></div>',
}  # fmt: skip
UNNAMED = {
    "styled": '<div class="sc-1x2y3z kLmNoP"><div class="sc-aBcDe"><h3>{0}</h3><p>{1}</p><a href="/a/1">{2}</a>'
              "<p>{3}</p></div></div>",
    "plain": '<p><strong>{0}</strong></p><p>{1} <a href="/abo">{2}</a></p><p>{3}</p>',
    "plans": '<div class="x1"><h2>{0}</h2><div><h3>Basic</h3><p>9,90 €</p><p>{2}</p></div><div><h3>Plus</h3>'
             "<p>14,90 €</p><p>{2}</p></div><p>{3}</p></div>",
    "line": "<p><em>{1}</em></p>",
    "two": '<div class="box box--grey"><p>{1}</p><p>{3}</p></div>',
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    kind: str
    teaser: bool
    markup: str
    url: str
    fold: int


def main() -> dict[str, float]:
    pages = samples()
    models = [Trees(train([page for page in pages if page.fold != fold])) for fold in range(FOLDS)]
    told: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for case in (case for page in pages for case in (*_labelled(page), *_made(page))):
        found = _is_teaser(case, models[case.fold])
        told[case.kind].append((found, case.teaser))
    figures = {**_figures("labelled", told["labelled"])}
    made = [pair for kind, pairs in told.items() if "unknown" not in kind and kind != "labelled" for pair in pairs]
    figures |= _figures("made", made)
    for kind, pairs in sorted(told.items()):
        if kind != "labelled":
            name = "recall" if pairs[0][1] else "false_alarms"
            figures[f"{kind} ({len(pairs)}): {name}"] = sum(found for found, _ in pairs) / len(pairs)
    report("teasers", figures)
    return figures


def _figures(name: str, pairs: list[tuple[bool, bool]]) -> dict[str, float]:
    right, said = sum(found and true for found, true in pairs), sum(found for found, _ in pairs)
    true = sum(true for _, true in pairs)
    return {
        f"{name}_pages": len(pairs),
        f"{name}_teasers": true,
        f"{name}_precision": right / said if said else 0.0,
        f"{name}_recall": right / true if true else 0.0,
    }


def _is_teaser(case: Case, model: Trees) -> bool:
    """A page that gives no article at all is no teaser either: where it should be one, it is missed."""
    try:
        return extract(case.markup, case.url, model=model, with_rules=False).access is Access.TEASER
    except OctavoError:
        return False


@cache
def _labels() -> dict[str, bool]:
    return {line["url"]: line["teaser"] for line in read_jsonl(TEASERS)}


def _labelled(page: Sample) -> Iterator[Case]:
    labels = _labels()
    url = page.gold.get("url")
    if url in labels:
        yield Case("labelled", labels[url], decode(raw_page(page.set, page.gold)), url, page.fold)


def _made(page: Sample) -> Iterator[Case]:
    """Of each page with a checked text: two teasers and two whole articles with a distraction."""
    if page.set != "fundus_pages" or not _tree(page)[2]:  # one page has its text in a script only
        return
    seed = int(hashlib.md5(page.gold["id"].encode()).hexdigest(), 16)
    url, lang = page.gold["url"], (page.gold.get("lang") or "en")[:2].lower()
    own = {"nb": "no", "nn": "no"}.get(lang, lang)
    known = own if own in WORDS else list(WORDS)[seed % len(WORDS)]
    foreign = list(UNKNOWN)[seed % len(UNKNOWN)]
    named, unnamed = list(NAMED.values())[seed % len(NAMED)], list(UNNAMED.values())[seed % len(UNNAMED)]
    several = list(WORDS)[(seed >> 8) % len(WORDS)]
    walls = (
        ("named wall, page's language", _wall(named, WORDS[known])),
        ("named wall, unknown language", _wall(named, UNKNOWN[foreign])),
        ("unnamed wall, page's language", _wall(unnamed, WORDS[known])),
        ("unnamed wall, other language", _wall(unnamed, WORDS[several])),
        ("unnamed wall, unknown language", _wall(unnamed, UNKNOWN[foreign])),
    )
    for turn, (kind, wall) in enumerate(walls):
        yield Case(
            kind, True, _cut_off(page, 1 + (seed + turn) % 3, wall, closed=(seed >> turn) % 3 == 0), url, page.fold
        )
    letter = f'<div class="newsletter-box"><p>{WORDS[known][4]}</p><form><button>OK</button></form></div>'
    yield Case("newsletter after the text", False, _followed(page, letter), url, page.fold)
    yield Case("wall behind the whole text", False, _ended(page, _wall(named, WORDS[known])), url, page.fold)


def _wall(structure: str, words: tuple[str, ...]) -> str:
    return structure.format(*(escape(word) for word in words[:4]))


def _tree(page: Sample) -> tuple[etree._Element, list[Segment], list[Segment]]:
    """The page with all its pieces, and those of them that are the article's text."""
    root = parse_page(clean_markup(decode(raw_page(page.set, page.gold))))
    assert root is not None
    found = segments(root)
    return root, found, [one for one, yes in zip(found, labels_of(found, page.gold["text"]), strict=True) if yes]


def _cut_off(page: Sample, paragraphs: int, wall: str, *, closed: bool) -> str:
    """The page with so many paragraphs of its text, the wall after them, and nothing up to where the text ended."""
    root, found, text = _tree(page)
    _without_stated_text(root, closed=closed)
    long = [i for i, one in enumerate(text) if len(one.text.split()) > 12 or len(one.text) > 90]
    last = long[min(paragraphs, len(long)) - 1] if long else 0
    for one in found[found.index(text[last]) + 1 : found.index(text[-1]) + 1]:
        for slot in one.slots:
            slot.clear()
    _insert(text[last], wall)
    return str(etree.tostring(root, encoding="unicode", method="html"))


def _followed(page: Sample, markup: str) -> str:
    root, _, text = _tree(page)
    _insert(text[-1], markup)
    return str(etree.tostring(root, encoding="unicode", method="html"))


def _ended(page: Sample, wall: str) -> str:
    root, _, _ = _tree(page)
    body = root.find("body")
    assert body is not None
    body.append(etree.fromstring(f"<div>{wall}</div>", etree.HTMLParser(encoding="utf-8"))[0][0])
    return str(etree.tostring(root, encoding="unicode", method="html"))


def _insert(after: Segment, markup: str) -> None:
    """Put markup after the paragraph, or at the end of the container whose bare words the segment is."""
    block = after.path[-1]
    parts = list(etree.fromstring(f"<div>{markup}</div>", etree.HTMLParser(encoding="utf-8"))[0][0])
    for part in reversed(parts):
        if block.tag in ("p", "li", "h2", "h3") and block.getparent() is not None:
            block.addnext(part)
        else:
            block.append(part)


def _without_stated_text(root: etree._Element, *, closed: bool) -> None:
    """Drop the scripts (they may hold the whole text); say that the article is closed, as some publishers do."""
    for script in list(root.iter("script", "template", "noscript")):
        script.text = None
        for child in list(script):
            script.remove(child)
    if closed:
        head = root.find("head")
        target = head if head is not None else root
        script = etree.SubElement(target, "script", type="application/ld+json")
        script.text = '{"@context":"https://schema.org","@type":"NewsArticle","isAccessibleForFree":false}'


if __name__ == "__main__":
    main()
