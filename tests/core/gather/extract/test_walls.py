"""Walls before an article: told from newsletters, in many languages, never taken for its text."""

from __future__ import annotations

from contextlib import suppress

import pytest

from octavo.core.gather.blocks import parse_page
from octavo.core.gather.extract import extract
from octavo.core.gather.extract.access import access
from octavo.core.gather.extract.segments import Segment, segments
from octavo.core.gather.extract.structured import Facts
from octavo.core.gather.extract.walls import is_hidden, pitches, sells, stands_in_wall
from octavo.errors import NotAnArticle
from octavo.types import Access
from tests.core.gather.extract.extract_pages import PARAGRAPHS, article_node, page

URL = "https://coast.example/harbour/report"
WALLS = {
    "en": ("Start your FREE trial now", "Subscribe to continue reading this story."),
    "fr": ("Cet article est réservé aux abonnés", "Déjà abonné ? Connectez-vous pour lire la suite."),
    "de": ("Dieser Artikel ist nur für Abonnenten", "Bereits Abonnent? Jetzt anmelden und weiterlesen."),
    "es": ("Contenido exclusivo para suscriptores", "Suscríbete para seguir leyendo."),
    "it": ("Contenuto riservato agli abbonati", "Abbonati per continuare a leggere."),
    "pt": ("Conteúdo exclusivo para assinantes", "Já é assinante? Faça login para continuar lendo."),
    "nl": ("Alleen voor abonnees", "Word abonnee om dit artikel te lezen."),
    "sv": ("Endast för prenumeranter", "Logga in för att läsa vidare."),
    "no": ("Kun for abonnenter", "Logg inn for å lese videre."),
    "da": ("Kun for abonnenter", "Bliv abonnent for at læse videre."),
    "fi": ("Vain tilaajille", "Tilaa ja jatka lukemista."),
    "pl": ("Tylko dla subskrybentów", "Zaloguj się, aby czytać dalej."),
    "cs": ("Pouze pro předplatitele", "Přihlaste se, abyste mohli číst dál."),
    "ru": ("Материал доступен по подписке", "Оформите подписку, чтобы читать дальше."),
    "uk": ("Лише для передплатників", "Увійдіть, щоб читати далі."),
    "tr": ("Bu haber abonelere özel", "Okumaya devam etmek için abone olun."),
    "ja": ("この記事は有料会員限定です", "残り1200文字。続きは会員登録をしてお読みください。"),
    "zh": ("会员专享内容", "订阅后即可继续阅读全文。"),
    "ko": ("구독자 전용 기사입니다", "로그인 후 계속 읽으실 수 있습니다."),
    "ar": ("هذا المقال للمشتركين فقط", "اشترك لمتابعة القراءة."),
}
LETTERS = (
    "Subscribe to our newsletter",
    "Sign up for the morning briefing",
    "Abonnez-vous à notre newsletter",
    "Melden Sie sich für unseren Newsletter an",
    "Suscríbete a nuestro boletín",
    "Iscriviti alla nostra newsletter",
    "Receba a nossa newsletter",
    "Schrijf je in voor onze nieuwsbrief",
    "Подпишитесь на нашу рассылку",
    "毎朝のニュースレターをお届けします。",
    "欢迎订阅我们的每日简报。",
    "Read more",
    "Lire la suite",
    "続きを読む",
)


def wall(lines: tuple[str, ...]) -> str:
    return "<div class='x7'>" + "".join(f"<p>{line}</p>" for line in lines) + "<button>OK</button></div>"


@pytest.mark.parametrize("lines", WALLS.values(), ids=WALLS.keys())
def test_walls_are_pitches(lines: tuple[str, ...]) -> None:
    assert any(map(pitches, lines))


@pytest.mark.parametrize("line", LETTERS)
def test_a_newsletter_is_no_wall(line: str) -> None:
    assert not pitches(line)
    found = extract(page(after=f"<div class='newsletter'><p>{line}</p></div>", node=article_node()), URL)
    assert found.access is Access.FULL


@pytest.mark.parametrize("lines", WALLS.values(), ids=WALLS.keys())
def test_a_text_that_stops_at_a_wall_is_a_teaser_without_the_wall(lines: tuple[str, ...]) -> None:
    inside = (*PARAGRAPHS[:2], "</p>" + wall(lines) + "<p>")
    for found in (
        extract(page(paragraphs=PARAGRAPHS[:2], after=wall(lines)), URL),
        extract(page(paragraphs=inside), URL),
    ):
        assert found.access is Access.TEASER
        assert found.body.text.startswith(PARAGRAPHS[0])
        assert not any(line in found.body.text for line in lines)


@pytest.mark.parametrize("lines", WALLS.values(), ids=WALLS.keys())
def test_a_wall_alone_never_becomes_a_text(lines: tuple[str, ...]) -> None:
    with suppress(NotAnArticle):
        found = extract(page(paragraphs=lines, after=wall(lines)), URL)
        assert found.body.text == ""
    empty = extract(page(paragraphs=lines, node=article_node(isAccessibleForFree=False)), URL)
    assert (empty.access, empty.body.text) == (Access.TEASER, "")


def test_the_choice_ends_at_a_wall_with_only_a_notice_behind() -> None:
    found = pieces(f"<p>{'word ' * 60}</p><p>Subscribe to continue reading.</p><p>{'note ' * 30}</p>")
    root = found[0].path[0]
    assert access(root, Facts(), found, [True, False, True]) == (Access.TEASER, [True, False, False])
    more = pieces(f"<p>{'word ' * 60}</p><p>Subscribe to continue reading.</p><p>{'text ' * 200}</p>")
    assert access(root, Facts(), more, [True, False, True]) == (Access.FULL, [True, False, True])


def test_what_is_chosen_behind_a_wall_is_no_text() -> None:
    note = "The council of the harbour meets each month, and this paper reports on all that it says and does there."
    behind = f"</p>{wall(WALLS['en'])}<p>{note}"
    found = extract(page(paragraphs=(*PARAGRAPHS[:3], behind), node=article_node()), URL)
    assert found.access is Access.TEASER and found.body.text.endswith(PARAGRAPHS[2])


def test_a_wall_that_waits_hidden_behind_a_whole_text_tells_nothing() -> None:
    for hiding in ("class='hide'", "style='display: none'", "hidden"):
        hidden = f"<div {hiding}>{wall(WALLS['en'])}</div>"
        assert extract(page(after=hidden, node=article_node()), URL).access is Access.FULL


@pytest.mark.parametrize(
    ("part", "frame", "wanted"),
    [
        ({"isAccessibleForFree": False, "cssSelector": ".article-body"}, "", Access.FULL),
        ({"isAccessibleForFree": False, "cssSelector": "#not-there"}, "", Access.TEASER),
        ({"isAccessibleForFree": False, "cssSelector": "main > p:has(b)"}, "", Access.TEASER),
        ("nonsense", "", Access.TEASER),
    ],
)
def test_a_closed_part_that_is_there_is_no_teaser(part: object, frame: str, wanted: Access) -> None:
    node = article_node(isAccessibleForFree="http://schema.org/False", hasPart=part)
    after = "<p>Log in to read the rest of this article.</p>" if wanted is Access.TEASER else frame
    assert extract(page(node=node, paragraphs=PARAGRAPHS * 2, after=after), URL).access is wanted


def pieces(markup: str) -> list[Segment]:
    root = parse_page(markup)
    assert root is not None
    return segments(root)


def test_marks_of_walls_that_need_no_words() -> None:
    frame, gate, price, login, plain = pieces(
        "<div class=paywall-content><p>a text</p></div><div id=regwall><p>x</p></div><p>9,90 €</p>"
        "<div>log <a href=/login>y</a></div><p>z <a href=/news/1>n</a></p>"
    )
    assert [stands_in_wall(one, set()) for one in (frame, gate, price)] == [False, True, False]
    assert not stands_in_wall(gate, set(gate.path))
    assert [sells(one) for one in (price, login, plain)] == [True, True, False]
    assert not is_hidden(plain)
