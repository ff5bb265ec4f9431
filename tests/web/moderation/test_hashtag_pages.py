"""Joining, renaming and hiding hashtags by owner, moderator, reader, anonymous: what each sees, and where it leads."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from octavo import clock
from octavo.organise.retag import retag
from octavo.store.models import ArticleHashtag, HashtagRule, Work
from tests.builders import make_article, make_hashtags, make_reader
from tests.builders_discuss import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/moderation/hashtags/"


@pytest.fixture
def moderator() -> Client:
    return signed_in(make_reader("mo", role="moderator"))


@pytest.fixture(autouse=True)
def tagged() -> None:
    make_hashtags(make_article("Vote in the Senate"), "GOP", "Live")
    make_hashtags(make_article("A party meets"), "Republican Party")


def say(client: Client, action: str, name: str, becomes: str = "", status: int = 302) -> str:
    response = client.post(PAGE, {"action": action, "name": name, "becomes": becomes})
    assert response.status_code == status
    return response.content.decode()


def settle() -> None:
    while retag("tests", clock.now):
        pass


def test_doors(client: Client, moderator: Client) -> None:
    reader = signed_in(make_reader("rea"))
    for path in (PAGE, f"{PAGE}1/back/"):
        assert client.post(path, {"name": "GOP"})["Location"].startswith("/account/login/")
        assert reader.post(path, {"name": "GOP"}).status_code == 403
        assert moderator.delete(path).status_code == 405
    assert client.get(PAGE)["Location"].startswith("/account/login/")
    assert reader.get(PAGE).status_code == 403
    assert moderator.get(f"{PAGE}1/back/").status_code == 405
    assert not HashtagRule.objects.exists()


def test_the_form_needs_the_csrf_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_reader("mo", role="moderator"), backend="django.contrib.auth.backends.ModelBackend")
    for path in (PAGE, f"{PAGE}1/back/"):
        assert strict.post(path, {"name": "GOP"}).status_code == 403


@pytest.mark.parametrize("role", ["moderator", "owner"])
def test_empty_at_first_then_a_list_with_who_and_a_way_back(role: str, client: Client) -> None:
    person = signed_in(make_reader("ada", role=role))
    html = person.get(PAGE).content.decode()
    assert html.count("<h1") == 1
    assert "Nothing yet." in html
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]*src=)", html)
    say(person, "join", "#GOP", "Republican Party")
    html = person.get(PAGE).content.decode()
    assert "Saved: #GOP" in html
    assert "articles are being changed" in html
    settle()
    html = person.get(PAGE).content.decode()
    assert "2 articles" in html
    assert 'href="/en/hashtag/RepublicanParty"' in html
    assert (
        'joined two hashtags: <span dir="auto">#GOP → #RepublicanParty'
        in client.get("/moderation/log").content.decode()
    )
    assert "#GOP" in person.get(f"{PAGE}?q=republican").content.decode()
    assert "Nothing was said of a hashtag like that" in person.get(f"{PAGE}?q=weather").content.decode()
    back = f"{PAGE}{HashtagRule.objects.get().pk}/back/"
    assert "You took back what was said of #GOP" in person.post(back, follow=True).content.decode()
    assert "taken back before" in person.post(back, follow=True).content.decode()
    settle()
    assert ArticleHashtag.objects.filter(key="gop").exists()


def test_the_old_address_leads_to_the_new_one(client: Client, moderator: Client) -> None:
    say(moderator, "join", "GOP", "Republican Party")
    settle()
    moved = client.get("/en/hashtag/gop?page=1")
    assert (moved.status_code, moved["Location"]) == (301, "/en/hashtag/RepublicanParty?page=1")
    feed = client.get("/en/hashtag/GOP/feed.xml")
    assert (feed.status_code, feed["Location"]) == (301, "/en/hashtag/RepublicanParty/feed.xml")
    html = client.get(moved["Location"]).content.decode()
    assert "Vote in the Senate" in html
    assert "A party meets" in html


def test_a_hidden_one_is_gone_with_a_word(client: Client, moderator: Client) -> None:
    say(moderator, "hide", "Live")
    settle()
    response = client.get("/en/hashtag/Live")
    assert response.status_code == 404
    assert "hid #Live" in response.content.decode()
    assert client.get("/en/hashtag/Live/feed.xml").status_code == 404
    assert "No article carries the hashtag #Atlantis" in client.get("/en/hashtag/Atlantis").content.decode()


def test_renamed(client: Client, moderator: Client) -> None:
    say(moderator, "rename", "GOP", "Grand Old Party")
    settle()
    assert client.get("/en/hashtag/gop")["Location"] == "/en/hashtag/GrandOldParty"
    assert "<bdi>Grand Old Party</bdi>" in client.get("/en/hashtag/GrandOldParty").content.decode()


@pytest.mark.parametrize(
    ("action", "name", "becomes", "said"),
    [
        ("join", "GOP", "gop", "These two are the same hashtag"),
        ("join", "GOP", "Atlantis", "No article carries #Atlantis"),
        ("join", "GOP", "", "Give the other hashtag"),
        ("join", "", "GOP", "Give the hashtag"),
        ("rename", "Atlantis", "Sea", "No article carries #Atlantis"),
        ("rename", "GOP", "x" * 90, "The new name is too long"),
        ("hide", "<b>" * 90, "", "The hashtag is too long"),
        ("hide", "\0?", "", "needs letters or digits"),
        ("burn", "GOP", "", "Choose what to do"),
        ("", "GOP", "", "Choose what to do"),
    ],
)
def test_what_is_wrong_is_named_beside_the_form(
    moderator: Client, action: str, name: str, becomes: str, said: str
) -> None:
    html = say(moderator, action, name, becomes, 422)
    assert said in html
    assert "<b><b>" not in html
    assert not HashtagRule.objects.exists()
    assert not Work.objects.exists()


def test_circles_are_named(moderator: Client) -> None:
    say(moderator, "join", "GOP", "Republican Party")
    assert "in a circle" in say(moderator, "join", "Republican Party", "GOP", 422)
    assert "was said of #GOP before" in say(moderator, "hide", "GOP", status=422)


def test_a_hashtag_page_leads_moderators_there(client: Client, moderator: Client) -> None:
    link = "/moderation/hashtags/?name=Republican%20Party"
    assert link in moderator.get("/en/hashtag/RepublicanParty").content.decode()
    assert "/moderation/hashtags/" not in client.get("/en/hashtag/RepublicanParty").content.decode()
    assert 'value="Republican Party"' in moderator.get(link).content.decode()
    assert "/moderation/hashtags/" in moderator.get("/moderation/").content.decode()


def test_suggestions_with_their_evidence_can_be_accepted(moderator: Client) -> None:
    assert "Perhaps the same" not in moderator.get(PAGE).content.decode()
    cache.clear()
    text = "The World Health Organization (WHO) met on Monday."
    make_hashtags(make_article("Doctors meet", text), "World Health Organization", "Ships")
    make_hashtags(make_article("WHO warns"), "WHO", "Ship")
    make_hashtags(make_article("WHO warns again"), "WHO", "Ship", "EU", "Electric Utility")
    html = moderator.get(PAGE).content.decode()
    assert "1 article writes “World Health Organization (WHO)”." in html
    assert "The same word, 1 article and 2 articles. Joined, all are <bdi>#Ship</bdi>." in html
    assert "ElectricUtility" not in html  # no text writes it so
    form = re.search(r'name="name" value="(WHO)"><input type="hidden" name="becomes" value="([^"]+)"', html)
    assert form is not None
    say(moderator, "join", *form.groups())
    html = moderator.get(PAGE).content.decode()
    assert "“World Health" not in html
    assert "The same word" in html
    assert "The same word" not in moderator.get(f"{PAGE}?q=who").content.decode()


def test_a_suggestion_can_be_turned_down_and_that_taken_back(client: Client, moderator: Client) -> None:
    cache.clear()
    make_hashtags(make_article("Ferries"), "Ship", "Port")
    make_hashtags(make_article("Boats"), "Ships", "Ports")
    html = moderator.get(PAGE).content.decode()
    assert html.count("is perhaps") == html.count('name="action" value="apart">Keep apart') == 2
    say(moderator, "apart", "Ship", "Ships")
    html = moderator.get(PAGE).content.decode()
    assert "Saved: #Ship and #Ships are two things." in html
    assert "within seconds" not in html
    assert html.count("is perhaps") == 1  # the ports
    assert '<bdi>#Ship</bdi> <span class="quiet">is not</span>' in html
    assert not Work.objects.exists()
    assert "kept two hashtags apart" in client.get("/moderation/log").content.decode()
    assert "before" in say(moderator, "apart", "ships", "ship", status=422)
    moderator.post(f"{PAGE}{HashtagRule.objects.get().id}/back/")
    html = moderator.get(PAGE).content.decode()
    assert "You took back what was said of #Ship.<" in html
    assert html.count("is perhaps") == 2
    assert not Work.objects.exists()


def test_no_suggestion_is_longer_than_a_rule_may_be(moderator: Client) -> None:
    cache.clear()
    label = " ".join("abcdefghijklmnopqrstuvwxyzabcdef")
    make_hashtags(make_article("Letters"), label, "Ship")
    make_hashtags(make_article("Letters again"), f"{label}s", "Ships")
    html = moderator.get(PAGE).content.decode()
    assert "#Ships" in html
    assert label not in html


def test_long_lists_have_pages(moderator: Client) -> None:
    mo, now = make_reader("mo2"), clock.now()
    HashtagRule.objects.bulk_create(
        HashtagRule(key=f"word{n}", action="hide", name=f"Word {n}", reader=mo, at=now) for n in range(51)
    )
    html = moderator.get(PAGE).content.decode()
    assert "?from=50" in html
    assert "#Word0<" not in html
    assert "#Word0<" in moderator.get(f"{PAGE}?from=50").content.decode()
    assert moderator.get(f"{PAGE}?from=-1").status_code == 200
