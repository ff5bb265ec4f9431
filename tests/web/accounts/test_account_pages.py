"""Accounts: signing up and in, one-time links, and what nobody is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from pytest_django import Settings

from octavo import clock
from octavo.store import accounts
from octavo.store.models import OneTimeLink, Reader
from octavo.web.accounts.adapter import client_address
from tests.builders import make_reader
from tests.builders_discuss import signed_in

pytestmark = pytest.mark.django_db
GOOD = {"username": "ada", "password": "a quiet harbour"}


@pytest.fixture(autouse=True)
def no_earlier_tries() -> None:
    cache.clear()


def link(role: str = "owner", **more: object) -> str:
    return f"/account/link/{accounts.make_link(role, clock.now(), **more)}"  # type: ignore[arg-type]


def user_of(client: Client) -> str:
    """The name that the page's head shows."""
    html = client.get("/account/").content.decode()
    return html.partition('class="me" href="/account/">')[2].partition("<")[0]


def test_sign_up_sign_out_sign_in(client: Client) -> None:
    data = {"username": "Ada", "password1": "a quiet harbour", "next": "/en/"}
    assert client.post("/account/signup/", data)["Location"] == "/en/"
    reader = Reader.objects.get()
    assert (reader.username, reader.role, reader.is_staff) == ("Ada", "reader", False)
    assert user_of(client) == "Ada"
    assert client.get("/account/logout/").status_code == 200  # asks first
    client.post("/account/logout/")
    assert client.get("/account/")["Location"].startswith("/account/login/")
    client.post("/account/login/", {"login": "ada", "password": "a quiet harbour"})
    assert user_of(client) == "Ada"


@pytest.mark.parametrize("name", ["owner", "Moderator", "a@b.test", "<b>", ".dot", "x" * 31, "two words", "a\u202eb"])
def test_names_that_cannot_be(client: Client, name: str) -> None:
    response = client.post("/account/signup/", {"username": name, "password1": "a quiet harbour"})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not Reader.objects.exists()


@pytest.mark.parametrize("name", ["Žofie", "张伟", "o.connor", "a", "jean-luc_2"])
def test_names_of_the_world(client: Client, name: str) -> None:
    assert client.post("/account/signup/", {"username": name, "password1": "a quiet harbour"}).status_code == 302
    assert Reader.objects.get().username == name


def test_weak_passwords_and_taken_names(client: Client) -> None:
    make_reader("ada")
    for data in ({"username": "bo", "password1": "12345678"}, {"username": "ADA", "password1": "a quiet harbour"}):
        assert client.post("/account/signup/", data).status_code == 200
    assert Reader.objects.count() == 1


def test_by_invitation_only(client: Client, settings: Settings) -> None:
    settings.OCTAVO_PUBLIC = "off"
    assert "By invitation" in client.get("/account/signup/").content.decode()
    client.post("/account/signup/", {"username": "ada", "password1": "a quiet harbour"})
    assert not Reader.objects.exists()
    response = client.post(link("reader"), GOOD)
    assert response.status_code == 302
    assert Reader.objects.get().role == "reader"


def test_nobody_learns_who_has_an_account(client: Client) -> None:
    make_reader("ada")
    pages = [
        client.post("/account/login/", {"login": name, "password": "wrong"}).content.decode().replace(name, "NAME")
        for name in ("ada", "nobody")
    ]
    strip = [page.partition('class="desk')[2].partition("csrfmiddlewaretoken")[0] for page in pages]
    alerts = [page.partition('role="alert">')[2].partition("<")[0] for page in pages]
    assert strip[0] == strip[1]
    assert alerts[0] == alerts[1] != ""


def test_tries_are_limited(client: Client) -> None:
    make_reader("ada")
    for _ in range(5):
        client.post("/account/login/", {"login": "ada", "password": "wrong"})
    page = client.post("/account/login/", {"login": "ada", "password": "a quiet harbour"})
    assert page.status_code == 200
    assert "Too many" in page.content.decode()
    # the owner's way in past anybody who keeps the door busy
    assert client.post(link("reader", reader_id=Reader.objects.get().pk)).status_code == 302


def test_the_owner_comes_by_a_link(client: Client) -> None:
    assert not accounts.has_owner()
    path = link()
    for _ in range(3):
        page = client.get(path)
        assert page.status_code == 200
        assert "This Octavo is yours" in page.content.decode()
    assert OneTimeLink.objects.get().used is None
    assert client.post(path, GOOD)["Location"] == "/owner/"
    owner = Reader.objects.get()
    assert owner.is_owner
    assert owner.check_password("a quiet harbour")
    assert accounts.has_owner()
    assert client.get("/owner/").status_code == 200
    other = Client()
    for method in (other.get, other.post):
        assert method(path).status_code == 404
    assert Reader.objects.count() == 1


def test_only_the_digest_is_kept() -> None:
    token = accounts.make_link("owner", clock.now())
    kept = OneTimeLink.objects.get()
    assert token not in repr(kept.__dict__)


def test_a_bad_form_does_not_use_the_link(client: Client) -> None:
    path = link()
    make_reader("taken")
    for data in ({}, {**GOOD, "password": "1234"}, {**GOOD, "username": "a b"}, {**GOOD, "username": "Taken"}):
        assert client.post(path, data).status_code == 422
    assert client.post(path, {**GOOD, "username": "owner"}).status_code == 302


def test_kept_back_names_on_an_invitation(client: Client) -> None:
    assert client.post(link("reader"), {**GOOD, "username": "Owner"}).status_code == 422


def test_expired_and_unknown_links(client: Client) -> None:
    token = accounts.make_link("owner", clock.now() - timedelta(hours=25))
    for path in (f"/account/link/{token}", "/account/link/nonsense", f"/account/link/{'x' * 500}"):
        assert client.get(path).status_code == 404
        assert client.post(path, GOOD).status_code == 404
    assert not Reader.objects.exists()


def test_who_is_signed_in_gets_the_rights() -> None:
    reader = make_reader("ada")
    client = signed_in(reader)
    path = link("moderator")
    assert "Become a moderator" in client.get(path).content.decode()
    client.post(path)
    reader.refresh_from_db()
    assert reader.role == "moderator"
    assert reader.check_password("a quiet harbour")


def test_a_link_never_takes_rights_away() -> None:
    owner = make_reader("ada", role="owner")
    signed_in(owner).post(link("reader"))
    owner.refresh_from_db()
    assert owner.is_owner


def test_back_in_with_a_new_password(client: Client) -> None:
    reader = make_reader("ada", is_active=False)
    path = link("reader", reader_id=reader.pk)
    assert "Welcome back" in client.get(path).content.decode()
    assert client.post(path, {"password": "123"}).status_code == 422
    client.post(path, {"password": "the other harbour"})
    reader.refresh_from_db()
    assert reader.is_active
    assert reader.check_password("the other harbour")
    assert user_of(client) == "ada"


def test_link_needs_the_csrf_token() -> None:
    assert Client(enforce_csrf_checks=True).post(link(), GOOD).status_code == 403
    assert not Reader.objects.exists()


def test_link_by_another_method(client: Client) -> None:
    assert client.put(link()).status_code == 405


def test_own_page(client: Client) -> None:
    assert client.get("/account/")["Location"].startswith("/account/login/")
    html = signed_in(make_reader("ada", role="owner")).get("/account/").content.decode()
    assert "Run this Octavo" in html
    assert "No comments yet" in html


@pytest.mark.parametrize(
    "path",
    ["login/", "signup/", "logout/", "password/change/", "password/reset/", "password/reset/done/", "email/",
     "confirm-email/", "confirm-email/nonsense/", "inactive/", "2fa/", "2fa/totp/activate/",
     "password/reset/key/abc-nonsense/", "password/reset/key/done/"],
)  # fmt: skip
@pytest.mark.parametrize("who", ["anonymous", "reader"])
def test_every_page_is_ours(path: str, who: str) -> None:
    """No page of django-allauth's own shows through: ours all have a desk, no script and no style in them."""
    client = signed_in(make_reader("ada")) if who == "reader" else Client()
    response = client.get(f"/account/{path}", follow=True)
    assert response.status_code == 200
    html = response.content.decode()
    assert 'class="desk' in html or "home" in response.request["PATH_INFO"] or response.request["PATH_INFO"] == "/en/"
    assert "<style" not in html
    assert " style=" not in html


def test_without_mail_the_reset_page_says_what_to_do(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    html = client.get("/account/password/reset/").content.decode()
    assert "octavo user link" in html
    assert "<textarea" not in html


def test_second_factor_stands_in_the_way(client: Client) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    reader = make_reader("ada")
    TOTP.activate(reader, generate_totp_secret())
    codes = RecoveryCodes.activate(reader).get_unused_codes()
    response = client.post("/account/login/", {"login": "ada", "password": "a quiet harbour"}, follow=True)
    assert "Your code" in response.content.decode()
    assert client.get("/account/")["Location"].startswith("/account/login/")
    client.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert user_of(client) == "ada"
    html = client.get("/account/2fa/").content.decode()
    assert "It is on" in html


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # nobody we trust says so
        ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # the first was made up
        ("10.0.0.2", "198.51.100.1, 10.0.0.3", "198.51.100.1"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("unix", "198.51.100.1", "198.51.100.1"),
    ],
)
def test_whose_address_counts(remote: str, forwarded: str, address: str, settings: Settings) -> None:
    settings.OCTAVO_TRUSTED_PROXIES = ("10.0.0.0/8", "unix")
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)) == address
