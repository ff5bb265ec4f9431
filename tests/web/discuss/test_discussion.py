"""The discussion on the article page, and its forms, by who looks: author, other reader, moderator, anonymous."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from octavo import clock
from octavo.store import comments
from octavo.store.models import Article, Comment, Report, Story
from tests.builders import make_article, make_publisher, make_reader, make_story
from tests.builders_discuss import article_path, make_comment, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    found = make_article()
    make_story(found)
    return found


def section(client: Client, article: Article, query: str = "") -> str:
    response = client.get(article_path(article) + query)
    assert response.status_code == 200
    html = response.content.decode()
    assert html.count('id="comments"') == 1
    return html.partition('id="comments"')[2].partition('id="related"')[0]


def say(client: Client, article: Article, text: str, **more: object) -> object:
    data = {"text": text, "next": article_path(article), **more}
    return client.post(f"/discuss/article/{article.pk}/comment/", data)


def test_anonymous_is_invited(client: Client, article: Article) -> None:
    html = section(client, article)
    assert "Be the first" in html
    assert "/account/login/?next=" in html
    assert "<form" not in html
    assert "csrf" not in html


def test_post_and_land_on_the_comment(article: Article) -> None:
    client = signed_in()
    response = say(client, article, "So quiet *now*.")
    comment = Comment.objects.get()
    assert response["Location"] == f"{article_path(article)}#c{comment.pk}"
    html = section(client, article)
    assert f'id="c{comment.pk}"' in html
    assert "So quiet <em>now</em>." in html
    assert "1 comment" in html
    assert "Edit" in html
    assert "Report" not in html


def test_reply_form_opens_without_script(article: Article) -> None:
    comment = make_comment(article, make_reader("ann"))
    client = signed_in()
    html = section(client, article, f"?reply={comment.pk}")
    assert 'id="reply"' in html
    assert f'name="parent" value="{comment.pk}"' in html
    response = say(client, article, "I see it differently.", parent=comment.pk)
    reply = Comment.objects.latest("id")
    assert reply.parent_id == comment.pk
    assert response["Location"].endswith(f"#c{reply.pk}")
    assert 'class="comment depth-1"' in section(client, article)


def test_reply_parameter_that_is_no_number(article: Article) -> None:
    make_comment(article, make_reader("ann"))
    assert 'id="reply"' not in section(signed_in(), article, "?reply=x%00")
    assert 'id="reply"' not in section(signed_in(make_reader("bo")), article, "?reply=" + "9" * 40)


def test_a_refused_text_stays_in_the_form(article: Article) -> None:
    client = signed_in()
    text = " ".join(f"https://spam{n}.test" for n in range(12))
    response = say(client, article, text)
    assert response.status_code == 422
    html = response.content.decode()
    assert "was not accepted" in html
    assert "https://spam11.test" in html
    assert not Comment.objects.exists()


def test_too_fast_says_how_long_and_keeps_the_text(article: Article) -> None:
    client = signed_in()
    say(client, article, "The first remark.")
    response = say(client, article, "The second remark <b>.")
    assert response.status_code == 429
    html = response.content.decode()
    assert "can be sent in" in html
    assert "The second remark &lt;b&gt;." in html
    assert Comment.objects.count() == 1


def test_held_is_seen_by_its_author_only(client: Client, article: Article) -> None:
    author = signed_in()
    response = say(author, article, "https://a.test https://b.test https://c.test")
    assert "A moderator looks" in author.get(response["Location"].partition("#")[0]).content.decode()
    assert "Only you and the moderators see this" in section(author, article)
    assert "a.test" not in section(client, article)
    assert "a.test" not in section(signed_in(make_reader("bo")), article)
    assert "Moderate" in section(signed_in(make_reader("mo", role="moderator")), article)


def test_markup_is_shown_as_typed(client: Client, article: Article) -> None:
    say(signed_in(), article, '<script>alert(1)</script> <img src=x onerror="x"> [a](javascript:x)')
    html = section(client, article)
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;" in html


def test_a_name_cannot_break_out(client: Client, article: Article) -> None:
    make_comment(article, make_reader('<b>"x'))
    assert '<b>"x' not in section(client, article)


def test_anonymous_text_waits_through_the_sign_in(client: Client, article: Article) -> None:
    response = say(client, article, "Written before signing in")
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")
    client.force_login(make_reader(), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/discuss/article/{article.pk}/comment/").content.decode()
    assert "Written before signing in" in page
    say(client, article, "Written before signing in")
    assert Comment.objects.count() == 1
    assert "Written before" not in client.get(f"/discuss/article/{article.pk}/comment/").content.decode()


def test_forms_need_the_csrf_token(article: Article) -> None:
    reader = make_reader()
    comment = make_comment(article, reader)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    for path in (f"article/{article.pk}/comment", f"comment/{comment.pk}/edit", f"comment/{comment.pk}/delete"):
        answer = strict.post(f"/discuss/{path}/", {"text": "No token <b>"})
        assert answer.status_code == 403
        assert "No token &lt;b&gt;" in answer.content.decode()  # what was typed is not lost
    html = strict.get(article_path(article)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    assert token
    data = {"text": "With its token", "csrfmiddlewaretoken": token[1]}
    assert strict.post(f"/discuss/article/{article.pk}/comment/", data).status_code == 302


def test_only_this_site_is_gone_back_to(article: Article) -> None:
    for place in ("https://evil.test/", "//evil.test", "javascript:alert(1)", "\\evil.test"):
        Comment.objects.all().delete()
        client = signed_in(make_reader(f"r{Comment.objects.count()}{abs(hash(place)) % 999}"))
        response = client.post(f"/discuss/article/{article.pk}/comment/", {"text": f"Hello {place}", "next": place})
        assert response["Location"].startswith(f"{article_path(article)}#c")


@pytest.mark.parametrize("number", ["0", "999999", "9223372036854775808", "99999999999999999999"])
def test_what_is_not_there_is_404(number: str) -> None:
    client = signed_in()
    assert client.post(f"/discuss/article/{number}/comment/", {"text": "x"}).status_code == 404
    for what in ("", "edit/", "delete/", "report/"):
        assert client.get(f"/discuss/comment/{number}/{what}").status_code == 404


def test_taken_down_articles_take_no_comment(article: Article) -> None:
    comment = make_comment(article, make_reader("ann"))
    Article.objects.update(hidden=True)
    client = signed_in()
    assert client.post(f"/discuss/article/{article.pk}/comment/", {"text": "x"}).status_code == 404
    assert client.get(f"/discuss/comment/{comment.pk}/").status_code == 404


def test_wrong_method(article: Article) -> None:
    client = signed_in()
    comment = make_comment(article, make_reader("ann"))
    assert client.put(f"/discuss/article/{article.pk}/comment/").status_code == 405
    assert client.post(f"/discuss/comment/{comment.pk}/").status_code == 405


def test_edit(article: Article) -> None:
    author = make_reader("ann")
    comment = make_comment(article, author, "The bridge is to long.")
    path = f"/discuss/comment/{comment.pk}/edit/"
    client = signed_in(author)
    assert "The bridge is to long." in client.get(path).content.decode()
    response = client.post(path, {"text": "The bridge is too long.", "next": article_path(article)})
    assert response["Location"] == f"{article_path(article)}#c{comment.pk}"
    assert "edited" in section(client, article)
    assert client.post(path, {"text": " "}).status_code == 422
    assert signed_in().get(path).status_code == 403
    assert signed_in(make_reader("bo")).post(path, {"text": "Mine"}).status_code == 409
    assert Client().get(path)["Location"].startswith("/account/login/")
    Comment.objects.update(created="2020-01-01T00:00:00Z")
    assert client.get(path).status_code == 403
    assert client.post(path, {"text": "Much later"}).status_code == 409
    assert Comment.objects.get().text == "The bridge is too long."


def test_delete_asks_first(article: Article) -> None:
    author = make_reader("ann")
    comment = make_comment(article, author, "I was wrong.")
    reply = make_comment(article, make_reader("bo"), "No, right.", parent=comment)
    path = f"/discuss/comment/{comment.pk}/delete/"
    client = signed_in(author)
    assert "Delete your comment?" in client.get(path).content.decode()
    assert Comment.objects.get(pk=comment.pk).text == "I was wrong."
    assert signed_in(make_reader("cy")).post(path).status_code == 403
    assert Client().post(path)["Location"].startswith("/account/login/")
    back = {"next": f"{article_path(article)}#c{comment.pk}"}
    assert client.post(path, back)["Location"] == f"{article_path(article)}#comments"
    html = section(client, article)
    assert "Deleted by its author" in html
    assert "I was wrong." not in html
    assert f'id="c{reply.pk}"' in html
    assert client.get(path).status_code == 404


def test_report(article: Article) -> None:
    author = make_reader("ann")
    comment = make_comment(article, author)
    path = f"/discuss/comment/{comment.pk}/report/"
    client = signed_in()
    assert "What is wrong" in client.get(path).content.decode()
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "x" * 501}).status_code == 422
    assert client.post(path, {"reason": "off topic"}).status_code == 302
    assert Report.objects.get().reason == "off topic"
    assert "Reported" in section(client, article)
    assert client.post(path, {"reason": "again"}).status_code == 302
    assert Report.objects.count() == 1
    assert signed_in(author).get(path).status_code == 403
    assert Client().get(path)["Location"].startswith("/account/login/")


def test_sorting_and_permalink(client: Client, article: Article) -> None:
    ann = make_reader("ann")
    old = make_comment(article, ann, "Old", minutes=50)
    new = make_comment(article, ann, "New", minutes=5)
    places = [section(client, article, f"?sort={sort}") for sort in ("old", "new", "<x>")]
    assert places[0].index(f'id="c{old.pk}"') < places[0].index(f'id="c{new.pk}"')
    assert places[1].index(f'id="c{new.pk}"') < places[1].index(f'id="c{old.pk}"')
    assert 'aria-current="true"' in places[2]
    assert client.get(f"/discuss/comment/{new.pk}/")["Location"] == f"{article_path(article)}#c{new.pk}"


def test_written_under_another_copy(client: Client, article: Article) -> None:
    copy = make_article("Bridge opens again", publisher=make_publisher("Island Echo"))
    story = Story.objects.get()
    from tests.builders import add_member

    add_member(story, copy)
    comment = make_comment(copy, make_reader("ann"))
    html = section(client, article)
    assert "Island Echo’s article" in html
    assert f'href="/discuss/comment/{comment.pk}/"' in html
    assert client.get(f"/discuss/comment/{comment.pk}/")["Location"] == f"{article_path(copy)}#c{comment.pk}"
    assert "Island Echo’s article" not in section(client, copy)


def test_closed_and_slow(client: Client, article: Article) -> None:
    reader = signed_in()
    Story.objects.update(thread="slow")
    assert "slowed down" in section(client, article)
    Story.objects.update(thread="closed")
    assert "is closed" in section(client, article)
    assert "Sign in" not in section(client, article)
    assert "<textarea" not in section(reader, article)
    assert say(reader, article, "But still").status_code == 409
    assert say(signed_in(make_reader("mo", role="moderator")), article, "It stays closed").status_code == 302


def test_a_closed_account_can_no_longer_write(article: Article) -> None:
    reader = make_reader()
    client = signed_in(reader)
    reader.is_active = False
    reader.save()
    assert say(client, article, "Still here?")["Location"].startswith("/account/login/")
    assert not Comment.objects.exists()


def test_long_discussions_are_shown_whole_on_request(client: Client, article: Article) -> None:
    author = make_reader("ann")
    now = clock.now()
    Comment.objects.bulk_create(
        Comment(
            article=article, author=author, text=str(n), html=f"<p>word{n}.</p>", created=now - timedelta(minutes=n)
        )
        for n in range(305)
    )
    comments.recount_for(article.pk)
    last = Comment.objects.order_by("created")[0]
    html = section(client, article, "?sort=new")
    assert html.count('class="said"') == 300
    assert f'id="c{last.pk}"' not in html
    assert "Show 5 more" in html
    assert "?sort=new&amp;comments=all#comments" in html
    place = client.get(f"/discuss/comment/{last.pk}/")["Location"]
    assert place.endswith(f"?comments=all#c{last.pk}")
    assert f'id="c{last.pk}"' in client.get(place).content.decode()
